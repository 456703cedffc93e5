#include "server/token_command.h"

#include <gmock/gmock.h>

#include "base/random.h"
#include "server/keys.h"
#include "server/test_support.h"

namespace diemcau::server {
namespace {

using testing::HasSubstr;

constexpr UnixTime kNow{1'700'000'000'000};

TokenCommand token_command(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"token", "create"});
  auto command = parse(arguments);
  if (const auto* printed = std::get_if<PrintAndExit>(&command)) ADD_FAILURE() << printed->text;
  const auto* token = std::get_if<TokenCommand>(&command);
  return token == nullptr ? TokenCommand{} : *token;
}

livekit::Grants verified(const TokenCommand& command, const livekit::Keys& keys) {
  const auto token = run(command, kNow);
  if (!token.ok()) {
    ADD_FAILURE() << token.error();
    return {};
  }
  const auto grants = livekit::verify_token(*token, keys, kNow);
  if (!grants.ok()) ADD_FAILURE() << livekit::to_string(grants.error());
  return grants.ok() ? *grants : livekit::Grants{};
}

TEST(TokenCommand, MakesATokenThatTheServerTakes) {
  const auto grants =
      verified(token_command({"--dev", "--room", "hội nghị", "--identity", "a", "--name", "Điểm 1",
                              "--valid-for", "30m", "--no-publish", "--hidden"}),
               {{"devkey", "secret"}});
  EXPECT_EQ(grants.api_key, "devkey");
  EXPECT_EQ(grants.room, "hội nghị");
  EXPECT_EQ(grants.identity, "a");
  EXPECT_EQ(grants.name, "Điểm 1");
  EXPECT_TRUE(grants.room_join);
  EXPECT_FALSE(grants.can_publish);
  EXPECT_TRUE(grants.can_subscribe);
  EXPECT_TRUE(grants.hidden);
  EXPECT_FALSE(grants.room_admin);
  EXPECT_EQ(grants.expires.ms, kNow.ms + 30 * 60 * 1000);
}

TEST(TokenCommand, SignsWithTheKeyThatWasGiven) {
  verified(token_command({"--room", "r", "--identity", "i", "--api-key", "k", "--api-secret", "s"}),
           {{"k", "s"}});
}

TEST(TokenCommand, SignsWithTheStoredKeyOfAServer) {
  const TestDirectory directory;
  const auto arguments = std::vector<std::string>{"--room", "r",      "--identity",
                                                  "i",      "--data", directory.path().string()};
  const auto missing = run(token_command(arguments), kNow);
  ASSERT_FALSE(missing.ok());
  EXPECT_THAT(missing.error(), HasSubstr("There is no key to sign with"));
  RepeatableRandom random(3);
  const auto stored = read_or_make_keys(directory.path(), random);
  ASSERT_TRUE(stored.ok());
  verified(token_command(arguments), stored->keys);
}

TEST(TokenCommand, SaysWhatIsMissing) {
  EXPECT_THAT(mistake_of({"token", "create", "--dev", "--room", "r"}), HasSubstr("--identity ID"));
  EXPECT_THAT(mistake_of({"token", "create", "--dev", "--room", "r", "--identity", "i",
                          "--valid-for", "x"}),
              HasSubstr("30m, 6h or 7d"));
  EXPECT_THAT(mistake_of({"token", "create", "--room", "r", "--identity", "i", "--api-key", "k"}),
              HasSubstr("--api-secret"));
}

TEST(TokenCommand, ReadsLifetimes) {
  EXPECT_EQ(parse_lifetime("90s"), Duration(90s));
  EXPECT_EQ(parse_lifetime("6h"), Duration(6h));
  EXPECT_EQ(parse_lifetime("7d"), Duration(7 * 24h));
  for (const char* text :
       {"", "h", "6", "6x", "-6h", "0h", "6h ", "6.5h", "9999999999999999999h", "99999999999d"}) {
    EXPECT_FALSE(parse_lifetime(text)) << text;
  }
}

}  // namespace
}  // namespace diemcau::server
