// Tokens: none is accepted that the key did not sign, and what is signed is read as it was written.
// An input is one of three things, by how it begins.
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
  static const std::string header = to_base64url(as_bytes(R"({"alg":"HS256","typ":"JWT"})")) + ".";
  static const std::string signature = "." + std::string(43, 'A');
  check_foreign(header + to_base64url(claims) + signature);
}

// What we sign ourselves holds, whatever the names in it.
void check_own(std::string_view text) {
  Grants grants;
  grants.api_key = "devkey";
  grants.expires = {kNow.ms + 60'000};
  for (const char c : text) grants.identity += static_cast<char>(c & 0x7f);
  grants.room = grants.identity;
  grants.room_join = true;
  static const Keys others{{"devkey", "other"}};
  const std::string token = create_token(grants, "secret");
  const auto read = verify_token(token, kKeys, kNow);
  DIEMCAU_CHECK(token.size() > kMaxTokenSize || (read.ok() && *read == grants));
  DIEMCAU_CHECK(!verify_token(token, others, kNow).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const Bytes bytes(data, size);
  // Claims are objects of JSON and tokens are neither these nor strings.
  switch (data[0]) {
    case '{':
      check_claims(bytes);
      break;
    case '"':
      check_own(as_text(bytes));
      break;
    default:
      check_foreign(as_text(bytes));
  }
  return 0;
}
