// A file as somebody uploads it: told apart, decoded, read as a table, and written and read again.
#include <string>
#include <string_view>

#include "base/check.h"
#include "text/csv.h"
#include "text/encoding.h"
#include "text/refusals.h"
#include "text/search_key.h"
#include "text/unicode.h"

using namespace diemcau;
using namespace diemcau::text;

namespace {

bool is_known(const Problem& problem) {
  return std::any_of(kProblems.begin(), kProblems.end(),
                     [&](const ProblemText& one) { return one.code == problem.code; });
}

// Names are compared by these, so once must be enough.
void check_cell(const std::string& cell) {
  DIEMCAU_CHECK(cell.size() <= CsvLimits{}.cell_bytes);
  const std::string clean = nfc(tidy(cell));
  DIEMCAU_CHECK(is_utf8(clean) && nfc(clean) == clean);
  const std::string key = search_key(clean);
  DIEMCAU_CHECK(search_key(key) == key);
}

std::string written(const CsvTable& table) {
  std::string out = std::string("sep=") + table.separator + "\n";
  for (const CsvRow& row : table.rows) {
    for (size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) out += table.separator;
      out += csv_cell(row.cells[i]);
    }
    out += '\n';
  }
  return out;
}

void check_table(const CsvTable& table) {
  uint32_t line = 0;
  for (const CsvRow& row : table.rows) {
    DIEMCAU_CHECK(row.line > line && !row.cells.empty());
    line = row.line;
    for (const std::string& cell : row.cells) check_cell(cell);
  }
  const auto again = read_csv(written(table));
  DIEMCAU_CHECK(again.ok() && again->rows.size() == table.rows.size());
  for (size_t i = 0; i < table.rows.size(); ++i) {
    DIEMCAU_CHECK(again->rows[i].cells == table.rows[i].cells);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto text = decode(Bytes(data, size));
  if (!text.ok()) {
    DIEMCAU_CHECK(is_known(text.error()));
    return 0;
  }
  DIEMCAU_CHECK(is_utf8(*text));
  const auto table = read_csv(*text);
  if (table.ok()) {
    check_table(*table);
  } else {
    DIEMCAU_CHECK(is_known(table.error()));
  }
  return 0;
}
