#include "congestion/prober.h"

#include <algorithm>

namespace diemcau::congestion {
namespace {

constexpr uint32_t kFewestPackets = 4;
constexpr Duration kShortest = 15ms;
// When less comes than this part of what was sent, the path was full.
constexpr double kAll = 0.9;
constexpr double kOfFull = 0.95;
constexpr Duration kPatience = 500ms;  // beyond the round trip

uint64_t rate(uint64_t bytes, Duration time) {
  return bytes * 8'000'000 / static_cast<uint64_t>(std::max<int64_t>(1, to_us(time)));
}

}  // namespace

void Prober::start(Instant now, uint64_t rate_bps) {
  last_id_ = static_cast<uint8_t>(last_id_ == 255 ? 1 : last_id_ + 1);
  const uint8_t last = last_id_;
  *this = Prober();
  id_ = last_id_ = last;
  constexpr uint64_t kMostBps = kMostBytes * 8 * 1000 / static_cast<uint64_t>(kLength / 1ms);
  rate_bps_ = std::min(rate_bps, kMostBps);
  began_ = next_step_ = now;
  ends_ = now + kLength;
}

void Prober::on_sent(Instant now, int64_t number, size_t bytes) {
  if (mark(now) == 0) return;
  sent_bytes_ += bytes;
  ++sent_packets_;
  last_number_ = number;
}

size_t Prober::padding_due(Instant now) const {
  if (mark(now) == 0) return 0;
  const uint64_t due = rate_bps_ * static_cast<uint64_t>(to_us(now - began_ + kStep)) / 8'000'000;
  return due > sent_bytes_ ? std::min(due, kMostBytes) - std::min(sent_bytes_, kMostBytes) : 0;
}

void Prober::on_step(Instant now) { next_step_ = now + kStep < ends_ ? now + kStep : kNever; }

void Prober::on_acknowledged(const Acknowledged& packet) {
  if (!running() || packet.probe != id_) return;
  if (packets_ == 0) first_sent_ = last_sent_ = packet.sent;
  ++packets_;
  bytes_ += packet.bytes;
  last_arrived_ = std::max(last_arrived_, packet.arrived);
  if (packet.sent == first_sent_) {
    first_burst_bytes_ += packet.bytes;
    first_burst_arrived_ = std::max(first_burst_arrived_, packet.arrived);
  }
  if (packet.sent > last_sent_) {
    last_sent_ = packet.sent;
    last_burst_bytes_ = 0;
  }
  if (packet.sent == last_sent_) last_burst_bytes_ += packet.bytes;
}

uint64_t Prober::measured_bps() const {
  const bool enough = packets_ >= kFewestPackets && packets_ * 2 >= sent_packets_;
  if (!enough || last_sent_ - first_sent_ < kShortest || last_arrived_ <= first_burst_arrived_) {
    return 0;
  }
  const uint64_t sent = rate(bytes_ - last_burst_bytes_, last_sent_ - first_sent_);
  const uint64_t came = rate(bytes_ - first_burst_bytes_, last_arrived_ - first_burst_arrived_);
  const bool full = static_cast<double>(came) < kAll * static_cast<double>(sent);
  return full ? static_cast<uint64_t>(kOfFull * static_cast<double>(came)) : std::min(sent, came);
}

std::optional<uint64_t> Prober::poll_result(Instant now, int64_t acknowledged, Duration rtt) {
  if (!running() || now < ends_) return std::nullopt;
  if (acknowledged < last_number_ && now < ends_ + rtt + kPatience) return std::nullopt;
  id_ = 0;
  next_step_ = kNever;
  return measured_bps();
}

}  // namespace diemcau::congestion
