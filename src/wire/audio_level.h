#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.h"

namespace diemcau::wire {

// RFC 6464: how loud a packet is, in -dBov (0 loudest, 127 silence), and whether it is speech.
struct AudioLevel {
  uint8_t minus_dbov = 127;
  bool voice = false;
};

inline std::optional<AudioLevel> parse_audio_level(Bytes value) {
  if (value.empty()) return std::nullopt;
  return AudioLevel{static_cast<uint8_t>(value[0] & 0x7f), (value[0] & 0x80) != 0};
}

}  // namespace diemcau::wire
