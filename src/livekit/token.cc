#include "livekit/token.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "livekit/base64.h"

namespace diemcau::livekit {
namespace {

using Json = nlohmann::json;
constexpr size_t kHs256Size = 32;
using Signature = std::array<uint8_t, kHs256Size>;

Signature sign(std::string_view input, std::string_view secret) {
  Signature out{};
  unsigned size = out.size();
  const Bytes bytes = as_bytes(input);
  DIEMCAU_CHECK(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes.data(),
                     bytes.size(), out.data(), &size) != nullptr);
  DIEMCAU_CHECK(size == out.size());
  return out;
}

struct Parts {
  std::string_view header, payload, signature, signed_input;
};

std::optional<Parts> split(std::string_view token) {
  const size_t first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const size_t second = token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  if (token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
  return Parts{token.substr(0, first), token.substr(first + 1, second - first - 1),
               token.substr(second + 1), token.substr(0, second)};
}

std::optional<Json> parse_object(std::string_view base64) {
  // RFC 7515 section 2: base64url without padding.
  if (base64.find('=') != std::string_view::npos) return std::nullopt;
  const auto text = from_base64url(base64);
  if (!text) return std::nullopt;
  Json json = Json::parse(text->begin(), text->end(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

// Reads members of one JSON object; a member of the wrong type spoils the whole.
class Members {
 public:
  explicit Members(const Json& object) : object_(object) {}

  void read(const char* key, std::string& out) {
    if (const Json* value = find(key); value && expect(value->is_string())) {
      out = *value->get_ptr<const std::string*>();
    }
  }
  void read(const char* key, bool& out) {
    if (const Json* value = find(key); value && expect(value->is_boolean())) {
      out = *value->get_ptr<const bool*>();
    }
  }
  void read(const char* key, std::vector<std::string>& out) {
    const Json* value = find(key);
    if (!value || !expect(value->is_array())) return;
    for (const Json& one : *value) {
      if (expect(one.is_string())) out.push_back(*one.get_ptr<const std::string*>());
    }
  }
  void read(const char* key, std::map<std::string, std::string>& out) {
    const Json* value = find(key);
    if (!value || !expect(value->is_object())) return;
    for (const auto& [name, one] : value->items()) {
      if (expect(one.is_string())) out[name] = *one.get_ptr<const std::string*>();
    }
  }
  // RFC 7519 section 2, NumericDate: seconds, a fraction is allowed.
  std::optional<UnixTime> date(const char* key) {
    const Json* value = find(key);
    if (!value || !expect(value->is_number())) return std::nullopt;
    const double seconds = value->get<double>();
    constexpr double kFarthest = 253'402'300'800;  // the year 10000
    if (!expect(std::isfinite(seconds) && std::abs(seconds) <= kFarthest)) return std::nullopt;
    return UnixTime{static_cast<int64_t>(seconds * 1000)};
  }
  const Json* object(const char* key) {
    const Json* value = find(key);
    return value && expect(value->is_object()) ? value : nullptr;
  }
  bool ok() const { return ok_; }

 private:
  // null counts as absent: some SDKs write members they do not use so.
  const Json* find(const char* key) const {
    const auto at = object_.find(key);
    return at == object_.end() || at->is_null() ? nullptr : &*at;
  }
  bool expect(bool condition) {
    ok_ = ok_ && condition;
    return condition;
  }

  const Json& object_;
  bool ok_ = true;
};

bool read_video(const Json& video, Grants& grants) {
  Members members(video);
  members.read("room", grants.room);
  members.read("roomJoin", grants.room_join);
  members.read("roomCreate", grants.room_create);
  members.read("roomList", grants.room_list);
  members.read("roomAdmin", grants.room_admin);
  members.read("roomRecord", grants.room_record);
  members.read("canPublish", grants.can_publish);
  members.read("canSubscribe", grants.can_subscribe);
  members.read("canPublishData", grants.can_publish_data);
  members.read("canPublishSources", grants.can_publish_sources);
  members.read("canUpdateOwnMetadata", grants.can_update_own_metadata);
  members.read("hidden", grants.hidden);
  members.read("recorder", grants.recorder);
  members.read("agent", grants.agent);
  return members.ok();
}

Result<Grants, TokenError> read_claims(const Json& claims) {
  Members members(claims);
  Grants grants;
  members.read("iss", grants.api_key);
  members.read("sub", grants.identity);
  members.read("name", grants.name);
  members.read("metadata", grants.metadata);
  members.read("kind", grants.kind);
  members.read("sha256", grants.sha256);
  members.read("attributes", grants.attributes);
  const auto expires = members.date("exp");
  grants.expires = expires.value_or(UnixTime{});
  grants.not_before = members.date("nbf").value_or(UnixTime{});
  const Json* video = members.object("video");
  if (!members.ok() || !expires || (video && !read_video(*video, grants))) {
    return Err{TokenError::kMalformed};
  }
  return grants;
}

bool names_hs256(const Json& header) {
  const auto algorithm = header.find("alg");
  // RFC 8725 section 3.1: the verifier names the algorithm, never the token.
  return algorithm != header.end() && *algorithm == "HS256" && !header.contains("crit");
}

bool signature_holds(const Parts& parts, std::string_view secret) {
  if (parts.signature.find('=') != std::string_view::npos) return false;
  const auto given = from_base64url(parts.signature);
  if (!given || given->size() != kHs256Size) return false;
  const Signature expected = sign(parts.signed_input, secret);
  return CRYPTO_memcmp(given->data(), expected.data(), expected.size()) == 0;
}

Json video_of(const Grants& grants) {
  Json video = {{"canPublish", grants.can_publish},
                {"canSubscribe", grants.can_subscribe},
                {"canPublishData", grants.can_publish_data}};
  if (!grants.room.empty()) video["room"] = grants.room;
  const auto set = [&](const char* key, bool value) {
    if (value) video[key] = true;
  };
  set("roomJoin", grants.room_join);
  set("roomCreate", grants.room_create);
  set("roomList", grants.room_list);
  set("roomAdmin", grants.room_admin);
  set("roomRecord", grants.room_record);
  set("canUpdateOwnMetadata", grants.can_update_own_metadata);
  set("hidden", grants.hidden);
  set("recorder", grants.recorder);
  set("agent", grants.agent);
  if (!grants.can_publish_sources.empty()) video["canPublishSources"] = grants.can_publish_sources;
  return video;
}

Json claims_of(const Grants& grants) {
  Json claims = {{"iss", grants.api_key},
                 {"nbf", grants.not_before.ms / 1000},
                 {"exp", grants.expires.ms / 1000},
                 {"video", video_of(grants)}};
  const auto set = [&](const char* key, const std::string& value) {
    if (!value.empty()) claims[key] = value;
  };
  set("sub", grants.identity);
  set("name", grants.name);
  set("metadata", grants.metadata);
  set("kind", grants.kind);
  set("sha256", grants.sha256);
  if (!grants.attributes.empty()) claims["attributes"] = grants.attributes;
  return claims;
}

// Text that is not UTF-8 is replaced, not thrown about.
std::string encode(const Json& json) {
  return to_base64url(as_bytes(json.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

}  // namespace

const char* to_string(TokenError error) {
  switch (error) {
    case TokenError::kMalformed:
      return "malformed token";
    case TokenError::kOversized:
      return "oversized token";
    case TokenError::kWrongAlgorithm:
      return "token is not signed with HS256";
    case TokenError::kUnknownKey:
      return "token names an unknown API key";
    case TokenError::kBadSignature:
      return "token signature does not hold";
    case TokenError::kExpired:
      return "token has expired";
    case TokenError::kNotYetValid:
      return "token is not valid yet";
  }
  return "unknown token error";
}

Result<Grants, TokenError> verify_token(std::string_view token, const Keys& keys, UnixTime now) {
  if (token.size() > kMaxTokenSize) return Err{TokenError::kOversized};
  const auto parts = split(token);
  if (!parts) return Err{TokenError::kMalformed};
  const auto header = parse_object(parts->header);
  if (!header) return Err{TokenError::kMalformed};
  if (!names_hs256(*header)) return Err{TokenError::kWrongAlgorithm};
  const auto claims = parse_object(parts->payload);
  if (!claims) return Err{TokenError::kMalformed};
  auto grants = read_claims(*claims);
  if (!grants) return grants;
  const auto secret = keys.find(grants->api_key);
  if (secret == keys.end()) return Err{TokenError::kUnknownKey};
  if (!signature_holds(*parts, secret->second)) return Err{TokenError::kBadSignature};
  // RFC 7519 sections 4.1.4 and 4.1.5.
  if (now.ms >= grants->expires.ms + kTokenLeewayMs) return Err{TokenError::kExpired};
  if (now.ms < grants->not_before.ms - kTokenLeewayMs) return Err{TokenError::kNotYetValid};
  return grants;
}

std::string create_token(const Grants& grants, std::string_view secret) {
  const std::string input =
      encode({{"alg", "HS256"}, {"typ", "JWT"}}) + "." + encode(claims_of(grants));
  return input + "." + to_base64url(sign(input, secret));
}

}  // namespace diemcau::livekit
