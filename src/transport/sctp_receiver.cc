#include "transport/sctp_receiver.h"

#include <algorithm>
#include <array>

#include "transport/sctp_serial.h"

namespace diemcau::transport {
namespace {

// RFC 9260 section 6.2: at most 500 ms, and for every second packet at once.
constexpr Duration kSackDelay = 50ms;
constexpr unsigned kPacketsPerSack = 2;

}  // namespace

SctpReceiver::SctpReceiver(const SctpReceiverLimits& limits, uint32_t first_tsn)
    : limits_(limits),
      reassembly_(limits.max_message, limits.max_streams),
      cumulative_(kSctpSerialBase + first_tsn - 1),
      told_window_(static_cast<uint32_t>(limits.window)) {}

bool SctpReceiver::has(uint64_t tsn) const {
  if (tsn <= cumulative_) return true;
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), tsn,
                                      [](uint64_t at, const Block& b) { return at < b.first; });
  return after != blocks_.begin() && std::prev(after)->last >= tsn;
}

// What closes the first gap is taken beyond the window while nothing is whole that could leave, or
// nothing might ever move on.
bool SctpReceiver::is_full_for(uint64_t tsn, size_t size) const {
  const bool needed = tsn == cumulative_ + 1 && !reassembly_.has_messages();
  const size_t bound = needed ? 2 * limits_.window : limits_.window;
  return reassembly_.bytes() + size > bound;
}

SctpReceiver::Outcome SctpReceiver::handle_data(const SctpData& data) {
  const uint64_t tsn = unwrap_tsn(data.tsn, cumulative_);
  urgent_ = urgent_ || data.immediate;
  if (has(tsn)) {
    on_duplicate(tsn);
    return Outcome::kIgnored;
  }
  if (tsn > cumulative_ + kMaxAhead || is_full_for(tsn, data.payload.size())) {
    urgent_ = true;
    // At twice the window nothing is whole that could leave: the sender breaks its own order.
    const bool stuck = tsn == cumulative_ + 1 && !reassembly_.has_messages();
    return stuck ? Outcome::kViolation : Outcome::kIgnored;
  }
  if (!mark(tsn)) return Outcome::kIgnored;
  advance();
  // Section 6.5: acknowledged, reported, and thrown away.
  if (data.stream >= limits_.max_streams) return Outcome::kInvalidStream;
  return reassembly_.add(tsn, data) == SctpReassembly::Outcome::kOk ? Outcome::kTaken
                                                                    : Outcome::kViolation;
}

void SctpReceiver::on_duplicate(uint64_t tsn) {
  urgent_ = true;
  if (duplicates_.size() < kMaxDuplicates) duplicates_.push_back(static_cast<uint32_t>(tsn));
}

bool SctpReceiver::mark(uint64_t tsn) {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), tsn,
                                      [](uint64_t at, const Block& b) { return at < b.first; });
  const bool joins_before = after != blocks_.begin() && std::prev(after)->last + 1 == tsn;
  const bool joins_after = after != blocks_.end() && after->first == tsn + 1;
  if (joins_before && joins_after) {
    std::prev(after)->last = after->last;
    blocks_.erase(after);
  } else if (joins_before) {
    std::prev(after)->last = tsn;
  } else if (joins_after) {
    after->first = tsn;
  } else if (blocks_.size() < kMaxBlocks || tsn == cumulative_ + 1) {
    blocks_.insert(after, {tsn, tsn});
  } else {
    return false;
  }
  return true;
}

void SctpReceiver::advance() {
  auto one = blocks_.begin();
  while (one != blocks_.end() && one->first <= cumulative_ + 1) {
    cumulative_ = std::max(cumulative_, one->last);
    ++one;
  }
  blocks_.erase(blocks_.begin(), one);
}

void SctpReceiver::handle_forward_tsn(const SctpForwardTsn& forward) {
  const uint64_t tsn = unwrap_tsn(forward.cumulative, cumulative_);
  urgent_ = true;
  // RFC 3758 section 3.6: an old one is only acknowledged.
  if (tsn <= cumulative_ || tsn > cumulative_ + kMaxAhead) return;
  cumulative_ = tsn;
  advance();
  reassembly_.forget(tsn);
  for (size_t i = 0; i < forward.skipped_count(); ++i) {
    const auto [stream, ssn] = forward.at(i);
    if (stream < limits_.max_streams) reassembly_.skip(stream, ssn);
  }
}

void SctpReceiver::handle_packet_end(Instant now) {
  ++unanswered_;
  const bool now_due = urgent_ || !blocks_.empty() || unanswered_ >= kPacketsPerSack;
  sack_at_ = std::min(sack_at_, now_due ? now : now + kSackDelay);
}

uint32_t SctpReceiver::window() const {
  return static_cast<uint32_t>(limits_.window - std::min(limits_.window, reassembly_.bytes()));
}

bool SctpReceiver::write_sack(SctpPacketWriter& writer) {
  constexpr size_t kFixed = 12;
  if (writer.room() < kFixed) return false;
  std::array<uint8_t, kSctpMaxPacket> buffer;
  ByteWriter out(MutableBytes(buffer).first(writer.room()));
  const size_t places = (out.remaining() - kFixed) / 4;
  const size_t gaps = std::min(blocks_.size(), places);
  const size_t duplicates = std::min(duplicates_.size(), places - gaps);
  told_window_ = window();
  out.u32(cumulative());
  out.u32(told_window_);
  out.u16(static_cast<uint16_t>(gaps));
  out.u16(static_cast<uint16_t>(duplicates));
  for (size_t i = 0; i < gaps; ++i) {
    out.u16(static_cast<uint16_t>(blocks_[i].first - cumulative_));
    out.u16(static_cast<uint16_t>(blocks_[i].last - cumulative_));
  }
  for (size_t i = 0; i < duplicates; ++i) out.u32(duplicates_[i]);
  DIEMCAU_CHECK(out.ok() && writer.add(SctpChunkType::kSack, 0, out.written()));
  duplicates_.clear();
  urgent_ = false;
  unanswered_ = 0;
  sack_at_ = kNever;
  return true;
}

bool SctpReceiver::poll_message(SctpMessage& out) {
  if (!reassembly_.poll(out)) return false;
  // Section 6.2: a window that was nearly shut is opened again without waiting for DATA.
  if (told_window_ < limits_.window / 4 && window() >= limits_.window / 2) sack_at_ = Instant{};
  return true;
}

bool SctpReceiver::has_all(uint32_t tsn) const {
  return unwrap_tsn(tsn, cumulative_) <= cumulative_;
}

}  // namespace diemcau::transport
