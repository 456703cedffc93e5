#include "negotiate/client.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "negotiate/formats.h"
#include "wire/sdp.h"

namespace diemcau::negotiate {
namespace {

using wire::take_token;

constexpr uint64_t kSessionId = 4'611'731'400;

std::string extmap(uint8_t id, std::string_view uri) {
  return "a=extmap:" + std::to_string(id) + " " + std::string(uri) + "\r\n";
}

std::string extensions_text(SectionKind kind) {
  std::string out =
      extmap(kClientExtensions.mid, "urn:ietf:params:rtp-hdrext:sdes:mid") +
      extmap(kClientExtensions.transport_cc,
             "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01");
  if (kind == SectionKind::kAudio) {
    return out +
           extmap(kClientExtensions.audio_level, "urn:ietf:params:rtp-hdrext:ssrc-audio-level");
  }
  return out + extmap(kClientExtensions.rid, "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id") +
         extmap(kClientExtensions.repaired_rid,
                "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id");
}

std::string formats_text(SectionKind kind) {
  if (kind == SectionKind::kAudio) {
    return "a=rtpmap:111 opus/48000/2\r\na=rtcp-fb:111 transport-cc\r\n"
           "a=fmtp:111 minptime=10;useinbandfec=1\r\n";
  }
  return "a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\n"
         "a=rtcp-fb:96 ccm fir\r\na=rtcp-fb:96 transport-cc\r\n"
         "a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n";
}

std::string streams_text(const ClientTrack& track) {
  if (!track.rids.empty()) {
    std::string out;
    std::string all;
    for (const std::string& rid : track.rids) {
      out += "a=rid:" + rid + " send\r\n";
      all += (all.empty() ? "" : ";") + rid;
    }
    return out + "a=simulcast:send " + all + "\r\n";
  }
  const std::string ssrc = std::to_string(track.ssrc.value);
  if (track.kind == MediaKind::kAudio) return "a=ssrc:" + ssrc + " cname:site\r\n";
  const std::string rtx = std::to_string(track.rtx_ssrc.value);
  return "a=ssrc-group:FID " + ssrc + " " + rtx + "\r\na=ssrc:" + ssrc +
         " cname:site\r\na=ssrc:" + rtx + " cname:site\r\n";
}

std::string track_text(const ClientTrack& track) {
  return "a=sendonly\r\na=msid:- " + track.cid + "\r\n" + streams_text(track);
}

template <class Number>
Number number(std::string_view text) {
  Number value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "1 1 udp 2130706431 192.0.2.1 7882 typ host"
void read_candidate(std::string_view value, std::vector<SocketAddress>& out) {
  take_token(value);
  take_token(value);
  const std::string_view protocol = take_token(value);
  take_token(value);
  const std::string_view ip = take_token(value);
  const auto port = number<uint16_t>(take_token(value));
  const auto address = SocketAddress::parse(ip, port);
  if (protocol == "udp" && address && out.size() < 16) out.push_back(*address);
}

ClientSection read_client_section(const OfferedSection& section) {
  return {section.mid,          section.kind,
          !section.rejected,    section.rejected ? Direction::kInactive : section.direction,
          all_formats(section), extension_ids(section.extensions),
          section.recv_rids};
}

ClientReceiving read_receiving(const OfferedSection& section) {
  const OfferedSsrc ssrc = section.ssrcs.empty() ? OfferedSsrc{} : section.ssrcs.front();
  return {section.mid, section.kind == SectionKind::kAudio ? MediaKind::kAudio : MediaKind::kVideo,
          section.track, ssrc.ssrc, ssrc.rtx_ssrc};
}

// Every accepted section names the one transport.
bool read_transport(const wire::SdpSection& section, ClientAnswer& out) {
  out.remote = {std::string(section.attributes.value("ice-ufrag")),
                std::string(section.attributes.value("ice-pwd"))};
  std::string_view fingerprint = section.attributes.value("fingerprint");
  take_token(fingerprint);
  const auto parsed = parse_fingerprint(fingerprint);
  if (!parsed) return false;
  out.fingerprint = *parsed;
  for (const auto& one : section.attributes.all()) {
    if (one.name == "candidate") read_candidate(one.value, out.candidates);
  }
  return true;
}

}  // namespace

ClientSession::ClientSession(IceCredentials local, const std::array<uint8_t, 32>& fingerprint)
    : local_(std::move(local)), fingerprint_(fingerprint_text(fingerprint)) {}

std::string ClientSession::add(SectionKind kind, std::optional<ClientTrack> track) {
  sections_.push_back({kind, std::move(track)});
  return std::to_string(sections_.size() - 1);
}

void ClientSession::add_receiving(uint32_t audio, uint32_t video) {
  for (uint32_t i = 0; i < audio; ++i) add(SectionKind::kAudio, std::nullopt);
  for (uint32_t i = 0; i < video; ++i) add(SectionKind::kVideo, std::nullopt);
}

std::string ClientSession::add_track(const ClientTrack& track) {
  return add(track.kind == MediaKind::kAudio ? SectionKind::kAudio : SectionKind::kVideo, track);
}

std::string ClientSession::add_data() { return add(SectionKind::kData, std::nullopt); }

std::string ClientSession::section_text(size_t index) const {
  const Section& section = sections_[index];
  const std::string transport = "c=IN IP4 0.0.0.0\r\na=ice-ufrag:" + local_.ufrag +
                                "\r\na=ice-pwd:" + local_.password + "\r\na=fingerprint:sha-256 " +
                                fingerprint_ +
                                "\r\na=setup:actpass\r\na=mid:" + std::to_string(index) + "\r\n";
  if (section.kind == SectionKind::kData) {
    return "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n" + transport +
           "a=sctp-port:5000\r\na=max-message-size:65536\r\n";
  }
  const bool audio = section.kind == SectionKind::kAudio;
  return (audio ? "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" : "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n") +
         transport + extensions_text(section.kind) + "a=rtcp-mux\r\na=rtcp-rsize\r\n" +
         formats_text(section.kind) +
         (section.track ? track_text(*section.track) : "a=recvonly\r\n");
}

std::string ClientSession::offer() {
  std::string bundle;
  std::string body;
  for (size_t i = 0; i < sections_.size(); ++i) {
    bundle += " " + std::to_string(i);
    body += section_text(i);
  }
  return "v=0\r\no=- " + std::to_string(kSessionId) + " " + std::to_string(++version_) +
         " IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE" + bundle +
         "\r\na=msid-semantic: WMS\r\n" + body;
}

Result<std::string> ClientSession::answer(std::string_view offer) const {
  constexpr std::array<std::string_view, 9> kKept{"mid",        "rtpmap",    "fmtp",
                                                  "rtcp-fb",    "extmap",    "rtcp-mux",
                                                  "rtcp-rsize", "sctp-port", "max-message-size"};
  const auto offered = wire::parse_sdp(offer);
  if (!offered) return Err{offered.error()};
  wire::SessionDescription out;
  out.session_id = offered->session_id;
  out.session_version = offered->session_version;
  out.attributes.add("group", offered->attributes.value("group"));
  for (const wire::SdpSection& one : offered->sections) {
    wire::SdpSection section{one.kind, one.port, one.protocol, one.formats, {}};
    for (const wire::SdpAttribute& line : one.attributes.all()) {
      const bool kept = std::find(kKept.begin(), kKept.end(), line.name) != kKept.end();
      if (kept) section.attributes.add(line.name, line.value);
    }
    section.attributes.add(one.attributes.has("sendonly") ? "recvonly" : "inactive");
    section.attributes.add("ice-ufrag", local_.ufrag);
    section.attributes.add("ice-pwd", local_.password);
    section.attributes.add("fingerprint", "sha-256 " + fingerprint_);
    section.attributes.add("setup", "active");
    out.sections.push_back(std::move(section));
  }
  return wire::serialize_sdp(out);
}

Result<ClientAnswer> ClientSession::parse_answer(std::string_view text) {
  const auto sdp = wire::parse_sdp(text);
  if (!sdp) return Err{sdp.error()};
  ClientAnswer answer;
  for (const wire::SdpSection& text_section : sdp->sections) {
    const OfferedSection section = read_section(text_section);
    answer.sections.push_back(read_client_section(section));
    if (section.rejected) continue;
    if (!read_transport(text_section, answer)) return Err{ParseError::kBadValue};
    const bool is_media =
        section.kind == SectionKind::kAudio || section.kind == SectionKind::kVideo;
    if (is_media && section.direction == Direction::kSendOnly) {
      answer.receiving.push_back(read_receiving(section));
    }
  }
  if (answer.remote.ufrag.empty()) return Err{ParseError::kBadValue};
  return answer;
}

}  // namespace diemcau::negotiate
