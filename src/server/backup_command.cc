#include "server/backup_command.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/backup.h"

namespace diemcau::server {
namespace {

using Path = std::filesystem::path;

bool lies_in(const Path& place, const Path& other) {
  const Path inner = std::filesystem::weakly_canonical(place);
  const Path outer = std::filesystem::weakly_canonical(other);
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

bool overlap(const Path& one, const Path& other) {
  return lies_in(one, other) || lies_in(other, one);
}

}  // namespace

Result<std::string, std::string> run(const BackupCommand& command) {
  if (command.to.empty() || command.keys_to.empty()) {
    return Err<std::string>{
        "A backup needs two places: --to DIR, and --keys-to DIR for the keys by which the people "
        "in "
        "it can be read. Whoever is erased is gone from every copy once the keys are copied anew."};
  }
  if (overlap(command.to, command.keys_to) || overlap(command.to, command.data) ||
      overlap(command.keys_to, command.data)) {
    return Err<std::string>{
        "The data directory, --to and --keys-to must be three places, none of them in another."};
  }
  const auto done = store::back_up(command.data, {command.to, command.keys_to});
  if (!done.ok()) return Err{done.error().sentence};
  return fmt::format("{} is copied to {}, its keys to {}.", command.data.native(),
                     command.to.native(), command.keys_to.native());
}

}  // namespace diemcau::server
