#include "shard/fan_out.h"

#include <algorithm>

namespace diemcau::shard {
namespace {

constexpr uint8_t kPaddingFlag = 0x20;

// Paddings of one to kMaxPadding bytes: zeros, and the last byte counts them all.
constexpr auto kPaddings = [] {
  std::array<std::array<uint8_t, FanOut::kMaxPadding>, FanOut::kMaxPadding> all{};
  for (size_t i = 0; i < all.size(); ++i) all[i].back() = static_cast<uint8_t>(i + 1);
  return all;
}();

Bytes padding_bytes(size_t size, std::array<uint8_t, 255>& long_padding) {
  if (size <= FanOut::kMaxPadding) return Bytes(kPaddings[size - 1]).last(size);
  long_padding.fill(0);
  long_padding[size - 1] = static_cast<uint8_t>(size);
  return Bytes(long_padding).first(size);
}

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

void send_packet(Instant now, Sink& sink, const forward::Outgoing& packet, size_t padding,
                 SegmentWriter& writer) {
  Peer& receiver = sink.receiver;
  Downlink* downlink = sink.header.has_number() ? receiver.downlink.get() : nullptr;
  const uint16_t number = downlink != nullptr ? downlink->estimator.next_number() : uint16_t{0};
  const MutableBytes out = writer.next(*receiver.transport.selected_path());
  const size_t header = sink.header.write(packet.header, number, out);
  if (header == 0) return;
  // A packet with nothing in it is padding alone.
  if (packet.is_padding) padding = std::max<size_t>(1, padding);
  size_t size = 0;
  if (padding == 0) {
    const Bytes pieces[] = {packet.prefix_bytes(), packet.tail};
    size = receiver.transport.protect_rtp(out, header, pieces);
  } else {
    out[0] |= kPaddingFlag;
    std::array<uint8_t, 255> long_padding;
    const Bytes pieces[] = {packet.prefix_bytes(), packet.tail,
                            padding_bytes(padding, long_padding)};
    size = receiver.transport.protect_rtp(out, header, pieces);
  }
  writer.commit(size);
  if (downlink != nullptr && size > 0) downlink->on_sent(now, size);
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
  burst->bytes += packet->payload().size();
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

void FanOut::write(Instant now, BurstQueue& queue, SegmentWriter& writer, Outcome& outcome) {
  while (!queue.empty()) {
    Burst& burst = *queue.front();
    const bool finished = write_burst(now, burst, writer, outcome);
    if (burst.source != nullptr && burst.source->track.next_timeout() != kNever) {
      outcome.asking.push_back(burst.source);
    }
    if (!finished) return;
    give_back(queue.pop());
  }
}

bool FanOut::write_burst(Instant now, Burst& burst, SegmentWriter& writer, Outcome& outcome) {
  if (burst.source == nullptr) return true;
  Source& source = *burst.source;
  const bool video = source.config.kind == MediaKind::kVideo;
  for (; burst.next_sink < source.sinks.size(); ++burst.next_sink, burst.next_packet = 0) {
    Sink& sink = *source.sinks[burst.next_sink];
    const Peer& receiver = sink.receiver;
    if (!receiver.connected) continue;
    if (video && receiver.downlink && burst.next_packet == 0 &&
        receiver.downlink->paces(burst.bytes)) {
      stand_in_line(sink, burst, outcome);
    } else if (!write_for(now, sink, burst, writer, outcome)) {
      return false;
    }
  }
  return true;
}

bool FanOut::write_for(Instant now, Sink& sink, Burst& burst, SegmentWriter& writer,
                       Outcome& outcome) {
  const bool video = burst.source->config.kind == MediaKind::kVideo;
  forward::Outgoing outgoing;
  for (; burst.next_packet < burst.count; ++burst.next_packet) {
    if (!writer.has_room()) return false;
    const forward::Packet& packet = *burst.packets[burst.next_packet];
    if (!sink.view.accept(packet, burst.source->track, outgoing)) continue;
    const size_t padding = video ? padding_for(burst, burst.next_packet, packet) : 0;
    send_packet(now, sink, outgoing, padding, writer);
    ++counters_.rtp_out;
    outcome.on_sent(sink);
  }
  return true;
}

void FanOut::stand_in_line(Sink& sink, const Burst& burst, Outcome& outcome) {
  Downlink& downlink = *sink.receiver.downlink;
  // All are of one layer.
  if (!sink.view.may_accept(*burst.packets[0], burst.source->track)) return;
  for (size_t i = 0; i < burst.count; ++i) {
    if (downlink.pictures.push({sink.id, 0, burst.packets[i]})) continue;
    // Far behind: what waits would only come too late.
    ++counters_.lines_overflowed;
    ++sink.receiver.noted.lines_full;
    downlink.pictures.clear();
    for (Sink* one : sink.receiver.sinks) one->view.interrupt();
    break;
  }
  downlink.on_line_changed();
  outcome.paced.push_back(&sink.receiver);
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
  burst->count = burst->largest = burst->bytes = burst->next_sink = burst->next_packet = 0;
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
