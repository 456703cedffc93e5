// A real client and a real server, and a line that damages, drops, doubles, swaps and cuts what
// goes between the two. Each execution pays for both sides' keys and signatures: slow, and apart
// from the datagrams of any kind for that.
#include <algorithm>
#include <vector>

#include "base/check.h"
#include "transport/dtls.h"

using namespace diemcau;
using namespace diemcau::transport;

namespace {

const DtlsContext& context(int which) {
  static const DtlsContext contexts[2];
  return contexts[which];
}

// Flights are bounded.
void drain(DtlsEndpoint& endpoint, std::vector<std::vector<uint8_t>>& line) {
  std::vector<uint8_t> datagram;
  size_t count = 0;
  while (endpoint.poll_datagram(datagram)) {
    DIEMCAU_CHECK(++count <= 64 && !datagram.empty() && datagram.size() <= 1200);
    line.push_back(datagram);
  }
}

// What the line does to a datagram; false: it is lost.
bool harm(ByteReader& in, std::vector<uint8_t>& datagram) {
  const uint8_t how = in.empty() ? 0xff : in.u8();
  if (how >= 0x80) return true;
  if (how < 0x20) return false;
  if (how < 0x60) {
    datagram[in.u16() % datagram.size()] ^= static_cast<uint8_t>(how);
  } else {
    datagram.resize(1 + in.u16() % datagram.size());
  }
  return true;
}

void shake_hands(ByteReader in) {
  DtlsEndpoint client(context(0), DtlsRole::kClient, context(1).fingerprint());
  DtlsEndpoint server(context(1), DtlsRole::kServer, context(0).fingerprint());
  Instant now{1s};
  client.start(now);
  for (int round = 0; round < 8; ++round) {
    for (DtlsEndpoint* from : {&client, &server}) {
      std::vector<std::vector<uint8_t>> line;
      drain(*from, line);
      if (!in.empty() && (in.u8() & 1) != 0) std::reverse(line.begin(), line.end());
      for (auto& datagram : line) {
        if (!harm(in, datagram)) continue;
        (from == &client ? server : client).handle_datagram(now, datagram);
      }
    }
    now = std::max(now, std::min({client.next_timeout(), server.next_timeout(), now + 1s}));
    client.handle_timeout(now);
    server.handle_timeout(now);
  }
  if (client.state() != DtlsState::kConnected || server.state() != DtlsState::kConnected) return;
  DIEMCAU_CHECK(client.srtp_keys()->profile == server.srtp_keys()->profile);
  DIEMCAU_CHECK(client.srtp_keys()->sending.key == server.srtp_keys()->receiving.key);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  shake_hands(ByteReader({data, size}));
  return 0;
}
