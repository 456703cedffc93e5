// A DTLS server under datagrams of any kind. Either they are all the fuzzer's own, or a real client
// speaks and the fuzzer damages, drops, doubles, swaps and cuts what goes between the two.
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

// Whatever comes: time passes by the deadlines only, flights are bounded, and nobody is connected
// without the certificate that signalling named.
void drain(DtlsEndpoint& endpoint, std::vector<std::vector<uint8_t>>& line) {
  std::vector<uint8_t> datagram;
  size_t count = 0;
  while (endpoint.poll_datagram(datagram)) {
    DIEMCAU_CHECK(++count <= 64 && !datagram.empty() && datagram.size() <= 1200);
    line.push_back(datagram);
  }
}

void handle_foreign_datagrams(ByteReader& in) {
  DtlsEndpoint server(context(1), DtlsRole::kServer, Fingerprint{});
  Instant now{1s};
  std::vector<std::vector<uint8_t>> line;
  while (!in.empty()) {
    now += milliseconds(10 * in.u8());
    const uint8_t shape = in.u8();
    std::vector<uint8_t> datagram;
    if ((shape & 0x80) != 0) {
      // A record's header around the fuzzer's bytes, so that they reach the handshake.
      datagram = {static_cast<uint8_t>(20 + shape % 4), 254, 253, 0, 0, 0, 0, 0, 0, 0, shape, 0, 0};
    }
    const Bytes body = in.bytes(std::min<size_t>(in.u16() % 1200, in.remaining()));
    datagram.insert(datagram.end(), body.begin(), body.end());
    if ((shape & 0x80) != 0) store_be16(&datagram[11], static_cast<uint16_t>(body.size()));
    server.handle_datagram(now, datagram);
    server.handle_timeout(now);
    drain(server, line);
    DIEMCAU_CHECK(server.state() != DtlsState::kConnected && !server.srtp_keys());
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

void handle_a_damaged_handshake(ByteReader& in) {
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
  ByteReader in({data, size});
  // A whole handshake costs a hundred times as much: few first bytes ask for it.
  if (in.u8() % 64 == 63) {
    handle_a_damaged_handshake(in);
  } else {
    handle_foreign_datagrams(in);
  }
  return 0;
}
