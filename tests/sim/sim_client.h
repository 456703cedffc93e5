#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "base/ice_ufrag.h"
#include "base/random.h"
#include "congestion/transport_cc_receiver.h"
#include "forward/nack_generator.h"
#include "frame_tracker.h"
#include "link/messages.h"
#include "network.h"
#include "stream_checker.h"
#include "transport/client_transport.h"
#include "wire/rtcp.h"
#include "wire/rtp_writer.h"

namespace diemcau::sim {

inline constexpr uint8_t kOpusType = 111;
inline constexpr uint8_t kRedType = 63;
inline constexpr uint8_t kVp8Type = 96;
inline constexpr uint8_t kRtxType = 97;
inline constexpr ExtensionIds kExtensions{.mid = 4, .transport_cc = 3, .audio_level = 1};

std::vector<PayloadFormat> formats_of(MediaKind kind);

// A participant: publishes audio, and video in up to three layers, answers NACK and PLI, and asks
// for what it misses of what it receives.
class SimClient {
 public:
  SimClient(uint32_t number, const Path& server, uint64_t seed, Network& network);

  link::AddPeer join(RoomId room);
  void connect(Instant now);

  link::SetSource publish_audio(Instant now);
  link::SetSource publish_video(Instant now, size_t layers);
  // Layers from `count` on stop being sent, as congestion control does it.
  void limit_layers(size_t count) { layers_sent_ = count; }
  // Rebinding of a NAT: another port from now on.
  void move(uint16_t port);

  link::SetSink subscribe(const link::SetSource& source, SinkId sink);
  const StreamChecker& stream(SinkId sink) const { return *receiving_.at(sink).checker; }
  size_t strangers() const { return strangers_; }
  uint64_t plis_received() const { return plis_; }
  uint64_t transport_feedback() const { return arrivals_reported_; }
  uint64_t sender_reports() const { return sender_reports_; }
  // Any feedback, true or not.
  void send_rtcp(Instant now, Bytes compound);
  // Whether it says when packets came, as browsers do.
  void tell_arrivals(bool told) { tells_arrivals_ = told; }
  // Each packet of sound carries the one before, too (RFC 2198), as browsers send it.
  void send_redundantly(bool redundant) { redundant_ = redundant; }
  // Frames of sound that it has sent.
  size_t said() const { return audio_sending_.empty() ? 0 : audio_sending_.front().frame; }
  // Frames of sound that came in time to be played, each once, of so many ms.
  size_t heard(SinkId sink) const { return receiving_.at(sink).heard.size(); }
  Duration longest_silence(SinkId sink) const { return receiving_.at(sink).longest_silence; }
  const sites::FrameTracker& pictures(SinkId sink) const { return receiving_.at(sink).pictures; }
  void forget_silence(SinkId sink) { receiving_.at(sink).longest_silence = {}; }

  void handle_delivery(Instant now, Delivery delivery);
  void handle_timeout(Instant now);
  Instant next_timeout() const;
  bool connected() const {
    return transport_ && transport_->state() == transport::TransportState::kConnected;
  }
  transport::ClientTransport& transport() { return *transport_; }
  PeerId id() const { return PeerId{number_}; }
  SocketAddress address() const { return path_.local; }
  const link::SetSource& video() const { return video_; }
  const link::SetSource& audio() const { return audio_; }

 private:
  struct Sending {
    Ssrc ssrc;
    Ssrc rtx_ssrc;
    uint8_t layer = 0;
    uint16_t sequence = 0;
    uint16_t rtx_sequence = 0;
    uint32_t timestamp = 0;
    uint32_t frame = 0;
    uint16_t picture_id = 0;
    bool keyframe_wanted = true;
    uint64_t packets = 0;
    std::map<uint16_t, std::vector<uint8_t>> cache;  // plaintext packets
  };
  struct Receiving {
    Ssrc ssrc;
    Ssrc rtx_ssrc;
    MediaKind kind = MediaKind::kAudio;
    std::unique_ptr<StreamChecker> checker;
    wire::SequenceUnwrapper unwrapper;
    std::optional<int64_t> highest;
    forward::NackGenerator nacks;
    uint32_t last_timestamp = 0;
    sites::FrameTracker pictures;
    std::set<uint32_t> heard;
    Instant last_heard = kNever;
    Duration longest_silence{};
  };

  void send_rtp(Instant now, Sending& from, const wire::RtpHeader& header, Bytes payload);
  void send_plain(Instant now, Bytes header, Bytes payload);
  void send_audio(Instant now);
  void send_video(Instant now);
  void send_frame(Instant now, Sending& stream);
  void send_sender_reports(Instant now);
  void resend(Instant now, Sending& stream, uint16_t sequence);
  void handle_rtp(Instant now, Bytes plain);
  void handle_rtcp(Instant now, Bytes plain);
  void receive(Instant now, Receiving& stream, uint16_t sequence, uint32_t timestamp,
               Bytes payload);
  void ask(Instant now, Receiving& stream);
  void send_arrivals(Instant now);
  void hear(Instant now, Receiving& stream, Bytes frame);
  void watch(Instant now, Receiving& stream, int64_t sequence, Bytes payload);
  void flush(Instant now);

  const uint32_t number_;
  Path path_;
  Network& network_;
  SeededRandom random_;
  RepeatableRandom secure_;
  transport::IceSession ice_;
  std::unique_ptr<transport::ClientTransport> transport_;
  link::SetSource audio_;
  link::SetSource video_;
  std::vector<Sending> audio_sending_;
  std::vector<Sending> video_sending_;
  size_t layers_sent_ = 3;
  Instant next_audio_ = kNever;
  Instant next_video_ = kNever;
  Instant next_report_ = kNever;
  uint16_t transport_sequence_ = 0;
  std::map<SinkId, Receiving> receiving_;
  size_t strangers_ = 0;
  uint64_t plis_ = 0;
  uint64_t arrivals_reported_ = 0;
  uint64_t sender_reports_ = 0;
  bool tells_arrivals_ = false;
  bool redundant_ = false;
  std::vector<uint8_t> last_sound_;
  congestion::TransportCcReceiver arrivals_;
};

const transport::DtlsContext& client_context();
const transport::DtlsContext& server_context();

}  // namespace diemcau::sim
