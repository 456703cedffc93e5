#include "http/url.h"

#include <gtest/gtest.h>

namespace diemcau::http {
namespace {

std::string described(std::string_view text) {
  const auto url = parse_url(text);
  if (!url) return "none";
  return (url->secure ? "s " : "- ") + url->host + " " + std::to_string(url->port) + " " +
         url->target + " " + url->authority();
}

TEST(Url, IsTakenApart) {
  EXPECT_EQ(described("http://example.org"), "- example.org 80 / example.org");
  EXPECT_EQ(described("HTTPS://example.org/a/b?c=d"), "s example.org 443 /a/b?c=d example.org");
  EXPECT_EQ(described("https://example.org:8443?x"), "s example.org 8443 /?x example.org:8443");
  EXPECT_EQ(described("http://127.0.0.1:80/"), "- 127.0.0.1 80 / 127.0.0.1");
  EXPECT_EQ(described("http://[::1]:8080/x"), "- ::1 8080 /x [::1]:8080");
}

TEST(Url, AllElseIsNone) {
  for (const char* text :
       {"", "example.org", "ftp://example.org", "http://", "http:///x", "http://a b/",
        "http://user:secret@example.org/", "http://example.org:0/", "http://example.org:65536/",
        "http://example.org:x/", "http://example.org:/", "http://[::1/", "http://[::1]x/",
        "http://[example.org]/", "http://::1/", "http://example.org/#part",
        "http://example.org/\r\nX: y", "http://exämple.org/", "http://exa_mple!/"}) {
    EXPECT_EQ(described(text), "none") << text;
  }
}

}  // namespace
}  // namespace diemcau::http
