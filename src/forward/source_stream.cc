#include "forward/source_stream.h"

#include <algorithm>

#include "wire/payload.h"

namespace diemcau::forward {
namespace {

constexpr size_t kVideoCache = 512;
constexpr size_t kAudioCache = 64;

}  // namespace

SourceStream::SourceStream(MediaKind kind, uint32_t clock_rate_hz)
    : kind_(kind),
      cache_(kind == MediaKind::kVideo ? kVideoCache : kAudioCache),
      reception_(clock_rate_hz) {}

// The newest removal that ends at or before `sequence`, of those that are remembered.
const SourceStream::Removal* SourceStream::removal_before(int64_t sequence) const {
  const size_t kept = std::min(removal_count_, kMaxRemovals);
  for (size_t i = 0; i < kept; ++i) {
    const Removal& removal = removals_[(removal_count_ - 1 - i) % kMaxRemovals];
    if (sequence >= removal.from) return &removal;
  }
  return nullptr;
}

int64_t SourceStream::compacted(int64_t sequence) const {
  if (const Removal* removal = removal_before(sequence)) return sequence - removal->removed;
  if (removal_count_ == 0) return sequence;
  // Before the oldest removal that is remembered: as it was then.
  const Removal& oldest =
      removals_[removal_count_ <= kMaxRemovals ? 0 : removal_count_ % kMaxRemovals];
  return sequence - (oldest.removed - oldest.run);
}

void SourceStream::remove_number(int64_t sequence) {
  Removal last;
  if (removal_count_ > 0) last = removals_[(removal_count_ - 1) % kMaxRemovals];
  // A burst of padding is one removal, so that bursts do not push each other out.
  const bool continues = last.run > 0 && last.from == sequence;
  if (!continues) ++removal_count_;
  removals_[(removal_count_ - 1) % kMaxRemovals] = {sequence + 1, last.removed + 1,
                                                    continues ? last.run + 1 : 1};
}

// Padding that was compacted away and comes once more: its number belongs to another packet now.
bool SourceStream::is_removed(int64_t sequence) const {
  const size_t kept = std::min(removal_count_, kMaxRemovals);
  return std::any_of(removals_.begin(), removals_.begin() + static_cast<ptrdiff_t>(kept),
                     [&](const Removal& removal) {
                       return sequence < removal.from && sequence >= removal.from - removal.run;
                     });
}

bool SourceStream::is_new(int64_t sequence) const {
  if (!highest_ || sequence > *highest_) return true;
  if (*highest_ - sequence >= static_cast<int64_t>(cache_.size())) return false;
  return !is_removed(sequence) && cache_.find(compacted(sequence)) == nullptr;
}

void SourceStream::on_arrival(Instant now, const wire::RtpPacket& rtp) {
  reception_.on_packet(now, report_unwrapper_.unwrap(rtp.sequence), rtp.timestamp);
}

PacketRef SourceStream::handle_packet(Instant now, const Arrival& arrival, PacketPool& pool,
                                      Refusal& refusal) {
  const int64_t sequence = unwrapper_.unwrap(arrival.sequence);
  if (!is_new(sequence)) {
    refusal = Refusal::kDuplicate;
    return {};
  }
  const bool newest = !highest_ || sequence > *highest_;
  const bool in_order = !highest_ || sequence == *highest_ + 1;
  if (newest && highest_ && kind_ == MediaKind::kVideo) nacks_.on_gap(now, *highest_, sequence);
  if (!newest) nacks_.on_recovered(now, sequence);
  if (newest) highest_ = sequence;
  if (arrival.payload.empty() && in_order) {
    remove_number(sequence);
    refusal = Refusal::kPadding;
    return {};
  }
  return store(now, arrival, compacted(sequence), pool, refusal);
}

void SourceStream::skip(const wire::RtpPacket& rtp) {
  const int64_t sequence = unwrapper_.unwrap(rtp.sequence);
  if (!highest_ || sequence > *highest_) highest_ = sequence;
  follow_frame(rtp);
}

PacketRef SourceStream::store(Instant now, const Arrival& arrival, int64_t sequence,
                              PacketPool& pool, Refusal& refusal) {
  if (arrival.payload.size() > Packet::kMaxPayload) {
    refusal = Refusal::kOversized;
    return {};
  }
  PacketRef reference = pool.take();
  if (!reference) {
    refusal = Refusal::kNoMemory;
    return {};
  }
  const bool follows_marker = follow_frame(arrival.rtp);
  const wire::FrameInfo frame =
      wire::describe_payload(arrival.codec, arrival.payload, follows_marker);
  Packet& packet = *reference.packet_;
  packet.codec = arrival.codec;
  packet.layer = arrival.layer;
  packet.marker = arrival.rtp.marker;
  packet.begins_frame = frame.begins_frame && !arrival.payload.empty();
  packet.is_keyframe = frame.is_keyframe && !arrival.payload.empty();
  packet.temporal_id = frame.temporal_id;
  packet.vp8 = frame.vp8;
  packet.sequence = sequence;
  packet.timestamp = arrival.rtp.timestamp;
  packet.arrived = now;
  packet.set_payload(arrival.payload);
  if (packet.is_keyframe) keyframes_.on_keyframe();
  cache_.put(reference);
  refusal = Refusal::kNone;
  return reference;
}

// Whether the packet is the first of a frame that follows a whole one.
bool SourceStream::follow_frame(const wire::RtpPacket& rtp) {
  const int32_t ahead =
      frames_ == 0 ? 1 : wire::timestamp_distance(newest_timestamp_, rtp.timestamp);
  const bool follows_marker = ahead > 0 && newest_ended_frame_;
  if (ahead > 0) {
    newest_timestamp_ = rtp.timestamp;
    ++frames_;
  }
  if (ahead >= 0) newest_ended_frame_ = rtp.marker;
  return follows_marker;
}

size_t SourceStream::poll_lost(Instant now, std::span<uint16_t> out) {
  std::array<int64_t, NackGenerator::kMaxMissing> lost;
  const size_t count = nacks_.poll(now, {lost.data(), std::min(lost.size(), out.size())});
  for (size_t i = 0; i < count; ++i) out[i] = static_cast<uint16_t>(lost[i]);
  return count;
}

void SourceStream::handle_sender_report(Instant now, const wire::SenderReport& report) {
  clock_ = ClockPair{report.ntp, report.rtp_timestamp};
  last_sr_ = static_cast<uint32_t>(report.ntp >> 16);
  last_sr_at_ = now;
}

}  // namespace diemcau::forward
