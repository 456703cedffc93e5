#include "transport/ice_controlling.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "transport/hmac_sha1.h"
#include "transport/ice_lite.h"

namespace diemcau::transport {
namespace {

const IceCredentials kServer{"00serverufr", "server-password-24-chars"};
const IceCredentials kClient{"clnt", "client-password-24-chars"};
const SocketAddress kLocal = SocketAddress::v4(10, 0, 0, 2, 5000);
const Path kFirst{kLocal, SocketAddress::v4(10, 0, 0, 1, 7882)};
const Path kSecond{kLocal, SocketAddress::v4(10, 0, 9, 1, 7882)};

// The agent against an ICE-lite server that answers on some of the paths.
struct Sky {
  explicit Sky(std::vector<Path> candidates) : client({kClient, kServer}, candidates, random) {
    client.start(now);
  }

  // Lets virtual time pass; the server is deaf on paths that are not `answering`.
  void run(Duration duration, const std::vector<Path>& answering) {
    const Instant end = now + duration;
    while (client.next_timeout() <= end && !client.lost(now)) {
      now = std::max(now, client.next_timeout());
      poll(answering);
    }
    now = end;
  }
  void poll(const std::vector<Path>& answering) {
    std::array<uint8_t, 256> buffer;
    Path path;
    Bytes check;
    while (client.poll_check(now, buffer, path, check)) {
      sent.push_back({now, path, wire::parse_stun(check).value().use_candidate});
      if (std::find(answering.begin(), answering.end(), path) == answering.end()) continue;
      std::array<uint8_t, 256> room;
      Bytes answer;
      const Path seen{path.remote, path.local};
      ASSERT_EQ(server.handle_stun(now, seen, check, room, answer), StunOutcome::kAnswered);
      EXPECT_TRUE(client.handle_stun(now, path, answer));
      EXPECT_FALSE(client.handle_stun(now, path, answer)) << "an answer counts once";
    }
  }

  struct Sent {
    Instant at;
    Path path;
    bool nominates;
  };

  Instant now{1h};
  RepeatableRandom random{5};
  IceLite server{{kServer, kClient}};
  IceControlling client;
  std::vector<Sent> sent;
};

TEST(IceControlling, NominatesTheCandidateThatAnswers) {
  Sky sky({kFirst, kSecond});
  sky.run(2s, {kSecond});
  EXPECT_TRUE(sky.client.connected());
  EXPECT_EQ(sky.client.selected(), kSecond);
  EXPECT_EQ(sky.server.selected(), (Path{kSecond.remote, kSecond.local}));
  const size_t before = sky.sent.size();
  sky.run(10s, {kSecond});
  for (size_t i = before; i < sky.sent.size(); ++i) EXPECT_EQ(sky.sent[i].path, kSecond);
}

TEST(IceControlling, RepeatsWithGrowingPausesAndGivesUp) {
  Sky sky({kFirst});
  sky.run(60s, {});
  ASSERT_GT(sky.sent.size(), 6u);
  EXPECT_LT(sky.sent.size(), 40u);
  for (size_t i = 2; i < sky.sent.size(); ++i) {
    const Duration pause = sky.sent[i].at - sky.sent[i - 1].at;
    EXPECT_GE(pause, sky.sent[i - 1].at - sky.sent[i - 2].at);
    EXPECT_LE(pause, 1600ms);
  }
  EXPECT_TRUE(sky.client.lost(sky.now));
  EXPECT_FALSE(sky.client.selected());
}

TEST(IceControlling, WithoutCandidatesItIsLostInTime) {
  Sky sky({});
  EXPECT_EQ(sky.client.next_timeout(), sky.now + 30s);
  EXPECT_FALSE(sky.client.lost(sky.now + 30s - 1ns));
  EXPECT_TRUE(sky.client.lost(sky.now + 30s));
}

// RFC 7675 section 5.1.
TEST(IceControlling, AsksForConsentEveryFourToSixSeconds) {
  Sky sky({kFirst});
  sky.run(1s, {kFirst});
  sky.sent.clear();
  sky.run(300s, {kFirst});
  ASSERT_GE(sky.sent.size(), 48u);
  bool varies = false;
  for (size_t i = 1; i < sky.sent.size(); ++i) {
    const Duration pause = sky.sent[i].at - sky.sent[i - 1].at;
    EXPECT_GE(pause, 4s);
    EXPECT_LE(pause, 6s);
    varies = varies || pause != sky.sent[1].at - sky.sent[0].at;
  }
  EXPECT_TRUE(varies);
  EXPECT_FALSE(sky.client.lost(sky.now));
  const Instant cut = sky.now;
  sky.run(40s, {});
  EXPECT_FALSE(sky.client.lost(cut + 23s));
  EXPECT_TRUE(sky.client.lost(cut + 31s));
}

TEST(IceControlling, BelievesOnlyTheServerOnThePathItAsked) {
  Sky sky({kFirst});
  std::array<uint8_t, 256> buffer;
  Path path;
  Bytes check;
  ASSERT_TRUE(sky.client.poll_check(sky.now, buffer, path, check));
  const auto transaction = wire::parse_stun(check).value().transaction;
  const auto answer = [&](std::string_view password, const wire::TransactionId& id) {
    std::vector<uint8_t> out(256);
    wire::StunWriter writer(out, wire::StunClass::kSuccess, id);
    writer.mapped_address(kLocal);
    out.resize(writer.finish(as_bytes(password), hmac_sha1).size());
    return out;
  };
  EXPECT_FALSE(sky.client.handle_stun(sky.now, kFirst, answer("guessed", transaction)));
  EXPECT_FALSE(sky.client.handle_stun(sky.now, kFirst, answer(kServer.password, {1, 2})));
  EXPECT_FALSE(sky.client.handle_stun(sky.now, kSecond, answer(kServer.password, transaction)));
  EXPECT_FALSE(sky.client.selected());
  EXPECT_TRUE(sky.client.handle_stun(sky.now, kFirst, answer(kServer.password, transaction)));
  EXPECT_EQ(sky.client.selected(), kFirst);
  EXPECT_FALSE(sky.client.connected()) << "not before the nominating check is answered";
}

TEST(IceControlling, AnswersTheChecksOfAServerThatIsNotLite) {
  SeededRandom seeded(4);
  RepeatableRandom random(5);
  IceControlling client({kClient, kServer}, {kFirst}, random);
  const auto check = [&](const IceCredentials& whose, std::string_view password,
                         std::array<uint8_t, 256>& buffer) {
    wire::TransactionId transaction{};
    seeded.fill(transaction);
    wire::StunWriter writer(buffer, wire::StunClass::kRequest, transaction);
    writer.username(whose.ufrag, kServer.ufrag);
    writer.controlled(1);
    return writer.finish(as_bytes(password), hmac_sha1);
  };
  std::array<uint8_t, 256> buffer;
  EXPECT_FALSE(client.handle_stun(Instant(1s), kFirst, check(kClient, "another-password", buffer)));
  EXPECT_FALSE(client.handle_stun(Instant(1s), kFirst, check(kServer, kClient.password, buffer)));
  const Bytes request = check(kClient, kClient.password, buffer);
  EXPECT_TRUE(client.handle_stun(Instant(1s), kFirst, request));
  EXPECT_LE(client.next_timeout(), Instant(1s));
  std::array<uint8_t, 256> out;
  Path path;
  Bytes answer;
  ASSERT_TRUE(client.poll_check(Instant(1s), out, path, answer));
  EXPECT_EQ(path, kFirst);
  const auto message = wire::parse_stun(answer);
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->message_class, wire::StunClass::kSuccess);
  EXPECT_EQ(message->transaction, wire::parse_stun(request)->transaction);
  EXPECT_TRUE(wire::verify_stun_integrity(answer, *message, as_bytes(kClient.password), hmac_sha1));
  for (int i = 0; i < 1000; ++i) client.handle_stun(Instant(1s), kFirst, request);
  int answers = 0;
  while (client.poll_check(Instant(1s), out, path, answer)) ++answers;
  EXPECT_LE(answers, 8) << "bounded";
}

}  // namespace
}  // namespace diemcau::transport
