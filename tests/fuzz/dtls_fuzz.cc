// A DTLS server under datagrams of any kind: flights are bounded, and nobody is connected without
// the certificate that signalling named.
#include <algorithm>
#include <vector>

#include "base/check.h"
#include "transport/dtls.h"

using namespace diemcau;
using namespace diemcau::transport;

namespace {

// A hello in fragments and what may follow; more only makes an execution slow.
constexpr int kMaxDatagrams = 6;

void drain(DtlsEndpoint& endpoint) {
  std::vector<uint8_t> datagram;
  size_t count = 0;
  while (endpoint.poll_datagram(datagram)) {
    DIEMCAU_CHECK(++count <= 64 && !datagram.empty() && datagram.size() <= 1200);
  }
}

void handle_datagrams(ByteReader in) {
  static const DtlsContext context;
  DtlsEndpoint server(context, DtlsRole::kServer, Fingerprint{});
  Instant now{1s};
  for (int count = 0; count < kMaxDatagrams && !in.empty(); ++count) {
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
    drain(server);
    DIEMCAU_CHECK(server.state() != DtlsState::kConnected && !server.srtp_keys());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  handle_datagrams(ByteReader({data, size}));
  return 0;
}
