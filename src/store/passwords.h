#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "store/failure.h"

// Passwords as Argon2id strings (RFC 9106), by libsodium. Nothing here touches the disk or keeps
// state, so it runs on any thread: a verification costs `memory_kib` and some tens of milliseconds
// and does not belong on the office thread.
namespace diemcau::store {

struct PasswordCost {
  uint32_t passes = 3;
  uint32_t memory_kib = 64 * 1024;
};

inline constexpr size_t kMaxPasswordBytes = 1024;

// "$argon2id$v=19$m=...,t=...,p=1$salt$hash". Fails only if the memory is not there, or the
// password is longer than kMaxPasswordBytes.
Stored<std::string> hash_password(std::string_view password, const PasswordCost& cost,
                                  SecureRandom& random);

// Compared in constant time. `stored` is empty for somebody unknown: the same work is done (by
// `cost`), and the answer is no, so that the time does not tell who has an account.
bool verify_password(std::string_view stored, std::string_view password, const PasswordCost& cost);

// Whether it was made with other parameters: hash anew at the next successful login.
bool is_outdated(std::string_view stored, const PasswordCost& cost);

}  // namespace diemcau::store
