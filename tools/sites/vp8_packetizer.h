#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "stamp.h"
#include "wire/vp8.h"

namespace diemcau::sites {

// Descriptor and data, at most so many bytes: with header, extensions and tag a packet stays below
// the 1,280 bytes that every path carries.
inline constexpr size_t kMaxVp8Payload = 1180;
inline constexpr size_t kVp8DescriptorSize = 4;

struct Vp8Payload {
  std::array<uint8_t, kVp8DescriptorSize> descriptor{};
  Bytes data;            // into the packetizer
  bool is_last = false;  // the RTP marker
};

// Cuts frames into RTP payloads (RFC 7741) with a 15-bit picture id. The payloads of a frame are of
// one size, so that it can leave as one segmented message; zeros and a stamp behind the frame,
// which a decoder does not read, fill it up.
class Vp8Packetizer {
 public:
  explicit Vp8Packetizer(uint16_t first_picture_id) : picture_id_(first_picture_id) {}

  void begin(Bytes frame, const Stamp& stamp);
  // The next payload of the frame; false when there is none left.
  bool next(Vp8Payload& out);

 private:
  uint16_t picture_id_;
  std::vector<uint8_t> data_;
  size_t at_ = 0;
  size_t piece_ = 0;
};

}  // namespace diemcau::sites
