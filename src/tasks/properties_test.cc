#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "base/random.h"
#include "tasks/buckets.h"
#include "tasks/test_tasks.h"

// What holds after any sequence of commands. A sequence is a list of seeds, one a command, so that
// a failure shrinks to the commands that matter.
namespace diemcau::tasks {
namespace {

bool is_known(const std::string& code) {
  return std::any_of(kRefusals.begin(), kRefusals.end(),
                     [&](const RefusalText& text) { return text.code == code; });
}

class RandomCommand {
 public:
  RandomCommand(uint32_t seed, const Desk& desk) : random_(seed), desk_(desk) {}

  Command make() {
    const uint32_t unit = any_unit();
    switch (random_.below(12)) {
      case 0:
        return TaskGive{any_spec(any_unit(), unit)};
      case 1:
        return TaskChange{any_task(), any_spec(any_unit(), unit)};
      case 2:
      case 3:
        return TaskAccept{any_task(), {random_.chance(0.7) ? 0 : 10 * unit}, {}};
      case 4:
      case 5:
        return any_pass_down();
      case 6:
      case 7:
        return TaskReport{any_task(),   "Đã làm", random_.chance(0.7),
                          any_figure(), {},       random_.chance(0.5)};
      case 8:
        return ReportConfirm{any_task(), any_report(), ""};
      case 9:
        return ReportReturn{any_task(), any_report(), "Thiếu"};
      case 10:
        return any_extension();
      default:
        return TaskWithdraw{any_task(), random_.chance(0.5) ? "Thôi" : ""};
    }
  }

  // Mostly whoever may.
  Context context() {
    Context context = of_unit(any_unit());
    if (random_.chance(0.8)) context.everywhere = true;
    return context;
  }
  int32_t days() { return static_cast<int32_t>(random_.below(4)); }

 private:
  uint32_t any_unit() { return kTestUnits[random_.below(std::size(kTestUnits))]; }
  int64_t any_figure() { return static_cast<int64_t>(random_.below(100'000)) - 100; }
  TaskId any_task() {
    return {1 + static_cast<uint32_t>(random_.below(desk_.state.last.task + 1))};
  }
  ReportId any_report() {
    return {1 + static_cast<uint32_t>(random_.below(desk_.state.last.report + 1))};
  }
  TaskSpec any_spec(uint32_t giver, uint32_t lead) {
    TaskSpec spec = desk_.spec(random_.chance(0.5) ? 1 : giver, lead);
    spec.deadline = random_.chance(0.1) ? Day{} : desk_.in_days(days() * 5);
    return spec;
  }
  Command any_pass_down() {
    TaskPassDown command{any_task(), {}};
    const Task* task = find_task(desk_.state, command.task);
    for (const uint32_t unit : kTestUnits) {
      const bool below = task != nullptr && test_tree().superior_of({unit}) == task->spec.lead;
      if (below || random_.chance(0.02)) command.parts.push_back(Desk::part(unit));
    }
    return command;
  }
  Command any_extension() {
    const TaskId task = any_task();
    if (random_.chance(0.5)) return ExtensionAsk{task, desk_.in_days(days() * 20), "Mưa lũ"};
    return ExtensionDecide{
        task, {desk_.state.last.extension}, random_.chance(0.6), {}, "Theo đề nghị"};
  }

  SeededRandom random_;
  const Desk& desk_;
};

// A confirmation that names a report of the task it names: at random that is rare.
Command aimed(Command command, const State& state) {
  const auto aim = [&](auto& one) {
    for (const auto& [id, task] : state.tasks) {
      if (task.reports.contains(one.report)) one.task = id;
    }
  };
  if (auto* confirm = std::get_if<ReportConfirm>(&command)) aim(*confirm);
  if (auto* back = std::get_if<ReportReturn>(&command)) aim(*back);
  if (auto* decide = std::get_if<ExtensionDecide>(&command)) {
    for (const auto& [id, task] : state.tasks) {
      if (task.extensions.contains(decide->extension)) decide->task = id;
    }
  }
  return command;
}

void check_tree(const State& state) {
  for (const auto& [id, task] : state.tasks) {
    for (const TaskId part : task.parts) {
      const Task& below = state.tasks.at(part);
      RC_ASSERT(below.parent == id && below.spec.giver == task.spec.lead);
      if (is_open(below)) RC_ASSERT(is_open(task));
      if (is_set(task.deadline)) RC_ASSERT(below.deadline <= task.deadline);
    }
  }
}

// The whole is the sum of the tasks that were given by hand; behind each number stand its tasks.
void check_sums(const Desk& desk, Day day) {
  Buckets leaves;
  for (const auto& [id, task] : desk.state.tasks) {
    if (task.parent.value == 0) leaves += count_of(desk.state, id, day);
  }
  const auto sums = roll_up(desk.state, test_tree(), day);
  RC_ASSERT(sums.at({}) == leaves);
  for (const auto& [unit, sum] : sums) {
    size_t listed = 0;
    for (const Bucket bucket :
         {Bucket::kDoneInTime, Bucket::kDoneLate, Bucket::kOpenInTime, Bucket::kOpenOverdue}) {
      listed += leaves_in(desk.state, test_tree(), unit, bucket, day).size();
    }
    RC_ASSERT(listed == sum.total());
  }
}

struct Walk {
  Desk desk;
  State read_back;
  size_t seen = 0;

  void step(uint32_t seed) {
    RandomCommand random(seed, desk);
    const Command command = aimed(random.make(), desk.state);
    RC_ASSERT(*read_command(name_of(command), body_of(command)) == command);
    const size_t before = desk.journal.size();
    const bool accepted = desk.run(command, random.context());
    RC_ASSERT(accepted || (is_known(desk.code) && desk.journal.size() == before));
    if (seed % 8 == 0) desk.later(random.days());
  }

  // Every event through text, as it comes back from the disk.
  void read_journal() {
    for (; seen < desk.journal.size(); ++seen) {
      journal::Event event = desk.journal[seen];
      event.body = Json::parse(event.body.dump());
      RC_ASSERT(apply(read_back, event).ok());
    }
    RC_ASSERT(read_back == desk.state);
  }
};

RC_GTEST_PROP(Property, the_fold_is_the_state_and_every_leaf_counts_once, ()) {
  const auto seeds = *rc::gen::resize(200, rc::gen::arbitrary<std::vector<uint32_t>>());
  Walk walk;
  for (const uint32_t seed : seeds) {
    walk.step(seed);
    walk.read_journal();
    check_tree(walk.desk.state);
  }
  check_sums(walk.desk, walk.desk.day());
  check_sums(walk.desk, walk.desk.in_days(-3));
  RC_ASSERT(Json::parse(Json(walk.desk.state).dump()).get<State>() == walk.desk.state);
}

template <class... Facts>
std::set<std::string> kinds_of(const std::variant<Facts...>*) {
  return {Facts::kKind...};
}

TEST(Walks, come_by_every_kind_of_fact) {
  std::set<std::string> missing = kinds_of(static_cast<const Fact*>(nullptr));
  for (uint32_t round = 0; round < 50 && !missing.empty(); ++round) {
    Walk walk;
    for (uint32_t i = 0; i < 300; ++i) walk.step(round * 1'000 + i);
    for (const auto& event : walk.desk.journal) missing.erase(event.kind);
  }
  EXPECT_EQ(missing, std::set<std::string>{});
}

}  // namespace
}  // namespace diemcau::tasks
