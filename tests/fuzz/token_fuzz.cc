// Tokens: none is accepted that the key did not sign, and what is signed is read as it was written.
#include <string>

#include "base/check.h"
#include "livekit/base64.h"
#include "livekit/token.h"

namespace {

using namespace diemcau;
using namespace diemcau::livekit;

constexpr UnixTime kNow{1'790'000'000'000};
const Keys kKeys{{"devkey", "secret"}};

// Header, claims and signature as the input has them.
void check_foreign(std::string_view text) { DIEMCAU_CHECK(!verify_token(text, kKeys, kNow).ok()); }

// The input as claims behind a right header, with a signature that cannot hold.
void check_claims(Bytes claims) {
  const std::string header = to_base64url(as_bytes(R"({"alg":"HS256","typ":"JWT"})"));
  const std::string signature(43, 'A');
  check_foreign(header + "." + to_base64url(claims) + "." + signature);
}

// What we sign ourselves holds, whatever the names in it.
void check_own(std::string_view text) {
  Grants grants;
  grants.api_key = "devkey";
  grants.expires = {kNow.ms + 60'000};
  for (const char c : text) grants.identity += static_cast<char>(c & 0x7f);
  grants.room = grants.identity;
  grants.room_join = true;
  const std::string token = create_token(grants, "secret");
  const auto read = verify_token(token, kKeys, kNow);
  DIEMCAU_CHECK(token.size() > kMaxTokenSize || (read.ok() && *read == grants));
  DIEMCAU_CHECK(!verify_token(token, {{"devkey", "other"}}, kNow).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes bytes(data, size);
  check_foreign(as_text(bytes));
  check_claims(bytes);
  check_own(as_text(bytes));
  return 0;
}
