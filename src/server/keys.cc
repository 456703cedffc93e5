#include "server/keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "http/files.h"
#include "server/config.h"
#include "server/settings.h"

namespace diemcau::server {
namespace {

namespace fs = std::filesystem;

bool is_plain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char letter) {
    return letter > ' ' && letter < 0x7f && letter != '"' && letter != '\\';
  });
}

std::string random_letters(SecureRandom& random, size_t count) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  static_assert(kLetters.size() == 64);
  std::string text(count, '\0');
  for (char& letter : text) letter = kLetters[random.u32() % kLetters.size()];
  return text;
}

std::string key_name(SecureRandom& random) { return fmt::format("DC{:010x}", random.u64() >> 24); }

}  // namespace

std::optional<std::pair<std::string, std::string>> parse_key_pair(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view key = text.substr(0, colon);
  const std::string_view secret = text.substr(colon + 1);
  if (!is_plain(key) || !is_plain(secret)) return std::nullopt;
  return std::pair(std::string(key), std::string(secret));
}

fs::path keys_file(const fs::path& data) { return data / "keys.toml"; }

Result<livekit::Keys, std::string> read_keys(const fs::path& file) {
  Config config;
  auto done = apply_file(file, config);
  if (!done.ok()) return Err{done.error()};
  if (config.keys.empty()) {
    return Err{fmt::format(
        "{} holds no key: write one under [keys] as name = \"secret\", or delete the file to have "
        "one made.",
        file.string())};
  }
  return std::move(config.keys);
}

Result<StoredKeys, std::string> read_or_make_keys(const fs::path& data, SecureRandom& random) {
  const fs::path file = keys_file(data);
  std::error_code ignored;
  if (fs::exists(file, ignored)) {
    auto keys = read_keys(file);
    if (!keys.ok()) return Err{keys.error()};
    return StoredKeys{std::move(*keys), false};
  }
  constexpr size_t kSecretLetters = 43;  // of 6 bits
  const std::string key = key_name(random);
  const std::string secret = random_letters(random, kSecretLetters);
  const auto written = http::write_file(
      file,
      fmt::format("# Who knows a secret can let anyone into any room: keep this file to yourself.\n"
                  "[keys]\n{} = \"{}\"\n",
                  key, secret),
      0600);
  if (!written.ok()) return Err{written.error()};
  return StoredKeys{{{key, secret}}, true};
}

}  // namespace diemcau::server
