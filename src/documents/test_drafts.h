#pragma once

#include <string>
#include <vector>

#include "base/check.h"
#include "documents/commands.h"
#include "documents/facts.h"
#include "documents/refusals.h"

// For tests only: a draft in memory with a clock. Unit 1 drafts it; 2, 3 and 4 may be asked; unit 9
// has ended.
namespace diemcau::documents {

class TestUnits final : public Organisation {
 public:
  bool is_active(UnitId unit) const override { return unit.value >= 1 && unit.value <= 4; }
};

inline Context of_unit(uint32_t unit) {
  Context context;
  context.actor = {"account:" + std::to_string(unit), "device:test"};
  context.acts_for = {{unit}};
  return context;
}

inline Clause clause(ClauseKind kind, const char* text, uint32_t id = 0) {
  return {{id}, kind, "", text};
}

class Table {
 public:
  State state = state_of({7});
  std::vector<journal::Event> journal;
  UnixTime now{1'764'000'000'000};  // 24 November 2025
  std::string code;                 // of the last refusal, empty after a command that was accepted

  bool run(const Command& command, Context context) {
    static const TestUnits units;
    context.now = now;
    context.organisation = &units;
    const auto decision = decide(state, command, context);
    code = decision.ok() ? "" : decision.error().code;
    if (!decision.ok()) return false;
    for (const auto& draft : *decision) keep(draft, context.actor);
    return true;
  }
  bool own(const Command& command) { return run(command, of_unit(1)); }

  // Chapter I (1) with article 1 (2), its clauses 1 (3) and 2 (4), and article 2 (5).
  static Table written() {
    Table table;
    DIEMCAU_CHECK(table.own(DraftBegin{{"Nghị quyết về chi bộ cơ sở", "Nghị quyết", {1}, {4}}}));
    DIEMCAU_CHECK(table.own(DraftWrite{
        {clause(ClauseKind::kChapter, "Quy định chung"), clause(ClauseKind::kArticle, "Phạm vi"),
         clause(ClauseKind::kClause, "Chi bộ cấp xã"),
         clause(ClauseKind::kClause, "Chi bộ cơ quan"), clause(ClauseKind::kArticle, "Đối tượng")},
        0}));
    return table;
  }
  // Sent to units 2 and 3.
  static Table circulated() {
    Table table = written();
    DIEMCAU_CHECK(table.own(DraftCirculate{{{2}, {3}}, {}, "Xin ý kiến lần 1", 1}));
    return table;
  }
  CommentId comment(uint32_t unit, uint32_t clause, const char* text = "Đề nghị sửa") {
    DIEMCAU_CHECK(run(CommentMake{{clause}, {unit}, text, {}}, of_unit(unit)));
    return {state.last.comment};
  }

 private:
  void keep(const journal::Draft& draft, const journal::Actor& actor) {
    journal::Event event{{journal.size() + 1}, now, actor, draft.stream, draft.kind, draft.body};
    DIEMCAU_CHECK(apply(state, event).ok());
    journal.push_back(std::move(event));
  }
};

}  // namespace diemcau::documents
