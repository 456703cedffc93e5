#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/media.h"
#include "base/time.h"
#include "forward/packet.h"
#include "forward/source_track.h"
#include "wire/rtp_writer.h"

namespace diemcau::forward {

// A packet as one receiver is to get it: a header of its own, a few patched bytes, and the shared
// payload behind them.
struct Outgoing {
  wire::RtpHeader header;
  uint8_t prefix_size = 0;
  std::array<uint8_t, 2 + wire::kMaxVp8DescriptorSize> prefix{};
  Bytes tail;
  // There is nothing in it: it only keeps the numbers whole or probes, and is sent as padding.
  bool is_padding = false;

  Bytes prefix_bytes() const { return {prefix.data(), prefix_size}; }
};

// One receiver's view of a track: which layer it gets and how numbers are moved, so that it sees
// one unbroken stream. Holds maps only, no packet. Owner: the shard's Sink.
//
// Invariants: numbers rise by one for each packet of the source that follows the one before;
// what the source lost stays a hole that the packet, come late, fills. Layers change on a
// keyframe's first packet only. Timestamps never step back from one frame to the next.
class Sink {
 public:
  struct Config {
    std::vector<PayloadFormat> formats;         // what the receiver's section takes
    std::vector<PayloadFormat> source_formats;  // what may come
    Ssrc ssrc;
    Ssrc rtx_ssrc;
  };

  explicit Sink(Config config);
  void set_source_formats(const std::vector<PayloadFormat>& formats);

  // At most this layer from now on. A paused sink gets nothing.
  void select(Layer highest, bool paused);
  // What it gets stops here; it goes on with the next keyframe of what it may have.
  void interrupt() { flowing_ = false; }

  // Whether `packet` goes to this receiver, and as what. Asks `track` for a keyframe where it waits
  // for one.
  bool accept(const Packet& packet, SourceTrack& track, Outgoing& out);

  // Whether accept() may take it: it is of the layer that the receiver gets or waits for.
  bool may_accept(const Packet& packet, const SourceTrack& track) const;

  // The receiver lost `sequence`: the packet again, through RTX. Never on its own stream: there,
  // header extensions and padding would differ under one index (RFC 3711 section 9.1).
  bool handle_nack(Instant now, uint16_t sequence, const SourceTrack& track, Outgoing& out);
  // Whether the receiver's decoder still needs it: what came before the keyframe that it waits for,
  // or goes on from, it does not.
  bool needs(uint16_t sequence) const;
  // Something that does no harm, to see whether more gets through: one of the last packets again
  // or, where nothing was sent yet, padding. False: the receiver takes no RTX.
  bool probe(const SourceTrack& track, Outgoing& out);
  // The receiver cannot decode.
  void handle_keyframe_request(SourceTrack& track);

  // What a sender report to the receiver says; nothing until the publisher has sent one.
  struct Report {
    uint64_t ntp = 0;
    uint32_t rtp_timestamp = 0;
    uint32_t packet_count = 0;
    uint32_t octet_count = 0;
  };
  std::optional<Report> report(const SourceTrack& track) const;

  std::optional<Layer> current_layer() const;
  Ssrc ssrc() const { return ssrc_; }
  Ssrc rtx_ssrc() const { return rtx_ssrc_; }

 private:
  // How the packets of one stretch of one layer are renumbered. What the receiver is sent begins
  // with `first_out`.
  struct Stretch {
    Layer layer = Layer::kLow;
    int64_t first_in = 0;
    int64_t first_out = 0;
    uint32_t timestamp_offset = 0;
    uint16_t picture_id_offset = 0;
    uint8_t tl0_offset = 0;
    uint8_t key_index_offset = 0;
  };
  // How a packet's codec reaches this receiver.
  struct Delivery {
    bool possible = false;
    bool unwrap_red = false;
    uint8_t payload_type = 0;
    std::optional<uint8_t> rtx_payload_type;
  };
  struct Resent {
    uint16_t sequence = 0;
    Instant at{};
  };
  static constexpr size_t kStretches = 8;
  static constexpr size_t kResent = 128;
  static constexpr Duration kResendInterval = 30ms;
  static constexpr int64_t kProbed = 32;  // of the last packets
  static constexpr uint32_t kResendsPerSecond = 1000;

  std::optional<Layer> wanted_layer(uint8_t live) const;
  void begin_stretch(const Packet& packet, const SourceTrack& track);
  uint32_t continued_timestamp(const Packet& packet, const SourceTrack& track) const;
  void rewrite(const Packet& packet, const Stretch& stretch, const Delivery& delivery,
               Outgoing& out) const;
  void remember(const Packet& packet, const Outgoing& out);
  const Stretch* stretch_of(int64_t sequence) const;
  bool resend(int64_t sequence, const SourceTrack& track, Outgoing& out);
  bool may_resend(Instant now, uint16_t sequence);
  Delivery delivery_of(Codec codec) const { return deliveries_[static_cast<size_t>(codec)]; }
  Delivery find_delivery(Codec codec, const std::vector<PayloadFormat>& sources) const;

  const std::vector<PayloadFormat> formats_;
  const Ssrc ssrc_;
  const Ssrc rtx_ssrc_;
  std::array<Delivery, 6> deliveries_{};

  Layer highest_wanted_ = Layer::kHigh;
  bool paused_ = false;
  bool flowing_ = false;  // the newest stretch is in use
  std::array<Stretch, kStretches> stretches_{};
  size_t stretch_count_ = 0;  // ever

  // The newest packet sent.
  int64_t highest_out_ = 0;
  uint32_t last_timestamp_ = 0;
  Instant last_arrived_{};
  uint16_t last_picture_id_ = 0;
  uint8_t last_tl0_ = 0;
  uint8_t last_key_index_ = 0;

  uint32_t packet_count_ = 0;
  uint32_t octet_count_ = 0;
  uint16_t rtx_sequence_ = 0;
  int64_t probed_ = 0;
  std::array<Resent, kResent> resent_{};
  uint32_t resent_count_ = 0;
  Instant resent_since_{};
};

}  // namespace diemcau::forward
