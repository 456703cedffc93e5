#include "negotiate/offerer.h"

#include <algorithm>
#include <array>
#include <set>

#include "negotiate/formats.h"
#include "negotiate/transport_lines.h"

namespace diemcau::negotiate {
namespace {

using wire::SdpSection;

constexpr uint16_t kDiscardPort = 9;
constexpr uint64_t kSessionId = 1;

// Our numbers for what LiveKit's clients send. RED says in its parameters what it wraps.
struct OwnFormat {
  Codec codec;
  const char* rtpmap;
  uint8_t payload_type;
  uint8_t rtx;  // 0: none
};
constexpr std::array<OwnFormat, 6> kFormats{{{Codec::kOpus, "opus/48000/2", 111, 0},
                                             {Codec::kRed, "red/48000/2", 63, 0},
                                             {Codec::kVp8, "VP8/90000", 96, 97},
                                             {Codec::kVp9, "VP9/90000", 98, 99},
                                             {Codec::kH264, "H264/90000", 102, 103},
                                             {Codec::kAv1, "AV1/90000", 45, 46}}};
constexpr std::array<std::pair<const char*, const char*>, 2> kExtensions{
    {{"1", "urn:ietf:params:rtp-hdrext:sdes:mid"},
     {"2", "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"}}};

// A client says what it can take; stereo is what we say of the sound.
std::string parameters_of(const PayloadFormat& format) {
  if (format.codec == Codec::kRed) return "111/111";
  if (format.codec != Codec::kOpus) return format.parameters;
  const bool stereo = parameter(format.parameters, "stereo") == "1";
  return stereo ? "minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1"
                : "minptime=10;useinbandfec=1";
}

void add_format(SdpSection& section, const OwnFormat& own, const std::string& parameters) {
  const std::string number = std::to_string(own.payload_type);
  section.formats.push_back(number);
  section.attributes.add("rtpmap", number + " " + own.rtpmap);
  section.attributes.add("rtcp-fb", number + " transport-cc");
  if (kind_of(own.codec) == MediaKind::kVideo) {
    for (const char* one : {" nack", " nack pli", " ccm fir"}) {
      section.attributes.add("rtcp-fb", number + one);
    }
  }
  if (!parameters.empty()) section.attributes.add("fmtp", number + " " + parameters);
  if (own.rtx == 0) return;
  const std::string rtx = std::to_string(own.rtx);
  section.formats.push_back(rtx);
  section.attributes.add("rtpmap", rtx + " rtx/90000");
  section.attributes.add("fmtp", rtx + " apt=" + number);
}

const OwnFormat& own_format(Codec codec) {
  return *std::find_if(kFormats.begin(), kFormats.end(),
                       [&](const OwnFormat& one) { return one.codec == codec; });
}

// Each codec once: the first of its profiles is what the publisher prefers.
bool add_formats(SdpSection& section, const std::vector<PayloadFormat>& formats) {
  std::set<Codec> seen;
  bool has_rtx = false;
  for (const PayloadFormat& one : formats) {
    if (!seen.insert(one.codec).second) continue;
    const OwnFormat& own = own_format(one.codec);
    add_format(section, own, parameters_of(one));
    has_rtx |= own.rtx != 0;
  }
  // What RED wraps stands in the section too.
  if (seen.contains(Codec::kRed) && !seen.contains(Codec::kOpus)) {
    add_format(section, own_format(Codec::kOpus), parameters_of({}));
  }
  return has_rtx;
}

void add_idle_formats(SdpSection& section, MediaKind kind) {
  const Codec codec = kind == MediaKind::kAudio ? Codec::kOpus : Codec::kVp8;
  add_formats(section, {{.codec = codec}});
}

SdpSection data_section() {
  SdpSection section{.kind = "application",
                     .port = kDiscardPort,
                     .protocol = "UDP/DTLS/SCTP",
                     .formats = {"webrtc-datachannel"},
                     .attributes = {}};
  section.attributes.add("mid", "0");
  section.attributes.add("sctp-port", "5000");
  section.attributes.add("max-message-size", std::to_string(kMaxMessageSize));
  return section;
}

SdpSection media_section(size_t mid, MediaKind kind, const Subscription* carried) {
  SdpSection section{.kind = kind == MediaKind::kAudio ? "audio" : "video",
                     .port = kDiscardPort,
                     .protocol = "UDP/TLS/RTP/SAVPF",
                     .formats = {},
                     .attributes = {}};
  section.attributes.add("mid", std::to_string(mid));
  section.attributes.add("rtcp-mux");
  section.attributes.add("rtcp-rsize");
  for (const auto& [id, uri] : kExtensions) {
    section.attributes.add("extmap", std::string(id) + " " + uri);
  }
  if (carried == nullptr) {
    add_idle_formats(section, kind);
    section.attributes.add("inactive");
    return section;
  }
  const bool has_rtx = add_formats(section, carried->formats);
  section.attributes.add("sendonly");
  add_sending(section, *carried, has_rtx);
  return section;
}

}  // namespace

Offerer::Section& Offerer::free_section(MediaKind kind) {
  for (Section& one : sections_) {
    if (one.kind == kind && !one.carried && !one.closing && !one.refused) return one;
  }
  return sections_.emplace_back(Section{.kind = kind});
}

void Offerer::seat(const std::vector<Subscription>& wanted) {
  const auto find = [&](TrackId track) {
    return std::find_if(wanted.begin(), wanted.end(),
                        [&](const Subscription& one) { return one.track == track; });
  };
  std::set<TrackId> seated;
  for (Section& one : sections_) {
    if (!one.carried) continue;
    const auto still = find(one.carried->track);
    if (still == wanted.end()) {
      one.carried.reset();
      one.closing = true;
    } else {
      one.carried = *still;
      seated.insert(still->track);
    }
  }
  for (const Subscription& one : wanted) {
    if (seated.insert(one.track).second) free_section(one.kind).carried = one;
  }
}

std::string Offerer::offer(const std::vector<Subscription>& wanted) {
  seat(wanted);
  wire::SessionDescription sdp;
  sdp.session_id = kSessionId;
  sdp.session_version = ++version_;
  sdp.attributes.add("ice-lite");
  std::string bundle = "BUNDLE 0";
  sdp.sections.push_back(data_section());
  for (size_t i = 0; i < sections_.size(); ++i) {
    const Section& one = sections_[i];
    sdp.sections.push_back(media_section(i + 1, one.kind, one.carried ? &*one.carried : nullptr));
    // RFC 8829 section 5.2.2: what was refused keeps its place.
    if (one.refused) sdp.sections.back().port = 0;
    if (!one.refused) bundle += " " + std::to_string(i + 1);
  }
  for (SdpSection& section : sdp.sections) {
    if (section.port != 0) add_transport(section, local_, "actpass");
  }
  add_candidates(sdp.sections.front(), local_);
  sdp.attributes.add("group", bundle);
  sdp.attributes.add("extmap-allow-mixed");
  sdp.attributes.add("msid-semantic", " WMS *");
  return wire::serialize_sdp(sdp);
}

Result<AnswerToOffer, OfferError> Offerer::read_answer(std::string_view text) {
  // An answer has what an offer has; setup:passive would leave nobody to begin DTLS.
  const auto answer = parse_offer(text);
  if (!answer) return Err{answer.error()};
  if (answer->sections.size() != sections_.size() + 1) return Err{OfferError::kNoSections};
  AnswerToOffer out{.remote = {answer->ufrag, answer->password},
                    .remote_fingerprint = answer->fingerprint,
                    .subscribed = {},
                    .unsupported = {}};
  for (size_t i = 0; i < sections_.size(); ++i) {
    const OfferedSection& one = answer->sections[i + 1];
    Section& section = sections_[i];
    if (one.mid != std::to_string(i + 1)) return Err{OfferError::kNoMid};
    section.closing = false;
    section.refused = section.refused || one.rejected;
    if (!section.carried) continue;
    const auto formats = choose_for_receiving(one, section.carried->formats);
    if (one.rejected || !one.client_receives() || formats.empty()) {
      out.unsupported.push_back(section.carried->track);
    } else {
      out.subscribed.push_back({section.carried->track, one.mid, payload_formats(formats),
                                extension_ids(choose_extensions(one, false))});
    }
  }
  return out;
}

}  // namespace diemcau::negotiate
