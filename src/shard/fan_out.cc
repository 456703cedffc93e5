#include "shard/fan_out.h"

#include <algorithm>

#include "wire/rtp_writer.h"

namespace diemcau::shard {
namespace {

constexpr uint8_t kPaddingFlag = 0x20;

// Paddings of one to kMaxPadding bytes: zeros, and the last byte counts them all.
constexpr auto kPaddings = [] {
  std::array<std::array<uint8_t, FanOut::kMaxPadding>, FanOut::kMaxPadding> all{};
  for (size_t i = 0; i < all.size(); ++i) all[i].back() = static_cast<uint8_t>(i + 1);
  return all;
}();

// What makes `packet` of the burst as large as its largest, where that is little. The last packet
// of a message may be shorter anyway.
size_t padding_for(const Burst& burst, size_t index, const forward::Packet& packet) {
  const size_t missing = burst.largest - packet.payload().size();
  return index + 1 == burst.count || missing > FanOut::kMaxPadding ? 0 : missing;
}

}  // namespace

void BurstQueue::push(Burst* burst) {
  burst->next = nullptr;
  (head_ == nullptr ? head_ : tail_->next) = burst;
  tail_ = burst;
}

Burst* BurstQueue::pop() {
  Burst* burst = head_;
  head_ = burst->next;
  return burst;
}

size_t write_packet(Sink& sink, const forward::Outgoing& packet, size_t padding, MutableBytes out) {
  const wire::ExtensionValue extensions[] = {
      {sink.config.extensions.mid, as_bytes(sink.config.mid)},
  };
  const size_t header = wire::write_rtp_header(out, packet.header, extensions);
  if (header == 0) return 0;
  // A packet with nothing in it is padding alone.
  if (packet.is_padding) padding = 1;
  if (padding == 0) {
    const Bytes pieces[] = {packet.prefix_bytes(), packet.tail};
    return sink.receiver.transport.protect_rtp(out, header, pieces);
  }
  out[0] |= kPaddingFlag;
  const Bytes pieces[] = {packet.prefix_bytes(), packet.tail,
                          Bytes(kPaddings[padding - 1]).last(padding)};
  return sink.receiver.transport.protect_rtp(out, header, pieces);
}

void FanOut::push(Instant now, Source& source, const forward::PacketRef& packet) {
  if (source.sinks.empty()) return;
  if (source.config.kind == MediaKind::kVideo) return gather(now, source, packet);
  Burst* burst = take();
  if (burst == nullptr) return;
  burst->source = &source;
  burst->packets[burst->count++] = packet;
  audio_.push(burst);
}

void FanOut::gather(Instant now, Source& source, const forward::PacketRef& packet) {
  const auto layer = static_cast<size_t>(packet->layer);
  Burst*& burst = source.gathering[layer];
  if (burst == nullptr) {
    burst = take();
    if (burst == nullptr) return;
    burst->source = &source;
    burst->deadline = now + kGather;
    gathering_.push_back(&source);
  }
  burst->packets[burst->count++] = packet;
  burst->largest = std::max(burst->largest, packet->payload().size());
  if (packet->marker || burst->count == Burst::kMaxPackets) release(source, layer);
}

void FanOut::release(Source& source, size_t layer) {
  video_.push(std::exchange(source.gathering[layer], nullptr));
  gathering_.erase(std::find(gathering_.begin(), gathering_.end(), &source));
}

void FanOut::handle_timeout(Instant now) {
  for (size_t i = gathering_.size(); i-- > 0;) {
    // Releasing takes entries out; those behind have been looked at.
    if (i >= gathering_.size()) continue;
    Source& source = *gathering_[i];
    for (size_t layer = 0; layer < kMaxLayers; ++layer) {
      const Burst* burst = source.gathering[layer];
      if (burst != nullptr && burst->deadline <= now) release(source, layer);
    }
  }
}

Instant FanOut::next_timeout() const {
  Instant next = kNever;
  for (const Source* source : gathering_) {
    for (const Burst* burst : source->gathering) {
      if (burst != nullptr) next = std::min(next, burst->deadline);
    }
  }
  return next;
}

void FanOut::write(BurstQueue& queue, SegmentWriter& writer, Outcome& outcome) {
  while (!queue.empty()) {
    Burst& burst = *queue.front();
    const bool finished = write_burst(burst, writer, outcome);
    if (burst.source != nullptr && burst.source->track.next_timeout() != kNever) {
      outcome.asking.push_back(burst.source);
    }
    if (!finished) return;
    give_back(queue.pop());
  }
}

bool FanOut::write_burst(Burst& burst, SegmentWriter& writer, Outcome& outcome) {
  if (burst.source == nullptr) return true;
  Source& source = *burst.source;
  const bool video = source.config.kind == MediaKind::kVideo;
  forward::Outgoing outgoing;
  for (; burst.next_sink < source.sinks.size(); ++burst.next_sink, burst.next_packet = 0) {
    Sink& sink = *source.sinks[burst.next_sink];
    if (!sink.receiver.connected) continue;
    const auto& path = sink.receiver.transport.selected_path();
    for (; burst.next_packet < burst.count; ++burst.next_packet) {
      if (!writer.has_room()) return false;
      const forward::Packet& packet = *burst.packets[burst.next_packet];
      if (!sink.view.accept(packet, source.track, outgoing)) continue;
      const size_t padding = video ? padding_for(burst, burst.next_packet, packet) : 0;
      writer.commit(write_packet(sink, outgoing, padding, writer.next(*path)));
      ++counters_.rtp_out;
      if (!sink.started) outcome.started.push_back(&sink);
      sink.started = true;
    }
  }
  return true;
}

Burst* FanOut::take() {
  if (free_ != nullptr) return std::exchange(free_, free_->next);
  if (bursts_.size() == kMaxBursts) {
    ++counters_.fan_outs_dropped;
    return nullptr;
  }
  return bursts_.emplace_back(std::make_unique<Burst>()).get();
}

void FanOut::give_back(Burst* burst) {
  for (size_t i = 0; i < burst->count; ++i) burst->packets[i].reset();
  burst->source = nullptr;
  burst->count = burst->largest = burst->next_sink = burst->next_packet = 0;
  burst->next = std::exchange(free_, burst);
}

template <class Visit>
void FanOut::for_each_burst(Visit&& visit) {
  audio_.for_each(visit);
  video_.for_each(visit);
}

void FanOut::forget(Source& source) {
  for_each_burst([&](Burst& burst) {
    if (burst.source == &source) burst.source = nullptr;
  });
  for (Burst*& burst : source.gathering) {
    if (burst != nullptr) give_back(std::exchange(burst, nullptr));
  }
  std::erase(gathering_, &source);
}

void FanOut::forget(const Sink& sink, size_t index) {
  for_each_burst([&](Burst& burst) {
    if (burst.source != &sink.source) return;
    if (burst.next_sink == index) burst.next_packet = 0;
    if (burst.next_sink > index) --burst.next_sink;
  });
}

}  // namespace diemcau::shard
