#pragma once

#include <string>
#include <variant>
#include <vector>

#include "server/backup_command.h"
#include "server/settings.h"
#include "server/token_command.h"

namespace diemcau::server {

struct ServeCommand {
  Config config;
};
// Help, version, or one sentence about a mistake (code 1).
struct PrintAndExit {
  int code = 0;
  std::string text;
};
using Command = std::variant<ServeCommand, TokenCommand, BackupCommand, PrintAndExit>;

// Arguments without the program's name. Reads the configuration file as well.
Command parse_command_line(std::vector<std::string> arguments, const Environment& environment);

}  // namespace diemcau::server
