#include <gtest/gtest.h>

#include "conference/test_hall.h"

namespace diemcau::conference {
namespace {

TEST(Life, goes_from_draft_to_closed) {
  Hall hall = Hall::in_session();
  EXPECT_EQ(hall.state.life.phase, Phase::kInSession);
  EXPECT_TRUE(hall.run(ConferencePause{"Giải lao"}, chair()));
  EXPECT_EQ(hall.state.life.phase, Phase::kPaused);
  EXPECT_TRUE(hall.run(ConferenceResume{}, chair()));
  EXPECT_TRUE(hall.run(ConferenceClose{}, chair()));
  EXPECT_EQ(hall.state.life.phase, Phase::kClosed);
  EXPECT_FALSE(hall.run(ConferenceResume{}, chair()));
  EXPECT_EQ(hall.code, "phase.wrong");
  EXPECT_EQ(hall.facts["phase"], "closed");
}

TEST(Life, refuses_a_state_secret_and_a_call_without_sense) {
  struct Row {
    Call call;
    std::string code;
  };
  const Row rows[] = {
      {{"Hội nghị", {1}, {}, Marking::kStateSecret}, "conference.state_secret"},
      {{"", {1}, {}, Marking::kNone}, "text.missing"},
      {{" \n", {1}, {}, Marking::kNone}, "text.missing"},
      {{std::string(301, 'x'), {1}, {}, Marking::kNone}, "text.too_long"},
      {{"Hội nghị", {1}, {{{200}, {100}}}, Marking::kNone}, "conference.times"},
      {{"Hội nghị", {1}, {{{100}, {200}}, {{150}, {300}}}, Marking::kNone}, "conference.times"},
      {{"Hội nghị", {1}, {{{100}, {200}}, {{200}, {300}}}, Marking::kInternal}, ""},
  };
  for (const Row& row : rows) {
    Hall hall;
    EXPECT_EQ(hall.run(ConferenceDraft{row.call}, secretary()), row.code.empty());
    EXPECT_EQ(hall.code, row.code);
  }
}

TEST(Life, counts_letters_and_not_bytes) {
  std::string title;
  for (int i = 0; i < 300; ++i) title += "ệ";
  Hall hall;
  EXPECT_TRUE(hall.run(ConferenceDraft{{title, {1}}}, secretary()));
}

TEST(Life, is_convened_only_when_nothing_is_missing) {
  Hall hall;
  hall.run(ConferenceDraft{{"Hội nghị", {10}, {{{1000}, {2000}}}}}, secretary());
  EXPECT_FALSE(hall.run(ConferenceConvene{}, chair()));
  EXPECT_EQ(hall.facts["missing"], "chair");
  EXPECT_TRUE(Hall::drafted().run(ConferenceConvene{}, chair()));
}

TEST(Life, closing_ends_everything_under_way) {
  Hall hall = Hall::in_session();
  hall.run(hall.next(), chair());
  hall.run(RecordingStart{}, technician());
  hall.run(FilmStart{"phim.mp4", {}}, technician());
  ASSERT_TRUE(hall.run(ConferenceClose{}, chair())) << hall.code;
  EXPECT_TRUE(hall.state.floor.holders.empty());
  EXPECT_EQ(hall.state.programme.current, ItemId{});
  EXPECT_FALSE(records(hall.state.stage));
  EXPECT_EQ(hall.state.stage.film, Film{});
}

TEST(Succession, passes_to_the_first_co_chair_who_is_there_when_the_chairs_line_is_lost) {
  Hall hall = Hall::in_session();
  EXPECT_FALSE(hall.run(ChairSucceed{0}, as(Role::kCoChair, 0, 2)));
  EXPECT_EQ(hall.code, "chair.still_there");
  hall.run(LineLose{{1}}, as(Role::kSystem));
  hall.run(LineLose{{2}}, as(Role::kSystem));
  ASSERT_TRUE(hall.run(ChairSucceed{0}, technician())) << hall.code;
  EXPECT_EQ(presiding(hall.state.life).person, PersonId{3});
  EXPECT_FALSE(hall.run(ChairSucceed{0}, technician()));
  EXPECT_EQ(hall.code, "chair.changed");
  // Who succeeded has the chair's rights; the others have not.
  EXPECT_FALSE(hall.run(ConferenceClose{}, as(Role::kCoChair, 0, 2)));
  EXPECT_FALSE(hall.run(ConferenceClose{}, chair()));
  EXPECT_TRUE(hall.run(ConferenceClose{}, as(Role::kCoChair, 0, 3)));
}

TEST(Succession, ends_when_the_chair_is_back) {
  Hall hall = Hall::in_session();
  hall.run(LineLose{{1}}, technician());
  hall.run(ChairSucceed{0}, technician());
  EXPECT_FALSE(hall.run(ChairReturn{}, chair()));
  EXPECT_EQ(hall.code, "chair.site_absent");
  hall.run(LineRegain{{1}}, technician());
  EXPECT_TRUE(hall.run(ChairReturn{}, chair()));
  EXPECT_EQ(hall.state.life.presiding, 0u);
}

TEST(Succession, can_be_handed_over_and_runs_out) {
  Hall hall = Hall::in_session();
  EXPECT_TRUE(hall.run(ChairSucceed{0}, chair()));
  EXPECT_TRUE(hall.run(ChairSucceed{1}, as(Role::kCoChair, 0, 2)));
  EXPECT_FALSE(hall.run(ChairSucceed{2}, as(Role::kCoChair, 0, 3)));
  EXPECT_EQ(hall.code, "chair.nobody_next");
}

TEST(Programme, keeps_its_order_through_insert_move_skip_and_take_back) {
  Hall hall = Hall::in_session();
  ItemSpec spec;
  spec.title = "Chen vào";
  hall.run(ItemAdd{spec, {3}}, secretary());
  hall.run(ItemMove{{5}, {1}}, chair());
  EXPECT_EQ(hall.state.programme.order, (std::vector<ItemId>{{5}, {1}, {2}, {6}, {3}, {4}}));
  EXPECT_TRUE(hall.run(ItemSkip{{2}}, chair()));
  EXPECT_FALSE(hall.run(ItemBegin{{2}, {}}, chair()));
  EXPECT_EQ(hall.code, "item.not_planned");
  EXPECT_TRUE(hall.run(ItemTakeBack{{2}}, chair()));
  EXPECT_TRUE(hall.run(ItemBegin{{2}, {}}, chair()));
  EXPECT_FALSE(hall.run(ItemTakeBack{{2}}, chair()));
  EXPECT_EQ(hall.code, "item.nothing_to_take_back");
}

TEST(Programme, has_one_step_under_way) {
  Hall hall = Hall::in_session();
  hall.run(ItemBegin{{1}, {}}, chair());
  EXPECT_FALSE(hall.run(ItemBegin{{2}, {}}, chair()));
  EXPECT_EQ(hall.code, "item.changed");
  EXPECT_EQ(hall.facts["current"], 1);
  hall.later(60);
  EXPECT_TRUE(hall.run(ItemBegin{{2}, {1}}, chair()));
  EXPECT_EQ(find(hall.state.programme, {1})->status, ItemStatus::kDone);
  EXPECT_EQ(find(hall.state.programme, {1})->ended.at, hall.now);
  EXPECT_EQ(hall.state.programme.current, ItemId{2});
}

TEST(Programme, files_contributions_only) {
  Hall hall = Hall::in_session();
  EXPECT_TRUE(hall.run(ItemFile{{3}}, secretary()));
  EXPECT_EQ(find(hall.state.programme, {3})->status, ItemStatus::kFiled);
  EXPECT_FALSE(hall.run(ItemFile{{4}}, secretary()));
  EXPECT_EQ(hall.code, "item.not_contribution");
}

TEST(Presence, is_recorded_when_a_course_ends_however_it_ends) {
  Hall hall = Hall::in_session();
  hall.run(DelegatesInvite{{2}, {{{71}, {}, {}}, {{72}, {}, {}}, {{73}, {}, {}}}}, secretary());
  RollMark absent{{2}, RollStatus::kAbsent, "Ốm"};
  RollMark instead{{3}, RollStatus::kSubstitute, "", {{74}, {}, {}, ""}};
  hall.run(RollCall{{2}, {{{1}, RollStatus::kInRoom}, absent, instead}}, secretary());
  ItemSpec course = find(hall.state.programme, {2})->spec;
  course.course = "bd-2026-1";
  hall.run(ItemChange{{2}, course}, secretary());
  hall.run(ItemBegin{{2}, {}}, chair());
  const size_t before = hall.journal.size();
  FloorGrant grant{{3}};
  grant.item = {3};
  ASSERT_TRUE(hall.run(grant, chair())) << hall.code;
  EXPECT_EQ(hall.kinds(before), (std::vector<std::string>{"floor.granted", "presence.recorded"}));
  const Presence& presence = hall.state.presences.at({2});
  EXPECT_EQ(presence.course, "bd-2026-1");
  ASSERT_EQ(presence.sites.size(), 1u);
  EXPECT_EQ(presence.sites[0].people, (std::vector<PersonId>{{71}, {74}}));
}

}  // namespace
}  // namespace diemcau::conference
