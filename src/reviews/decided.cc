#include "reviews/decided.h"

namespace diemcau::reviews {

Denial too_long(const std::string& text, size_t max, const char* field) {
  if (journal::letters_in(text) <= max) return {};
  return deny("text.too_long", {{"field", field}, {"max", max}});
}

Denial missing_or_too_long(const std::string& text, size_t max, const char* field) {
  if (journal::is_blank(text)) return deny("text.missing", {{"field", field}});
  return too_long(text, max, field);
}

Denial too_many(size_t count, size_t max, const char* field) {
  if (count <= max) return {};
  return deny("too_many", {{"field", field}, {"max", max}});
}

Figure figure_of(FigureKind kind, std::vector<Row> rows) {
  Figure figure{kind, static_cast<uint32_t>(rows.size()), std::move(rows)};
  if (figure.rows.size() > kMaxRows) figure.rows.resize(kMaxRows);
  return figure;
}

}  // namespace diemcau::reviews
