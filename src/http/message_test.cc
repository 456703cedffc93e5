#include "http/message.h"

#include <gtest/gtest.h>

namespace diemcau::http {
namespace {

TEST(Message, DecodesPercents) {
  EXPECT_EQ(percent_decode("h%E1%BB%8Dp%201"), "họp 1");
  EXPECT_EQ(percent_decode("a+b"), "a+b");
  EXPECT_EQ(percent_decode("a+b", true), "a b");
  EXPECT_EQ(percent_decode(""), "");
  for (const char* text : {"%", "%4", "%g1", "a%2", "%-1", "% 1"}) {
    EXPECT_FALSE(percent_decode(text)) << text;
  }
}

TEST(Message, EncodesSoThatDecodingGivesItBack) {
  EXPECT_EQ(percent_encode("họp 1/2"), "h%E1%BB%8Dp%201%2F2");
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(percent_decode(percent_encode(all)), all);
}

TEST(Message, TakesTargetsApart) {
  HttpRequest request{.target = "/a%20b/c?x=1&y=a%26b&z&=e&&x=2"};
  ASSERT_TRUE(request.parse_target());
  EXPECT_EQ(request.path, "/a%20b/c");
  EXPECT_EQ(request.query,
            (std::vector<NamedValue>{{"x", "1"}, {"y", "a&b"}, {"z", ""}, {"", "e"}, {"x", "2"}}));
  EXPECT_EQ(request.query_value("x"), "1");
  EXPECT_FALSE(request.query_value("w"));
}

TEST(Message, RefusesTargetsThatAreNoPaths) {
  for (const char* target : {"", "*", "example.org:443", "http://a/", "/a?x=%"}) {
    HttpRequest request{.target = target};
    EXPECT_FALSE(request.parse_target()) << target;
  }
}

TEST(Message, GivesOutOnlyHostsThatAreSafeInAHeader) {
  const auto host = [](std::string value) {
    const HttpRequest request{.headers = {{"Host", std::move(value)}}};
    return std::string(request.host());
  };
  EXPECT_EQ(host("192.0.2.1:7880"), "192.0.2.1:7880");
  EXPECT_EQ(host("[2001:db8::1]:7880"), "[2001:db8::1]:7880");
  EXPECT_EQ(host("a.example;script-src *"), "");
  EXPECT_EQ(host("user@a"), "");
  EXPECT_EQ(host("a\r\nb"), "");
  EXPECT_EQ(host(std::string(300, 'a')), "");
}

TEST(Message, FindsHeadersInLettersOfAnyCase) {
  const HttpRequest request{.headers = {{"X-One", "1"}, {"x-one", "2"}}};
  EXPECT_EQ(request.header("x-ONE"), "1");
  EXPECT_EQ(request.header("x-on"), "");
}

}  // namespace
}  // namespace diemcau::http
