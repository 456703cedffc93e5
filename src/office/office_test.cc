#include "office/office.h"

#include <gtest/gtest.h>

#include "conference/commands.h"
#include "office/conference_views.h"
#include "office/test_office.h"

namespace diemcau::office {
namespace {

using conference::SiteId;

Caller account(uint32_t id, uint32_t person) {
  Caller caller;
  caller.account = {id};
  caller.person = {person};
  return caller;
}

// The secretary (account 1, person 1), who is also the chair here, and a tablet in site 2's room.
class OfficeTest : public testing::Test {
 protected:
  template <class Command>
  Request request(const Caller& caller, const Command& command,
                  std::string stream = "conference/1") {
    return {caller, std::move(stream), Command::kName, Json(command)};
  }
  Reply ask(const Request& request) {
    now.ms += 1000;
    return office.execute(now, std::span(&request, 1)).front();
  }
  template <class Command>
  std::string ask(const Caller& caller, const Command& command,
                  std::string stream = "conference/1") {
    const Reply reply = ask(request(caller, command, std::move(stream)));
    if (const auto* refusal = std::get_if<Refusal>(&reply)) return refusal->code;
    return std::holds_alternative<Done>(reply) ? "" : "not stored";
  }

  // Two sites, the first the chair's; convened, so that devices may come.
  void convene() {
    const conference::Call call{"Hội nghị", {10}, {{{1000}, {2000}}}};
    ASSERT_EQ(ask(secretary, conference::ConferenceDraft{call}, "conference/new"), "");
    conference::SiteSpec centre{.unit = {10}, .name = "Trung tâm"};
    centre.level = conference::SiteLevel::kCentre;
    ASSERT_EQ(ask(secretary, conference::SiteAdd{centre}), "");
    ASSERT_EQ(ask(secretary, conference::SiteAdd{{.unit = {20}, .name = "Lào Cai"}}), "");
    conference::ItemSpec item{.title = "Khai mạc"};
    ASSERT_EQ(ask(secretary, conference::ItemAdd{item}), "");
    ASSERT_EQ(ask(secretary, conference::ChairsAppoint{{{2}, {}, {1}}, {}}), "");
    ASSERT_EQ(ask(secretary, conference::ConferenceConvene{}), "");
  }
  conference::LinkIssue link() {
    conference::LinkIssue issue{{2}, std::string(64, 'a'), {conference::DeviceRole::kSound}};
    issue.expires = {now.ms + 3'600'000};
    return issue;
  }
  void join_tablet() {
    ASSERT_EQ(ask(secretary, link()), "");
    const conference::DeviceJoin join{{2}, link().hash, "tablet", conference::DeviceRole::kSound};
    ASSERT_EQ(ask(Caller{}, join), "");
    const auto place = office.folds().devices.at("tablet").at(ConferenceId{1});
    tablet.conference = {1};
    tablet.site = place.site;
    tablet.device = place.device;
    tablet.device_key = "tablet";
  }
  bool may_see(const Caller& caller, const std::string& view) {
    return views.may_see(office.folds(), caller, view).ok();
  }

  TestOffice test;
  journal::MemoryLog& log = test.log;
  Office& office = test.office;
  UnixTime& now = test.now;
  Caller secretary = account(1, 1);
  Caller chair = account(2, 2);
  Caller stranger = account(3, 3);
  Caller tablet;
  ConferenceViews views;
};

TEST_F(OfficeTest, a_conference_is_carried_from_draft_to_open) {
  convene();
  EXPECT_EQ(ask(chair, conference::ConferenceOpen{.without_quorum = true}), "");
  EXPECT_EQ(office.folds().conferences.at({1}).life.phase, conference::Phase::kInSession);
  EXPECT_EQ(office.folds().seq, log.last());
}

TEST_F(OfficeTest, an_answer_names_the_last_event_and_the_stream_of_what_is_new) {
  const conference::Call call{"Hội nghị", {10}, {{{1000}, {2000}}}};
  const Reply reply = ask(request(secretary, conference::ConferenceDraft{call}, "conference/new"));
  ASSERT_TRUE(std::holds_alternative<Done>(reply));
  EXPECT_EQ(std::get<Done>(reply).seq, log.last());
  EXPECT_EQ(std::get<Done>(reply).stream, "conference/1");
  EXPECT_EQ(office.events().back().actor.who, "account:1");
}

TEST_F(OfficeTest, the_same_journal_gives_the_same_folds) {
  convene();
  join_tablet();
  Office again(log, test.sealer, test.ballots);
  ASSERT_TRUE(again.open().ok());
  EXPECT_EQ(again.folds().conferences, office.folds().conferences);
  EXPECT_EQ(again.folds().organisation, office.folds().organisation);
  EXPECT_EQ(again.folds().seq, office.folds().seq);
  EXPECT_EQ(again.folds().devices.size(), office.folds().devices.size());
  EXPECT_EQ(again.folds().links.at(link().hash).site, SiteId{2});
}

TEST_F(OfficeTest, requests_of_one_turn_see_each_other_and_are_stored_together) {
  convene();
  const uint64_t before = log.last().value;
  const std::vector<Request> turn = {
      request(chair, conference::ConferenceOpen{.without_quorum = true}),
      request(chair, conference::ConferencePause{"nghỉ"}),
      request(stranger, conference::ConferenceResume{}),
      request(chair, conference::ConferenceResume{}),
  };
  const auto replies = office.execute(now, turn);
  EXPECT_TRUE(std::holds_alternative<Done>(replies[0]));
  EXPECT_TRUE(std::holds_alternative<Done>(replies[1]));
  EXPECT_TRUE(std::holds_alternative<Refusal>(replies[2]));
  EXPECT_TRUE(std::holds_alternative<Done>(replies[3]));
  EXPECT_EQ(log.last().value - before, office.events().size());
}

TEST_F(OfficeTest, what_could_not_be_stored_was_never_so) {
  convene();
  const auto before = office.folds().conferences;
  log.fail_next_append("The disk is full.");
  const Reply reply = ask(request(chair, conference::ConferenceOpen{.without_quorum = true}));
  ASSERT_TRUE(std::holds_alternative<journal::LogFailure>(reply));
  EXPECT_EQ(std::get<journal::LogFailure>(reply).sentence, "The disk is full.");
  EXPECT_EQ(office.folds().conferences, before);
  EXPECT_TRUE(office.events().empty());
  EXPECT_EQ(ask(chair, conference::ConferenceOpen{.without_quorum = true}), "");
}

TEST_F(OfficeTest, nobody_and_nonsense_are_refused) {
  convene();
  EXPECT_EQ(ask(Caller{}, conference::ConferenceClose{}), "caller.unknown");
  EXPECT_EQ(ask(chair, conference::ConferenceOpen{}, "conference/2"), "stream.unknown");
  EXPECT_EQ(ask(chair, conference::ConferenceOpen{}, "conference/1x"), "stream.unknown");
  EXPECT_EQ(ask(chair, conference::ConferenceOpen{}, "weather"), "stream.unknown");
  EXPECT_EQ(ask(stranger, conference::ConferenceOpen{}), "role.not_allowed");
  const Reply unknown = ask({chair, "conference/1", "conference.explode", Json::object()});
  EXPECT_EQ(std::get<Refusal>(unknown).code, "command.unknown");
  const Reply malformed = ask({chair, "conference/1", "conference.open", {{"loud", true}}});
  EXPECT_EQ(std::get<Refusal>(malformed).code, "command.malformed");
}

TEST_F(OfficeTest, a_device_acts_for_its_own_room_until_its_link_is_revoked) {
  convene();
  join_tablet();
  EXPECT_EQ(ask(tablet, conference::SiteCheckIn{{2}, 40}), "");
  EXPECT_EQ(ask(tablet, conference::SiteCheckIn{{1}, 40}), "site.not_yours");
  EXPECT_TRUE(may_see(tablet, "conference/1/site/2"));
  EXPECT_FALSE(may_see(tablet, "conference/1/site/1"));
  EXPECT_FALSE(may_see(tablet, "conference/1/control"));
  ASSERT_EQ(ask(secretary, conference::LinkRevoke{{2}, {1}}), "");
  EXPECT_EQ(ask(tablet, conference::SiteCount{{2}, 41}), "role.not_allowed");
  EXPECT_FALSE(may_see(tablet, "conference/1/site/2"));
}

TEST_F(OfficeTest, the_control_room_is_for_who_leads_and_helps) {
  convene();
  EXPECT_TRUE(may_see(chair, "conference/1/control"));
  EXPECT_TRUE(may_see(secretary, "conference/1/control"));
  EXPECT_FALSE(may_see(stranger, "conference/1/control"));
  EXPECT_FALSE(may_see(Caller{}, "conference/1/control"));
  for (const char* view : {"", "/", "conference/1", "conference/1/", "conference/9/control",
                           "conference/1/site/0", "conference/1/site/9", "conference/1/site/2x"}) {
    EXPECT_FALSE(may_see(chair, view)) << view;
  }
}

TEST_F(OfficeTest, a_screen_follows_by_changes_what_it_would_see_anew) {
  convene();
  LiveViews live(views);
  live.subscribe(office.folds(), SubscriberId{1}, chair, "conference/1/control", {});
  Json screen = Json::parse(*live.poll_messages().front().text)["state"];
  ASSERT_EQ(ask(chair, conference::ConferenceOpen{.without_quorum = true}), "");
  live.handle_events(office.folds(), office.events());
  for (const ScreenMessage& message : live.poll_messages()) {
    screen = screen.patch(Json::parse(*message.text)["patch"]);
  }
  EXPECT_EQ(screen, views.draw(office.folds(), "conference/1/control"));
  EXPECT_EQ(screen["header"]["phase"], "in_session");
}

TEST_F(OfficeTest, only_who_may_convene_for_a_unit_drafts_its_conference) {
  const conference::Call call{"Hội nghị", {10}, {{{1000}, {2000}}}};
  EXPECT_EQ(ask(stranger, conference::ConferenceDraft{call}, "conference/new"),
            "conference.not_allowed");
  EXPECT_EQ(ask(Caller{}, conference::ConferenceDraft{call}, "conference/new"), "caller.unknown");
}

TEST_F(OfficeTest, who_has_no_account_asks_nothing_of_the_organisation) {
  EXPECT_EQ(ask(Caller{}, organisation::WordsBegin{}, "organisation"), "caller.unknown");
  EXPECT_EQ(ask(stranger, organisation::WordsBegin{}, "organisation"), "role.not_allowed");
  EXPECT_EQ(ask(Caller{}, organisation::FirstAdministratorClaim{"abc"}, "organisation"),
            "first.wrong");
}

TEST_F(OfficeTest, names_stand_beside_the_ids_of_a_picture) {
  convene();
  test.must(organisation::WordsBegin{});
  test.must(organisation::UnitAdd{{"LC", "Tỉnh Lào Cai", "", "province", {}, {}, {}, {}}});
  const organisation::PostSpec post{{}, {1}, "director"};
  test.must(organisation::PersonAdd{{.name = "Trần Thị Hoa"}, "", post});
  ASSERT_EQ(ask(secretary, conference::ChairsAppoint{{{1}, {1}, {1}}, {}}), "");
  const Json names = views.draw(office.folds(), "conference/1/desk")["names"];
  EXPECT_EQ(names["people"]["1"], "Trần Thị Hoa");
  EXPECT_FALSE(names["posts"]["1"].get<std::string>().empty());
}

TEST_F(OfficeTest, everybody_sees_a_list_of_their_own_conferences) {
  convene();
  EXPECT_TRUE(may_see(stranger, "conferences"));
  EXPECT_FALSE(may_see(Caller{}, "conferences"));
  const Json mine = views.draw(office.folds(), views.picture_of("conferences", secretary));
  ASSERT_EQ(mine["conferences"].size(), 1U);
  EXPECT_EQ(mine["conferences"][0]["title"], "Hội nghị");
  const Json theirs = views.draw(office.folds(), views.picture_of("conferences", stranger));
  EXPECT_TRUE(theirs["conferences"].empty());
}

TEST_F(OfficeTest, every_view_is_drawn) {
  convene();
  for (const char* view : {"control", "desk", "roll", "synthesis", "minutes", "site/2"}) {
    const std::string name = std::string("conference/1/") + view;
    EXPECT_TRUE(may_see(secretary, name)) << name;
    EXPECT_TRUE(views.draw(office.folds(), name).contains("names")) << name;
  }
}

// Twelve sites vote in secret, all in one turn with the close: what they chose is counted from the
// ballots, and no event knows it.
TEST_F(OfficeTest, a_secret_vote_is_counted_from_ballots_that_no_event_holds) {
  convene();
  for (uint32_t site = 3; site <= 14; ++site) {
    conference::SiteSpec spec{.unit = {30}, .name = "Điểm cầu"};
    spec.chair = {100 + site};
    ASSERT_EQ(ask(secretary, conference::SiteAdd{spec}), "");
    ASSERT_EQ(ask(secretary, conference::SiteCheckIn{{site}, 5}), "");
  }
  ASSERT_EQ(ask(chair, conference::ConferenceOpen{.without_quorum = true}), "");
  conference::VoteOpen open;
  open.spec.question = "Thông qua?";
  open.spec.labels = {"Tán thành", "Không tán thành"};
  open.spec.secret = true;
  ASSERT_EQ(ask(chair, open), "");
  std::vector<Request> turn;
  for (uint32_t site = 3; site <= 14; ++site) {
    const conference::VoteCast cast{{1}, {site}, {}, site <= 9 ? 0U : 1U};
    turn.push_back(request(account(500 + site, 100 + site), cast));
  }
  turn.push_back(request(chair, conference::VoteClose{{1}}));
  const auto replies = office.execute(now, turn);
  for (const Reply& reply : replies) ASSERT_TRUE(std::holds_alternative<Done>(reply));
  const auto& vote = office.folds().conferences.at({1}).votes.votes.at({1});
  EXPECT_EQ(vote.result.counts, (std::vector<uint32_t>{7, 5}));
  for (const auto& event : office.events()) EXPECT_FALSE(event.body.contains("choice"));
}

}  // namespace
}  // namespace diemcau::office
