// Requests to a conference: lines of `name {body}`, each by somebody else. Whatever comes is read
// or refused, decided or refused, and what was decided can be applied and read back.
#include <string>
#include <string_view>

#include "base/check.h"
#include "conference/rules.h"
#include "conference/test_hall.h"

using namespace diemcau;
using namespace diemcau::conference;

namespace {

const Hall& in_session() {
  static const Hall hall = Hall::in_session();
  return hall;
}

std::string_view next_line(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool is_known(const std::string& code) {
  return std::any_of(kRefusals.begin(), kRefusals.end(),
                     [&](const RefusalText& known) { return known.code == code; });
}

// Everybody in turn, so that the fuzzer need not find who may.
void run_by_each(Hall& hall, const Command& command) {
  const size_t before = hall.journal.size();
  for (int role = 0; role < 9; ++role) {
    const bool accepted = hall.run(command, as(static_cast<Role>(role), 2));
    DIEMCAU_CHECK(accepted || is_known(hall.code));
    if (hall.journal.size() != before) break;
  }
}

void handle(Hall& hall, std::string_view line) {
  const size_t space = std::min(line.find(' '), line.size());
  const Json body = Json::parse(line.substr(space), nullptr, false);
  const auto command = read_command(line.substr(0, space), body);
  if (!command.ok()) return;
  const auto again = read_command(name_of(*command), body_of(*command));
  DIEMCAU_CHECK(again.ok() && *again == *command);
  run_by_each(hall, *command);
  hall.later(1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Hall hall = in_session();
  const size_t before = hall.journal.size();
  while (!text.empty()) handle(hall, next_line(text));
  if (hall.journal.size() == before) return 0;  // the state is as it was: most inputs end here
  DIEMCAU_CHECK(Json::parse(Json(hall.state).dump()).get<State>() == hall.state);
  return 0;
}
