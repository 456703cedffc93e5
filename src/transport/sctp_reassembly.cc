#include "transport/sctp_reassembly.h"

#include <iterator>
#include <utility>

#include "transport/sctp_serial.h"

namespace diemcau::transport {

SctpReassembly::Outcome SctpReassembly::add(uint64_t tsn, const SctpData& data) {
  const auto [at, is_new] = fragments_.try_emplace(tsn);
  DIEMCAU_CHECK(is_new);
  at->second = {data.stream,
                data.ssn,
                data.ppid,
                data.begins,
                data.ends,
                data.unordered,
                {data.payload.begin(), data.payload.end()}};
  bytes_ += data.payload.size() + kOverhead;
  Fragments::iterator first;
  Fragments::iterator last;
  size_t size = 0;
  if (find_message(at, first, last, size)) return take_message(first, last, size);
  // Nobody who was told our bound sends what cannot become a message.
  return size > max_message_ ? Outcome::kViolation : Outcome::kOk;
}

bool SctpReassembly::continues(const Fragments::value_type& before,
                               const Fragments::value_type& after) {
  const Fragment& one = before.second;
  const Fragment& two = after.second;
  return before.first + 1 == after.first && !one.ends && !two.begins && one.stream == two.stream &&
         one.unordered == two.unordered && (one.unordered || one.ssn == two.ssn);
}

bool SctpReassembly::find_message(Fragments::iterator at, Fragments::iterator& first,
                                  Fragments::iterator& last, size_t& size) const {
  first = last = at;
  size = at->second.payload.size();
  while (!first->second.begins && first != fragments_.begin() &&
         continues(*std::prev(first), *first)) {
    --first;
    size += first->second.payload.size();
  }
  while (!last->second.ends && std::next(last) != fragments_.end() &&
         continues(*last, *std::next(last))) {
    ++last;
    size += last->second.payload.size();
  }
  return first->second.begins && last->second.ends;
}

SctpReassembly::Outcome SctpReassembly::take_message(Fragments::iterator first,
                                                     Fragments::iterator last, size_t size) {
  if (size > max_message_) return Outcome::kViolation;
  const Fragment head{first->second.stream,
                      first->second.ssn,
                      first->second.ppid,
                      true,
                      true,
                      first->second.unordered,
                      {}};
  SctpMessage message{head.stream, head.ppid, {}};
  join(first, last, size, message.payload);
  fragments_.erase(first, std::next(last));
  return deliver(head, std::move(message));
}

void SctpReassembly::join(Fragments::iterator first, Fragments::iterator last, size_t size,
                          std::vector<uint8_t>& out) {
  if (first == last) {
    out = std::move(first->second.payload);
    return;
  }
  out.reserve(size);
  for (auto one = first; one != std::next(last); ++one) {
    const auto& payload = one->second.payload;
    out.insert(out.end(), payload.begin(), payload.end());
    if (one != first) bytes_ -= kOverhead;  // one message costs it once
  }
}

SctpReassembly::Outcome SctpReassembly::deliver(const Fragment& head, SctpMessage message) {
  if (head.unordered) {
    ready_.push_back(std::move(message));
    return Outcome::kOk;
  }
  if (!streams_.contains(head.stream) && streams_.size() >= max_streams_) {
    return Outcome::kViolation;
  }
  Stream& stream = streams_[head.stream];
  const uint64_t ssn = unwrap_ssn(head.ssn, stream.next_ssn);
  // A number that was there already: the sender counts wrongly, or has skipped it.
  if (ssn < stream.next_ssn || stream.waiting.contains(ssn)) {
    bytes_ -= message.payload.size() + kOverhead;
    return Outcome::kOk;
  }
  stream.waiting.emplace(ssn, std::move(message));
  deliver_in_turn(stream);
  return Outcome::kOk;
}

void SctpReassembly::deliver_in_turn(Stream& stream) {
  auto one = stream.waiting.begin();
  while (one != stream.waiting.end() && one->first == stream.next_ssn) {
    ready_.push_back(std::move(one->second));
    one = stream.waiting.erase(one);
    ++stream.next_ssn;
  }
}

void SctpReassembly::forget(uint64_t tsn) {
  const auto end = fragments_.upper_bound(tsn);
  for (auto one = fragments_.begin(); one != end; ++one) {
    bytes_ -= one->second.payload.size() + kOverhead;
  }
  fragments_.erase(fragments_.begin(), end);
}

void SctpReassembly::skip(uint16_t id, uint16_t wire_ssn) {
  if (!streams_.contains(id) && streams_.size() >= max_streams_) return;
  Stream& stream = streams_[id];
  const uint64_t ssn = unwrap_ssn(wire_ssn, stream.next_ssn);
  if (ssn < stream.next_ssn) return;
  // What came whole before the skipped one is still good, in its order.
  auto one = stream.waiting.begin();
  while (one != stream.waiting.end() && one->first <= ssn) {
    ready_.push_back(std::move(one->second));
    one = stream.waiting.erase(one);
  }
  stream.next_ssn = ssn + 1;
  deliver_in_turn(stream);
}

void SctpReassembly::reset(uint16_t id) {
  const auto stream = streams_.find(id);
  if (stream == streams_.end()) return;
  for (const auto& [ssn, message] : stream->second.waiting) {
    bytes_ -= message.payload.size() + kOverhead;
  }
  streams_.erase(stream);
}

bool SctpReassembly::poll(SctpMessage& out) {
  if (ready_.empty()) return false;
  out = std::move(ready_.front());
  ready_.pop_front();
  bytes_ -= out.payload.size() + kOverhead;
  return true;
}

}  // namespace diemcau::transport
