#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "base/random.h"
#include "reviews/test_reviews.h"

// What holds after any sequence of commands. A sequence is a list of seeds, one a command, so that
// a failure shrinks to the commands that matter.
namespace diemcau::reviews {
namespace {

bool is_known(const std::string& code) {
  return std::any_of(kRefusals.begin(), kRefusals.end(),
                     [&](const RefusalText& text) { return text.code == code; });
}

class RandomCommand {
 public:
  RandomCommand(uint32_t seed, const Desk& desk) : random_(seed), desk_(desk) {}

  Command make() {
    switch (random_.below(14)) {
      case 0:
        return CourseSet{{random_.chance(0.5) ? "BD" : "QP", "Khoá", any_unit(), {"clerk"}, 0}};
      case 1:
        return TrainingAdd{any_person(), "BD", desk_.day(), "", "Chứng chỉ"};
      case 2:
        return TrainingVoid{{below(desk_.state.last.record + 1)}, "Nhầm"};
      case 3:
        return FormAdopt{built_in_form()};
      case 4:
        return desk_.opening(any_unit().value);
      default:
        return step();
    }
  }
  // Mostly whoever may take the step.
  By by() {
    switch (random_.below(6)) {
      case 0:
        return head(any_unit().value);
      case 1:
        return appraiser();
      case 2:
        return decider();
      case 3:
        return superior();
      case 4:
        return head(2);
      default:
        return anyone();
    }
  }

 private:
  Command step() {
    const ReviewId review{1 + below(desk_.state.last.review + 1)};
    const auto level = static_cast<Level>(below(5));
    switch (random_.below(8)) {
      case 0:
      case 1:
        return Desk::rating(review);
      case 2:
        return ReviewAppraise{review, level, "Vì"};
      case 3:
        return ReviewAnswer{review, "Thưa"};
      case 4:
        return ReviewDecide{review, level, "Vì", below(2)};
      case 5:
        return ReviewAppeal{review, "Đề nghị xem lại"};
      case 6:
        return ReviewPublish{review};
      default:
        return ReviewWithdraw{review, random_.chance(0.2) ? "Nhầm" : ""};
    }
  }
  uint32_t below(uint32_t limit) { return static_cast<uint32_t>(random_.below(limit)); }
  UnitId any_unit() { return {kTestUnits[random_.below(std::size(kTestUnits))]}; }
  PersonId any_person() { return {10 * any_unit().value + below(3)}; }

  SeededRandom random_;
  const Desk& desk_;
};

// Who said a level is the person whose word it is, each with reasons, and after the one before.
void check_voices(const State& state) {
  for (const auto& [id, review] : state.reviews) {
    const bool rated = review.self.level != Level::kNone;
    const bool appraised = review.appraisal.level != Level::kNone;
    RC_ASSERT(!appraised || rated);
    RC_ASSERT(review.decisions.empty() || appraised);
    if (rated) RC_ASSERT(review.self.person.value == 10 * review.spec.unit.value);
    if (appraised) RC_ASSERT(review.appraisal.person == review.spec.appraiser);
    for (const Voice& voice : review.decisions) {
      RC_ASSERT(voice.person == review.spec.decider && !voice.reasons.empty());
      RC_ASSERT(voice.level != Level::kNone);
    }
  }
}

struct Walk {
  Desk desk;
  State read_back;
  size_t seen = 0;

  void step(uint32_t seed) {
    RandomCommand random(seed, desk);
    const Command command = random.make();
    RC_ASSERT(*read_command(name_of(command), body_of(command)) == command);
    const size_t before = desk.journal.size();
    const bool accepted = desk.run(command, random.by());
    RC_ASSERT(accepted || (is_known(desk.code) && desk.journal.size() == before));
    if (seed % 8 == 0) desk.later(static_cast<int32_t>(seed / 8 % 5));
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

RC_GTEST_PROP(Property, the_fold_is_the_state_and_levels_are_said_by_people, ()) {
  const auto seeds = *rc::gen::resize(200, rc::gen::arbitrary<std::vector<uint32_t>>());
  Walk walk;
  for (const uint32_t seed : seeds) {
    walk.step(seed);
    walk.read_journal();
  }
  check_voices(walk.desk.state);
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
    for (uint32_t i = 0; i < 600; ++i) walk.step(round * 1'000 + i);
    for (const auto& event : walk.desk.journal) missing.erase(event.kind);
  }
  EXPECT_EQ(missing, std::set<std::string>{});
}

}  // namespace
}  // namespace diemcau::reviews
