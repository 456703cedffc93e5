#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"

// A time in the payload behind everything that a codec reads, so that any receiver of ours can tell
// how long a frame was under way while other receivers just play it.
namespace diemcau::sites {

inline constexpr size_t kStampSize = 16;

struct Stamp {
  uint32_t number = 0;
  Instant sent{};
};

std::array<uint8_t, kStampSize> make_stamp(const Stamp& stamp);
// The stamp that ends the payload, if there is one.
std::optional<Stamp> read_stamp(Bytes payload);

// Writes an Opus packet to `out` with the stamp as its padding (RFC 6716 section 3.2.5); as it is
// when it is no packet with one frame.
// Deviation: section 3.2.5 has an encoder write zeros as padding; a decoder must take any value.
void stamp_opus(Bytes packet, const Stamp& stamp, std::vector<uint8_t>& out);

}  // namespace diemcau::sites
