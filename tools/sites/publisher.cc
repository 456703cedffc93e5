#include "publisher.h"

#include <algorithm>
#include <array>

namespace diemcau::sites {
namespace {

// Opus (RFC 6716): 20 ms of fullband CELT that decode to silence.
constexpr std::array<uint8_t, 3> kSilence{0xf8, 0xff, 0xfe};
constexpr uint8_t kSilentLevel = 127;
constexpr uint8_t kVoice = 0x80;  // RFC 6464 section 3

}  // namespace

Publisher::Publisher(const Clip& clip, size_t site, Turns turns, SendStream::Config audio,
                     SendStream::Config video, SecureRandom& random, Instant now)
    : clip_(clip),
      site_(site),
      turns_(turns),
      audio_(std::move(audio), random),
      video_(std::move(video), random),
      packetizer_(static_cast<uint16_t>(random.u32() & 0x7fff)),
      started_(now),
      next_video_(now),
      next_audio_(now),
      next_silence_(now),
      // A report goes out early, so that receivers can soon put sound and picture together.
      next_report_(now + 100ms) {}

void Publisher::handle_timeout(Instant now, MediaSender& sender) {
  catch_up(now);
  for (; next_video_ <= now; next_video_ += clip_.video.frame_interval) send_video(now, sender);
  for (; next_audio_ <= now; next_audio_ += kSpeechFrame) send_audio(now, sender);
  if (next_report_ <= now) {
    next_report_ = now + kReportInterval;
    send_reports(now, sender);
  }
}

// After a stall what is long past is not sent in one burst.
void Publisher::catch_up(Instant now) {
  while (next_video_ + kMaxLag < now) next_video_ += clip_.video.frame_interval;
  while (next_audio_ + kMaxLag < now) next_audio_ += kSpeechFrame;
}

Instant Publisher::next_timeout() const {
  return std::min({next_video_, next_audio_, next_report_});
}

void Publisher::send_video(Instant now, MediaSender& sender) {
  if (keyframe_wanted_) jump_to_keyframe();
  const VideoFrame& frame = clip_.video.frames[video_frame_];
  packetizer_.begin(frame.bytes, {++stamp_number_, now});
  Vp8Payload payload;
  while (packetizer_.next(payload)) {
    const std::array<Bytes, 2> parts{Bytes(payload.descriptor), payload.data};
    video_.send(sender, next_video_ - started_, payload.is_last, std::nullopt, parts);
  }
  video_frame_ = (video_frame_ + 1) % clip_.video.frames.size();
}

// A clip cannot be encoded anew: it goes on at its next keyframe, half a second away at most.
void Publisher::jump_to_keyframe() {
  keyframe_wanted_ = false;
  while (!clip_.video.frames[video_frame_].is_keyframe) {
    video_frame_ = (video_frame_ + 1) % clip_.video.frames.size();
  }
}

void Publisher::send_audio(Instant now, MediaSender& sender) {
  if (turns_.speaks(site_, next_audio_)) {
    send_speech(now, sender);
  } else {
    send_silence(now, sender);
  }
}

void Publisher::send_speech(Instant now, MediaSender& sender) {
  // RFC 3551 section 4.1: the marker says where talk begins.
  const bool begins = !speech_frame_;
  const size_t at = speech_frame_.value_or(0);
  const SpeechFrame& frame = clip_.speech.frames[at];
  stamp_opus(frame.bytes, {++stamp_number_, now}, opus_);
  const std::array<Bytes, 1> parts{Bytes(opus_)};
  audio_.send(sender, next_audio_ - started_, begins, frame.minus_dbov | kVoice, parts);
  speech_frame_ = (at + 1) % clip_.speech.frames.size();
}

void Publisher::send_silence(Instant now, MediaSender& sender) {
  if (speech_frame_) next_silence_ = next_audio_;
  speech_frame_.reset();
  if (next_audio_ < next_silence_) return;
  next_silence_ = next_audio_ + kSilenceInterval;
  stamp_opus(kSilence, {++stamp_number_, now}, opus_);
  const std::array<Bytes, 1> parts{Bytes(opus_)};
  audio_.send(sender, next_audio_ - started_, false, kSilentLevel, parts);
}

void Publisher::send_reports(Instant now, MediaSender& sender) {
  for (const SendStream* stream : {&audio_, &video_}) {
    std::array<uint8_t, 128> buffer;
    ByteWriter out(buffer);
    wire::write_sender_report(out, stream->report(now, now - started_));
    wire::write_cname(out, stream->ssrc(), "site");
    if (out.ok()) sender.send_rtcp(out.written());
  }
}

void Publisher::handle_rtcp(const wire::RtcpPacket& packet, MediaSender& sender) {
  if (wire::is_nack(packet) && wire::feedback_target(packet) == video_.ssrc()) {
    wire::for_each_nack(packet, [&](uint16_t sequence) { video_.resend(sender, sequence); });
  }
  if (wants_keyframe(packet)) {
    keyframe_wanted_ = true;
    ++keyframe_requests_;
  }
}

bool Publisher::wants_keyframe(const wire::RtcpPacket& packet) const {
  if (wire::is_pli(packet)) return wire::feedback_target(packet) == video_.ssrc();
  if (!wire::is_fir(packet)) return false;
  const auto entry = wire::fir_entry(packet, 0);
  return entry && entry->ssrc == video_.ssrc();
}

}  // namespace diemcau::sites
