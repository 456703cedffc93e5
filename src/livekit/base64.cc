#include "livekit/base64.h"

#include <array>

namespace diemcau::livekit {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr uint8_t kNotInAlphabet = 0xff;

constexpr std::array<uint8_t, 256> make_values() {
  std::array<uint8_t, 256> values{};
  values.fill(kNotInAlphabet);
  for (size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<uint8_t>(kAlphabet[i])] = static_cast<uint8_t>(i);
  }
  return values;
}
constexpr std::array<uint8_t, 256> kValues = make_values();

// RFC 4648 section 3.2: padding fills up to a multiple of four characters, or it is not there.
Result<std::string_view> without_padding(std::string_view text) {
  size_t size = text.size();
  while (size > 0 && text[size - 1] == '=') --size;
  const size_t padding = text.size() - size;
  if (padding > 2 || (padding != 0 && text.size() % 4 != 0)) return Err{ParseError::kBadLength};
  return text.substr(0, size);
}

}  // namespace

std::string to_base64url(Bytes bytes) {
  std::string out;
  out.reserve((bytes.size() * 4 + 2) / 3);
  uint32_t held = 0;
  int bits = 0;
  for (uint8_t byte : bytes) {
    held = held << 8 | byte;
    for (bits += 8; bits >= 6;) out += kAlphabet[held >> (bits -= 6) & 63];
  }
  if (bits > 0) out += kAlphabet[held << (6 - bits) & 63];
  return out;
}

Result<std::vector<uint8_t>> from_base64url(std::string_view text) {
  const auto digits = without_padding(text);
  if (!digits) return Err{digits.error()};
  if (digits->size() % 4 == 1) return Err{ParseError::kBadLength};
  std::vector<uint8_t> out;
  out.reserve(digits->size() * 3 / 4);
  uint32_t held = 0;
  int bits = 0;
  for (char digit : *digits) {
    const uint8_t value = kValues[static_cast<uint8_t>(digit)];
    if (value == kNotInAlphabet) return Err{ParseError::kBadValue};
    held = held << 6 | value;
    bits += 6;
    if (bits >= 8) out.push_back(static_cast<uint8_t>(held >> (bits -= 8)));
  }
  // RFC 4648 section 3.5: several texts for the same octets would make a signature malleable.
  if ((held & ((1u << bits) - 1)) != 0) return Err{ParseError::kBadValue};
  return out;
}

}  // namespace diemcau::livekit
