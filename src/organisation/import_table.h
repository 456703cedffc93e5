#pragma once

#include <array>
#include <span>
#include <string_view>

#include "organisation/preview.h"
#include "organisation/refusals.h"
#include "text/csv.h"

// Inside the folder only: a file as a table whose columns have a meaning.
namespace diemcau::organisation {

// What a column may be: `meaning` is our word for it, `headers` are the search keys that stand for
// it in a file.
struct ColumnRule {
  std::string_view meaning;
  std::string_view title;  // as people call it, for sentences
  bool required = false;
  std::vector<std::string_view> headers;
};
std::span<const ColumnRule> unit_columns();
std::span<const ColumnRule> people_columns();

inline Remark remark(RefusalCode code, Json facts = Json::object()) {
  return {std::string(code.code), std::move(facts)};
}

// One row, cell by cell; remembers what is to be said about it.
class RowReader {
 public:
  RowReader(const text::CsvRow& row, const std::map<std::string_view, size_t>& places,
            size_t columns, std::span<const ColumnRule> rules);

  bool has_column(std::string_view meaning) const { return places_.contains(meaning); }
  // Composed and tidy; a cell that is longer than `max` letters is refused.
  std::string text(std::string_view meaning, size_t max);
  std::string required(std::string_view meaning, size_t max);
  Day day(std::string_view meaning);

  void refuse(Remark why);
  void say(Remark what) { row_.remarks.push_back(std::move(what)); }
  bool refused() const { return row_.outcome == RowOutcome::kRefuse; }
  PreviewRow take() { return std::move(row_); }

 private:
  std::string_view title_of(std::string_view meaning) const;

  const text::CsvRow& cells_;
  const std::map<std::string_view, size_t>& places_;
  std::span<const ColumnRule> rules_;
  PreviewRow row_;
  bool said_composed_ = false;
};

// The file's table, or in `preview.refused` why it has none. Fills `preview.columns`.
struct ImportTable {
  text::CsvTable csv;
  std::map<std::string_view, size_t> places;  // of each meaning that the file has

  bool read(std::string_view text, std::span<const ColumnRule> rules, Preview& preview);
  std::span<const text::CsvRow> rows() const { return std::span(csv.rows).subspan(1); }
};

}  // namespace diemcau::organisation
