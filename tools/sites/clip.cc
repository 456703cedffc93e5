#include "clip.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ivf.h"
#include "ogg.h"

namespace diemcau::sites {
namespace {

constexpr size_t kMaxFrames = 30 * 60 * 10;
constexpr size_t kPcmFrameSize = 8000 / 50 * 2;
constexpr uint8_t kUsualSpeech = 20;

// RFC 6386 section 9.1: the lowest bit of the first byte is 0 in a keyframe.
bool is_vp8_keyframe(Bytes frame) { return !frame.empty() && (frame[0] & 1) == 0; }

uint8_t loudness_at(Bytes pcm, size_t frame) {
  if (pcm.empty()) return kUsualSpeech;
  const size_t begin = std::min(frame * kPcmFrameSize, pcm.size());
  return loudness(pcm.subspan(begin, std::min(kPcmFrameSize, pcm.size() - begin)));
}

// RFC 7845 section 5.1. Only the mapping family that RTP can carry: mono or stereo.
bool is_opus_head(Bytes packet) {
  return packet.size() >= 19 && as_text(packet.first(8)) == "OpusHead" && packet[8] == 1 &&
         packet[18] == 0;
}

}  // namespace

Result<VideoClip> parse_video_clip(Bytes ivf) {
  auto reader = IvfReader::open(ivf);
  if (!reader) return Err{reader.error()};
  if (reader->fourcc() != kFourccVp8) return Err{ParseError::kUnsupported};
  VideoClip clip{.width = reader->width(), .height = reader->height()};
  clip.frame_interval = Duration(1s) * reader->scale() / reader->rate();
  IvfFrame frame;
  while (reader->next(frame)) {
    if (frame.bytes.empty()) return Err{ParseError::kBadValue};
    if (clip.frames.size() == kMaxFrames) return Err{ParseError::kOversized};
    clip.frames.push_back({{frame.bytes.begin(), frame.bytes.end()}, is_vp8_keyframe(frame.bytes)});
  }
  if (!reader->ok()) return Err{ParseError::kTruncated};
  if (clip.frames.empty() || !clip.frames.front().is_keyframe || clip.frame_interval < 1ms) {
    return Err{ParseError::kBadValue};
  }
  return clip;
}

Result<SpeechClip> parse_speech_clip(Bytes ogg, Bytes pcm) {
  OggReader reader(ogg);
  std::vector<uint8_t> packet;
  if (!reader.next(packet)) return Err{reader.error().value_or(ParseError::kTruncated)};
  if (!is_opus_head(packet)) return Err{ParseError::kBadMagic};
  if (!reader.next(packet))
    return Err{reader.error().value_or(ParseError::kTruncated)};  // OpusTags
  SpeechClip clip;
  while (reader.next(packet)) {
    if (opus_duration(packet) != kSpeechFrame) return Err{ParseError::kUnsupported};
    if (clip.frames.size() == kMaxFrames) return Err{ParseError::kOversized};
    clip.frames.push_back({packet, loudness_at(pcm, clip.frames.size())});
  }
  if (reader.error()) return Err{*reader.error()};
  if (clip.frames.empty()) return Err{ParseError::kBadValue};
  return clip;
}

Duration opus_duration(Bytes packet) {
  if (packet.empty()) return {};
  // RFC 6716 section 3.1, table 2: durations of configurations 0–11, 12–15, 16–31.
  static constexpr std::array<Duration, 4> kSilk{10ms, 20ms, 40ms, 60ms};
  static constexpr std::array<Duration, 2> kHybrid{10ms, 20ms};
  static constexpr std::array<Duration, 4> kCelt{2500us, 5ms, 10ms, 20ms};
  const size_t config = packet[0] >> 3;
  const Duration one = config < 12   ? kSilk[config % 4]
                       : config < 16 ? kHybrid[config % 2]
                                     : kCelt[config % 4];
  switch (packet[0] & 3) {
    case 0:
      return one;
    case 1:
    case 2:
      return one * 2;
    default:
      return packet.size() < 2 ? Duration{} : one * (packet[1] & 0x3f);
  }
}

uint8_t loudness(Bytes pcm) {
  double energy = 0;
  const size_t samples = pcm.size() / 2;
  for (size_t i = 0; i < samples; ++i) {
    const auto value = static_cast<int16_t>(pcm[i * 2] | pcm[i * 2 + 1] << 8);
    energy += static_cast<double>(value) * value;
  }
  if (energy == 0) return 127;
  const double rms = std::sqrt(energy / static_cast<double>(samples)) / 32768;
  return static_cast<uint8_t>(std::clamp(-20 * std::log10(rms), 0.0, 127.0));
}

}  // namespace diemcau::sites
