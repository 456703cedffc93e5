#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "base/random.h"
#include "documents/ledger.h"
#include "documents/test_drafts.h"

// What holds after any sequence of commands; one seed is one command.
namespace diemcau::documents {
namespace {

Clause any_clause(SeededRandom& random, uint32_t id) {
  return clause(static_cast<ClauseKind>(random.below(6)), "Nội dung", id);
}

std::vector<Clause> any_text(SeededRandom& random, const State& state) {
  std::vector<Clause> text;
  for (uint32_t id = 1; id <= state.last.clause; ++id) {
    if (random.chance(0.7)) text.push_back(any_clause(random, id));
  }
  if (text.size() < 12) text.push_back(any_clause(random, 0));
  return text;
}

Command any_command(SeededRandom& random, const State& state) {
  const CommentId comment{1 + static_cast<uint32_t>(random.below(state.last.comment + 1))};
  const ClauseId where{static_cast<uint32_t>(random.below(state.last.clause + 2))};
  const UnitId unit{2 + static_cast<uint32_t>(random.below(3))};
  const auto seen = static_cast<uint32_t>(random.chance(0.8) ? 0 : 1);
  switch (random.below(10)) {
    case 0:
      return DraftBegin{{"Nghị quyết", "", {1}, {}, random.chance(0.1)}};
    case 1:
      return DraftWrite{any_text(random, state), state.revision - seen};
    case 2:
      return DraftCirculate{{unit}, {}, "", state.revision};
    case 3:
      return CommentWithdraw{comment};
    case 4:
    case 5:
      return CommentAbsorb{comment, "Sửa", seen};
    case 6:
      return CommentExplain{comment, "Giữ nguyên", seen};
    case 7:
      return random.chance(0.1) ? DraftFinish{"Trình"} : DraftFinish{};
    default:
      return CommentMake{where, unit, "Đề nghị", {}};
  }
}

struct Walk {
  Table table;
  State read_back = state_of({7});
  size_t seen = 0;

  void step(uint32_t seed) {
    SeededRandom random(seed);
    const Command command = any_command(random, table.state);
    RC_ASSERT(*read_command(name_of(command), body_of(command)) == command);
    Context context = of_unit(static_cast<uint32_t>(random.below(5)));
    context.everywhere = random.chance(0.7);
    const size_t before = table.journal.size();
    const bool accepted = table.run(command, context);
    RC_ASSERT(accepted || table.journal.size() == before);
    const bool known = std::any_of(kRefusals.begin(), kRefusals.end(),
                                   [&](const auto& text) { return text.code == table.code; });
    RC_ASSERT(accepted || known);
  }

  void read_journal() {
    for (; seen < table.journal.size(); ++seen) {
      journal::Event event = table.journal[seen];
      event.body = Json::parse(event.body.dump());
      RC_ASSERT(apply(read_back, event).ok());
    }
    RC_ASSERT(read_back == table.state);
  }

  // Every unit's own table together is the whole one, and each comment has one row.
  void check_ledger() {
    const Ledger all = ledger_of(table.state);
    RC_ASSERT(all.absorbed + all.explained + all.open == all.rows.size());
    size_t by_unit = 0;
    for (uint32_t unit = 1; unit <= 4; ++unit) {
      by_unit += ledger_for(table.state, {unit}).rows.size();
    }
    RC_ASSERT(by_unit == all.rows.size());
    if (table.state.phase == Phase::kFinished) RC_ASSERT(all.open == 0u);
    RC_ASSERT(draft_page(table.state).circulated.size() ==
              (table.state.versions.empty() ? 0 : table.state.versions.back().clauses.size()));
  }
};

RC_GTEST_PROP(Property, the_fold_is_the_state_and_every_comment_has_its_row, ()) {
  const auto seeds = *rc::gen::resize(150, rc::gen::arbitrary<std::vector<uint32_t>>());
  Walk walk;
  for (const uint32_t seed : seeds) {
    walk.step(seed);
    walk.read_journal();
  }
  walk.check_ledger();
  RC_ASSERT(Json::parse(Json(walk.table.state).dump()).get<State>() == walk.table.state);
}

template <class... Facts>
std::set<std::string> kinds_of(const std::variant<Facts...>*) {
  return {Facts::kKind...};
}

TEST(Walks, come_by_every_kind_of_fact) {
  std::set<std::string> missing = kinds_of(static_cast<const Fact*>(nullptr));
  for (uint32_t round = 0; round < 60 && !missing.empty(); ++round) {
    Walk walk;
    for (uint32_t i = 0; i < 200; ++i) walk.step(round * 1'000 + i);
    for (const auto& event : walk.table.journal) missing.erase(event.kind);
  }
  EXPECT_EQ(missing, std::set<std::string>{});
}

}  // namespace
}  // namespace diemcau::documents
