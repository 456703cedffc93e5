#include "transport/ice_lite.h"

#include <gtest/gtest.h>

#include <array>

#include "transport/ice_test_support.h"

namespace diemcau::transport {
namespace {

const IceCredentials kServer{"00serverufr", "server-password-24-chars"};
const IceCredentials kClient{"clnt", "client-password-24-chars"};
const IceCredentials kRenewed{"00renewedu", "renewed-password-24-char"};
const SocketAddress kLocal = SocketAddress::v4(10, 0, 0, 1, 7882);
const Path kHome{kLocal, SocketAddress::v4(10, 0, 0, 2, 5000)};
const Path kMobile{kLocal, SocketAddress::v4(10, 0, 0, 3, 6000)};

struct Agent {
  StunOutcome handle(const Path& path, const TestCheck& check) {
    return handle(path, write(check));
  }
  StunOutcome handle(const Path& path, Bytes message) {
    answer = {};
    return ice.handle_stun(now, path, message, buffer, answer);
  }
  wire::StunMessage answered() const { return wire::parse_stun(answer).value(); }

  Instant now{1s};
  IceLite ice{{kServer, kClient}};
  std::array<uint8_t, 256> buffer;
  Bytes answer;
};

const TestCheck kCheck{.receiver = kServer, .sender = kClient};
TestCheck nominating(uint32_t value) {
  TestCheck check = kCheck;
  check.nomination = value;
  return check;
}
TestCheck using_candidate(const IceCredentials& server = kServer) {
  return {.receiver = server, .sender = kClient, .use_candidate = true};
}

TEST(IceLite, AnswersAnAuthenticCheckWithItsAddress) {
  Agent agent;
  const auto request = write(kCheck);
  ASSERT_EQ(agent.handle(kHome, request), StunOutcome::kAnswered);
  const wire::StunMessage answer = agent.answered();
  EXPECT_EQ(answer.message_class, wire::StunClass::kSuccess);
  EXPECT_EQ(answer.mapped_address, kHome.remote);
  EXPECT_EQ(answer.transaction, wire::parse_stun(request).value().transaction);
  EXPECT_TRUE(answer.has_fingerprint);
  EXPECT_TRUE(
      wire::verify_stun_integrity(agent.answer, answer, as_bytes(kServer.password), hmac_sha1));
  EXPECT_LE(agent.answer.size(), request.size());
  EXPECT_TRUE(agent.ice.is_valid(kHome));
  EXPECT_FALSE(agent.ice.selected());
  EXPECT_EQ(agent.ice.last_heard(), agent.now);
}

TEST(IceLite, StaysSilentAndUnchangedWhenACheckIsNotAuthentic) {
  Agent agent;
  TestCheck wrong_password = using_candidate();
  wrong_password.receiver.password = "guessed-password-24-char";
  TestCheck not_for_us = using_candidate();
  not_for_us.receiver.ufrag = "00elsewher";
  TestCheck from_a_stranger = using_candidate();
  from_a_stranger.sender.ufrag = "strn";
  TestCheck unsealed = using_candidate();
  unsealed.sealed = false;
  TestCheck indication = using_candidate();
  indication.message_class = wire::StunClass::kIndication;
  EXPECT_EQ(agent.handle(kHome, wrong_password), StunOutcome::kUnauthentic);
  EXPECT_EQ(agent.handle(kHome, not_for_us), StunOutcome::kWrongUsername);
  EXPECT_EQ(agent.handle(kHome, from_a_stranger), StunOutcome::kWrongUsername);
  EXPECT_EQ(agent.handle(kHome, unsealed), StunOutcome::kUnauthentic);
  EXPECT_EQ(agent.handle(kHome, indication), StunOutcome::kNotARequest);
  EXPECT_TRUE(agent.answer.empty());
  EXPECT_FALSE(agent.ice.is_valid(kHome));
  EXPECT_FALSE(agent.ice.selected());
  EXPECT_FALSE(agent.ice.last_heard());
}

TEST(IceLite, NoTruncationAndNoFlippedBitIsAuthentic) {
  Agent agent;
  const auto good = write(using_candidate());
  for (size_t size = 0; size < good.size(); ++size) {
    EXPECT_NE(agent.handle(kHome, Bytes(good).first(size)), StunOutcome::kAnswered) << size;
  }
  for (size_t bit = 0; bit < good.size() * 8; ++bit) {
    auto bad = good;
    bad[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    EXPECT_NE(agent.handle(kHome, bad), StunOutcome::kAnswered) << bit;
  }
  EXPECT_FALSE(agent.ice.is_valid(kHome));
}

TEST(IceLite, RefusesRolesAndAttributesItDoesNotKnow) {
  Agent agent;
  TestCheck controlled = using_candidate();
  controlled.controlling.reset();
  controlled.controlled = 5;
  ASSERT_EQ(agent.handle(kHome, controlled), StunOutcome::kAnswered);
  EXPECT_EQ(agent.answered().error_code, 487);
  TestCheck unknown = using_candidate();
  unknown.unknown_type = 0x7ff0;
  ASSERT_EQ(agent.handle(kHome, unknown), StunOutcome::kAnswered);
  EXPECT_EQ(agent.answered().error_code, 420);
  EXPECT_FALSE(agent.ice.is_valid(kHome));
  EXPECT_FALSE(agent.ice.selected());
  unknown.unknown_type = 0xfff0;  // comprehension is optional
  ASSERT_EQ(agent.handle(kHome, unknown), StunOutcome::kAnswered);
  EXPECT_FALSE(agent.answered().error_code);
  EXPECT_EQ(agent.ice.selected(), kHome);
}

TEST(IceLite, TheHighestNominationWinsWhateverTheOrder) {
  Agent agent;
  agent.handle(kHome, nominating(1));
  EXPECT_EQ(agent.ice.selected(), kHome);
  agent.handle(kMobile, nominating(3));
  EXPECT_EQ(agent.ice.selected(), kMobile);
  agent.handle(kHome, nominating(2));  // overtaken on its way
  EXPECT_EQ(agent.ice.selected(), kMobile);
  agent.handle(kHome, nominating(3));  // said of another path already
  EXPECT_EQ(agent.ice.selected(), kMobile);
  agent.handle(kHome, using_candidate());
  EXPECT_EQ(agent.ice.selected(), kMobile);
  agent.handle(kHome, nominating(4));
  EXPECT_EQ(agent.ice.selected(), kHome);
}

TEST(IceLite, ARestartCountsNominationsAnewAndEndsTheOldSession) {
  Agent agent;
  agent.handle(kHome, nominating(7));
  agent.ice.restart({kRenewed, kClient});
  EXPECT_EQ(agent.handle(kMobile, nominating(8)), StunOutcome::kAnswered);
  EXPECT_EQ(agent.ice.selected(), kHome) << "the old session nominates no more";
  TestCheck renewed = nominating(1);
  renewed.receiver = kRenewed;
  EXPECT_EQ(agent.handle(kMobile, renewed), StunOutcome::kAnswered);
  EXPECT_EQ(agent.ice.selected(), kMobile);
  EXPECT_EQ(agent.handle(kHome, nominating(9)), StunOutcome::kWrongUsername);
  EXPECT_EQ(agent.handle(kHome, using_candidate(kServer)), StunOutcome::kWrongUsername);
}

TEST(IceLite, GivesUpTheStalestPathButNeverTheSelected) {
  Agent agent;
  agent.handle(kHome, using_candidate());
  for (uint16_t port = 1; port < 100; ++port) {
    agent.now += 20s;
    const Path path{kLocal, SocketAddress::v4(10, 0, 1, 1, port)};
    ASSERT_EQ(agent.handle(path, kCheck), StunOutcome::kAnswered) << port;
    ASSERT_TRUE(agent.ice.is_valid(kHome)) << port;
  }
  EXPECT_FALSE(agent.ice.is_valid({kLocal, SocketAddress::v4(10, 0, 1, 1, 1)}));
}

}  // namespace
}  // namespace diemcau::transport
