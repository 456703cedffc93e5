#include "office/live_views.h"

#include <gtest/gtest.h>

#include "office/test_office.h"

namespace diemcau::office {
namespace {

using journal::Event;
using journal::Json;
using journal::Refusal;
using journal::Seq;

// A view "doors/<name>" that shows how often its door was opened; a device with a key of "blind"
// sees nothing.
class Doors : public Views {
 public:
  Result<Unit, Refusal> may_see(const Folds&, const Caller& caller,
                                const std::string&) const override {
    if (blind && caller.device_key == "blind") return journal::refuse("view.forbidden");
    return Unit{};
  }
  std::string picture_of(const std::string& view, const Caller&) const override { return view; }
  Json draw(const Folds&, const std::string& view) const override {
    return {{"door", view}, {"opened", opened.contains(view) ? opened.at(view) : 0}};
  }
  bool depends_on(const std::string& view, const std::string& stream) const override {
    return view == stream;
  }

  std::set<PersonShown> people_in(const std::string&, const Json&) const override { return people; }

  std::map<std::string, int> opened;
  std::set<PersonShown> people;
  bool blind = true;
};

// A screen as the page keeps it: it checks that nothing is missing and nothing comes twice.
struct Screen {
  Json state;
  Seq seq;
  std::string refused;

  void take(const Json& message) {
    if (message.contains("refused")) {
      refused = message["refused"]["code"];
    } else if (message.contains("state")) {
      state = message["state"];
      seq.value = message["seq"];
    } else {
      ASSERT_EQ(message["from"], seq.value) << "a change is missing or comes twice";
      state = state.patch(message["patch"]);
      seq.value = message["seq"];
    }
  }
};

class LiveViewsTest : public testing::Test {
 protected:
  void open_door(const std::string& door) {
    doors.opened[door]++;
    ++folds.seq.value;
    Event event;
    event.seq = folds.seq;
    event.stream = door;
    live.handle_events(folds, std::span(&event, 1));
  }
  void subscribe(uint64_t screen, const std::string& view, Seq after = {}, std::string key = "") {
    Caller caller;
    caller.device_key = std::move(key);
    live.subscribe(folds, SubscriberId{screen}, caller, view, after);
  }
  size_t deliver() {
    const auto messages = live.poll_messages();
    for (const auto& message : messages) {
      screens[message.to.value].take(Json::parse(*message.text));
    }
    return messages.size();
  }

  Doors doors;
  PlainSealer sealer;
  Folds folds{sealer};
  LiveViews live{doors};
  std::map<uint64_t, Screen> screens;
};

TEST_F(LiveViewsTest, shows_the_whole_then_only_what_changes) {
  subscribe(1, "doors/a");
  deliver();
  EXPECT_EQ(screens[1].state["opened"], 0);
  open_door("doors/a");
  open_door("doors/a");
  EXPECT_EQ(deliver(), 2u);
  EXPECT_EQ(screens[1].state["opened"], 2);
  EXPECT_EQ(screens[1].seq.value, 2u);
}

TEST_F(LiveViewsTest, says_nothing_of_what_a_view_does_not_show) {
  subscribe(1, "doors/a");
  deliver();
  open_door("doors/b");
  EXPECT_EQ(deliver(), 0u);
}

TEST_F(LiveViewsTest, all_screens_of_a_view_get_the_same_bytes) {
  subscribe(1, "doors/a");
  subscribe(2, "doors/a");
  deliver();
  open_door("doors/a");
  const auto messages = live.poll_messages();
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0].text, messages[1].text);
}

TEST_F(LiveViewsTest, tell_of_whom_each_screen_is_shown_personal_data) {
  const PersonShown first{{1}};
  const PersonShown second{{2}};
  doors.people = {first};
  Caller own;
  own.person = {1};
  live.subscribe(folds, SubscriberId{1}, own, "doors/a", {});
  EXPECT_TRUE(live.poll_readings().empty()) << "one's own data";
  subscribe(2, "doors/a");
  const auto read = live.poll_readings();
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].screen, SubscriberId{2});
  EXPECT_EQ(read[0].shown, first);
  doors.people = {first, second};
  open_door("doors/a");
  const auto later = live.poll_readings();
  ASSERT_EQ(later.size(), 2u) << "who comes in is read by both";
  EXPECT_EQ(later[0].shown, second);
  open_door("doors/a");
  EXPECT_TRUE(live.poll_readings().empty());
}

TEST_F(LiveViewsTest, what_is_withheld_is_not_sent) {
  subscribe(1, "doors/a");
  subscribe(2, "doors/a");
  live.withhold(SubscriberId{1}, Refusal{"reading.not_logged"});
  EXPECT_EQ(deliver(), 2u);
  EXPECT_EQ(screens[1].refused, "reading.not_logged");
  EXPECT_TRUE(screens[1].state.is_null());
  EXPECT_EQ(screens[2].state["opened"], 0);
  open_door("doors/a");
  EXPECT_EQ(deliver(), 1u) << "nothing follows a refusal";
}

TEST_F(LiveViewsTest, a_new_day_sends_the_whole_to_who_sees_another_picture_by_it) {
  subscribe(1, "doors/a");
  subscribe(2, "doors/b");
  open_door("doors/a");
  deliver();
  const Seq before = screens[1].seq;
  doors.opened["doors/a"] = 7;
  live.handle_new_day(folds);
  EXPECT_EQ(deliver(), 1u);
  EXPECT_EQ(screens[1].state["opened"], 7);
  open_door("doors/a");
  EXPECT_EQ(deliver(), 1u);
  EXPECT_EQ(screens[1].state["opened"], 8);
  subscribe(3, "doors/a", before);
  deliver();
  EXPECT_EQ(screens[3].state["opened"], 8) << "from before the new day there is no way by changes";
}

TEST_F(LiveViewsTest, a_screen_that_was_away_gets_the_changes_since) {
  subscribe(1, "doors/a");
  subscribe(2, "doors/a");
  deliver();
  open_door("doors/a");
  deliver();
  live.unsubscribe(SubscriberId{1});
  open_door("doors/a");
  open_door("doors/b");
  open_door("doors/a");
  deliver();
  subscribe(1, "doors/a", screens[1].seq);
  EXPECT_EQ(deliver(), 2u);
  EXPECT_EQ(screens[1].state, screens[2].state);
  EXPECT_EQ(screens[1].seq, screens[2].seq);
}

TEST_F(LiveViewsTest, a_screen_that_was_away_too_long_or_invents_a_number_gets_the_whole) {
  subscribe(2, "doors/a");
  deliver();
  for (int i = 0; i < 3000; ++i) open_door("doors/a");
  deliver();
  for (const uint64_t after : {0u, 1u, 12u, 99'999u}) {
    subscribe(1, "doors/a", Seq{after});
    EXPECT_EQ(deliver(), 1u) << after;
    EXPECT_EQ(screens[1].state["opened"], 3000) << after;
  }
}

TEST_F(LiveViewsTest, a_screen_without_the_right_is_told_so_also_when_it_loses_it_later) {
  subscribe(1, "doors/a", {}, "blind");
  deliver();
  EXPECT_EQ(screens[1].refused, "view.forbidden");
  EXPECT_EQ(live.screens(), 0u);
  doors.blind = false;
  subscribe(2, "doors/a", {}, "blind");
  subscribe(3, "doors/a");
  deliver();
  doors.blind = true;
  open_door("doors/a");
  deliver();
  EXPECT_EQ(screens[2].refused, "view.forbidden");
  EXPECT_EQ(screens[2].state["opened"], 0);
  EXPECT_EQ(screens[3].state["opened"], 1);
  EXPECT_EQ(live.screens(), 1u);
}

TEST_F(LiveViewsTest, a_screen_that_changes_its_view_hears_only_of_the_new_one) {
  subscribe(1, "doors/a");
  subscribe(1, "doors/b");
  deliver();
  open_door("doors/a");
  EXPECT_EQ(deliver(), 0u);
  open_door("doors/b");
  EXPECT_EQ(deliver(), 1u);
  EXPECT_EQ(screens[1].state["door"], "doors/b");
}

}  // namespace
}  // namespace diemcau::office
