#include "api/rooms.h"

#include "api/test_api.h"

namespace diemcau::api {
namespace {

using conference::DeviceRole;
using organisation::Role;

// A convened conference with two sites, and its secretary's browser.
class Rooms : public testing::Test {
 protected:
  Rooms() {
    api.must(organisation::WordsBegin{});
    api.account("thuky", Role::kSecretariat);
    desk.sign_in("thuky");
    convene(api.unit("TW", "Trung ương"));
  }
  void convene(UnitId unit) {
    const conference::Call call{"Hội nghị", unit, {{{1000}, {2000}}}};
    const std::string stream = "conference/1";
    ask("conference/new", conference::ConferenceDraft{call});
    conference::SiteSpec centre{.unit = unit, .name = "Trung tâm"};
    centre.level = conference::SiteLevel::kCentre;
    ask(stream, conference::SiteAdd{centre});
    ask(stream, conference::SiteAdd{{.unit = unit, .name = "Lào Cai"}});
    ask(stream, conference::ItemAdd{{.title = "Khai mạc"}});
    ask(stream, conference::ChairsAppoint{{{1}, {}, {1}}, {}});
    ask(stream, conference::ConferenceConvene{});
  }
  template <class Command>
  void ask(const std::string& stream, const Command& command) {
    const auto answer = desk.command(stream, Command::kName, Json(command));
    ASSERT_EQ(answer.status, 200) << Command::kName << answer.body;
  }
  // The secret of a new link of site 2.
  std::string link(Json roles, uint32_t max_devices = 0, uint32_t hours = 72) {
    const auto answer = desk.post("/api/links", {{"conference", 1},
                                                 {"site", 2},
                                                 {"roles", std::move(roles)},
                                                 {"hours", hours},
                                                 {"max_devices", max_devices}});
    EXPECT_EQ(answer.status, 200) << answer.body;
    const std::string secret = answer.body.value("secret", "");
    EXPECT_EQ(answer.body.value("url", ""), "https://192.0.2.1:7880/s/" + secret);
    return secret;
  }
  static Browser::Answer join(Browser& browser, const std::string& secret, const char* role) {
    return browser.post("/api/devices", {{"secret", secret}, {"role", role}});
  }
  static Browser::Answer media(Browser& browser, Json more = Json::object()) {
    more["conference"] = 1;
    return browser.post("/api/media", more);
  }

  TestApi api;
  Browser desk{api};
  Browser room{api, 50};
};

TEST_F(Rooms, lets_a_device_in_by_a_link_and_gives_it_a_lasting_key) {
  const std::string secret = link({"sound", "strip"});
  const auto look = room.get("/api/links/" + secret);
  EXPECT_EQ(look.body["site_name"], "Lào Cai");
  EXPECT_EQ(look.body["expired"], false);
  const auto in = join(room, secret, "sound");
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_EQ(in.body["site"], 2);
  EXPECT_EQ(in.cookie.find("diemcau_sound="), 0u);
  EXPECT_EQ(room.get("/api/me").body["rooms"][0]["site_name"], "Lào Cai");
  // Nothing on the disk lets anybody in again.
  EXPECT_EQ(in.cookie.find(secret), std::string::npos);
  EXPECT_EQ(Json(api.clerk->folds().conferences.at({1})).dump().find(secret), std::string::npos);
  EXPECT_EQ(Json(api.clerk->folds().conferences.at({1})).dump().find(room.cookies["diemcau_sound"]),
            std::string::npos);
}

TEST_F(Rooms, knows_a_browser_that_comes_again) {
  const std::string secret = link({"strip"});
  const auto first = join(room, secret, "strip");
  const std::string key = room.cookies["diemcau_strip"];
  const auto again = join(room, secret, "strip");
  EXPECT_EQ(again.body["device"], first.body["device"]);
  EXPECT_EQ(room.cookies["diemcau_strip"], key);
  api.start();
  EXPECT_EQ(room.get("/api/me").body["rooms"][0]["device"], first.body["device"]);
}

TEST_F(Rooms, refuses_links_that_are_forged_expired_revoked_or_used_up) {
  for (const char* forged :
       {"AAAAAAAAAAAAAAAAAAAAAA", "short", "%2E%2E%2F", "' OR 1=1 --aaaaaaa"}) {
    EXPECT_EQ(join(room, forged, "strip").code(), "link.unknown");
  }
  EXPECT_EQ(room.get("/api/links/AAAAAAAAAAAAAAAAAAAAAA").status, 404);

  const std::string one = link({"strip"}, 1);
  EXPECT_EQ(join(room, one, "strip").status, 200);
  Browser second(api, 51);
  EXPECT_EQ(join(second, one, "strip").status, 409);
  EXPECT_EQ(join(second, one, "sound").status, 409);
  EXPECT_TRUE(second.cookies.empty());

  const std::string gone = link({"strip"});
  ask("conference/1", conference::LinkRevoke{{2}, {2}});
  EXPECT_EQ(room.get("/api/links/" + gone).body["expired"], true);
  EXPECT_EQ(join(second, gone, "strip").status, 409);

  const std::string old = link({"strip"}, 0, 1);
  api.pass(2h);
  EXPECT_EQ(room.get("/api/links/" + old).body["expired"], true);
  EXPECT_EQ(join(second, old, "strip").status, 409);
}

TEST_F(Rooms, puts_the_devices_of_a_revoked_link_out) {
  join(room, link({"strip"}), "strip");
  ask("conference/1", conference::LinkRevoke{{2}, {1}});
  EXPECT_TRUE(room.get("/api/me").body["rooms"].empty());
  EXPECT_EQ(media(room).status, 403);
}

TEST_F(Rooms, lets_a_link_do_what_it_is_for_only) {
  const std::string phones = link({"phone"});
  EXPECT_EQ(join(room, phones, "sound").status, 409);
  EXPECT_EQ(join(room, phones, "pilot").status, 400);
  EXPECT_EQ(join(room, phones, "phone").status, 200);
  EXPECT_EQ(room.command("conference/1", "floor.next", Json::object()).status, 409);
}

TEST_F(Rooms, gives_links_out_by_who_prepares_the_conference_only) {
  const Json wish = {{"conference", 1}, {"site", 2}, {"roles", {"sound"}}, {"hours", 72}};
  EXPECT_GE(room.post("/api/links", wish).status, 401);
  api.account("nguoila", Role::kViewer);
  Browser other(api, 52);
  other.sign_in("nguoila");
  EXPECT_EQ(other.post("/api/links", wish).status, 409);
  for (const uint32_t hours : {0u, 400u * 24 + 1}) {
    Json bad = wish;
    bad["hours"] = hours;
    EXPECT_EQ(desk.post("/api/links", bad).code(), "link.hours");
  }
  Json nowhere = wish;
  nowhere["conference"] = 9;
  EXPECT_GE(desk.post("/api/links", nowhere).status, 400);
}

TEST_F(Rooms, hands_the_media_to_who_has_a_place_and_sound_to_one_device) {
  EXPECT_EQ(media(room).status, 403);
  const std::string secret = link({"sound", "strip", "display"});
  join(room, secret, "sound");
  const auto claim = conference::SoundClaim{{2}, {1}};
  EXPECT_EQ(room.command("conference/1", claim.kName, Json(claim)).status, 200);
  const auto mine = media(room);
  ASSERT_EQ(mine.status, 200) << mine.body;
  EXPECT_EQ(mine.body["room"], "conference-1");
  EXPECT_EQ(mine.body["identity"], "site-2");
  Browser second(api, 51);
  EXPECT_EQ(join(second, secret, "sound").status, 409);
  EXPECT_EQ(join(second, secret, "strip").status, 200);
  EXPECT_EQ(media(second).body["identity"], "strip-2");
  const auto take = Json(conference::SoundClaim{{2}, {2}});
  EXPECT_EQ(second.command("conference/1", claim.kName, take).status, 409);
  join(second, secret, "display");
  EXPECT_EQ(media(second, {{"role", "display"}}).body["identity"], "display-3");
  EXPECT_EQ(media(desk).body["identity"], "control-1");
  EXPECT_EQ(desk.post("/api/media", {{"conference", 9}}).status, 404);
}

TEST_F(Rooms, limits_tries_of_links_by_address) {
  int refused = 0;
  for (int i = 0; i < 402; ++i) {
    refused += room.get("/api/links/AAAAAAAAAAAAAAAAAAAAAA").status == 429 ? 1 : 0;
  }
  EXPECT_EQ(refused, 2);
  EXPECT_EQ(Browser(api, 99).get("/api/links/AAAAAAAAAAAAAAAAAAAAAA").status, 404);
}

}  // namespace
}  // namespace diemcau::api
