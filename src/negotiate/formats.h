#pragma once

#include <string>
#include <vector>

#include "base/media.h"
#include "negotiate/answer.h"
#include "negotiate/offer.h"

// Which payload types and header extensions of an offered section are answered.
namespace diemcau::negotiate {

// A format to be answered: the offered one, the payload type of its RTX, and the parameters that
// the answer gives it.
struct ChosenFormat {
  const OfferedFormat* offered = nullptr;
  const OfferedFormat* rtx = nullptr;
  Codec codec = Codec::kOpus;
  std::string parameters;
};

// For a section in which the client sends: the wanted codec only, so that there is no doubt about
// what comes; all that we carry where it is not offered or none is wanted.
std::vector<ChosenFormat> choose_for_sending(const OfferedSection& section,
                                             const Publication& publication);

// For a section in which the client receives: what the track may be sent as.
std::vector<ChosenFormat> choose_for_receiving(const OfferedSection& section,
                                               const std::vector<PayloadFormat>& formats);

// For a section that carries nothing: all that we carry.
std::vector<ChosenFormat> choose_for_nothing(const OfferedSection& section);

std::vector<Profile> profiles_of(const std::vector<PayloadFormat>& formats);
// Whether choose_for_receiving() would find anything for these profiles.
bool carries(const OfferedSection& section, const std::vector<Profile>& profiles);

// All of a section that we carry, as it stands.
std::vector<PayloadFormat> all_formats(const OfferedSection& section);
std::vector<PayloadFormat> payload_formats(const std::vector<ChosenFormat>& chosen);

// The header extensions that we use in a direction, as the offer numbers them.
std::vector<std::pair<uint8_t, std::string>> choose_extensions(const OfferedSection& section,
                                                               bool client_sends);
ExtensionIds extension_ids(const std::vector<std::pair<uint8_t, std::string>>& chosen);

}  // namespace diemcau::negotiate
