#include "api/feed.h"

#include "api/test_api.h"

namespace diemcau::api {
namespace {

using http::ConnectionId;
using organisation::Role;

http::HttpRequest page_of(const Browser& browser, const char* site = "same-origin") {
  http::HttpRequest request;
  request.headers = {{"Sec-Fetch-Site", site}, {"Host", "192.0.2.1:7880"}};
  for (const auto& [name, value] : browser.cookies) {
    request.headers.emplace_back("Cookie", name + "=" + value);
  }
  return request;
}

// Connections that no socket stands behind: what they are sent is looked at where it leaves the
// office.
class FeedTest : public testing::Test {
 protected:
  FeedTest()
      : server({.listen = {}, .limits = {}, .now = [this] { return api.steady; }}, http::Router{},
               {}),
        feed(api.line(), {[this] { return api.now; }, [this] { return api.steady; }}) {
    api.must(organisation::WordsBegin{});
    api.account("thuky", Role::kSecretariat);
    browser.sign_in("thuky");
    feed.attach(server);
  }
  void open(ConnectionId id) {
    EXPECT_FALSE(feed.admit(id, page_of(browser)));
    feed.handle_open(id);
  }
  void say(ConnectionId id, const std::string& text) {
    feed.handle_message(id, as_bytes(text));
    api.run_all();
  }
  void show(ConnectionId id, const std::string& view) {
    say(id, Json{{"show", view}, {"after", 0}}.dump());
  }

  TestApi api;
  Browser browser{api};
  http::HttpServer server;
  Feed feed;
  const ConnectionId page{1};
};

TEST_F(FeedTest, lets_no_page_of_another_site_in) {
  const auto refusal = feed.admit(page, page_of(browser, "cross-site"));
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->status, 403);
  EXPECT_EQ(feed.pages(), 0u);
}

TEST_F(FeedTest, follows_a_view_until_it_is_hidden_or_the_page_goes) {
  open(page);
  show(page, "conferences");
  EXPECT_EQ(api.screens->screens(), 1u);
  ASSERT_EQ(api.messages.size(), 1u);
  const Json first = Json::parse(*api.messages[0].text);
  EXPECT_EQ(first["view"], "conferences");
  EXPECT_TRUE(first.contains("state")) << first;

  const conference::Call call{"Hội nghị", {}, {{{1000}, {2000}}}};
  browser.command("conference/new", "conference.draft", Json(conference::ConferenceDraft{call}));
  ASSERT_GE(api.messages.size(), 2u);
  EXPECT_TRUE(Json::parse(*api.messages[1].text).contains("patch"));

  say(page, R"({"hide":"conferences"})");
  EXPECT_EQ(api.screens->screens(), 0u);
  show(page, "conferences");
  feed.handle_closed(page);
  api.run_all();
  EXPECT_EQ(api.screens->screens(), 0u);
  EXPECT_EQ(feed.pages(), 0u);
}

TEST_F(FeedTest, shows_the_same_view_once_a_page) {
  open(page);
  for (int i = 0; i < 5; ++i) show(page, "conferences");
  EXPECT_EQ(api.screens->screens(), 1u);
}

TEST_F(FeedTest, refuses_a_view_that_the_caller_may_not_see) {
  Browser nobody(api, 9);
  EXPECT_FALSE(feed.admit(page, page_of(nobody)));
  feed.handle_open(page);
  show(page, "conference/1/control");
  ASSERT_EQ(api.messages.size(), 1u);
  EXPECT_TRUE(Json::parse(*api.messages[0].text).contains("refused"));
}

TEST_F(FeedTest, carries_sixteen_views_a_page) {
  open(page);
  for (int i = 0; i < 20; ++i) show(page, "conference/" + std::to_string(i + 1) + "/control");
  EXPECT_LE(api.screens->screens(), 16u);
  open(ConnectionId{2});
  show(ConnectionId{2}, "conferences");
  EXPECT_EQ(api.messages.back().to.value, 17u);
}

TEST_F(FeedTest, writes_down_whose_data_a_page_shows) {
  const UnitId unit = api.unit("T1", "Tỉnh Hà Nam");
  organisation::PersonAdd add;
  add.personal.name = "Mẫu Văn Bình";
  add.personal.telephone = "0200 000 000";
  add.post.unit = unit;
  add.post.title = "secretary";
  api.must(add);
  const PersonId binh{api.state().last.person};
  const std::string view = "unit/" + std::to_string(unit.value);
  const auto read = [&] { return api.store->access_log().of_person(binh, 10).value(); };

  open(page);
  show(page, view);
  ASSERT_EQ(read().size(), 1u);
  EXPECT_EQ(read()[0].what, view);
  EXPECT_EQ(read()[0].purpose, "see_personal");
  api.pass(std::chrono::minutes(10));
  open(ConnectionId{2});
  show(ConnectionId{2}, view);
  EXPECT_EQ(read().size(), 1u) << "once an hour";
  api.pass(std::chrono::minutes(60));
  open(ConnectionId{3});
  show(ConnectionId{3}, view);
  EXPECT_EQ(read().size(), 2u);

  Browser clerk(api, 9);
  api.account("vanthu", Role::kClerk, unit);
  clerk.sign_in("vanthu");
  EXPECT_FALSE(feed.admit(ConnectionId{4}, page_of(clerk)));
  feed.handle_open(ConnectionId{4});
  show(ConnectionId{4}, view);
  EXPECT_EQ(read().size(), 2u) << "who is not shown it has not read it";
}

TEST_F(FeedTest, passes_over_what_is_no_message) {
  open(page);
  for (const char* text :
       {"", "[]", "null", "{", R"({"show":7})", R"({"show":"a","hide":"b"})", R"({"show":""})"}) {
    say(page, text);
  }
  say(page, Json{{"show", std::string(101, 'v')}}.dump());
  say(page, std::string(2000, ' ') + R"({"show":"conferences"})");
  say(ConnectionId{77}, R"({"show":"conferences"})");
  EXPECT_EQ(api.screens->screens(), 0u);
}

TEST_F(FeedTest, keeps_nothing_of_a_view_that_a_busy_office_did_not_take) {
  open(page);
  api.office_is_full = true;
  show(page, "conferences");
  api.office_is_full = false;
  feed.handle_closed(page);
  api.run_all();
  EXPECT_EQ(api.screens->screens(), 0u);
}

}  // namespace
}  // namespace diemcau::api
