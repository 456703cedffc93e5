#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace diemcau::server {

// `to` gets the journal, what stands beside it and the files; `keys_to` the persons' keys, which
// are to be kept apart: store/backup.h says why. No place may lie in another.
struct BackupCommand {
  std::filesystem::path data;
  std::filesystem::path to;
  std::filesystem::path keys_to;
};

// What was done, or a sentence.
Result<std::string, std::string> run(const BackupCommand& command);

}  // namespace diemcau::server
