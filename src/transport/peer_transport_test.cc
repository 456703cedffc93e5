#include "transport/peer_transport.h"

#include <gtest/gtest.h>

#include <map>

#include "base/random.h"
#include "transport/client_transport.h"
#include "transport/hmac_sha1.h"
#include "wire/rtp_writer.h"

namespace diemcau::transport {
namespace {

const Path kServerSide{SocketAddress::v4(10, 0, 0, 1, 7882), SocketAddress::v4(10, 0, 0, 2, 5000)};
const Path kClientSide{kServerSide.remote, kServerSide.local};
const Path kElsewhere{kServerSide.local, SocketAddress::v4(10, 6, 6, 6, 6666)};
const IceCredentials kServerIce{"00serverufr", "server-password-24-chars"};
const IceCredentials kClientIce{"clnt", "client-password-24-chars"};

const DtlsContext& context(int which) {
  static const DtlsContext contexts[2];
  return contexts[which];
}

// A client and the server's side of its connection, over a line that loses, delays, reorders and
// doubles by seed, in virtual time.
struct Pair {
  explicit Pair(uint64_t seed, double loss = 0, Fingerprint expected = context(0).fingerprint())
      : random(seed),
        secure(seed + 1),
        loss_rate(loss),
        server(context(1), {kServerIce, kClientIce}, expected, now),
        client(context(0), {kClientIce, kServerIce}, context(1).fingerprint(), {kClientSide},
               secure, now) {}

  void put(bool to_server, const Path& at, const std::vector<uint8_t>& datagram) {
    for (int copy = random.chance(0.05) ? 2 : 1; copy > 0; --copy) {
      if (random.chance(loss_rate)) continue;
      line.emplace(now + 5ms + microseconds(random.below(20'000)),
                   std::tuple(to_server, at, datagram));
    }
  }
  void collect() {
    Path path;
    std::vector<uint8_t> datagram;
    while (server.poll_datagram(path, datagram)) {
      sent_to[path.remote] += datagram.size();
      if (path == kServerSide) put(false, kClientSide, datagram);
    }
    while (server.poll_data_datagram(now, path, datagram)) put(false, kClientSide, datagram);
    while (client.poll_datagram(now, path, datagram)) put(true, kServerSide, datagram);
  }
  bool step() {
    collect();
    Instant next =
        std::min({client.next_timeout(), server.next_timeout(), server.next_data_timeout()});
    if (!line.empty()) next = std::min(next, line.begin()->first);
    if (next == kNever) return false;
    now = std::max(now, next);
    if (!line.empty() && line.begin()->first <= now) {
      auto [to_server, path, datagram] = line.begin()->second;
      line.erase(line.begin());
      MutableBytes plain;
      if (to_server) server.handle_datagram(now, path, datagram, plain);
      if (!to_server) client.handle_datagram(now, path, datagram, plain);
    }
    client.handle_timeout(now);
    server.handle_timeout(now);
    return true;
  }
  bool connected() const {
    return client.state() == TransportState::kConnected &&
           server.state() == TransportState::kConnected;
  }
  bool run_until_connected(Duration at_most) {
    const Instant end = now + at_most;
    while (!connected() && now < end && step()) {
    }
    return connected();
  }

  // An RTP packet as `client` protects it.
  std::vector<uint8_t> packet(uint16_t sequence) {
    std::vector<uint8_t> out(200);
    const size_t header = wire::write_rtp_header(out, {111, false, sequence, 960, Ssrc{7}}, {});
    const Bytes payload = as_bytes("speech");
    out.resize(client.protect_rtp(out, header, {&payload, 1}));
    return out;
  }
  Received receive(const Path& path, std::vector<uint8_t> datagram) {
    MutableBytes plain;
    return server.handle_datagram(now, path, datagram, plain);
  }

  Instant now{1s};
  SeededRandom random;
  RepeatableRandom secure;
  double loss_rate;
  PeerTransport server;
  ClientTransport client;
  std::multimap<Instant, std::tuple<bool, Path, std::vector<uint8_t>>> line;
  std::map<SocketAddress, size_t> sent_to;
};

std::vector<uint8_t> check(const IceCredentials& server, bool nominate,
                           std::optional<uint64_t> controlled = std::nullopt) {
  std::vector<uint8_t> out(256);
  wire::StunWriter writer(out, wire::StunClass::kRequest, {1, 2, 3});
  writer.username(server.ufrag, kClientIce.ufrag);
  writer.priority(1);
  if (controlled) writer.controlled(*controlled);
  if (!controlled) writer.controlling(9);
  if (nominate) writer.use_candidate();
  out.resize(writer.finish(as_bytes(server.password), hmac_sha1).size());
  return out;
}

TEST(PeerTransport, ComesUpOverALossyLine) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    Pair pair(seed, 0.15);
    ASSERT_TRUE(pair.run_until_connected(20s)) << "seed " << seed;
    EXPECT_EQ(pair.client.profile(), SrtpProfile::kAeadAes128Gcm);
  }
}

TEST(PeerTransport, CarriesMediaOnceAndNoReplay) {
  Pair pair(1);
  ASSERT_TRUE(pair.run_until_connected(5s));
  const auto packet = pair.packet(10);
  EXPECT_EQ(pair.receive(kServerSide, packet), Received::kRtp);
  EXPECT_EQ(pair.receive(kServerSide, packet), Received::kDropped);
  EXPECT_EQ(pair.server.drops()[static_cast<size_t>(DropReason::kSrtpReplayed)], 1u);
  auto damaged = pair.packet(11);
  damaged[20] ^= 1;
  EXPECT_EQ(pair.receive(kServerSide, damaged), Received::kDropped);
  EXPECT_EQ(pair.server.drops()[static_cast<size_t>(DropReason::kSrtpForged)], 1u);
}

// Each end's next data message, within two minutes.
std::optional<DataMessage> next_message(Pair& pair, DataChannels& channels) {
  DataMessage got;
  for (const Instant end = pair.now + 120s; pair.now < end && pair.step();) {
    if (channels.poll_message(pair.now, got)) return got;
  }
  return std::nullopt;
}

TEST(PeerTransport, CarriesDataBothWaysOverALossyLine) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    Pair pair(seed, 0.05);
    pair.server.accept_data(pair.secure);
    pair.client.open_data().open(pair.now, {"_reliable", "", true, {}, {}});
    const auto large = std::make_shared<const std::vector<uint8_t>>(15000, uint8_t{7});
    pair.client.data()->send(pair.now, 0, false, large);
    ASSERT_TRUE(pair.run_until_connected(20s)) << seed;
    EXPECT_EQ(pair.server.data(), nullptr);
    while (pair.server.data() == nullptr && pair.step()) {
    }
    const auto up = next_message(pair, *pair.server.data());
    ASSERT_TRUE(up) << seed;
    EXPECT_EQ(up->payload, *large);
    pair.server.data()->send(pair.now, 0, false, large);
    const auto down = next_message(pair, *pair.client.data());
    ASSERT_TRUE(down) << seed;
    EXPECT_EQ(down->payload, *large);
  }
}

TEST(PeerTransport, HearsDataAndKeepsSilentWhereItIsNotWanted) {
  Pair pair(1);
  pair.client.open_data();
  ASSERT_TRUE(pair.run_until_connected(10s));
  for (int i = 0; i < 50; ++i) pair.step();
  EXPECT_EQ(pair.server.data(), nullptr);
  EXPECT_TRUE(pair.connected());
}

TEST(PeerTransport, TakesNothingFromAnUnverifiedAddressAndSendsNothingThere) {
  Pair pair(2);
  ASSERT_TRUE(pair.run_until_connected(5s));
  EXPECT_EQ(pair.receive(kElsewhere, pair.packet(1)), Received::kDropped);
  EXPECT_EQ(pair.receive(kElsewhere, {22, 254, 253, 0, 0}), Received::kDropped);
  EXPECT_EQ(pair.receive(kElsewhere, check({kServerIce.ufrag, "wrong-password"}, true)),
            Received::kDropped);
  EXPECT_EQ(pair.receive(kElsewhere, check({"00nobodyxx", kServerIce.password}, true)),
            Received::kDropped);
  pair.collect();
  EXPECT_EQ(pair.sent_to.count(kElsewhere.remote), 0u);
  EXPECT_EQ(pair.server.selected_path(), kServerSide);
}

TEST(PeerTransport, MovesOnNominationOnly) {
  Pair pair(3);
  ASSERT_TRUE(pair.run_until_connected(5s));
  EXPECT_EQ(pair.receive(kElsewhere, check(kServerIce, false)), Received::kNone);
  EXPECT_EQ(pair.server.selected_path(), kServerSide);
  EXPECT_EQ(pair.receive(kElsewhere, pair.packet(1)), Received::kRtp);
  EXPECT_EQ(pair.server.selected_path(), kServerSide);
  EXPECT_EQ(pair.receive(kElsewhere, check(kServerIce, true)), Received::kNone);
  EXPECT_EQ(pair.server.selected_path(), kElsewhere);
}

TEST(PeerTransport, CountsByReasonAndAnswersNothingOnceLost) {
  Pair pair(11);
  ASSERT_TRUE(pair.run_until_connected(5s));
  const auto dropped = [&](DropReason reason, std::vector<uint8_t> datagram) {
    const uint64_t before = pair.server.drops()[static_cast<size_t>(reason)];
    EXPECT_EQ(pair.receive(kElsewhere, std::move(datagram)), Received::kDropped);
    EXPECT_EQ(pair.server.drops()[static_cast<size_t>(reason)], before + 1) << to_string(reason);
  };
  auto cut = check(kServerIce, true);
  cut.pop_back();
  dropped(DropReason::kStunMalformed, cut);
  dropped(DropReason::kStunUnauthentic, check({kServerIce.ufrag, "wrong"}, true));
  dropped(DropReason::kStunWrongUsername, check({"00nobodyxx", kServerIce.password}, true));
  dropped(DropReason::kUnknownProtocol, {70, 0, 0, 0});
  dropped(DropReason::kUnknownProtocol, {});
  dropped(DropReason::kUnverifiedPath, pair.packet(1));

  pair.collect();
  pair.server.close(pair.now);
  Path path;
  std::vector<uint8_t> goodbye;
  ASSERT_TRUE(pair.server.poll_datagram(path, goodbye));
  EXPECT_EQ(goodbye[0], 21);  // a DTLS alert
  dropped(DropReason::kLost, check(kServerIce, true));
  EXPECT_FALSE(pair.server.poll_datagram(path, goodbye));
  EXPECT_EQ(pair.server.loss_reason(), LossReason::kClosed);
}

TEST(PeerTransport, RefusesToBeControlling) {
  Pair pair(4);
  EXPECT_EQ(pair.receive(kElsewhere, check(kServerIce, false, 5)), Received::kNone);
  Path path;
  std::vector<uint8_t> answer;
  ASSERT_TRUE(pair.server.poll_datagram(path, answer));
  const auto message = wire::parse_stun(answer);
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->error_code, 487);
  EXPECT_FALSE(pair.server.is_valid(kElsewhere));
}

TEST(PeerTransport, SendsNoFlightBeforeNomination) {
  Pair pair(5);
  std::vector<uint8_t> hello;
  DtlsEndpoint client(context(0), DtlsRole::kClient, context(1).fingerprint());
  client.start(pair.now);
  ASSERT_TRUE(client.poll_datagram(hello));
  EXPECT_EQ(pair.receive(kServerSide, hello), Received::kDropped);
  EXPECT_EQ(pair.receive(kServerSide, check(kServerIce, false)), Received::kNone);
  EXPECT_EQ(pair.receive(kServerSide, hello), Received::kNone);
  Path path;
  std::vector<uint8_t> out;
  ASSERT_TRUE(pair.server.poll_datagram(path, out));  // the answer to the check
  EXPECT_TRUE(wire::is_stun(out));
  EXPECT_FALSE(pair.server.poll_datagram(path, out));
  EXPECT_EQ(pair.receive(kServerSide, check(kServerIce, true)), Received::kNone);
  ASSERT_TRUE(pair.server.poll_datagram(path, out));
  ASSERT_TRUE(pair.server.poll_datagram(path, out));
  EXPECT_EQ(path, kServerSide);
  EXPECT_EQ(out[0], 22);  // a DTLS handshake record
}

TEST(PeerTransport, IsLostWithoutAnyCheckWithoutConsentAndOnAForeignCertificate) {
  Pair silent(6, 1.0);
  while (silent.server.state() == TransportState::kConnecting && silent.step()) {
  }
  EXPECT_EQ(silent.server.loss_reason(), LossReason::kNeverConnected);

  Pair cut(7);
  ASSERT_TRUE(cut.run_until_connected(5s));
  cut.loss_rate = 1.0;
  const Instant since = cut.now;
  while (cut.server.state() == TransportState::kConnected && cut.step()) {
  }
  EXPECT_EQ(cut.server.loss_reason(), LossReason::kConsentExpired);
  EXPECT_GE(cut.now - since, 24s);
  EXPECT_LE(cut.now - since, 31s);

  Pair forged(8, 0, context(1).fingerprint());
  while (forged.server.state() == TransportState::kConnecting && forged.step()) {
  }
  EXPECT_EQ(forged.server.loss_reason(), LossReason::kFingerprintMismatch);
}

TEST(PeerTransport, KeepsTheOldPathThroughAnIceRestartUntilTheNewNominates) {
  Pair pair(9);
  ASSERT_TRUE(pair.run_until_connected(5s));
  const IceCredentials renewed{"00renewedu", "renewed-password-24-chars"};
  pair.server.restart_ice({renewed, kClientIce});
  EXPECT_EQ(pair.receive(kServerSide, check(kServerIce, false)), Received::kNone);
  EXPECT_EQ(pair.receive(kServerSide, pair.packet(1)), Received::kRtp);
  EXPECT_EQ(pair.receive(kElsewhere, check(renewed, false)), Received::kNone);
  EXPECT_EQ(pair.server.selected_path(), kServerSide);
  EXPECT_EQ(pair.receive(kElsewhere, check(renewed, true)), Received::kNone);
  EXPECT_EQ(pair.server.selected_path(), kElsewhere);
  EXPECT_EQ(pair.receive(kServerSide, check(kServerIce, true)), Received::kDropped);
  EXPECT_EQ(pair.receive(kElsewhere, pair.packet(2)), Received::kRtp);
}

TEST(PeerTransport, LetsAClientRoamForEverInBoundedMemory) {
  Pair pair(10);
  ASSERT_TRUE(pair.run_until_connected(5s));
  for (uint16_t port = 1; port < 200; ++port) {
    pair.now += 11s;
    const Path path{kServerSide.local, SocketAddress::v4(10, 0, 0, 3, port)};
    ASSERT_EQ(pair.receive(path, check(kServerIce, true)), Received::kNone) << port;
    ASSERT_EQ(pair.server.selected_path(), path);
  }
  // A burst of addresses is another matter.
  size_t taken = 0;
  for (uint16_t port = 1; port < 200; ++port) {
    const Path path{kServerSide.local, SocketAddress::v4(10, 0, 0, 4, port)};
    if (pair.receive(path, check(kServerIce, false)) == Received::kNone) ++taken;
  }
  EXPECT_LE(taken, IceLite::kMaxPaths);
}

TEST(ClientTransport, TakesNothingFromAnotherAddressThanItNominated) {
  Pair pair(12);
  ASSERT_TRUE(pair.run_until_connected(5s));
  std::vector<uint8_t> out(200);
  const size_t header = wire::write_rtp_header(out, {111, false, 1, 960, Ssrc{9}}, {});
  const Bytes payload = as_bytes("speech");
  out.resize(pair.server.protect_rtp(out, header, {&payload, 1}));
  MutableBytes plain;
  auto copy = out;
  const Path elsewhere{kClientSide.local, kElsewhere.remote};
  EXPECT_EQ(pair.client.handle_datagram(pair.now, elsewhere, copy, plain), Received::kDropped);
  EXPECT_EQ(pair.client.handle_datagram(pair.now, kClientSide, out, plain), Received::kRtp);
}

TEST(ClientTransport, NoticesThatTheServerIsGone) {
  Pair pair(13);
  ASSERT_TRUE(pair.run_until_connected(5s));
  pair.loss_rate = 1.0;
  const Instant since = pair.now;
  while (pair.client.state() == TransportState::kConnected && pair.step()) {
  }
  EXPECT_EQ(pair.client.state(), TransportState::kLost);
  EXPECT_GE(pair.now - since, 24s);
  EXPECT_LE(pair.now - since, 31s);
}

TEST(IceUfrag, NamesItsShard) {
  RepeatableRandom random(1);
  for (int shard = 0; shard < 256; ++shard) {
    const auto made = make_ice_credentials(random, static_cast<uint8_t>(shard));
    EXPECT_EQ(shard_of_ufrag(made.ufrag), shard);
    EXPECT_EQ(made.password.size(), 24u);
  }
  EXPECT_FALSE(shard_of_ufrag("zz12345678"));
  EXPECT_FALSE(shard_of_ufrag("0"));
}

}  // namespace
}  // namespace diemcau::transport
