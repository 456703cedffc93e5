#include "organisation/import_plan.h"

namespace diemcau::organisation {

namespace {

// One row on its way to be a unit.
struct UnitRow {
  PreviewRow row;
  UnitId id;  // of the unit that it changes, or that it would make
  bool is_new = false;
  UnitSpec spec;
  std::string superior_code;
  std::string second_code;
  bool sets_superior = false;
  bool sets_second = false;

  bool refused() const { return row.outcome == RowOutcome::kRefuse; }
  void refuse(Remark why) {
    row.outcome = RowOutcome::kRefuse;
    row.remarks.push_back(std::move(why));
  }
};

class UnitPlanner {
 public:
  UnitPlanner(const State& state, const ImportTable& table, const Context& context)
      : state_(state), table_(table), scope_(state, context), levels_(state.words.levels) {}

  void run(Plan& plan) {
    for (const text::CsvRow& row : table_.rows()) read_row(row);
    for (UnitRow& row : rows_) place(row);
    note_same_names();
    settle();
    for (UnitRow& row : rows_) finish(row, plan);
  }

 private:
  // ── Reading ────────────────────────────────────────────────────────────────────────────────────

  void read_row(const text::CsvRow& cells) {
    RowReader in(cells, table_.places, table_.csv.rows.front().cells.size(), unit_columns());
    UnitRow row;
    const std::string code = in.required("code", kCodeLetters);
    identify(row, code);
    row.spec.name = in.required("name", kNameLetters);
    if (in.has_column("short_name")) row.spec.short_name = in.text("short_name", kNameLetters);
    read_level(in, row);
    read_days(in, row);
    row.superior_code = in.text("superior", kCodeLetters);
    row.second_code = in.text("second_superior", kCodeLetters);
    row.sets_superior = true;
    row.sets_second = in.has_column("second_superior");
    const auto [first, fresh] = row_of_code_.emplace(code_key(code), rows_.size());
    if (!fresh && !code.empty()) {
      in.refuse(
          remark("row.code_twice", {{"code", code}, {"line", rows_[first->second].row.line}}));
    }
    row.row = in.take();
    row.row.name = row.spec.name;
    rows_.push_back(std::move(row));
  }

  void identify(UnitRow& row, const std::string& code) {
    const auto known = state_.index.by_code.find(code_key(code));
    row.is_new = known == state_.index.by_code.end();
    if (row.is_new) {
      row.id = UnitId{state_.last.unit + static_cast<uint32_t>(rows_.size()) + 1};
    } else {
      row.id = known->second;
      row.spec = state_.units.at(row.id).spec;
    }
    row.spec.code = code;
  }

  void read_level(RowReader& in, UnitRow& row) {
    const std::string word = in.required("level", kNameLetters);
    if (word.empty()) return;
    if (const std::string* level = levels_.find(word)) {
      row.spec.level = *level;
    } else {
      in.refuse(remark("row.level_unknown", {{"level", word}}));
    }
  }

  void read_days(RowReader& in, UnitRow& row) {
    if (in.has_column("from")) row.spec.from = in.day("from");
    if (in.has_column("to")) row.spec.to = in.day("to");
    if (days_in_disorder(row.spec.from, row.spec.to)) in.refuse(remark("row.day_order"));
  }

  // ── Placing: codes of superiors become units ───────────────────────────────────────────────────

  UnitRow* row_of(const std::string& code) {
    const auto found = row_of_code_.find(code_key(code));
    return found == row_of_code_.end() ? nullptr : &rows_[found->second];
  }

  UnitId unit_of(UnitRow& row, const std::string& code) {
    if (code.empty()) return {};
    if (const UnitRow* other = row_of(code)) return other->id;
    const auto known = state_.index.by_code.find(code_key(code));
    if (known != state_.index.by_code.end()) return known->second;
    row.refuse(remark("row.superior_unknown", {{"code", code}}));
    return {};
  }

  void place(UnitRow& row) {
    if (row.sets_superior) row.spec.superior = unit_of(row, row.superior_code);
    if (row.sets_second) row.spec.second_superior = unit_of(row, row.second_code);
    const UnitId second = row.spec.second_superior;
    if (second.value != 0 && second == row.spec.superior) {
      row.refuse(remark("row.same_superior"));
    }
    if (!scope_.whole()) check_scope(row);
  }

  // Under a unit of the file it is the other row that must be allowed.
  void check_scope(UnitRow& row) {
    const bool over_unit = row.is_new || scope_.has(row.id);
    const UnitId superior = row.spec.superior;
    const bool kept = !row.is_new && state_.units.at(row.id).spec.superior == superior;
    const bool under_new = find_unit(state_, superior) == nullptr && superior.value != 0;
    if (!over_unit || (!kept && !under_new && !scope_.has(superior))) {
      row.refuse(remark("row.not_yours"));
    }
  }

  void note_same_names() {
    std::map<std::pair<UnitId, std::string>, uint32_t> lines;
    for (UnitRow& row : rows_) {
      const auto key = std::pair(row.spec.superior, text::search_key(row.spec.name));
      const auto [first, fresh] = lines.emplace(key, row.row.line);
      if (!fresh) row.row.remarks.push_back(remark("row.name_twice", {{"line", first->second}}));
    }
  }

  // ── Settling: refusing a row may leave another without a superior, or in a loop ────────────────

  void settle() {
    constexpr int kRounds = 16;
    for (int round = 0; round < kRounds; ++round) {
      refuse_orphans();
      if (!refuse_loops()) return;
    }
    for (UnitRow& row : rows_) {
      if (!row.refused()) row.refuse(remark("row.loop", {{"code", row.superior_code}}));
    }
  }

  // Rows under a new unit that cannot come in; from the top down, each once.
  void refuse_orphans() {
    std::unordered_map<UnitId, std::vector<size_t>> waiting;
    std::vector<size_t> refused;
    for (size_t i = 0; i < rows_.size(); ++i) {
      const UnitRow& row = rows_[i];
      if (row.refused() && row.is_new) refused.push_back(i);
      if (row.refused()) continue;
      waiting[row.spec.superior].push_back(i);
      waiting[row.spec.second_superior].push_back(i);
    }
    while (!refused.empty()) {
      const UnitRow& above = rows_[refused.back()];
      refused.pop_back();
      // A second row of the same code is refused, and the first one goes on.
      const UnitRow* holder = row_of(above.spec.code);
      if (holder != nullptr && !holder->refused()) continue;
      for (const size_t i : waiting[above.id]) {
        if (rows_[i].refused()) continue;
        rows_[i].refuse(
            remark("row.superior_refused", {{"code", above.spec.code}, {"line", above.row.line}}));
        if (rows_[i].is_new) refused.push_back(i);
      }
    }
  }

  struct Node {
    UnitId above[2];
    int open_above = 0;  // superiors that may still be in a loop
    int open_below = 0;
    std::vector<UnitId> below;
    bool free = false;  // in no loop
    UnitRow* row = nullptr;
  };

  std::unordered_map<UnitId, Node> graph() {
    std::unordered_map<UnitId, Node> nodes;
    for (const auto& [id, unit] : state_.units) {
      Node& node = nodes[id];
      node.above[0] = unit.spec.superior;
      node.above[1] = unit.spec.second_superior;
    }
    for (UnitRow& row : rows_) {
      if (row.refused()) continue;
      Node& node = nodes[row.id];
      node.above[0] = row.spec.superior;
      node.above[1] = row.spec.second_superior;
      node.row = &row;
    }
    for (auto& [id, node] : nodes) {
      for (const UnitId above : node.above) {
        const auto found = nodes.find(above);
        if (found == nodes.end()) continue;
        ++node.open_above;
        ++found->second.open_below;
        found->second.below.push_back(id);
      }
    }
    return nodes;
  }

  // Takes away what has nothing open above it, then what has nothing open below it: what stays is
  // in a loop, or between two.
  static void peel(std::unordered_map<UnitId, Node>& nodes) {
    std::vector<UnitId> ready;
    for (const auto& [id, node] : nodes) {
      if (node.open_above == 0) ready.push_back(id);
    }
    while (!ready.empty()) {
      Node& node = nodes.at(ready.back());
      ready.pop_back();
      node.free = true;
      for (const UnitId id : node.below) {
        if (--nodes.at(id).open_above == 0) ready.push_back(id);
      }
    }
    for (auto& [id, node] : nodes) {
      node.open_below = static_cast<int>(
          std::count_if(node.below.begin(), node.below.end(),
                        [&nodes = nodes](UnitId below) { return !nodes.at(below).free; }));
      if (!node.free && node.open_below == 0) ready.push_back(id);
    }
    while (!ready.empty()) {
      Node& node = nodes.at(ready.back());
      ready.pop_back();
      node.free = true;
      for (const UnitId id : node.above) {
        const auto above = nodes.find(id);
        if (above == nodes.end() || above->second.free) continue;
        if (--above->second.open_below == 0) ready.push_back(id);
      }
    }
  }

  bool refuse_loops() {
    auto nodes = graph();
    peel(nodes);
    bool any = false;
    for (UnitRow& row : rows_) {
      const auto node = nodes.find(row.id);
      if (row.refused() || node == nodes.end() || node->second.free) continue;
      row.refuse(remark("row.loop", {{"code", row.superior_code}}));
      any = true;
    }
    return any;
  }

  void finish(UnitRow& row, Plan& plan) {
    if (!row.refused()) {
      const bool same = !row.is_new && state_.units.at(row.id).spec == row.spec;
      row.row.outcome = row.is_new ? RowOutcome::kCreate
                        : same     ? RowOutcome::kLeave
                                   : RowOutcome::kChange;
      if (!same) plan.units.push_back({row.id, row.spec});
    }
    plan.preview.rows.push_back(std::move(row.row));
  }

  const State& state_;
  const ImportTable& table_;
  ImportScope scope_;
  WordFinder<std::vector<Level>> levels_;
  std::vector<UnitRow> rows_;
  std::unordered_map<std::string, size_t> row_of_code_;
};

}  // namespace

void plan_units(const State& state, const ImportTable& table, const Context& context, Plan& plan) {
  UnitPlanner(state, table, context).run(plan);
}

}  // namespace diemcau::organisation
