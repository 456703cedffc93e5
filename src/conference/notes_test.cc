#include <gtest/gtest.h>

#include "conference/test_hall.h"

namespace diemcau::conference {
namespace {

TEST(Notes, know_who_spoke_and_when) {
  Hall hall = Hall::in_session();
  hall.run(ThemeAdd{"Khó khăn"}, secretary());
  FloorGrant grant{{2}};
  grant.item = {2};
  hall.run(grant, chair());
  hall.later(42);
  ASSERT_TRUE(hall.run(NoteTake{"Thiếu cán bộ", {{1}, {1}}}, secretary())) << hall.code;
  const Note& note = hall.state.notes.notes.at({1});
  EXPECT_EQ(note.unit, UnitId{20});
  EXPECT_EQ(note.site, SiteId{2});
  EXPECT_EQ(note.item, ItemId{2});
  EXPECT_EQ(note.turn, TurnId{1});
  EXPECT_EQ(note.into_turn_ms, 42'000);
  EXPECT_EQ(note.themes, std::vector<ThemeId>{{1}});
}

TEST(Notes, are_changed_by_one_hand_at_a_time) {
  Hall hall = Hall::in_session();
  hall.run(NoteTake{"a", {}}, secretary());
  EXPECT_TRUE(hall.run(NoteChange{{1}, "b", {}, 1}, secretary()));
  EXPECT_FALSE(hall.run(NoteChange{{1}, "c", {}, 1}, secretary()));
  EXPECT_EQ(hall.code, "note.changed");
  EXPECT_EQ(hall.facts["version"], 2);
  EXPECT_FALSE(hall.run(NoteRemove{{1}, 1}, secretary()));
  EXPECT_TRUE(hall.run(NoteRemove{{1}, 2}, secretary()));
}

TEST(Themes, are_named_once_and_leave_notes_when_removed) {
  Hall hall = Hall::in_session();
  hall.run(ThemeAdd{"Kết quả"}, secretary());
  hall.run(ThemeAdd{"Nguyên nhân"}, secretary());
  EXPECT_FALSE(hall.run(ThemeAdd{"Kết quả"}, secretary()));
  EXPECT_EQ(hall.code, "theme.exists");
  hall.run(ThemeMove{{2}, {1}}, secretary());
  EXPECT_EQ(hall.state.notes.order, (std::vector<ThemeId>{{2}, {1}}));
  hall.run(NoteTake{"a", {{1}, {2}}}, secretary());
  hall.run(ThemeRemove{{2}}, secretary());
  EXPECT_EQ(hall.state.notes.notes.at({1}).themes, std::vector<ThemeId>{{1}});
}

TEST(Conclusion, is_adopted_as_it_was_last_drafted) {
  Hall hall = Hall::in_session();
  EXPECT_FALSE(hall.run(ConclusionAdopt{0}, chair()));
  EXPECT_EQ(hall.code, "conclusion.missing");
  hall.run(ConclusionDraft{"một", 0}, secretary());
  EXPECT_FALSE(hall.run(ConclusionDraft{"hai", 0}, secretary()));
  EXPECT_EQ(hall.code, "conclusion.changed");
  hall.run(ConclusionDraft{"hai", 1}, secretary());
  EXPECT_FALSE(hall.run(ConclusionAdopt{1}, chair()));
  EXPECT_FALSE(hall.run(ConclusionAdopt{2}, secretary()));
  EXPECT_TRUE(hall.run(ConclusionAdopt{2}, chair()));
  hall.run(ConclusionDraft{"ba", 2}, secretary());
  EXPECT_EQ(hall.state.conclusion.adopted_text, "hai");
}

TEST(Messages, go_both_ways_and_incidents_are_closed) {
  Hall hall = Hall::in_session();
  EXPECT_TRUE(hall.run(MessageSend{{2}, MessageTo::kTechnician, ""}, operator_of(2)));
  EXPECT_FALSE(hall.run(MessageSend{{2}, MessageTo::kSecretariat, ""}, operator_of(2)));
  EXPECT_EQ(hall.code, "text.missing");
  EXPECT_TRUE(hall.run(MessageAnswer{{1}, "Đang xem"}, technician()));
  EXPECT_TRUE(hall.run(NoticeSend{"Mời vào chỗ", {{2}}}, secretary()));
  EXPECT_TRUE(hall.run(NoticeClear{{1}}, secretary()));
  EXPECT_FALSE(hall.run(NoticeSend{"x", {{99}}}, secretary()));
  EXPECT_TRUE(hall.run(IncidentOpen{{2}, IncidentKind::kEcho}, operator_of(2)));
  EXPECT_TRUE(hall.run(IncidentResolve{{1}, "Tắt loa"}, technician()));
  EXPECT_TRUE(is_set(hall.state.messages.incidents.at({1}).resolved));
}

}  // namespace
}  // namespace diemcau::conference
