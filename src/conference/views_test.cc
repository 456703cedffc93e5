#include <gtest/gtest.h>

#include "conference/media.h"
#include "conference/minutes.h"
#include "conference/roll_view.h"
#include "conference/site_view.h"
#include "conference/synthesis.h"
#include "conference/test_hall.h"

namespace diemcau::conference {
namespace {

// A short conference: two contributions with notes, a vote, a conclusion.
Hall held() {
  Hall hall = Hall::in_session();
  hall.run(RollDeclare{{2}, {18, 0, 1, {{1, "Ốm"}}}}, chair_of(2));
  hall.run(RollReportMake{}, secretary());
  hall.run(ThemeAdd{"Khó khăn"}, secretary());
  hall.run(ThemeAdd{"Bài học"}, secretary());
  for (int i = 0; i < 3; ++i) {
    hall.run(hall.next(), chair());
    hall.later(60);
    hall.run(NoteTake{"Ý kiến", {{1 + static_cast<uint32_t>(i) % 2}}}, secretary());
    hall.later(60);
  }
  VoteOpen vote{{"Thông qua?", VoteMatter::kMatter, {"Đồng ý", "Không"}}};
  hall.run(vote, chair());
  hall.run(VoteCast{{1}, {2}, {}, 0}, chair_of(2));
  hall.run(VoteClose{{1}}, chair());
  hall.run(ConclusionDraft{"Kết luận", 0}, secretary());
  hall.run(ConclusionAdopt{1}, chair());
  return hall;
}

TEST(ControlRoom, shows_the_floor_the_programme_and_the_wall) {
  Hall hall = held();
  hall.run(QueueRaise{{3}}, operator_of(3));
  const ControlRoomView view = control_room_view(hall.state);
  EXPECT_EQ(view.header.item_number, 3u);
  EXPECT_EQ(view.header.items, 5u);
  EXPECT_EQ(view.header.sums.sites_in, 3u);
  ASSERT_EQ(view.floor.holders.size(), 1u);
  EXPECT_EQ(view.floor.holders[0].site_name, "Cà Mau");
  EXPECT_EQ(view.floor.next.request, RequestId{1});
  EXPECT_EQ(view.programme[1].site, SiteId{2});
  ASSERT_EQ(view.wall.size(), 4u);
  EXPECT_TRUE(view.wall[2].on_air);
  EXPECT_EQ(view.wall[2].hands, 1u);
  EXPECT_FALSE(view.wall[3].checked_in);
  EXPECT_EQ(Json(view).get<ControlRoomView>(), view);
}

TEST(SiteViewTest, tells_a_room_why_it_is_heard_or_not) {
  Hall hall = Hall::in_session();
  const auto microphone = [&] { return site_view(hall.state, {2}).microphone; };
  EXPECT_EQ(microphone(), MicrophoneState::kWhenCalled);
  hall.run(TalkbackStart{{2}}, technician());
  EXPECT_EQ(microphone(), MicrophoneState::kTalkback);
  EXPECT_TRUE(site_view(hall.state, {2}).talkback);
  hall.run(FloorGrant{{2}}, chair());
  EXPECT_EQ(microphone(), MicrophoneState::kOpen);
  EXPECT_TRUE(site_view(hall.state, {2}).on_air);
  EXPECT_EQ(site_view(hall.state, {2}).turn.turn, TurnId{1});
  hall.run(SiteMute{{2}}, technician());
  EXPECT_EQ(microphone(), MicrophoneState::kMuted);
  hall.run(ConferencePause{}, chair());
  EXPECT_EQ(microphone(), MicrophoneState::kOffSession);
  EXPECT_EQ(site_view(hall.state, {99}).site, SiteId{});
}

TEST(SiteViewTest, shows_notices_for_this_room_only) {
  Hall hall = Hall::in_session();
  hall.run(NoticeSend{"Tất cả", {}}, secretary());
  hall.run(NoticeSend{"Riêng", {{3}}}, secretary());
  EXPECT_EQ(site_view(hall.state, {2}).notices.size(), 1u);
  EXPECT_EQ(site_view(hall.state, {3}).notices.size(), 2u);
  const SiteView view = site_view(hall.state, {3});
  EXPECT_EQ(Json(view).get<SiteView>(), view);
}

TEST(Media, opens_the_holders_and_the_chairs_microphones_and_no_other) {
  Hall hall = Hall::in_session();
  hall.run(FloorGrant{{3}}, chair());
  const DesiredMedia media = desired_media(hall.state);
  EXPECT_EQ(media.open_microphones, (std::vector<SiteId>{{1}, {3}}));
  EXPECT_EQ(media.stage, std::vector<SiteId>{{3}});
  EXPECT_EQ(media.red_frames, media.open_microphones);
  ASSERT_EQ(media.captions.size(), 1u);
  EXPECT_EQ(media.captions[0].speaker.unit, UnitId{30});
  hall.run(RecordingStart{}, technician());
  EXPECT_TRUE(desired_media(hall.state).recording);
  hall.run(ConferencePause{}, chair());
  EXPECT_FALSE(desired_media(hall.state).recording);
  EXPECT_TRUE(desired_media(hall.state).open_microphones.empty());
}

TEST(RollViewTest, lists_sites_with_what_stands_below_them) {
  Hall hall = held();
  const RollView view = roll_view(hall.state);
  ASSERT_EQ(view.rows.size(), 4u);
  EXPECT_EQ(view.rows[0].below, view.totals);
  EXPECT_EQ(view.rows[1].own.in_room, 18u);
  EXPECT_EQ(view.rows[1].below.expected, 20u + 12);
  EXPECT_EQ(Json(view).get<RollView>(), view);
  EXPECT_EQ(site_roll_view(hall.state, {2}).own.substitutes, 1u);
  EXPECT_EQ(site_roll_view(hall.state, {99}).site, SiteId{});
}

TEST(Synthesis, sets_themes_against_units) {
  Hall hall = held();
  hall.run(NoteTake{"Chưa phân loại", {}}, secretary());
  const SynthesisView view = synthesis_view(hall.state);
  ASSERT_EQ(view.rows.size(), 3u);
  EXPECT_EQ(view.rows[0].cells, (std::vector<SynthesisCell>{{{10}, {{1}}}, {{30}, {{3}}}}));
  EXPECT_EQ(view.rows[1].cells, std::vector<SynthesisCell>({{{20}, {{2}}}}));
  EXPECT_EQ(view.rows[2].theme, ThemeId{});
  EXPECT_EQ(view.adopted_version, 1u);
  EXPECT_EQ(Json(view).get<SynthesisView>(), view);
}

TEST(Statistics, add_up_speaking_time_by_unit) {
  Hall hall = held();
  const auto times = speaking_time(hall.state, hall.now);
  ASSERT_EQ(times.size(), 3u);
  for (const SpeakingTime& time : times) EXPECT_EQ(time.spoken_ms, 120'000);
  EXPECT_EQ(chapters(hall.state).size(), 3u);
  EXPECT_EQ(chapters(hall.state)[0].to, chapters(hall.state)[1].from);
}

TEST(Minutes, rest_on_events_that_say_what_they_say) {
  Hall hall = held();
  hall.run(ConferenceClose{}, chair());
  const MinutesFacts minutes = minutes_facts(hall.state);
  const auto kind_at = [&](const Stamp& stamp) {
    return hall.journal.at(stamp.seq.value - 1).kind;
  };
  EXPECT_EQ(kind_at(minutes.opened), "conference.opened");
  EXPECT_EQ(kind_at(minutes.closed), "conference.closed");
  EXPECT_EQ(kind_at(minutes.attendance.stamp), "roll.reported");
  EXPECT_EQ(kind_at(minutes.conclusion.stamp), "conclusion.adopted");
  ASSERT_EQ(minutes.opinions.size(), 3u);
  for (const Opinion& opinion : minutes.opinions) {
    EXPECT_EQ(kind_at(opinion.stamp), "floor.granted");
    EXPECT_EQ(opinion.spoken_ms, 120'000);
    ASSERT_EQ(opinion.notes.size(), 1u);
    EXPECT_EQ(kind_at(opinion.notes[0].stamp), "note.taken");
    EXPECT_EQ(opinion.notes[0].into_turn_ms, 60'000);
  }
  ASSERT_EQ(minutes.votes.size(), 1u);
  EXPECT_EQ(kind_at(minutes.votes[0].ended), "vote.closed");
  ASSERT_EQ(minutes.attendance.absent.size(), 1u);
  EXPECT_EQ(kind_at(minutes.attendance.absent[0].stamp), "roll.declared");
  EXPECT_EQ(Json(minutes).get<MinutesFacts>(), minutes);
}

TEST(Minutes, tell_what_happened_in_order) {
  Hall hall = held();
  hall.run(ConferenceClose{}, chair());
  std::vector<StepKind> kinds;
  for (const SequenceLine& line : minutes_facts(hall.state).sequence) kinds.push_back(line.kind);
  using enum StepKind;
  EXPECT_EQ(kinds, (std::vector<StepKind>{kOpened, kItem, kSpeech, kItem, kSpeech, kItem, kSpeech,
                                          kVote, kConclusion, kClosed}));
}

TEST(Minutes, leave_out_what_was_undone) {
  Hall hall = Hall::in_session();
  hall.run(FloorGrant{{2}}, chair());
  hall.run(FloorTakeBack{{1}}, chair());
  EXPECT_TRUE(minutes_facts(hall.state).opinions.empty());
  EXPECT_EQ(minutes_facts(hall.state).sequence.size(), 1u);
}

}  // namespace
}  // namespace diemcau::conference
