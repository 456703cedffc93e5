#pragma once

#include <cstdint>
#include <optional>

#include "clip.h"
#include "media_sender.h"
#include "send_stream.h"
#include "vp8_packetizer.h"

namespace diemcau::sites {

// Who speaks when: `total` sites one after another, each for `length`, by the monotonic clock that
// all processes of the machine share.
struct Turns {
  size_t total = 1;
  Duration length = 20s;

  bool speaks(size_t site, Instant now) const {
    return static_cast<size_t>(now.time_since_epoch() / length) % total == site;
  }
};

// Plays one clip over one connection: the picture always, the speech when it is the site's turn. On
// absolute deadlines, so that lateness does not add up.
class Publisher {
 public:
  // A silent site sends a frame of silence this often, as Opus' DTX does.
  static constexpr Duration kSilenceInterval = 400ms;
  // Later than this and frames are left out.
  static constexpr Duration kMaxLag = 1s;
  static constexpr Duration kReportInterval = 1s;

  Publisher(const Clip& clip, size_t site, Turns turns, SendStream::Config audio,
            SendStream::Config video, SecureRandom& random, Instant now);

  void handle_timeout(Instant now, MediaSender& sender);
  Instant next_timeout() const;
  // NACK, PLI and FIR for what it sends; other packets are ignored.
  void handle_rtcp(const wire::RtcpPacket& packet, MediaSender& sender);

  uint64_t packets() const { return audio_.packets() + video_.packets(); }
  uint64_t resent() const { return video_.resent(); }
  uint64_t keyframe_requests() const { return keyframe_requests_; }

 private:
  void catch_up(Instant now);
  void send_video(Instant now, MediaSender& sender);
  void send_audio(Instant now, MediaSender& sender);
  void send_speech(Instant now, MediaSender& sender);
  void send_silence(Instant now, MediaSender& sender);
  void send_reports(Instant now, MediaSender& sender);
  void jump_to_keyframe();
  bool wants_keyframe(const wire::RtcpPacket& packet) const;

  const Clip& clip_;
  const size_t site_;
  const Turns turns_;
  SendStream audio_;
  SendStream video_;
  Vp8Packetizer packetizer_;
  const Instant started_;
  Instant next_video_;
  Instant next_audio_;
  Instant next_silence_;
  Instant next_report_;
  size_t video_frame_ = 0;
  std::optional<size_t> speech_frame_;  // nothing while silent
  uint32_t stamp_number_ = 0;
  bool keyframe_wanted_ = false;
  uint64_t keyframe_requests_ = 0;
  std::vector<uint8_t> opus_;
};

}  // namespace diemcau::sites
