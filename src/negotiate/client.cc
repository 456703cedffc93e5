#include "negotiate/client.h"

#include <charconv>

#include "negotiate/offer.h"
#include "wire/sdp.h"

namespace diemcau::negotiate {
namespace {

using wire::take_token;

constexpr uint64_t kSessionId = 4'611'731'400;

std::string extmap(uint8_t id, std::string_view uri) {
  return "a=extmap:" + std::to_string(id) + " " + std::string(uri) + "\r\n";
}

std::string extensions_text(MediaKind kind) {
  std::string out =
      extmap(kClientExtensions.mid, "urn:ietf:params:rtp-hdrext:sdes:mid") +
      extmap(kClientExtensions.transport_cc,
             "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01");
  if (kind == MediaKind::kAudio) {
    return out +
           extmap(kClientExtensions.audio_level, "urn:ietf:params:rtp-hdrext:ssrc-audio-level");
  }
  return out + extmap(kClientExtensions.rid, "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id") +
         extmap(kClientExtensions.repaired_rid,
                "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id");
}

std::string formats_text(MediaKind kind) {
  if (kind == MediaKind::kAudio) {
    return "a=rtpmap:111 opus/48000/2\r\na=rtcp-fb:111 transport-cc\r\n"
           "a=fmtp:111 minptime=10;useinbandfec=1\r\n";
  }
  return "a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\n"
         "a=rtcp-fb:96 ccm fir\r\na=rtcp-fb:96 transport-cc\r\n"
         "a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n";
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

void read_ssrcs(const wire::SdpSection& section, ClientReceiving& out) {
  std::string_view group = section.attributes.value("ssrc-group");
  if (take_token(group) == "FID") {
    out.ssrc = Ssrc{number<uint32_t>(take_token(group))};
    out.rtx_ssrc = Ssrc{number<uint32_t>(take_token(group))};
    return;
  }
  std::string_view ssrc = section.attributes.value("ssrc");
  out.ssrc = Ssrc{number<uint32_t>(take_token(ssrc))};
}

}  // namespace

ClientSession::ClientSession(IceCredentials local, const std::array<uint8_t, 32>& fingerprint)
    : local_(std::move(local)), fingerprint_(fingerprint_text(fingerprint)) {}

void ClientSession::add_receiving(uint32_t audio, uint32_t video) {
  sections_.insert(sections_.end(), audio, Section{MediaKind::kAudio, std::nullopt});
  sections_.insert(sections_.end(), video, Section{MediaKind::kVideo, std::nullopt});
}

std::string ClientSession::add_track(const ClientTrack& track) {
  sections_.push_back({track.kind, track});
  return std::to_string(sections_.size() - 1);
}

std::string ClientSession::section_text(size_t index) const {
  const Section& section = sections_[index];
  const bool audio = section.kind == MediaKind::kAudio;
  std::string out =
      audio ? "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" : "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n";
  out += "c=IN IP4 0.0.0.0\r\na=ice-ufrag:" + local_.ufrag + "\r\na=ice-pwd:" + local_.password +
         "\r\na=fingerprint:sha-256 " + fingerprint_ +
         "\r\na=setup:actpass\r\na=mid:" + std::to_string(index) + "\r\n" +
         extensions_text(section.kind) + "a=rtcp-mux\r\na=rtcp-rsize\r\n" +
         formats_text(section.kind);
  if (!section.track) return out + "a=recvonly\r\n";
  const ClientTrack& track = *section.track;
  const std::string ssrc = std::to_string(track.ssrc.value);
  const std::string rtx = std::to_string(track.rtx_ssrc.value);
  out += "a=sendonly\r\na=msid:- " + track.cid + "\r\n";
  if (!audio) out += "a=ssrc-group:FID " + ssrc + " " + rtx + "\r\n";
  out += "a=ssrc:" + ssrc + " cname:site\r\n";
  if (!audio) out += "a=ssrc:" + rtx + " cname:site\r\n";
  return out;
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

Result<ClientAnswer> ClientSession::parse_answer(std::string_view text) {
  const auto sdp = wire::parse_sdp(text);
  if (!sdp) return Err{sdp.error()};
  ClientAnswer answer;
  for (const wire::SdpSection& section : sdp->sections) {
    if (section.port == 0) continue;
    answer.remote = {std::string(section.attributes.value("ice-ufrag")),
                     std::string(section.attributes.value("ice-pwd"))};
    std::string_view fingerprint = section.attributes.value("fingerprint");
    take_token(fingerprint);
    const auto parsed = parse_fingerprint(fingerprint);
    if (!parsed) return Err{ParseError::kBadValue};
    answer.fingerprint = *parsed;
    for (const auto& one : section.attributes.all()) {
      if (one.name == "candidate") read_candidate(one.value, answer.candidates);
    }
    if (!section.attributes.has("sendonly")) continue;
    ClientReceiving receiving;
    receiving.mid = section.attributes.value("mid");
    receiving.kind = section.kind == "audio" ? MediaKind::kAudio : MediaKind::kVideo;
    std::string_view msid = section.attributes.value("msid");
    take_token(msid);
    receiving.track_sid = msid;
    read_ssrcs(section, receiving);
    answer.receiving.push_back(std::move(receiving));
  }
  if (answer.remote.ufrag.empty()) return Err{ParseError::kBadValue};
  return answer;
}

}  // namespace diemcau::negotiate
