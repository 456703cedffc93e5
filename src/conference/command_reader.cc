#include "conference/commands.h"
#include "journal/commands.h"

namespace diemcau::conference {

Result<Command> read_command(std::string_view name, const Json& body) {
  return journal::read_command_of<Command>(name, body);
}

Json body_of(const Command& command) { return journal::body_of_command(command); }

}  // namespace diemcau::conference
