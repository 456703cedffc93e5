#include "demo/demo.h"

#include <gtest/gtest.h>

#include "conference/control_room.h"
#include "office/test_office.h"

namespace diemcau::demo {
namespace {

class DemoTest : public testing::Test {
 protected:
  DemoTest() {
    EXPECT_TRUE(office.open().ok());
    auto built = build(office, {1'764'000'000'000}, {});
    EXPECT_TRUE(built.ok()) << (built.ok() ? "" : built.error());
    if (built.ok()) demo = *built;
  }
  const conference::State& state() { return office.folds().conferences.at(demo.conference); }

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

TEST_F(DemoTest, it_is_found_again_in_its_journal) {
  office::Office again(log, sealer, ballots);
  ASSERT_TRUE(again.open().ok());
  const auto found = find(again.folds());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->conference, demo.conference);
  EXPECT_EQ(found->chair, demo.chair);
  EXPECT_EQ(found->site_names, demo.site_names);
  EXPECT_EQ(found->phone, demo.phone);
}

}  // namespace
}  // namespace diemcau::demo
