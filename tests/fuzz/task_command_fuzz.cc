// Requests to tasks: lines of `name {body}`, each by somebody else. Whatever comes is read or
// refused, decided or refused, and what was decided can be applied and read back.
#include <string>
#include <string_view>

#include "journal/refusals.h"
#include "tasks/test_tasks.h"
#include "tasks/views.h"

using namespace diemcau;
using namespace diemcau::tasks;

namespace {

// A task of the centre (1), its parts in two communes (2, 3), a report and an extension that wait.
Desk with_tasks() {
  Desk desk;
  const TaskId part = desk.pass_down(desk.give_accepted(1, 2), {20, 21});
  desk.report(part, 1'000, true);
  DIEMCAU_CHECK(desk.run(ExtensionAsk{{1}, desk.in_days(30), "Mưa lũ"}, of_unit(2)));
  return desk;
}

const Desk& prepared() {
  static const Desk desk = with_tasks();
  return desk;
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

void run_by_each(Desk& desk, const Command& command) {
  for (const uint32_t unit : kTestUnits) {
    if (desk.run(command, of_unit(unit))) return;
    DIEMCAU_CHECK(is_known(desk.code));
  }
}

void handle(Desk& desk, std::string_view line) {
  const size_t space = std::min(line.find(' '), line.size());
  const Json body = Json::parse(line.substr(space), nullptr, false);
  const auto command = read_command(line.substr(0, space), body);
  if (!command.ok()) return;
  const auto again = read_command(name_of(*command), body_of(*command));
  DIEMCAU_CHECK(again.ok() && *again == *command);
  run_by_each(desk, *command);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Desk desk = prepared();
  const size_t before = desk.journal.size();
  while (!text.empty()) handle(desk, next_line(text));
  if (desk.journal.size() == before) return 0;  // most inputs end here
  DIEMCAU_CHECK(Json::parse(Json(desk.state).dump()).get<State>() == desk.state);
  DIEMCAU_CHECK(unit_tasks(desk.state, test_tree(), {2}, desk.day()).unit == UnitId{2});
  return 0;
}
