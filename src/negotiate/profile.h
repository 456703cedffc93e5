#pragma once

#include <cstdint>
#include <string_view>

#include "base/media.h"

namespace diemcau::negotiate {

// What of a format shapes the bitstream. Levels are left out of account: clients state them lower
// than what they decode.
struct Profile {
  Codec codec = Codec::kOpus;
  // H264: profile_idc and profile-iop (0x42e0); VP9, AV1: the profile's number.
  uint16_t number = 0;
  uint8_t packetization_mode = 0;  // H264
  bool operator==(const Profile&) const = default;
};

// `parameters`: the fmtp line.
Profile profile_of(Codec codec, std::string_view parameters);

// Whether a decoder can take a bitstream, better ones being greater.
enum class Match : uint8_t {
  kNone,
  kHigherProfile,  // the decoder's profile includes the bitstream's
  kSame,
};
Match match(const Profile& receiver, const Profile& sender);

}  // namespace diemcau::negotiate
