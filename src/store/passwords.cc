#include "store/passwords.h"

#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "store/base64.h"

namespace diemcau::store {

namespace {

constexpr size_t kSaltBytes = crypto_pwhash_SALTBYTES;
constexpr size_t kHashBytes = 32;  // as libsodium's own strings have it

std::optional<std::array<uint8_t, kHashBytes>> derive(std::string_view password,
                                                      const uint8_t* salt,
                                                      const PasswordCost& cost) {
  std::array<uint8_t, kHashBytes> hash;
  const int code =
      crypto_pwhash(hash.data(), hash.size(), password.data(), password.size(), salt, cost.passes,
                    size_t{cost.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13);
  if (code != 0) return std::nullopt;
  return hash;
}

// libsodium reads the string up to its zero byte, within a buffer of this size.
std::optional<std::array<char, crypto_pwhash_STRBYTES>> bounded(std::string_view stored) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (stored.empty() || stored.size() >= text.size()) return std::nullopt;
  stored.copy(text.data(), stored.size());
  return text;
}

}  // namespace

Stored<std::string> hash_password(std::string_view password, const PasswordCost& cost,
                                  SecureRandom& random) {
  if (password.size() > kMaxPasswordBytes) {
    return Err{Failure{fmt::format("A password may have {} bytes at most.", kMaxPasswordBytes)}};
  }
  std::array<uint8_t, kSaltBytes> salt;
  random.fill(salt);
  const auto hash = derive(password, salt.data(), cost);
  if (!hash) {
    return Err{Failure{fmt::format(
        "A password could not be hashed with {} KiB of memory: give diemcau more memory.",
        cost.memory_kib)}};
  }
  return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", cost.memory_kib, cost.passes,
                     to_base64(salt), to_base64(*hash));
}

bool verify_password(std::string_view stored, std::string_view password, const PasswordCost& cost) {
  if (password.size() > kMaxPasswordBytes) return false;
  const auto text = bounded(stored);
  if (!text) {
    const std::array<uint8_t, kSaltBytes> salt{};
    (void)derive(password, salt.data(), cost);
    return false;
  }
  return crypto_pwhash_str_verify(text->data(), password.data(), password.size()) == 0;
}

bool is_outdated(std::string_view stored, const PasswordCost& cost) {
  const auto text = bounded(stored);
  return !text || crypto_pwhash_str_needs_rehash(text->data(), cost.passes,
                                                 size_t{cost.memory_kib} * 1024) != 0;
}

}  // namespace diemcau::store
