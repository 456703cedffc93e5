#include "negotiate/profile.h"

#include <algorithm>
#include <charconv>

#include "negotiate/offer.h"

namespace diemcau::negotiate {
namespace {

constexpr uint16_t kUnreadable = 0xffff;

uint16_t number(std::string_view text, uint16_t when_absent, int base = 10) {
  if (text.empty()) return when_absent;
  uint16_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return error == std::errc{} && end == text.data() + text.size() ? value : kUnreadable;
}

// RFC 6184 section 8.1: without the parameters it is baseline in single NAL units.
Profile h264_profile(std::string_view parameters) {
  const std::string_view id = parameter(parameters, "profile-level-id");
  const uint16_t mode = number(parameter(parameters, "packetization-mode"), 0);
  return {Codec::kH264, number(id.substr(0, 4), 0x4200, 16),
          static_cast<uint8_t>(std::min<uint16_t>(mode, 0xff))};
}

// Of the H264 profiles that clients use, each decodes those before it; 0 for others.
int h264_rank(uint16_t profile) {
  constexpr uint16_t kProfiles[] = {0x42e0, 0x4200, 0x4d00, 0x640c, 0x6400};
  const auto* at = std::find(std::begin(kProfiles), std::end(kProfiles), profile);
  return at == std::end(kProfiles) ? 0 : static_cast<int>(at - std::begin(kProfiles)) + 1;
}

bool decodes_h264(uint16_t receiver, uint16_t sender) {
  const int rank = h264_rank(sender);
  // Constrained baseline is a part of every profile, those not named here too. Baseline proper
  // stands with it: nobody sends its further tools.
  const bool baseline = rank == 1 || rank == 2;
  return baseline || (rank != 0 && h264_rank(receiver) > rank);
}

}  // namespace

Profile profile_of(Codec codec, std::string_view parameters) {
  switch (codec) {
    case Codec::kH264:
      return h264_profile(parameters);
    case Codec::kVp9:
      return {codec, number(parameter(parameters, "profile-id"), 0)};
    case Codec::kAv1:
      return {codec, number(parameter(parameters, "profile"), 0)};
    case Codec::kOpus:
    case Codec::kRed:
    case Codec::kVp8:
      break;
  }
  return {codec};
}

Match match(const Profile& receiver, const Profile& sender) {
  if (receiver == sender) return Match::kSame;
  if (receiver.codec != Codec::kH264 || sender.codec != Codec::kH264) return Match::kNone;
  const bool same_packets = receiver.packetization_mode == sender.packetization_mode;
  return same_packets && decodes_h264(receiver.number, sender.number) ? Match::kHigherProfile
                                                                      : Match::kNone;
}

}  // namespace diemcau::negotiate
