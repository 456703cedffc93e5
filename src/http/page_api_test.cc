#include "http/page_api.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "http/test_router.h"

namespace diemcau::http {
namespace {

using nlohmann::json;

class PageApiTest : public testing::Test {
 protected:
  void SetUp() override {
    PageApiConfig config;
    config.info = [this] { return info; };
    config.create_token = [](const PageGuest& guest) {
      return "token of " + guest.name + " in " + guest.language;
    };
    config.joins = {.burst = 5, .per_second = 1};
    add_page_api(router, std::move(config), random);
  }

  HttpResponse join(const std::string& room, const std::string& body,
                    const std::string& type = "application/json; charset=utf-8") {
    HttpRequest request{.method = "POST", .target = "/api/rooms/" + room + "/join", .body = body};
    request.headers = {{"Content-Type", type}, {"Host", "192.0.2.1:7880"}};
    request.secure = true;
    request.received_at = now;
    EXPECT_TRUE(request.parse_target());
    return answer_now(router, request);
  }
  std::string code_of(const HttpResponse& response) {
    now += 10s;  // not to meet the limit of joins
    return json::parse(response.body).value("code", "");
  }

  PageInfo info{.version = "1", .name = "n", .open_rooms = true, .demo_room = "demo"};
  RepeatableRandom random{1};
  Router router;
  Instant now{};
};

TEST_F(PageApiTest, LetsGuestsIn) {
  const auto response = join("h%E1%BB%8Dp", R"({"name":"  An ","language":"en"})");
  ASSERT_EQ(response.status, 200) << response.body;
  const json answer = json::parse(response.body);
  EXPECT_EQ(answer["token"], "token of An in en");
  EXPECT_EQ(answer["room"], "họp");
  EXPECT_EQ(answer["url"], "wss://192.0.2.1:7880");
  EXPECT_EQ(answer["identity"].get<std::string>().substr(0, 6), "guest-");
  EXPECT_EQ(response.header("Cache-Control"), "no-store");
  const json next = json::parse(join("r", R"({"name":"B"})").body);
  EXPECT_NE(next["identity"], answer["identity"]);
  EXPECT_EQ(next["token"], "token of B in vi");
}

TEST_F(PageApiTest, KeepsRoomsClosedButTheDemo) {
  info.open_rooms = false;
  EXPECT_EQ(code_of(join("r", R"({"name":"An"})")), "rooms_closed");
  EXPECT_EQ(join("demo", R"({"name":"An"})").status, 200);
  info.demo_room.clear();
  EXPECT_EQ(code_of(join("demo", R"({"name":"An"})")), "rooms_closed");
}

TEST_F(PageApiTest, RefusesWhatIsNotARequestOfThePage) {
  EXPECT_EQ(code_of(join("a%2Fb", R"({"name":"An"})")), "bad_room");
  EXPECT_EQ(code_of(join("r", R"({"name":""})")), "bad_name");
  EXPECT_EQ(code_of(join("r", R"({})")), "bad_name");
  for (const char* body : {"", "[]", "{", R"({"name":1})", R"({"name":"A","language":[]})"}) {
    EXPECT_EQ(code_of(join("r", body)), "bad_request") << body;
  }
  // What a form of another site could send without asking.
  EXPECT_EQ(code_of(join("r", R"({"name":"An"})", "text/plain")), "bad_request");
  EXPECT_EQ(code_of(join("r", "{\"name\":\"\xff\"}")), "bad_request");
  const std::string deep(100'000, '[');
  EXPECT_EQ(code_of(join("r", deep)), "bad_request");
}

TEST_F(PageApiTest, SlowsAFloodDown) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(join("r", R"({"name":"An"})").status, 200);
  const auto refused = join("r", R"({"name":"An"})");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("Retry-After"), "5");
}

TEST_F(PageApiTest, TellsAboutTheServer) {
  info.addresses = {"https://192.0.2.1:7880"};
  info.ca_fingerprint = "AB";
  HttpRequest request{.method = "GET", .target = "/api/info"};
  ASSERT_TRUE(request.parse_target());
  const json answer = json::parse(answer_now(router, request).body);
  EXPECT_EQ(answer["addresses"][0], "https://192.0.2.1:7880");
  EXPECT_EQ(answer["ca_fingerprint"], "AB");
  EXPECT_EQ(answer["open_rooms"], true);
}

}  // namespace
}  // namespace diemcau::http
