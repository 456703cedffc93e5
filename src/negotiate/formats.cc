#include "negotiate/formats.h"

#include <algorithm>

namespace diemcau::negotiate {
namespace {

using wire::take_token;

constexpr Codec kCodecs[] = {Codec::kOpus, Codec::kRed,  Codec::kVp8,
                             Codec::kVp9,  Codec::kH264, Codec::kAv1};

std::string without(std::string_view all, std::initializer_list<std::string_view> names) {
  std::string out;
  while (!all.empty()) {
    const std::string_view one = take_token(all, ';');
    std::string_view name = one;
    while (name.starts_with(' ')) name.remove_prefix(1);
    name = take_token(name, '=');
    if (one.empty() || std::find(names.begin(), names.end(), name) != names.end()) continue;
    if (!out.empty()) out += ';';
    out += one;
  }
  return out;
}

bool fits(const OfferedSection& section, Codec codec) {
  return (kind_of(codec) == MediaKind::kAudio) == (section.kind == SectionKind::kAudio);
}

// Payload type of the format that repairs `payload_type` ("rtx" with apt).
const OfferedFormat* rtx_of(const OfferedSection& section, uint8_t payload_type) {
  const auto at = std::find_if(section.formats.begin(), section.formats.end(),
                               [&](const auto& one) { return one.repairs == payload_type; });
  return at == section.formats.end() ? nullptr : &*at;
}

std::vector<ChosenFormat> offered_formats(const OfferedSection& section) {
  std::vector<ChosenFormat> out;
  for (const OfferedFormat& format : section.formats) {
    if (!format.codec || !fits(section, *format.codec)) continue;
    out.push_back(
        {&format, rtx_of(section, format.payload_type), *format.codec, format.parameters});
  }
  return out;
}

void keep(std::vector<ChosenFormat>& formats, auto&& wanted) {
  std::erase_if(formats, [&](const ChosenFormat& one) { return !wanted(one); });
}

// Of the many H264 and VP9 profiles that browsers offer one is enough: constrained baseline with
// interleaving, profile 0, which every client decodes; else the first.
bool is_common_profile(const ChosenFormat& format) {
  if (format.codec == Codec::kH264) {
    return parameter(format.parameters, "packetization-mode") == "1" &&
           parameter(format.parameters, "profile-level-id").starts_with("42e0");
  }
  const auto profile = parameter(format.parameters, "profile-id");
  const auto av1_profile = parameter(format.parameters, "profile");
  return (profile.empty() || profile == "0") && (av1_profile.empty() || av1_profile == "0");
}

void keep_one_profile(std::vector<ChosenFormat>& formats, Codec codec) {
  const auto of_codec = [&](const ChosenFormat& one) { return one.codec == codec; };
  auto best = std::find_if(formats.begin(), formats.end(), [&](const ChosenFormat& one) {
    return of_codec(one) && is_common_profile(one);
  });
  if (best == formats.end()) best = std::find_if(formats.begin(), formats.end(), of_codec);
  if (best == formats.end()) return;
  const OfferedFormat* chosen = best->offered;
  keep(formats, [&](const ChosenFormat& one) { return !of_codec(one) || one.offered == chosen; });
}

void keep_one_profile_each(std::vector<ChosenFormat>& formats) {
  for (const Codec codec : {Codec::kVp9, Codec::kH264, Codec::kAv1}) {
    keep_one_profile(formats, codec);
  }
}

// LiveKit clients ask for stereo and no DTX in AddTrack, not in the offer.
std::string opus_parameters(const OfferedFormat& format, const Publication& publication) {
  std::string out =
      without(format.parameters, {"stereo", "sprop-stereo", "usedtx", "maxaveragebitrate"});
  const auto add = [&](std::string_view one) {
    if (!out.empty()) out += ';';
    out += one;
  };
  if (publication.stereo) add("stereo=1;maxaveragebitrate=510000");
  if (publication.dtx) add("usedtx=1");
  return out;
}

std::vector<ChosenFormat> choose_audio(const OfferedSection& section,
                                       const Publication& publication) {
  std::vector<ChosenFormat> chosen = offered_formats(section);
  keep(chosen, [&](const ChosenFormat& one) {
    return one.codec == Codec::kOpus || (one.codec == Codec::kRed && publication.red);
  });
  // The first is what the client sends.
  std::stable_partition(chosen.begin(), chosen.end(),
                        [](const ChosenFormat& one) { return one.codec == Codec::kRed; });
  for (ChosenFormat& one : chosen) {
    if (one.codec == Codec::kOpus) one.parameters = opus_parameters(*one.offered, publication);
  }
  return chosen;
}

// How well a section's format takes what the publisher sends.
Match best_match(const OfferedFormat& own, const std::vector<Profile>& sent) {
  Match best = Match::kNone;
  for (const Profile& one : sent) best = std::max(best, match(own.profile, one));
  return best;
}

void keep_best_profile(std::vector<ChosenFormat>& chosen, Codec codec,
                       const std::vector<Profile>& sent) {
  const OfferedFormat* best = nullptr;
  Match degree = Match::kNone;
  for (const ChosenFormat& one : chosen) {
    const Match own = one.codec == codec ? best_match(*one.offered, sent) : Match::kNone;
    if (own <= degree) continue;
    best = one.offered;
    degree = own;
  }
  keep(chosen, [&](const ChosenFormat& one) { return one.codec != codec || one.offered == best; });
}

struct KnownExtension {
  std::string_view uri;
  uint8_t ExtensionIds::*id;
  bool when_client_sends;
  bool when_client_receives;
};
// What we read on packets that come, and what we write on those that leave.
constexpr KnownExtension kKnown[] = {
    {"urn:ietf:params:rtp-hdrext:sdes:mid", &ExtensionIds::mid, true, true},
    {"urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id", &ExtensionIds::rid, true, false},
    {"urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id", &ExtensionIds::repaired_rid, true,
     false},
    {"http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
     &ExtensionIds::transport_cc, true, true},
    {"urn:ietf:params:rtp-hdrext:ssrc-audio-level", &ExtensionIds::audio_level, true, false},
};

}  // namespace

std::vector<ChosenFormat> choose_for_sending(const OfferedSection& section,
                                             const Publication& publication) {
  if (section.kind == SectionKind::kAudio) return choose_audio(section, publication);
  std::vector<ChosenFormat> all = offered_formats(section);
  keep_one_profile_each(all);
  if (!publication.codec) return all;
  std::vector<ChosenFormat> chosen = all;
  keep(chosen, [&](const ChosenFormat& one) { return one.codec == *publication.codec; });
  return chosen.empty() ? all : chosen;
}

std::vector<ChosenFormat> choose_for_receiving(const OfferedSection& section,
                                               const std::vector<PayloadFormat>& formats) {
  std::vector<ChosenFormat> chosen = offered_formats(section);
  const std::vector<Profile> sent = profiles_of(formats);
  for (const Codec codec : kCodecs) keep_best_profile(chosen, codec, sent);
  return chosen;
}

std::vector<Profile> profiles_of(const std::vector<PayloadFormat>& formats) {
  std::vector<Profile> out;
  out.reserve(formats.size());
  for (const PayloadFormat& one : formats) out.push_back(profile_of(one.codec, one.parameters));
  return out;
}

bool carries(const OfferedSection& section, const std::vector<Profile>& profiles) {
  return std::any_of(section.formats.begin(), section.formats.end(), [&](const auto& own) {
    return own.codec && fits(section, *own.codec) && best_match(own, profiles) != Match::kNone;
  });
}

std::vector<ChosenFormat> choose_for_nothing(const OfferedSection& section) {
  std::vector<ChosenFormat> chosen = offered_formats(section);
  keep_one_profile_each(chosen);
  return chosen;
}

std::vector<PayloadFormat> all_formats(const OfferedSection& section) {
  return payload_formats(offered_formats(section));
}

std::vector<PayloadFormat> payload_formats(const std::vector<ChosenFormat>& chosen) {
  std::vector<PayloadFormat> out;
  for (const ChosenFormat& one : chosen) {
    PayloadFormat format{one.offered->payload_type, std::nullopt, one.codec,
                         one.offered->clock_rate_hz, one.parameters};
    if (one.rtx != nullptr) format.rtx_payload_type = one.rtx->payload_type;
    out.push_back(std::move(format));
  }
  return out;
}

std::vector<std::pair<uint8_t, std::string>> choose_extensions(const OfferedSection& section,
                                                               bool client_sends) {
  std::vector<std::pair<uint8_t, std::string>> out;
  for (const auto& [id, uri] : section.extensions) {
    for (const KnownExtension& known : kKnown) {
      const bool used = client_sends ? known.when_client_sends : known.when_client_receives;
      if (used && uri == known.uri) out.emplace_back(id, uri);
    }
  }
  return out;
}

ExtensionIds extension_ids(const std::vector<std::pair<uint8_t, std::string>>& chosen) {
  ExtensionIds ids;
  for (const auto& [id, uri] : chosen) {
    for (const KnownExtension& known : kKnown) {
      if (uri == known.uri) ids.*known.id = id;
    }
  }
  return ids;
}

}  // namespace diemcau::negotiate
