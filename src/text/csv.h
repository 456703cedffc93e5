#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/problem.h"

namespace diemcau::text {

struct CsvLimits {
  size_t rows = 250'000;
  size_t columns = 64;
  size_t cell_bytes = 8'192;
};

struct CsvRow {
  uint32_t line = 0;  // of the file, where the row begins, from 1
  std::vector<std::string> cells;
};

// Rows with nothing in them are left out. Rows may have fewer or more cells than the first.
struct CsvTable {
  char separator = ',';
  std::vector<CsvRow> rows;
};

// RFC 4180, and what spreadsheets make of it: ';' or a tab as the separator (the one that the first
// row has most of, or that a leading "sep=;" says), any line ending, no line ending at the end.
Result<CsvTable, Problem> read_csv(std::string_view utf8, const CsvLimits& limits = {});

// One cell as RFC 4180 wants it written, quoted where needed.
std::string csv_cell(std::string_view text);

}  // namespace diemcau::text
