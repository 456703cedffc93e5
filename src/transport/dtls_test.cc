#include "transport/dtls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/random.h"

namespace diemcau::transport {
namespace {

const DtlsContext& client_context() {
  static const DtlsContext context;
  return context;
}
const DtlsContext& server_context() {
  static const DtlsContext context;
  return context;
}

// Two endpoints and a line between them that loses, delays, reorders and doubles by seed, in
// virtual time.
struct Pair {
  explicit Pair(uint64_t seed, double loss, const Fingerprint& expected_of_client)
      : random(seed),
        loss_rate(loss),
        client(client_context(), DtlsRole::kClient, server_context().fingerprint()),
        server(server_context(), DtlsRole::kServer, expected_of_client) {}

  void collect(DtlsEndpoint& from, bool to_server) {
    std::vector<uint8_t> datagram;
    while (from.poll_datagram(datagram)) {
      ASSERT_LE(datagram.size(), 1200u);
      const int copies = random.chance(0.05) ? 2 : 1;
      for (int i = 0; i < copies; ++i) {
        if (random.chance(loss_rate)) continue;
        line.emplace(now + 10ms + microseconds(random.below(30'000)),
                     std::pair(to_server, datagram));
      }
    }
  }

  // One event of the virtual world; false when nothing will happen any more.
  bool step() {
    collect(client, true);
    collect(server, false);
    Instant next = std::min(client.next_timeout(), server.next_timeout());
    if (!line.empty()) next = std::min(next, line.begin()->first);
    if (next == kNever) return false;
    now = std::max(now, next);
    if (!line.empty() && line.begin()->first <= now) {
      const auto [to_server, datagram] = line.begin()->second;
      line.erase(line.begin());
      (to_server ? server : client).handle_datagram(now, datagram);
    }
    client.handle_timeout(now);
    server.handle_timeout(now);
    return true;
  }

  bool connected() const {
    return client.state() == DtlsState::kConnected && server.state() == DtlsState::kConnected;
  }

  void run(Duration limit) {
    client.start(now);
    const Instant end = now + limit;
    while (!connected() && now < end && step()) {
    }
  }

  SeededRandom random;
  double loss_rate;
  DtlsEndpoint client;
  DtlsEndpoint server;
  Instant now{1h};
  std::multimap<Instant, std::pair<bool, std::vector<uint8_t>>> line;
};

TEST(Dtls, ComesUpAndAgreesOnKeys) {
  Pair pair(1, 0, client_context().fingerprint());
  pair.run(10s);
  ASSERT_TRUE(pair.connected());
  const SrtpKeys& one = *pair.client.srtp_keys();
  const SrtpKeys& two = *pair.server.srtp_keys();
  EXPECT_EQ(one.profile, SrtpProfile::kAeadAes128Gcm);
  EXPECT_EQ(one.sending.key, two.receiving.key);
  EXPECT_EQ(one.receiving.salt, two.sending.salt);
  EXPECT_NE(one.sending.key, one.receiving.key);
}

TEST(Dtls, ComesUpOverBadLinesInVirtualTime) {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    Pair pair(seed, 0.25, client_context().fingerprint());
    pair.run(60s);
    EXPECT_TRUE(pair.connected()) << "seed " << seed;
  }
}

TEST(Dtls, RefusesACertificateThatSignallingDidNotName) {
  Fingerprint other = client_context().fingerprint();
  other[5] ^= 1;
  Pair pair(1, 0, other);
  pair.run(10s);
  EXPECT_EQ(pair.server.state(), DtlsState::kFailed);
  EXPECT_EQ(pair.server.failure(), DtlsFailure::kFingerprintMismatch);
}

TEST(Dtls, CarriesApplicationDataAndClose) {
  Pair pair(1, 0, client_context().fingerprint());
  pair.run(10s);
  ASSERT_TRUE(pair.connected());
  EXPECT_TRUE(pair.client.send_application(as_bytes("xin chào")));
  EXPECT_FALSE(pair.client.send_application(std::vector<uint8_t>(5000)));
  while (pair.step()) {
  }
  std::vector<uint8_t> received;
  ASSERT_TRUE(pair.server.poll_application(received));
  EXPECT_EQ(as_text(received), "xin chào");
  pair.client.close(pair.now);
  while (pair.step()) {
  }
  EXPECT_EQ(pair.server.state(), DtlsState::kClosed);
}

// One handshake record cut into fragments of at most `size` bytes, each in a datagram of its own
// (RFC 6347 section 4.2.3): what a browser does whose ClientHello is larger than a packet.
std::vector<std::vector<uint8_t>> fragments(const std::vector<uint8_t>& datagram, size_t size) {
  constexpr size_t kRecordHeader = 13;
  constexpr size_t kHandshakeHeader = 12;
  const Bytes body = Bytes(datagram).subspan(kRecordHeader + kHandshakeHeader);
  std::vector<std::vector<uint8_t>> cut;
  for (size_t at = 0; at < body.size(); at += size) {
    const Bytes part = body.subspan(at, std::min(size, body.size() - at));
    std::vector<uint8_t> one(datagram.begin(), datagram.begin() + kRecordHeader + kHandshakeHeader);
    one[10] = static_cast<uint8_t>(cut.size());  // the record's number, of which each is new
    store_be16(&one[11], static_cast<uint16_t>(kHandshakeHeader + part.size()));
    store_be24(&one[kRecordHeader + 6], static_cast<uint32_t>(at));
    store_be24(&one[kRecordHeader + 9], static_cast<uint32_t>(part.size()));
    one.insert(one.end(), part.begin(), part.end());
    cut.push_back(std::move(one));
  }
  return cut;
}

TEST(Dtls, PutsAClientHelloOfSeveralDatagramsTogetherInAnyOrder) {
  for (const bool backwards : {false, true}) {
    Pair pair(1, 0, client_context().fingerprint());
    pair.client.start(pair.now);
    std::vector<uint8_t> hello;
    ASSERT_TRUE(pair.client.poll_datagram(hello));
    auto parts = fragments(hello, 50);
    ASSERT_GE(parts.size(), 3u);
    if (backwards) std::reverse(parts.begin(), parts.end());
    const auto last = parts.back();
    parts.pop_back();
    for (const auto& part : parts) pair.server.handle_datagram(pair.now, part);
    std::vector<uint8_t> flight;
    EXPECT_FALSE(pair.server.poll_datagram(flight)) << "a part is missing";
    pair.server.handle_datagram(pair.now, last);
    for (int i = 0; i < 50 && !pair.connected(); ++i) pair.step();
    EXPECT_TRUE(pair.connected()) << backwards;
  }
}

TEST(Dtls, SurvivesGarbageAtEveryStep) {
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    Pair pair(seed, 0, client_context().fingerprint());
    pair.client.start(pair.now);
    SeededRandom random(seed);
    for (int i = 0; i < 200 && !pair.connected(); ++i) {
      std::vector<uint8_t> garbage(random.below(200));
      random.fill(garbage);
      if (garbage.size() > 3) garbage[0] = 20 + static_cast<uint8_t>(random.below(8));
      pair.server.handle_datagram(pair.now, garbage);
      pair.client.handle_datagram(pair.now, garbage);
      pair.step();
    }
    EXPECT_TRUE(pair.connected()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace diemcau::transport
