#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/time.h"
#include "forward/packet.h"
#include "shard/counters.h"
#include "shard/peer.h"
#include "shard/segment_writer.h"

namespace diemcau::shard {

// Packets of one track on their way to all its sinks, and how far they have come.
struct Burst {
  static constexpr size_t kMaxPackets = 64;

  Source* source = nullptr;  // null: the track is gone, nothing is left to do
  std::array<forward::PacketRef, kMaxPackets> packets;
  size_t count = 0;
  size_t largest = 0;  // payload
  size_t bytes = 0;    // payloads
  Instant deadline{};  // when it leaves though the frame has not ended
  size_t next_sink = 0;
  size_t next_packet = 0;
  Burst* next = nullptr;
};

// A first-in, first-out line of bursts, linked through them.
class BurstQueue {
 public:
  bool empty() const { return head_ == nullptr; }
  Burst* front() const { return head_; }
  void push(Burst* burst);
  Burst* pop();
  template <class Visit>
  void for_each(Visit&& visit) {
    for (Burst* one = head_; one != nullptr; one = one->next) visit(*one);
  }

 private:
  Burst* head_ = nullptr;
  Burst* tail_ = nullptr;
};

// Carries each packet of a track to all its sinks: audio at once, video a frame at a time, so that
// a frame leaves for a receiver as one message of segments. The work is resumable between any two
// packets; audio always goes first.
//
// No allocation per packet: bursts are reused, and there are never more than kMaxBursts.
class FanOut {
 public:
  // Encoders cut a frame into packets that differ by a byte or two. So that they can be segments of
  // one message, those that are shorter by no more than this are padded.
  static constexpr size_t kMaxPadding = 16;
  // A frame of which no more comes leaves after this.
  static constexpr Duration kGather = 2ms;
  static constexpr size_t kMaxBursts = 4096;

  explicit FanOut(Counters& counters) : counters_(counters) {}

  void push(Instant now, Source& source, const forward::PacketRef& packet);

  // Frames that have waited long enough leave.
  void handle_timeout(Instant now);
  Instant next_timeout() const;

  // What writing brought about; looked at before anything else happens to the shard.
  struct Outcome {
    std::vector<Sink*> started;   // their first packet left
    std::vector<Source*> asking;  // their publishers are to be asked for something
    std::vector<Peer*> paced;     // their lines have changed: see when they may send

    void on_sent(Sink& sink) {
      if (!sink.started) started.push_back(&sink);
      sink.started = true;
    }
    void clear() {
      started.clear();
      asking.clear();
      paced.clear();
    }
  };
  // Each writes as much as `writer` takes.
  void write_audio(Instant now, SegmentWriter& writer, Outcome& outcome) {
    write(now, audio_, writer, outcome);
  }
  void write_video(Instant now, SegmentWriter& writer, Outcome& outcome) {
    write(now, video_, writer, outcome);
  }

  bool has_audio() const { return !audio_.empty(); }

  // The registry tells of what goes.
  void forget(Source& source);
  void forget(const Sink& sink, size_t index);

 private:
  Burst* take();
  void give_back(Burst* burst);
  void gather(Instant now, Source& source, const forward::PacketRef& packet);
  void release(Source& source, size_t layer);
  void write(Instant now, BurstQueue& queue, SegmentWriter& writer, Outcome& outcome);
  bool write_burst(Instant now, Burst& burst, SegmentWriter& writer, Outcome& outcome);
  bool write_for(Instant now, Sink& sink, Burst& burst, SegmentWriter& writer, Outcome& outcome);
  void stand_in_line(Sink& sink, const Burst& burst, Outcome& outcome);
  template <class Visit>
  void for_each_burst(Visit&& visit);

  Counters& counters_;
  BurstQueue audio_;
  BurstQueue video_;
  std::vector<Source*> gathering_;  // each with at least one frame that has not ended
  std::vector<std::unique_ptr<Burst>> bursts_;
  Burst* free_ = nullptr;
};

// Writes one packet for one receiver as its next datagram. `padding` bytes of RTP padding are added
// (RFC 3550 section 5.1). Needs room in the writer and a path.
void send_packet(Instant now, Sink& sink, const forward::Outgoing& packet, size_t padding,
                 SegmentWriter& writer);

}  // namespace diemcau::shard
