// A server's connection under datagrams of any kind: a sequence of them from two addresses, in a
// connection that is coming up. Nothing may leave for an address that no check has verified.
#include <vector>

#include "base/check.h"
#include "transport/hmac_sha1.h"
#include "transport/peer_transport.h"

using namespace diemcau;
using namespace diemcau::transport;

namespace {

constexpr int kMaxDatagrams = 8;

const Path kKnown{SocketAddress::v4(10, 0, 0, 1, 7882), SocketAddress::v4(10, 0, 0, 2, 5000)};
const Path kUnknown{kKnown.local, SocketAddress::v4(10, 0, 0, 3, 6000)};
const IceSession kSession{{"00serverufr", "server-password-24-chars"},
                          {"clnt", "client-password-24-chars"}};

void nominate(PeerTransport& peer, Instant now) {
  uint8_t buffer[256];
  wire::StunWriter writer(buffer, wire::StunClass::kRequest, {});
  writer.username(kSession.local.ufrag, kSession.remote.ufrag);
  writer.controlling(1);
  writer.use_candidate();
  const size_t size = writer.finish(as_bytes(kSession.local.password), hmac_sha1).size();
  MutableBytes plain;
  peer.handle_datagram(now, kKnown, {buffer, size}, plain);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const DtlsContext context;
  Instant now{1s};
  PeerTransport peer(context, kSession, Fingerprint{}, now);
  if (size > 0 && (data[0] & 1) != 0) nominate(peer, now);
  ByteReader in({data, size});
  in.skip(1);
  for (int count = 0; count < kMaxDatagrams && !in.empty(); ++count) {
    const uint8_t head = in.u8();
    const Bytes one = in.bytes(std::min<size_t>(in.u8() * size_t{6}, in.remaining()));
    std::vector<uint8_t> datagram(one.begin(), one.end());
    MutableBytes plain;
    peer.handle_datagram(now, (head & 1) != 0 ? kUnknown : kKnown, datagram, plain);
    now += milliseconds(head);
    peer.handle_timeout(now);
    Path path;
    while (peer.poll_datagram(path, datagram)) DIEMCAU_CHECK(path == kKnown);
  }
  return 0;
}
