#include "text/csv.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/refusals.h"

namespace diemcau::text {

namespace {

constexpr std::array<char, 3> kSeparators = {',', ';', '\t'};

// A character reader that makes every line ending one '\n' and counts lines.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool at_end() const { return at_ == text_.size(); }
  uint32_t line() const { return line_; }
  char peek() const { return at_end() ? '\n' : text_[at_]; }
  char next() {
    char c = text_[at_++];
    if (c == '\r') {
      if (!at_end() && text_[at_] == '\n') ++at_;
      c = '\n';
    }
    if (c == '\n') ++line_;
    return c;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
  uint32_t line_ = 1;
};

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// "sep=;", as Excel writes and reads it on a first line of its own.
std::optional<char> said_separator(std::string_view& text) {
  if (text.size() < 5 || !text.starts_with("sep=")) return {};
  const char separator = text[4];
  if (std::find(kSeparators.begin(), kSeparators.end(), separator) == kSeparators.end()) return {};
  if (text.size() > 5 && !is_line_end(text[5])) return {};
  return separator;
}

char most_frequent_separator(std::string_view text) {
  std::array<size_t, kSeparators.size()> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (is_line_end(c)) break;
    for (size_t i = 0; i < kSeparators.size(); ++i) counts[i] += c == kSeparators[i] ? 1 : 0;
  }
  const auto best = std::max_element(counts.begin(), counts.end());
  return kSeparators[static_cast<size_t>(best - counts.begin())];
}

class TableReader {
 public:
  TableReader(Reader reader, char separator, const CsvLimits& limits)
      : in_(reader), separator_(separator), limits_(limits) {}

  Result<CsvTable, Problem> read() {
    CsvTable table;
    table.separator = separator_;
    while (!in_.at_end()) {
      CsvRow row;
      row.line = in_.line();
      if (auto no = read_row(row)) return *no;
      if (is_blank(row)) continue;
      if (table.rows.size() == limits_.rows) {
        return problem("csv.too_many_rows", {{}, row.line, 0, limits_.rows});
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

 private:
  using Failure = std::optional<Err<Problem>>;

  static bool is_blank(const CsvRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
      return cell.find_first_not_of(" \t\r\n") == std::string::npos;
    });
  }

  Failure read_row(CsvRow& row) {
    for (;;) {
      if (row.cells.size() == limits_.columns) {
        return problem("csv.too_many_columns", {{}, row.line, 0, limits_.columns});
      }
      row.cells.emplace_back();
      if (auto no = read_cell(row.cells.back())) return no;
      if (row.cells.back().size() > limits_.cell_bytes) {
        const auto column = static_cast<uint32_t>(row.cells.size());
        return problem("csv.cell_too_long", {{}, row.line, column, limits_.cell_bytes});
      }
      if (in_.at_end() || in_.next() != separator_) return {};
    }
  }

  bool at_cell_end() const {
    return in_.at_end() || in_.peek() == separator_ || is_line_end(in_.peek());
  }

  Failure read_cell(std::string& cell) {
    if (!in_.at_end() && in_.peek() == '"') return read_quoted(cell);
    while (!at_cell_end()) keep(cell, in_.next());
    return {};
  }

  // RFC 4180 section 2, rules 5 to 7.
  Failure read_quoted(std::string& cell) {
    const uint32_t line = in_.line();
    in_.next();
    for (;;) {
      if (in_.at_end()) return problem("csv.quote_open", {{}, line, 0, 0});
      const char c = in_.next();
      if (c != '"') {
        keep(cell, c);
      } else if (!in_.at_end() && in_.peek() == '"') {
        keep(cell, in_.next());
      } else if (at_cell_end()) {
        return {};
      } else {
        return problem("csv.quote_inside", {{}, line, 0, 0});
      }
    }
  }

  // One byte over the limit is enough to know that it is over.
  void keep(std::string& cell, char c) const {
    if (cell.size() <= limits_.cell_bytes) cell += c;
  }

  Reader in_;
  char separator_;
  CsvLimits limits_;
};

}  // namespace

Result<CsvTable, Problem> read_csv(std::string_view utf8, const CsvLimits& limits) {
  const auto said = said_separator(utf8);
  Reader reader(utf8);
  if (said) {
    while (!reader.at_end() && reader.next() != '\n') {
    }
  }
  auto table = TableReader(reader, said ? *said : most_frequent_separator(utf8), limits).read();
  if (table.ok() && table->rows.empty()) return problem("file.empty");
  return table;
}

std::string csv_cell(std::string_view text) {
  const bool plain = text.find_first_of("\",;\t\r\n") == std::string_view::npos &&
                     (text.empty() || (text.front() != ' ' && text.back() != ' '));
  if (plain) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace diemcau::text
