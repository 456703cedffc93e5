#include "http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "http/test_router.h"

namespace diemcau::http {
namespace {

HttpResponse ask(const Router& router, std::string method, std::string target) {
  HttpRequest request{.method = std::move(method), .target = std::move(target)};
  EXPECT_TRUE(request.parse_target());
  return answer_now(router, request);
}

Handler says(std::string text) {
  return [text](const HttpRequest&) { return HttpResponse::text(200, text); };
}

TEST(Router, FindsThePatternThatWasAddedFirst) {
  Router router;
  router.add("GET", "/a/b", says("exact"));
  router.add("GET", "/a/{x}", [](const HttpRequest& request) {
    return HttpResponse::text(200, "x=" + std::string(request.route_value("x")));
  });
  router.add("POST", "/t/*", says("rest"));
  EXPECT_EQ(ask(router, "GET", "/a/b").body, "exact");
  EXPECT_EQ(ask(router, "HEAD", "/a/b").body, "exact");
  EXPECT_EQ(ask(router, "GET", "/a/h%E1%BB%8Dp%2F1").body, "x=họp/1");
  EXPECT_EQ(ask(router, "POST", "/t/one/two").body, "rest");
  EXPECT_EQ(ask(router, "GET", "/a/").status, 404);
  EXPECT_EQ(ask(router, "GET", "/a/%zz").status, 404);
  EXPECT_EQ(ask(router, "GET", "/a/b/c").status, 404);
  EXPECT_EQ(ask(router, "GET", "/").status, 404);
}

TEST(Router, SaysWhichMethodsThereAre) {
  Router router;
  router.add("GET", "/a", says(""));
  router.add("PUT", "/a", says(""));
  const auto refused = ask(router, "POST", "/a");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("Allow"), "GET, HEAD, PUT");
}

TEST(Router, FallsBackForReadersOnly) {
  Router router;
  router.set_fallback(says("page"));
  EXPECT_EQ(ask(router, "GET", "/r/room").body, "page");
  EXPECT_EQ(ask(router, "POST", "/r/room").status, 404);
}

TEST(Router, OpensPrefixesToAnyOriginAndNothingBeside) {
  Router router;
  router.add("GET", "/rtc/validate", says("ok"));
  router.add("GET", "/rtcx", says("ok"));
  router.allow_any_origin("/rtc");
  EXPECT_EQ(ask(router, "GET", "/rtc/validate").header("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(ask(router, "GET", "/rtc/none").header("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(ask(router, "GET", "/rtcx").header("Access-Control-Allow-Origin"), "");
  const auto preflight = ask(router, "OPTIONS", "/rtc/validate");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.header("Access-Control-Allow-Headers"), "Authorization, Content-Type");
  EXPECT_EQ(ask(router, "OPTIONS", "/rtcx").status, 405);
}

TEST(Router, AnswersForHandlersThatThrow) {
  Router router;
  router.add("GET", "/a",
             [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("x"); });
  EXPECT_EQ(ask(router, "GET", "/a").status, 500);
}

}  // namespace
}  // namespace diemcau::http
