#include "base/ice_ufrag.h"

#include <array>
#include <charconv>

namespace diemcau {
namespace {

// ice-char of RFC 8839 section 5.4: 64 of them, so that six random bits are one character.
constexpr std::string_view kCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kHex = "0123456789abcdef";
constexpr size_t kUfragCharacters = 8;
constexpr size_t kPasswordCharacters = 24;

std::string random_characters(SecureRandom& random, size_t count) {
  std::array<uint8_t, kPasswordCharacters> raw;
  random.fill({raw.data(), count});
  std::string text(count, ' ');
  for (size_t i = 0; i < count; ++i) text[i] = kCharacters[raw[i] & 63];
  return text;
}

}  // namespace

IceCredentials make_ice_credentials(SecureRandom& random, uint8_t shard) {
  const std::string number{kHex[shard >> 4], kHex[shard & 15]};
  return {number + random_characters(random, kUfragCharacters),
          random_characters(random, kPasswordCharacters)};
}

std::optional<uint8_t> shard_of_ufrag(std::string_view ufrag) {
  if (ufrag.size() != 2 + kUfragCharacters) return std::nullopt;
  uint8_t shard = 0;
  const auto [end, error] = std::from_chars(ufrag.data(), ufrag.data() + 2, shard, 16);
  if (error != std::errc{} || end != ufrag.data() + 2) return std::nullopt;
  return shard;
}

}  // namespace diemcau
