#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"

namespace diemcau::sites {

struct VideoFrame {
  std::vector<uint8_t> bytes;
  bool is_keyframe = false;
};

// A moving picture to be played round and round; begins with a keyframe.
struct VideoClip {
  uint16_t width = 0;
  uint16_t height = 0;
  Duration frame_interval{};
  std::vector<VideoFrame> frames;
};

inline constexpr Duration kSpeechFrame = 20ms;

struct SpeechFrame {
  std::vector<uint8_t> bytes;  // one Opus packet of 20 ms
  uint8_t minus_dbov = 127;    // RFC 6464
};

struct SpeechClip {
  std::vector<SpeechFrame> frames;
};

// What one site shows and says.
struct Clip {
  std::string name;
  VideoClip video;
  SpeechClip speech;
};

// An IVF file with VP8. kUnsupported for another codec, kBadValue for an empty one or one that does
// not begin with a keyframe.
Result<VideoClip> parse_video_clip(Bytes ivf);

// An Ogg file with Opus in frames of 20 ms (RFC 7845). `pcm` is the same sound as 8 kHz signed 16
// bit little endian: how loud each frame is. Empty: all frames count as speech of -20 dBov.
Result<SpeechClip> parse_speech_clip(Bytes ogg, Bytes pcm);

// How long an Opus packet plays (RFC 6716 section 3.1); zero for what is no Opus packet.
Duration opus_duration(Bytes packet);

// Loudness of 8 kHz signed 16 bit little endian samples, in -dBov.
uint8_t loudness(Bytes pcm);

}  // namespace diemcau::sites
