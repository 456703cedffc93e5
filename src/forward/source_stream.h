#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "base/media.h"
#include "base/time.h"
#include "forward/keyframe_requester.h"
#include "forward/nack_generator.h"
#include "forward/packet.h"
#include "forward/packet_cache.h"
#include "forward/packet_pool.h"
#include "forward/reception.h"
#include "wire/rtcp.h"
#include "wire/rtp.h"

namespace diemcau::forward {

enum class Refusal : uint8_t {
  kNone,
  kDuplicate,      // came before, or too late to matter
  kPadding,        // carries nothing, and is compacted away
  kOversized,      // more payload than a packet holds
  kNoMemory,       // the pool is at its bound
  kUnknownFormat,  // a payload type that was not answered
};

// The moment of a sender report on both clocks.
struct ClockPair {
  uint64_t ntp = 0;
  uint32_t rtp_timestamp = 0;
};

// A packet as it came, or as it was recovered.
struct Arrival {
  Codec codec = Codec::kOpus;
  Layer layer = Layer::kLow;
  const wire::RtpPacket& rtp;
  uint16_t sequence = 0;  // the original one where RTX brought it
  Bytes payload;
};

// One RTP stream of a published track: one layer of simulcast, or all of it. Puts its packets in
// order of number, finds what is missing, keeps what receivers may ask for again.
// Owner: SourceTrack.
class SourceStream {
 public:
  // Video keeps 512 packets (about 820 kB), audio 64.
  SourceStream(MediaKind kind, uint32_t clock_rate_hz);

  // A packet on the stream's own ssrc: for the receiver report.
  void on_arrival(Instant now, const wire::RtpPacket& rtp);
  // Without a packet, `refusal` says why.
  PacketRef handle_packet(Instant now, const Arrival& arrival, PacketPool& pool, Refusal& refusal);

  // A packet on the stream's own ssrc that nobody is to have: numbers go on behind it.
  void skip(const wire::RtpPacket& rtp);

  void handle_sender_report(Instant now, const wire::SenderReport& report);
  const std::optional<ClockPair>& clock() const { return clock_; }

  // For the receiver report: the middle of the last sender report's NTP time and when it came.
  uint32_t last_sr() const { return last_sr_; }
  Instant last_sr_at() const { return last_sr_at_; }

  const Packet* find(int64_t sequence) const { return cache_.find(sequence); }
  // Numbers to ask for again, as on the wire, ascending.
  size_t poll_lost(Instant now, std::span<uint16_t> out);
  NackGenerator& nacks() { return nacks_; }
  const NackGenerator& nacks() const { return nacks_; }
  KeyframeRequester& keyframes() { return keyframes_; }
  const KeyframeRequester& keyframes() const { return keyframes_; }
  Reception& reception() { return reception_; }

  // Frames (distinct timestamps) that began so far: how layers' liveness is compared.
  uint64_t frames() const { return frames_; }

 private:
  // Where a run of numbers was taken out: packets from `from` on are moved down by `removed`, the
  // `run` numbers before it stand for nothing.
  struct Removal {
    int64_t from = 0;
    int64_t removed = 0;
    int64_t run = 0;
  };
  static constexpr size_t kMaxRemovals = 64;

  const Removal* removal_before(int64_t sequence) const;
  int64_t compacted(int64_t sequence) const;
  bool is_removed(int64_t sequence) const;
  void remove_number(int64_t sequence);
  bool is_new(int64_t sequence) const;
  PacketRef store(Instant now, const Arrival& arrival, int64_t sequence, PacketPool& pool,
                  Refusal& refusal);
  bool follow_frame(const wire::RtpPacket& rtp);

  const MediaKind kind_;
  wire::SequenceUnwrapper unwrapper_;
  wire::SequenceUnwrapper report_unwrapper_;
  std::optional<int64_t> highest_;  // as on the wire
  std::array<Removal, kMaxRemovals> removals_{};
  size_t removal_count_ = 0;  // runs ever; the ring holds the last kMaxRemovals
  PacketCache cache_;
  NackGenerator nacks_;
  KeyframeRequester keyframes_;
  Reception reception_;
  std::optional<ClockPair> clock_;
  uint32_t last_sr_ = 0;
  Instant last_sr_at_ = kNever;
  uint32_t newest_timestamp_ = 0;
  bool newest_ended_frame_ = true;
  uint64_t frames_ = 0;
};

}  // namespace diemcau::forward
