#include "documents/ledger.h"

#include <algorithm>
#include <array>

namespace diemcau::documents {

namespace {

// ── Numbers ──────────────────────────────────────────────────────────────────────────────────────

constexpr size_t kKinds = 6;
constexpr std::array<const char*, kKinds> kNames = {"Phần ", "Chương ", "Mục ",
                                                    "Điều ", "Khoản ",  "Điểm "};

std::string roman(uint32_t number) {
  struct Digit {
    uint32_t value;
    const char* text;
  };
  static constexpr Digit kDigits[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                                      {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                                      {5, "V"},    {4, "IV"},   {1, "I"}};
  std::string text;
  for (const Digit& digit : kDigits) {
    for (; number >= digit.value; number -= digit.value) text += digit.text;
  }
  return text;
}

// Points go by the Vietnamese alphabet, a, b, c, d, đ, e, g, h ...; after it by number.
std::string letter(uint32_t number) {
  static constexpr const char* kLetters[] = {"a", "b", "c", "d", "đ", "e", "g", "h",
                                             "i", "k", "l", "m", "n", "o", "p", "q",
                                             "r", "s", "t", "u", "v", "x", "y"};
  return number <= std::size(kLetters) ? kLetters[number - 1] : std::to_string(number);
}

std::string number_of(ClauseKind kind, uint32_t number) {
  if (kind == ClauseKind::kPart || kind == ClauseKind::kChapter) return roman(number);
  if (kind == ClauseKind::kPoint) return letter(number);
  return std::to_string(number);
}

bool runs_through(size_t kind) {
  const auto which = static_cast<ClauseKind>(kind);
  return which == ClauseKind::kPart || which == ClauseKind::kChapter ||
         which == ClauseKind::kArticle;
}

class Numbering {
 public:
  std::string next(ClauseKind kind) {
    const auto at = static_cast<size_t>(kind);
    for (size_t below = at + 1; below < kKinds; ++below) {
      here_[below].clear();
      if (!runs_through(below)) counts_[below] = 0;
    }
    here_[at] = kNames[at] + number_of(kind, ++counts_[at]);
    return within(kind);
  }

 private:
  // Articles and what holds them are known by their own number; sections need their chapter, what
  // is inside an article needs the article.
  std::string within(ClauseKind kind) const {
    const auto at = static_cast<size_t>(kind);
    std::string text = here_[at];
    for (size_t over = at; over-- > 0 && !runs_through(over + 1);) {
      if (!here_[over].empty()) text += ", " + here_[over];
    }
    return text;
  }

  std::array<uint32_t, kKinds> counts_{};
  std::array<std::string, kKinds> here_;
};

// ── Rows ─────────────────────────────────────────────────────────────────────────────────────────

// A version's clauses by id: their place, number and text.
struct Place {
  size_t index = 0;
  std::string label;
  std::string text;
};
using Places = std::map<ClauseId, Place>;

Places places_in(const std::vector<Clause>& clauses) {
  const auto labels = labels_of(clauses);
  Places places;
  for (size_t i = 0; i < clauses.size(); ++i) {
    const Clause& clause = clauses[i];
    places[clause.id] = {i + 1, labels.at(clause.id),
                         clause.text.empty() ? clause.heading : clause.text};
  }
  places[{}] = {};
  return places;
}

LedgerRow row_of(CommentId id, const Comment& comment, const Place& place) {
  LedgerRow row;
  row.comment = id;
  row.clause = comment.clause;
  row.label = place.label;
  row.clause_text = place.text;
  row.version = comment.version;
  row.unit = comment.unit;
  row.text = comment.text;
  row.source = comment.source;
  row.made = comment.made.at;
  row.answers = static_cast<uint32_t>(comment.answers.size());
  if (comment.answers.empty()) return row;
  const Answer& last = comment.answers.back();
  row.answer = last.kind;
  row.answer_text = last.text;
  row.answered = last.stamp.at;
  return row;
}

void count(Ledger& ledger, const LedgerRow& row) {
  if (!row.answer) {
    ++ledger.open;
  } else if (*row.answer == AnswerKind::kAbsorbed) {
    ++ledger.absorbed;
  } else {
    ++ledger.explained;
  }
}

bool is_among(const std::vector<UnitId>& units, UnitId unit) {
  return std::find(units.begin(), units.end(), unit) != units.end();
}

std::vector<UnitId> units_asked(const State& state) {
  std::vector<UnitId> units;
  for (const Version& version : state.versions) {
    units.insert(units.end(), version.units.begin(), version.units.end());
  }
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  return units;
}

void add_rows(const State& state, std::optional<UnitId> only, Ledger& ledger) {
  std::vector<Places> places;
  for (const Version& version : state.versions) places.push_back(places_in(version.clauses));
  std::vector<std::pair<size_t, LedgerRow>> rows;
  for (const auto& [id, comment] : state.comments) {
    if (comment.withdrawn || (only && comment.unit != *only)) continue;
    const Place& place = places.at(comment.version - 1).at(comment.clause);
    rows.emplace_back(place.index, row_of(id, comment, place));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.version, a.first) < std::pair(b.second.version, b.first);
  });
  for (auto& [index, row] : rows) {
    count(ledger, row);
    ledger.rows.push_back(std::move(row));
  }
}

Ledger ledger_over(const State& state, std::optional<UnitId> only) {
  Ledger ledger;
  ledger.title = state.spec.title;
  ledger.unit = state.spec.unit;
  add_rows(state, only, ledger);
  std::vector<UnitId> spoke;
  for (const LedgerRow& row : ledger.rows) spoke.push_back(row.unit);
  for (const UnitId unit : units_asked(state)) {
    if ((!only || unit == *only) && !is_among(spoke, unit)) ledger.silent.push_back(unit);
  }
  return ledger;
}

// ── Pages ────────────────────────────────────────────────────────────────────────────────────────

std::vector<ClauseLine> lines_of(const std::vector<Clause>& clauses, const Ledger& ledger) {
  const auto labels = labels_of(clauses);
  std::map<ClauseId, std::pair<uint32_t, uint32_t>> said;
  for (const LedgerRow& row : ledger.rows) {
    ++said[row.clause].first;
    if (!row.answer) ++said[row.clause].second;
  }
  std::vector<ClauseLine> lines;
  for (const Clause& clause : clauses) {
    const auto [comments, open] = said[clause.id];
    lines.push_back({clause, labels.at(clause.id), comments, open});
  }
  return lines;
}

DraftPage page_over(const State& state, const Ledger& ledger) {
  DraftPage page;
  page.id = state.id;
  page.spec = state.spec;
  page.phase = state.phase;
  page.version = static_cast<uint32_t>(state.versions.size());
  page.next_step = state.next_step;
  if (state.versions.empty()) return page;
  const Version& out = state.versions.back();
  page.deadline = out.deadline;
  page.circulated = lines_of(out.clauses, ledger);
  return page;
}

}  // namespace

std::map<ClauseId, std::string> labels_of(const std::vector<Clause>& clauses) {
  std::map<ClauseId, std::string> labels;
  Numbering numbering;
  for (const Clause& clause : clauses) labels[clause.id] = numbering.next(clause.kind);
  return labels;
}

Ledger ledger_of(const State& state) { return ledger_over(state, {}); }

Ledger ledger_for(const State& state, UnitId unit) { return ledger_over(state, unit); }

DraftPage draft_page(const State& state) {
  const Ledger ledger = ledger_of(state);
  DraftPage page = page_over(state, ledger);
  page.revision = state.revision;
  page.written = lines_of(state.clauses, ledger);
  if (!state.versions.empty()) page.units = state.versions.back().units;
  return page;
}

std::optional<DraftPage> draft_page_for(const State& state, UnitId unit) {
  if (!is_among(units_asked(state), unit)) return {};
  DraftPage page = page_over(state, ledger_for(state, unit));
  page.units = {unit};
  return page;
}

}  // namespace diemcau::documents
