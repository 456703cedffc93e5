#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/clock.h"
#include "server/command_line.h"
#include "server/serve.h"
#include "server/token_command.h"

namespace {

using namespace diemcau;
using namespace diemcau::server;

std::optional<std::string> from_environment(const std::string& name) {
  const char* text = std::getenv(name.c_str());
  return text == nullptr ? std::nullopt : std::optional<std::string>(text);
}

int execute(const PrintAndExit& command) {
  std::fputs(command.text.c_str(), command.code == 0 ? stdout : stderr);
  return command.code;
}

int execute(ServeCommand command) { return serve(std::move(command.config)); }

int execute(const TokenCommand& command) {
  const auto token = run(command, runtime::unix_now());
  if (!token.ok()) return execute(PrintAndExit{1, token.error() + "\n"});
  return execute(PrintAndExit{0, *token + "\n"});
}

int execute(const BackupCommand& command) {
  const auto done = run(command);
  if (!done.ok()) return execute(PrintAndExit{1, done.error() + "\n"});
  return execute(PrintAndExit{0, *done + "\n"});
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  return std::visit([](auto command) { return execute(std::move(command)); },
                    parse_command_line(words, from_environment));
}
