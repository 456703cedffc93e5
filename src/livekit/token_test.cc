#include "livekit/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "livekit/base64.h"

namespace diemcau::livekit {
namespace {

constexpr UnixTime kNow{1'800'000'000'000};
const Keys kKeys = {{"devkey", "secret"}, {"other", "other secret"}};

Grants some_grants() {
  Grants grants;
  grants.api_key = "devkey";
  grants.identity = "điểm cầu 1";
  grants.name = "Hà Nội";
  grants.metadata = R"({"a":1})";
  grants.kind = "agent";
  grants.attributes = {{"unit", "01"}};
  grants.expires = UnixTime{kNow.ms + 3'600'000};
  grants.not_before = kNow;
  grants.room = "hội nghị";
  grants.room_join = true;
  grants.can_subscribe = false;
  grants.can_publish_sources = {"camera", "microphone"};
  grants.can_update_own_metadata = true;
  grants.hidden = true;
  return grants;
}

// Everything about it may be wrong; it is refused before the signature is looked at, or for it.
std::string unsigned_token(std::string_view header, std::string_view claims) {
  return to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(claims)) + ".";
}

TokenError error_of(std::string_view token, UnixTime now = kNow) {
  const auto result = verify_token(token, kKeys, now);
  EXPECT_FALSE(result.ok()) << token;
  return result.ok() ? TokenError{} : result.error();
}

TEST(Base64, Rfc4648Section10) {
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : vectors) {
    EXPECT_EQ(to_base64url(as_bytes(plain)), text);
    std::string padded(text);
    while (padded.size() % 4 != 0) padded += '=';
    for (const std::string& form : {std::string(text), padded}) {
      const auto back = from_base64url(form);
      ASSERT_TRUE(back.ok()) << form;
      EXPECT_EQ(as_text(*back), plain);
    }
  }
}

TEST(Base64, RefusesWhatIsNotCanonical) {
  for (std::string_view text : {"Z", "Zg=", "Zg===", "=", "Zh", "Zm9=", "Zm+v", "Zm/v", "Zm 9",
                                "Zg==Zg", "Zm9v====", "Z=g="}) {
    EXPECT_FALSE(from_base64url(text).ok()) << text;
  }
}

TEST(Base64, RoundTripsEveryLength) {
  RepeatableRandom random(7);
  for (size_t size = 0; size < 200; ++size) {
    std::vector<uint8_t> bytes(size);
    random.fill(bytes);
    const auto back = from_base64url(to_base64url(bytes));
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(*back, bytes);
  }
}

TEST(Token, Rfc7515AppendixA1) {
  const auto key = from_base64url(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
  const Keys keys = {{"joe", std::string(as_text(*key))}};
  const std::string token =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
      "fQ."
      "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const auto grants = verify_token(token, keys, UnixTime{1'300'819'379'000});
  ASSERT_TRUE(grants.ok());
  EXPECT_EQ(grants->api_key, "joe");
  EXPECT_EQ(verify_token(token, keys, UnixTime{1'300'819'440'000}).error(), TokenError::kExpired);
}

// Made by livekit-server-sdk 2.19.2 with devkey/secret.
TEST(Token, ReadsTheServerSdksToken) {
  const std::string token =
      "eyJhbGciOiJIUzI1NiJ9."
      "eyJtZXRhZGF0YSI6IntcImFcIjoxfSIsImF0dHJpYnV0ZXMiOnsidW5pdCI6IjAxIn0sIm5hbWUiOiJIw6AgTuG7mWki"
      "LCJ2aWRlbyI6eyJyb29tSm9pbiI6dHJ1ZSwicm9vbSI6Imjhu5lpIG5naOG7iyIsImNhblB1Ymxpc2giOnRydWUsImNh"
      "blN1YnNjcmliZSI6ZmFsc2UsImNhblB1Ymxpc2hTb3VyY2VzIjpbImNhbWVyYSIsIm1pY3JvcGhvbmUiXSwiY2FuVXBk"
      "YXRlT3duTWV0YWRhdGEiOnRydWUsImhpZGRlbiI6dHJ1ZX0sImtpbmQiOiJhZ2VudCIsImlzcyI6ImRldmtleSIsImV4"
      "cCI6MTc5NTQ3MzQ3MSwibmJmIjoxNzk1NDM3NDcxLCJzdWIiOiLEkWnhu4NtIGPhuqd1IDEifQ."
      "ytZO_lNVZCATI1GHZ_BGCTXOdhUqUeNEfg7sXkZLVlY";
  Grants expected = some_grants();
  expected.expires = UnixTime{1'795'473'471'000};
  expected.not_before = UnixTime{1'795'437'471'000};
  const auto grants = verify_token(token, kKeys, UnixTime{1'795'437'472'000});
  ASSERT_TRUE(grants.ok()) << to_string(grants.error());
  EXPECT_EQ(*grants, expected);
}

TEST(Token, RoundTrips) {
  const auto grants = verify_token(create_token(some_grants(), "secret"), kKeys, kNow);
  ASSERT_TRUE(grants.ok()) << to_string(grants.error());
  EXPECT_EQ(*grants, some_grants());
}

TEST(Token, AbsentPermissionsMeanAllowed) {
  const Grants defaults;
  EXPECT_TRUE(defaults.can_publish && defaults.can_subscribe && defaults.can_publish_data);
  EXPECT_FALSE(defaults.room_join || defaults.hidden || defaults.can_update_own_metadata);
}

TEST(Token, HoldsFromNotBeforeToExpiryWithLeeway) {
  const std::string token = create_token(some_grants(), "secret");
  EXPECT_TRUE(verify_token(token, kKeys, UnixTime{kNow.ms - 60'000}).ok());
  EXPECT_EQ(error_of(token, UnixTime{kNow.ms - 60'001}), TokenError::kNotYetValid);
  EXPECT_TRUE(verify_token(token, kKeys, UnixTime{kNow.ms + 3'659'999}).ok());
  EXPECT_EQ(error_of(token, UnixTime{kNow.ms + 3'660'000}), TokenError::kExpired);
}

TEST(Token, RefusesForgeries) {
  EXPECT_EQ(error_of(create_token(some_grants(), "Secret")), TokenError::kBadSignature);
  Grants other = some_grants();
  other.api_key = "other";
  EXPECT_EQ(error_of(create_token(other, "secret")), TokenError::kBadSignature);
  other.api_key = "nobody";
  EXPECT_EQ(error_of(create_token(other, "secret")), TokenError::kUnknownKey);
  other.api_key = "";
  EXPECT_EQ(error_of(create_token(other, "secret")), TokenError::kUnknownKey);
}

TEST(Token, RefusesOtherAlgorithms) {
  const std::string claims = R"({"iss":"devkey","exp":1900000000})";
  for (std::string_view header :
       {R"({"alg":"none"})", R"({"alg":"RS256"})", R"({"alg":"hs256"})", R"({"alg":"HS512"})",
        R"({})", R"({"alg":null})", R"({"alg":["HS256"]})", R"({"alg":"HS256","crit":["b64"]})"}) {
    EXPECT_EQ(error_of(unsigned_token(header, claims)), TokenError::kWrongAlgorithm) << header;
  }
}

TEST(Token, RefusesClaimsOfTheWrongType) {
  for (std::string_view claims :
       {"[]", "null", "{", "\"x\"", R"({"iss":"devkey"})", R"({"iss":1,"exp":1900000000})",
        R"({"iss":"devkey","exp":"1900000000"})", R"({"iss":"devkey","exp":1e300})",
        R"({"iss":"devkey","exp":1900000000,"video":[]})",
        R"({"iss":"devkey","exp":1900000000,"video":{"roomJoin":"true"}})",
        R"({"iss":"devkey","exp":1900000000,"attributes":{"a":1}})",
        R"({"iss":"devkey","exp":1900000000,"video":{"canPublishSources":[1]}})"}) {
    EXPECT_EQ(error_of(unsigned_token(R"({"alg":"HS256"})", claims)), TokenError::kMalformed)
        << claims;
  }
}

TEST(Token, AnyChangedOrMissingCharacterIsRefused) {
  const std::string token = create_token(some_grants(), "secret");
  for (size_t size = 0; size < token.size(); ++size) error_of(token.substr(0, size));
  for (size_t at = 0; at < token.size(); ++at) {
    std::string changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    error_of(changed);
  }
  EXPECT_EQ(error_of(token + "."), TokenError::kMalformed);
  EXPECT_EQ(error_of(token + "="), TokenError::kBadSignature);
  EXPECT_EQ(error_of(std::string(kMaxTokenSize + 1, 'a')), TokenError::kOversized);
}

TEST(Token, DeeplyNestedClaimsAreNoDanger) {
  const std::string deep = R"({"iss":"devkey","exp":1900000000,"roomConfig":)" +
                           std::string(10'000, '[') + std::string(10'000, ']') + "}";
  EXPECT_EQ(error_of(unsigned_token(R"({"alg":"HS256"})", deep)), TokenError::kBadSignature);
}

TEST(Token, TextThatIsNotUtf8IsReplacedNotThrown) {
  Grants grants = some_grants();
  grants.name = "\xff\xfe";
  EXPECT_TRUE(verify_token(create_token(grants, "secret"), kKeys, kNow).ok());
}

}  // namespace
}  // namespace diemcau::livekit
