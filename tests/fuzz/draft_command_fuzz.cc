// Requests to a draft: lines of `name {body}`, each by somebody else. Whatever comes is read or
// refused, decided or refused, and what was decided can be applied, read back and shown.
#include <algorithm>
#include <string>
#include <string_view>

#include "documents/ledger.h"
#include "documents/test_drafts.h"
#include "journal/refusals.h"

using namespace diemcau;
using namespace diemcau::documents;

namespace {

const Table& circulated() {
  static const Table table = Table::circulated();
  return table;
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

void run_by_each(Table& table, const Command& command) {
  for (uint32_t unit = 1; unit <= 4; ++unit) {
    if (table.run(command, of_unit(unit))) return;
    DIEMCAU_CHECK(is_known(table.code));
  }
}

void handle(Table& table, std::string_view line) {
  const size_t space = std::min(line.find(' '), line.size());
  const Json body = Json::parse(line.substr(space), nullptr, false);
  const auto command = read_command(line.substr(0, space), body);
  if (!command.ok()) return;
  const auto again = read_command(name_of(*command), body_of(*command));
  DIEMCAU_CHECK(again.ok() && *again == *command);
  run_by_each(table, *command);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Table table = circulated();
  const size_t before = table.journal.size();
  while (!text.empty()) handle(table, next_line(text));
  if (table.journal.size() == before) return 0;  // most inputs end here
  DIEMCAU_CHECK(Json::parse(Json(table.state).dump()).get<State>() == table.state);
  const Ledger ledger = ledger_of(table.state);
  DIEMCAU_CHECK(ledger.absorbed + ledger.explained + ledger.open == ledger.rows.size());
  DIEMCAU_CHECK(draft_page(table.state).id == table.state.id);
  return 0;
}
