#include "negotiate/transport_lines.h"

#include <algorithm>
#include <string>

namespace diemcau::negotiate {
namespace {

using wire::SdpSection;

constexpr size_t kMaxStreamId = 64;

std::string candidate_text(size_t foundation, std::string_view protocol, uint32_t priority,
                           const SocketAddress& address) {
  return std::to_string(foundation) + " 1 " + std::string(protocol) + " " +
         std::to_string(priority) + " " + address.ip_string() + " " + std::to_string(address.port) +
         " typ host";
}

void add_ssrcs(SdpSection& section, const Subscription& subscription, bool has_rtx) {
  const std::string ssrc = std::to_string(subscription.ssrc.value);
  const std::string rtx = std::to_string(subscription.rtx_ssrc.value);
  const bool repaired = has_rtx && subscription.rtx_ssrc != Ssrc{0};
  if (repaired) section.attributes.add("ssrc-group", "FID " + ssrc + " " + rtx);
  section.attributes.add("ssrc", ssrc + " cname:" + subscription.participant_sid);
  if (repaired) section.attributes.add("ssrc", rtx + " cname:" + subscription.participant_sid);
}

// RFC 8830 section 2: at most 64 token characters. The publisher chose the name of the stream, so
// anything may stand in it.
std::string stream_id(const Subscription& subscription) {
  const std::string& name =
      subscription.stream.empty() ? subscription.track_sid : subscription.stream;
  std::string out = (subscription.participant_sid + "|" + name).substr(0, kMaxStreamId);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return !wire::is_token_char(c); }, '_');
  return out;
}

}  // namespace

// RFC 8839 section 5.1: the first candidate is the best. TCP comes behind all of UDP by its type
// preference (RFC 6544 section 4.2); the 4 is the direction preference of a passive candidate.
void add_candidates(SdpSection& section, const LocalTransport& local) {
  constexpr uint32_t kUdpHost = 126u << 24;
  constexpr uint32_t kTcpHost = 90u << 24;
  size_t foundation = 0;
  for (size_t i = 0; i < local.candidates.size(); ++i) {
    const uint32_t priority = kUdpHost | static_cast<uint32_t>((65535 - i) << 8) | 255;
    section.attributes.add("candidate",
                           candidate_text(++foundation, "udp", priority, local.candidates[i]));
  }
  for (size_t i = 0; i < local.tcp_candidates.size(); ++i) {
    const uint32_t priority = kTcpHost | static_cast<uint32_t>((4 << 13 | (8191 - i)) << 8) | 255;
    section.attributes.add("candidate",
                           candidate_text(++foundation, "tcp", priority, local.tcp_candidates[i]) +
                               " tcptype passive");
  }
  section.attributes.add("end-of-candidates");
}

void add_transport(SdpSection& section, const LocalTransport& local, std::string_view setup) {
  section.attributes.add("ice-ufrag", local.ice.ufrag);
  section.attributes.add("ice-pwd", local.ice.password);
  section.attributes.add("fingerprint", "sha-256 " + fingerprint_text(local.fingerprint));
  section.attributes.add("setup", setup);
}

void add_sending(SdpSection& section, const Subscription& subscription, bool has_rtx) {
  section.attributes.add("msid", stream_id(subscription) + " " + subscription.track_sid);
  add_ssrcs(section, subscription, has_rtx);
}

}  // namespace diemcau::negotiate
