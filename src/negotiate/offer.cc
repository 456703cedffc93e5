#include "negotiate/offer.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

namespace diemcau::negotiate {
namespace {

using wire::SdpSection;
using wire::take_token;

constexpr size_t kMaxRids = 8;
constexpr size_t kMaxSsrcs = 16;

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

SectionKind kind_of(const SdpSection& section) {
  if (section.kind == "audio") return SectionKind::kAudio;
  if (section.kind == "video") return SectionKind::kVideo;
  if (section.kind == "application") return SectionKind::kData;
  return SectionKind::kOther;
}

Direction direction_of(const SdpSection& section) {
  if (section.attributes.has("sendonly")) return Direction::kSendOnly;
  if (section.attributes.has("recvonly")) return Direction::kRecvOnly;
  if (section.attributes.has("inactive")) return Direction::kInactive;
  return Direction::kSendRecv;
}

OfferedFormat* format_of(OfferedSection& section, std::string_view payload_type) {
  const auto wanted = number<uint8_t>(payload_type);
  const auto at = std::find_if(section.formats.begin(), section.formats.end(),
                               [&](const auto& one) { return one.payload_type == wanted; });
  return at == section.formats.end() ? nullptr : &*at;
}

// "96 VP8/90000", "111 opus/48000/2"
void read_rtpmap(OfferedSection& section, std::string_view value) {
  OfferedFormat* format = format_of(section, take_token(value));
  if (format == nullptr) return;
  format->encoding_as_offered = take_token(value, '/');
  format->encoding = lower(format->encoding_as_offered);
  format->clock_rate_hz = number<uint32_t>(take_token(value, '/')).value_or(0);
  format->channels = value;
}

void read_extmap(OfferedSection& section, std::string_view value) {
  std::string_view id = take_token(value);
  const auto parsed = number<uint8_t>(take_token(id, '/'));
  const std::string_view uri = take_token(value);
  if (parsed && *parsed != 0 && section.extensions.size() < 32) {
    section.extensions.emplace_back(*parsed, uri);
  }
}

// "FID 1 2": 2 repairs 1.
void read_ssrc_group(OfferedSection& section, std::string_view value) {
  if (take_token(value) != "FID" || section.ssrcs.size() == kMaxSsrcs) return;
  const auto media = number<uint32_t>(take_token(value));
  const auto repair = number<uint32_t>(take_token(value));
  if (media && repair) section.ssrcs.push_back({Ssrc{*media}, Ssrc{*repair}});
}

void read_ssrc(OfferedSection& section, std::string_view value) {
  const auto parsed = number<uint32_t>(take_token(value));
  if (!parsed || section.ssrcs.size() == kMaxSsrcs) return;
  const Ssrc ssrc{*parsed};
  const bool known = std::any_of(section.ssrcs.begin(), section.ssrcs.end(), [&](const auto& one) {
    return one.ssrc == ssrc || one.rtx_ssrc == ssrc;
  });
  if (!known) section.ssrcs.push_back({ssrc, Ssrc{0}});
}

// RFC 8852 section 3.3: letters, digits, "-" and "_"; here of a length that the header extension's
// one-byte form can hold.
bool is_rid(std::string_view text) {
  return !text.empty() && text.size() <= 16 && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
  });
}

// "q send"
void read_rid(OfferedSection& section, std::string_view value) {
  const std::string_view rid = take_token(value);
  const std::string_view direction = take_token(value);
  if (!is_rid(rid) || (direction != "send" && direction != "recv")) return;
  std::vector<std::string>& rids = direction == "send" ? section.send_rids : section.recv_rids;
  if (rids.size() < kMaxRids) rids.emplace_back(rid);
}

// RFC 8843 section 9.1 and RFC 5888 section 4: a token; 32 bytes are more than any client uses.
bool is_mid(std::string_view text) {
  return !text.empty() && text.size() <= 32 &&
         std::all_of(text.begin(), text.end(), wire::is_token_char);
}

void read_attribute(OfferedSection& section, const wire::SdpAttribute& attribute) {
  std::string_view value = attribute.value;
  if (attribute.name == "rtpmap") return read_rtpmap(section, value);
  if (attribute.name == "extmap") return read_extmap(section, value);
  if (attribute.name == "ssrc-group") return read_ssrc_group(section, value);
  if (attribute.name == "ssrc") return read_ssrc(section, value);
  if (attribute.name == "fmtp" || attribute.name == "rtcp-fb") {
    OfferedFormat* format = format_of(section, take_token(value));
    if (format == nullptr) return;
    if (attribute.name == "fmtp") format->parameters = value;
    if (attribute.name == "rtcp-fb" && format->feedback.size() < 16) {
      format->feedback.emplace_back(value);
    }
  } else if (attribute.name == "msid") {
    section.stream = take_token(value);
    section.track = take_token(value);
  } else if (attribute.name == "rid") {
    read_rid(section, value);
  }
}

// An attribute that stands in the session or in each section: the first one counts, as everything
// is bundled.
std::string_view shared_value(const wire::SessionDescription& sdp, std::string_view name) {
  for (const SdpSection& section : sdp.sections) {
    const std::string_view value = section.attributes.value(name);
    if (!value.empty()) return value;
  }
  return sdp.attributes.value(name);
}

bool is_bundled(const wire::SessionDescription& sdp) {
  if (sdp.sections.size() == 1) return true;
  for (const auto& one : sdp.attributes.all()) {
    if (one.name == "group" && one.value.starts_with("BUNDLE")) return true;
  }
  return false;
}

std::optional<uint8_t> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

}  // namespace

const char* to_string(OfferError error) {
  switch (error) {
    case OfferError::kNotSdp:
      return "not a session description";
    case OfferError::kNoSections:
      return "no media sections";
    case OfferError::kNoIceCredentials:
      return "no ICE credentials";
    case OfferError::kNoFingerprint:
      return "no SHA-256 fingerprint";
    case OfferError::kNoMid:
      return "a mid is missing, not a token or not unique";
    case OfferError::kNotBundled:
      return "not bundled";
    case OfferError::kInsistsOnServerRole:
      return "insists on the DTLS server's role";
  }
  return "unknown";
}

OfferedSection read_section(const SdpSection& section) {
  OfferedSection out;
  out.kind = kind_of(section);
  out.media = section.kind;
  out.protocol = section.protocol;
  out.raw_formats = section.formats;
  out.rejected = section.port == 0 && !section.attributes.has("bundle-only");
  out.mid = section.attributes.value("mid");
  out.direction = direction_of(section);
  out.reduced_size_rtcp = section.attributes.has("rtcp-rsize");
  for (const std::string& format : section.formats) {
    const auto payload_type = number<uint8_t>(format);
    if (payload_type && *payload_type < 128) out.formats.push_back({*payload_type});
  }
  // Groups first, so that a repairing ssrc is not taken for a stream of its own.
  for (const auto& one : section.attributes.all()) {
    if (one.name == "ssrc-group") read_attribute(out, one);
  }
  for (const auto& one : section.attributes.all()) {
    if (one.name != "ssrc-group") read_attribute(out, one);
  }
  for (OfferedFormat& format : out.formats) {
    format.codec = codec_of(format.encoding);
    if (format.codec) format.profile = profile_of(*format.codec, format.parameters);
    if (format.encoding == "rtx")
      format.repairs = number<uint8_t>(parameter(format.parameters, "apt"));
  }
  return out;
}

std::string_view parameter(std::string_view all, std::string_view name) {
  while (!all.empty()) {
    std::string_view one = take_token(all, ';');
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (take_token(one, '=') == name) return one;
  }
  return {};
}

std::optional<std::array<uint8_t, 32>> parse_fingerprint(std::string_view hex) {
  std::array<uint8_t, 32> out{};
  if (hex.size() != out.size() * 3 - 1) return std::nullopt;
  for (size_t i = 0; i < out.size(); ++i) {
    const auto high = hex_digit(hex[i * 3]);
    const auto low = hex_digit(hex[i * 3 + 1]);
    if (!high || !low || (i + 1 < out.size() && hex[i * 3 + 2] != ':')) return std::nullopt;
    out[i] = static_cast<uint8_t>(*high << 4 | *low);
  }
  return out;
}

std::string fingerprint_text(const std::array<uint8_t, 32>& fingerprint) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const uint8_t byte : fingerprint) {
    if (!out.empty()) out += ':';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::optional<Codec> codec_of(std::string_view encoding) {
  constexpr std::pair<std::string_view, Codec> kCodecs[] = {
      {"opus", Codec::kOpus}, {"red", Codec::kRed},   {"vp8", Codec::kVp8},
      {"vp9", Codec::kVp9},   {"h264", Codec::kH264}, {"av1", Codec::kAv1}};
  for (const auto& [name, codec] : kCodecs) {
    if (encoding == name) return codec;
  }
  return std::nullopt;
}

Result<Offer, OfferError> parse_offer(std::string_view text) {
  const auto sdp = wire::parse_sdp(text);
  if (!sdp) return Err{OfferError::kNotSdp};
  if (sdp->sections.empty()) return Err{OfferError::kNoSections};
  if (!is_bundled(*sdp)) return Err{OfferError::kNotBundled};
  Offer offer;
  offer.ufrag = shared_value(*sdp, "ice-ufrag");
  offer.password = shared_value(*sdp, "ice-pwd");
  // RFC 8839 section 5.4.
  if (offer.ufrag.size() < 4 || offer.ufrag.size() > 256 || offer.password.size() < 22 ||
      offer.password.size() > 256) {
    return Err{OfferError::kNoIceCredentials};
  }
  std::string_view fingerprint = shared_value(*sdp, "fingerprint");
  const bool sha256 = lower(take_token(fingerprint)) == "sha-256";
  const auto parsed = parse_fingerprint(fingerprint);
  if (!sha256 || !parsed) return Err{OfferError::kNoFingerprint};
  offer.fingerprint = *parsed;
  // RFC 8842 section 5.3: what is offered as passive must be answered as active; we never are.
  if (shared_value(*sdp, "setup") == "passive") return Err{OfferError::kInsistsOnServerRole};
  offer.session_id = sdp->session_id;
  offer.session_version = sdp->session_version;
  offer.allows_mixed_extensions = sdp->attributes.has("extmap-allow-mixed");
  std::set<std::string> mids;
  for (const SdpSection& section : sdp->sections) {
    offer.sections.push_back(read_section(section));
    const std::string& mid = offer.sections.back().mid;
    if (!is_mid(mid) || !mids.insert(mid).second) return Err{OfferError::kNoMid};
  }
  return offer;
}

}  // namespace diemcau::negotiate
