#include "store/base64.h"

#include <sodium.h>

namespace diemcau::store {

namespace {

std::string encoded(Bytes bytes, int variant) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // its zero byte
  return text;
}

std::optional<std::vector<uint8_t>> decoded(std::string_view text, int variant) {
  std::vector<uint8_t> bytes(text.size() / 4 * 3 + 3);
  size_t size = 0;
  const char* end = nullptr;
  const int code = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr,
                                     &size, &end, variant);
  if (code != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace

std::string to_base64(Bytes bytes) {
  return encoded(bytes, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}
std::string to_base64_url(Bytes bytes) {
  return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
std::optional<std::vector<uint8_t>> from_base64(std::string_view text) {
  return decoded(text, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}
std::optional<std::vector<uint8_t>> from_base64_url(std::string_view text) {
  return decoded(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

}  // namespace diemcau::store
