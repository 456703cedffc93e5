#pragma once

#include <string_view>

#include "organisation/imports.h"

// What a file would do, before it does anything. Pure: the page shows it, and import.run decides by
// it.
namespace diemcau::organisation {

// A sentence of refusals.h about a row, a column or the whole file.
struct Remark {
  std::string code;
  Json facts = Json::object();
  DIEMCAU_PLAIN(Remark, code, facts)
};

enum class RowOutcome : uint8_t { kCreate, kChange, kLeave, kRefuse };
DIEMCAU_WORDS(RowOutcome, "create", "change", "leave", "refuse")

struct PreviewRow {
  uint32_t line = 0;  // of the file, from 1
  RowOutcome outcome = RowOutcome::kLeave;
  std::string name;  // of the unit or person, as it would be stored
  std::vector<Remark> remarks;
  DIEMCAU_PLAIN(PreviewRow, line, outcome, name, remarks)
};

struct PreviewColumn {
  std::string header;
  std::string meaning;  // "code", "superior"; empty: not read
  DIEMCAU_PLAIN(PreviewColumn, header, meaning)
};

struct Preview {
  ImportKind what = ImportKind::kUnits;
  std::vector<PreviewColumn> columns;
  std::vector<Remark> refused;  // why the file cannot come in at all; then there are no rows
  std::vector<PreviewRow> rows;
  uint32_t created = 0;
  uint32_t changed = 0;
  uint32_t left = 0;
  uint32_t refused_rows = 0;
  std::string fingerprint;  // equal previews have equal ones
  DIEMCAU_PLAIN(Preview, what, columns, refused, rows, created, changed, left, refused_rows,
                fingerprint)
};

// `csv` as text::decode() gives it. Only rows of branches that the account may import into pass.
Preview preview(const State& state, ImportKind what, std::string_view csv, const Context& context);

}  // namespace diemcau::organisation
