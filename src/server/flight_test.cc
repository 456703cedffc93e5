#include "server/flight.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/flight_words.h"

namespace diemcau::server {
namespace {

using shard::FlightKind;
using shard::FlightReport;
using shard::FlightSink;

FlightSink picture() {
  return {.track = TrackId{5},
          .publisher = PeerId{1},
          .kind = MediaKind::kVideo,
          .highest_wanted = Layer::kHigh,
          .granted = Layer::kHigh,
          .sent = Layer::kHigh,
          .live = 7};
}

FlightReport report_with(const FlightSink& sink) {
  FlightReport out;
  out.now = Instant{100s};
  out.peer = PeerId{2};
  out.measured = true;
  out.usable_bps = 420'000;
  out.receives = {sink};
  out.entries = {{.at = Instant{97500ms},
                  .kind = FlightKind::kGranted,
                  .a = 2,
                  .b = 0,
                  .track = TrackId{5},
                  .x = 420}};
  out.noted = 1;
  return out;
}

std::string why_of(const FlightSink& sink) { return why(report_with(sink), sink); }

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(FlightWords, NameTheFirstThingThatHoldsAPictureBack) {
  FlightSink one = picture();
  EXPECT_EQ(why_of(one), "the best layer is sent");
  one.highest_wanted = one.sent.emplace(Layer::kLow);
  EXPECT_TRUE(says(why_of(one), "asked for low at most"));
  one = picture();
  one.granted = one.sent.emplace(Layer::kLow);
  EXPECT_TRUE(says(why_of(one), "bears 420 kbit/s, high does not fit"));
  one = picture();
  one.live = 1;
  one.sent = Layer::kLow;
  EXPECT_TRUE(says(why_of(one), "publisher does not send high"));
  one = picture();
  one.sent.reset();
  EXPECT_TRUE(says(why_of(one), "waits for a keyframe of high"));
  one.live = 0;
  EXPECT_EQ(why_of(one), "nothing comes from its publisher");
  one.granted.reset();
  EXPECT_TRUE(says(why_of(one), "paused: the receiver's line bears 420 kbit/s"));
  one.paused = true;
  EXPECT_TRUE(says(why_of(one), "not on its screen"));
  one.muted = true;
  EXPECT_TRUE(says(why_of(one), "muted"));
  one.open = false;
  EXPECT_TRUE(says(why_of(one), "gate"));
}

// One room with a publisher and a receiver, and a shard that knows the receiver.
struct Desk {
  Desk() {
    join(1, "ha-noi");
    join(2, "hue");
    hall.add_track({.id = TrackId{5}, .publisher = PeerId{1}, .sid = "TR_cam"});
    add_flight(
        router,
        {.keys = {{"key", "secret"}},
         .today = [] { return UnixTime{1'790'000'000'000}; },
         .find_room = [this](std::string_view name) { return name == "hop" ? &hall : nullptr; },
         .ask =
             [](PeerId peer, const auto& answer) {
               peer == PeerId{2} ? answer(report_with(picture())) : answer(std::nullopt);
             },
         .post = [](const std::function<void()>& work) { work(); }});
  }
  void join(uint32_t id, const char* identity) {
    room::Participant one;
    one.id = PeerId{id};
    one.identity = identity;
    hall.join(std::move(one), true, {});
  }
  http::HttpResponse get(const std::string& target, const std::string& token) {
    http::HttpRequest request{.method = "GET", .target = target};
    if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
    EXPECT_TRUE(request.parse_target());
    http::HttpResponse out;
    router.dispatch(request, [&](http::HttpResponse answer) { out = std::move(answer); });
    return out;
  }
  static std::string token(bool admin, const std::string& room) {
    livekit::Grants grants;
    grants.api_key = "key";
    grants.room = room;
    grants.room_admin = admin;
    grants.room_join = true;
    grants.expires = {1'790'000'600'000};
    return livekit::create_token(grants, "secret");
  }
  room::Room hall{RoomId{1}, "RM_1", "hop", UnixTime{}};
  http::Router router;
};

constexpr const char* kPlace = "/debug/rooms/hop/participants/hue";

TEST(Flight, IsForAdministratorsOfThatRoomOnly) {
  Desk desk;
  EXPECT_EQ(desk.get(kPlace, "").status, 401);
  EXPECT_EQ(desk.get(kPlace, "nonsense").status, 401);
  EXPECT_EQ(desk.get(kPlace, Desk::token(false, "hop")).status, 403);
  EXPECT_EQ(desk.get(kPlace, Desk::token(true, "other")).status, 403);
  EXPECT_EQ(desk.get(kPlace, Desk::token(true, "hop")).status, 200);
  // Who may not ask does not learn who is there.
  EXPECT_EQ(desk.get("/debug/rooms/none/participants/x", Desk::token(true, "hop")).status, 403);
  EXPECT_EQ(desk.get("/debug/rooms/none/participants/x", Desk::token(true, "none")).status, 404);
  EXPECT_EQ(desk.get("/debug/rooms/hop/participants/x", Desk::token(true, "hop")).status, 404);
  // In the room, and without media.
  EXPECT_EQ(desk.get("/debug/rooms/hop/participants/ha-noi", Desk::token(true, "hop")).status, 404);
}

TEST(Flight, NamesTracksPeopleAndReasons) {
  Desk desk;
  const auto answer = desk.get(kPlace, Desk::token(true, "hop"));
  const auto told = nlohmann::json::parse(answer.body);
  EXPECT_EQ(told["identity"], "hue");
  EXPECT_EQ(told["line"]["usable_kbps"], 420);
  EXPECT_EQ(told["receives"][0]["from"], "ha-noi");
  EXPECT_EQ(told["receives"][0]["track"], "TR_cam");
  EXPECT_EQ(told["receives"][0]["why"], "the best layer is sent");
  EXPECT_EQ(told["decisions"][0]["seconds_ago"], 2.5);
  EXPECT_EQ(told["decisions"][0]["what"], "may be low at most: the line bears 420 kbit/s");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
}

}  // namespace
}  // namespace diemcau::server
