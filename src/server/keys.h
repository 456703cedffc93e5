#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/random.h"
#include "base/result.h"
#include "livekit/token.h"

namespace diemcau::server {

// "KEY:SECRET"; nothing if it is not that.
std::optional<std::pair<std::string, std::string>> parse_key_pair(std::string_view text);

std::filesystem::path keys_file(const std::filesystem::path& data);

// The [keys] of a TOML file, or a sentence.
Result<livekit::Keys, std::string> read_keys(const std::filesystem::path& file);

struct StoredKeys {
  livekit::Keys keys;
  bool made = false;  // just now
};
// DATA/keys.toml; made with one key and a secret of 256 bits if it is not there (0600).
Result<StoredKeys, std::string> read_or_make_keys(const std::filesystem::path& data,
                                                  SecureRandom& random);

}  // namespace diemcau::server
