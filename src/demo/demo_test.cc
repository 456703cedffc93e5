#include "demo/demo.h"

#include <gtest/gtest.h>

#include "conference/control_room.h"
#include "documents/ledger.h"
#include "office/test_office.h"
#include "tasks/views.h"

namespace diemcau::demo {
namespace {

class DemoTest : public testing::Test {
 protected:
  DemoTest() {
    EXPECT_TRUE(office.open().ok());
    DemoOptions options;
    options.keep = [this](const std::vector<uint8_t>& png) {
      drawn.push_back(png);
      return std::string(64, static_cast<char>('0' + drawn.size()));
    };
    auto built = build(office, {1'764'000'000'000}, options);
    EXPECT_TRUE(built.ok()) << (built.ok() ? "" : built.error());
    if (built.ok()) demo = *built;
  }
  const conference::State& state() { return office.folds().conferences.at(demo.conference); }

  std::vector<std::vector<uint8_t>> drawn;
  office::PlainSealer sealer;
  office::MemoryBallots ballots;
  journal::MemoryLog log;
  office::Office office{log, sealer, ballots};
  Demo demo;
};

TEST_F(DemoTest, a_conference_of_eighteen_contributions_is_in_session) {
  const auto room = conference::control_room_view(state());
  EXPECT_EQ(room.header.phase, conference::Phase::kInSession);
  EXPECT_EQ(std::count_if(room.programme.begin(), room.programme.end(),
                          [](const auto& item) {
                            return item.spec.kind == conference::ItemKind::kContribution;
                          }),
            18);
  ASSERT_EQ(room.floor.holders.size(), 1U);
  EXPECT_NE(room.floor.holders[0].speaker.person.value, 0U);
  EXPECT_EQ(room.floor.queue.size(), 2U);
  EXPECT_NE(room.floor.next.site.value, 0U);
}

TEST_F(DemoTest, its_rooms_are_there_but_for_the_visitors) {
  EXPECT_EQ(demo.site_names.size(), 12U);
  EXPECT_FALSE(state().sites.at(demo.phone).checked_in);
  for (uint32_t i = 1; i <= 12; ++i) EXPECT_TRUE(state().sites.at({i}).checked_in);
}

TEST_F(DemoTest, the_conference_held_before_has_news_of_two_provinces_with_pictures_of_their_own) {
  const auto& news = office.folds().news;
  const auto out = news::published(news);
  ASSERT_EQ(out.size(), 3U);
  EXPECT_TRUE(news.editions.at(out[0]).central);
  for (const auto id : {out[1], out[2]}) {
    const auto& edition = news.editions.at(id);
    ASSERT_FALSE(edition.content.pictures.empty());
    EXPECT_EQ(news.pictures.at(edition.content.pictures[0].picture).unit, edition.unit);
    EXPECT_GT(edition.local.present, 0U);
  }
  ASSERT_EQ(drawn.size(), 3U);
  EXPECT_NE(drawn[0], drawn[1]);
  EXPECT_EQ(demo.conference, ConferenceId{1});
}

TEST_F(DemoTest, it_is_found_again_in_its_journal) {
  office::Office again(log, sealer, ballots);
  ASSERT_TRUE(again.open().ok());
  const auto found = find(again.folds());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->conference, demo.conference);
  EXPECT_EQ(found->chair, demo.chair);
  EXPECT_EQ(found->site_names, demo.site_names);
  EXPECT_EQ(found->phone, demo.phone);
  EXPECT_EQ(found->province, demo.province);
  EXPECT_EQ(found->commune, demo.commune);
}

TEST_F(DemoTest, desks_have_tasks_in_all_four_buckets_from_a_conference_held_before) {
  const auto& tasks = office.folds().tasks;
  const Day today = day_in_vietnam({1'764'000'000'000});
  std::map<tasks::Bucket, int> count;
  for (const auto& [id, task] : tasks.tasks) {
    if (const auto bucket = tasks::line_of(tasks, id, today).bucket) ++count[*bucket];
  }
  EXPECT_EQ(count.size(), 4U);
  const auto& first = tasks.tasks.at({1});
  const auto& source = office.folds().conferences.at(first.spec.source.conference);
  EXPECT_EQ(source.life.phase, conference::Phase::kClosed);
  EXPECT_NE(source.id, demo.conference);
  EXPECT_EQ(first.spec.source.event, source.conclusion.adopted_at.seq);
  EXPECT_EQ(first.parts.size(), 3U);
}

TEST_F(DemoTest, desks_have_a_draft_with_every_answer_a_course_and_a_review) {
  const auto ledger = documents::ledger_of(office.folds().drafts.at({1}));
  EXPECT_EQ(ledger.absorbed, 1U);
  EXPECT_EQ(ledger.explained, 1U);
  EXPECT_EQ(ledger.open, 1U);
  const auto& reviews = office.folds().reviews;
  EXPECT_FALSE(reviews.records.empty());
  ASSERT_EQ(reviews.reviews.size(), 1U);
  EXPECT_EQ(reviews.reviews.begin()->second.status, reviews::Status::kRated);
}

TEST_F(DemoTest, a_province_and_its_commune_have_people_who_come_in) {
  EXPECT_NE(demo.province, AccountId{});
  EXPECT_NE(demo.commune, AccountId{});
  const auto& units = office.folds().organisation.units;
  EXPECT_EQ(units.at(demo.commune_unit).spec.superior, demo.province_unit);
  EXPECT_EQ(state().sites.at({2}).spec.unit, demo.province_unit);
}

}  // namespace
}  // namespace diemcau::demo
