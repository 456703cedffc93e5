#include "api/door.h"

#include "api/body.h"
#include "api/cookies.h"
#include "api/refusals.h"
#include "api/test_api.h"

// Who is let near at all: cookies, secrets, bodies, pages of other sites, a server that is busy.
namespace diemcau::api {
namespace {

using http::HttpRequest;
using organisation::Role;

HttpRequest with_header(const char* name, std::string value) {
  HttpRequest request;
  request.headers = {{name, std::move(value)}, {"Host", "192.0.2.1:7880"}};
  return request;
}

// ── Cookies and secrets ──────────────────────────────────────────────────────────────────────────

TEST(Cookies, are_found_by_their_whole_name) {
  const auto request = with_header("Cookie", "a=1; diemcau_session=abc=d;  b=2;junk; c=");
  EXPECT_EQ(cookie(request, "diemcau_session"), "abc=d");
  EXPECT_EQ(cookie(request, "b"), "2");
  EXPECT_EQ(cookie(request, "c"), "");
  EXPECT_EQ(cookie(request, "session"), "");
  EXPECT_EQ(cookie(request, "junk"), "");
  EXPECT_EQ(cookie(HttpRequest{}, "a"), "");
}

TEST(Cookies, are_never_read_by_scripts_or_sent_by_other_sites) {
  const std::string plain = set_cookie(false, "a", "b", 60);
  EXPECT_EQ(plain, "a=b; Path=/; Max-Age=60; HttpOnly; SameSite=Strict");
  EXPECT_EQ(set_cookie(true, "a", "b", 60), plain + "; Secure");
}

TEST(Secrets, differ_and_look_like_secrets) {
  RepeatableRandom random(1);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string secret = make_secret(random);
    EXPECT_TRUE(looks_like_secret(secret)) << secret;
    EXPECT_TRUE(seen.insert(secret).second);
  }
  EXPECT_FALSE(looks_like_secret(""));
  EXPECT_FALSE(looks_like_secret(std::string(23, 'A')));
  EXPECT_FALSE(looks_like_secret("AAAAAAAAAAAAAAAAAAAA.A"));
}

TEST(Secrets, are_kept_as_sha256) {
  EXPECT_EQ(hash_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Numbers, in_an_address_are_digits_only) {
  EXPECT_EQ(number_of("12"), 12u);
  for (const char* bad : {"", "0", "-1", "+1", " 1", "1x", "4294967296", "1.5"}) {
    EXPECT_FALSE(number_of(bad)) << bad;
  }
}

TEST(Names, are_limited_each_by_itself_and_forgotten_when_quiet) {
  NameLimiter names({.burst = 2, .per_second = 0.5}, 3);
  Instant now{};
  EXPECT_TRUE(names.take("a", now) && names.take("a", now));
  EXPECT_FALSE(names.take("a", now));
  EXPECT_TRUE(names.take("b", now));
  names.give_back("a");
  EXPECT_TRUE(names.take("a", now));
  now += 2s;
  EXPECT_TRUE(names.take("a", now));
  EXPECT_FALSE(names.take("a", now));
  for (const char* name : {"c", "d", "e", "f"}) EXPECT_TRUE(names.take(name, now));
  EXPECT_LE(names.names(), 3u);
}

// ── Whose page ───────────────────────────────────────────────────────────────────────────────────

TEST(OwnPage, is_told_by_fetch_metadata) {
  EXPECT_TRUE(is_from_own_page(with_header("Sec-Fetch-Site", "same-origin")));
  for (const char* site : {"cross-site", "same-site", "none"}) {
    EXPECT_FALSE(is_from_own_page(with_header("Sec-Fetch-Site", site))) << site;
  }
}

TEST(OwnPage, is_told_by_the_origin_of_older_browsers) {
  EXPECT_TRUE(is_from_own_page(with_header("Origin", "https://192.0.2.1:7880")));
  for (const char* origin : {"https://evil.example", "null", "https://192.0.2.1",
                             "https://192.0.2.1:7880.evil.example", "192.0.2.1:7880"}) {
    EXPECT_FALSE(is_from_own_page(with_header("Origin", origin))) << origin;
  }
  EXPECT_TRUE(is_from_own_page(with_header("User-Agent", "curl")));
}

class Door : public testing::Test {
 protected:
  Door() {
    api.must(organisation::WordsBegin{});
    api.account("quantri", Role::kAdministrator);
  }
  TestApi api;
  Browser browser{api};
};

TEST_F(Door, refuses_what_another_sites_page_sends) {
  browser.sign_in("quantri");
  const auto seq = api.clerk->folds().seq;
  for (const char* site : {"cross-site", "same-site"}) {
    browser.headers = {{"Sec-Fetch-Site", site}};
    for (const char* path : {"/api/login", "/api/logout", "/api/password", "/api/commands",
                             "/api/links", "/api/devices", "/api/media", "/api/accounts/1/link",
                             "/api/accounts/claim", "/api/organisation/preview?what=units"}) {
      const auto answer = browser.post(path, Json::object());
      EXPECT_EQ(answer.status, 403) << path;
      EXPECT_EQ(answer.code(), "request.elsewhere");
    }
  }
  EXPECT_EQ(api.clerk->folds().seq, seq);
}

// ── Bodies and answers ───────────────────────────────────────────────────────────────────────────

TEST_F(Door, reads_json_that_says_that_it_is_json) {
  EXPECT_EQ(browser.ask("POST", "/api/login", "not json").status, 400);
  EXPECT_EQ(browser.ask("POST", "/api/login", "[]").status, 400);
  EXPECT_EQ(browser.post("/api/login", {{"login", 7}, {"password", "x"}}).status, 400);
  EXPECT_EQ(browser.post("/api/login", {{"login", "a"}, {"password", "x"}, {"more", 1}}).status,
            400);
  browser.content_type = "text/plain";
  EXPECT_EQ(browser.sign_in("quantri").status, 400);
  browser.content_type = "application/json; charset=utf-8";
  EXPECT_EQ(browser.sign_in("quantri").status, 200);
}

TEST_F(Door, refuses_commands_that_are_none) {
  browser.sign_in("quantri");
  const auto status = [&](Json body) { return browser.post("/api/commands", body).status; };
  const Json good = {{"stream", "organisation"},
                     {"command", "unit.add"},
                     {"body", {{"spec", {{"code", "A"}, {"name", "A"}, {"level", "province"}}}}}};
  for (const char* member : {"stream", "command", "body"}) {
    Json less = good;
    less.erase(member);
    EXPECT_EQ(status(less), 400) << member;
    Json other = good;
    other[member] = 7;
    EXPECT_EQ(status(other), 400) << member;
  }
  Json unknown = good;
  unknown["command"] = "unit.fly";
  EXPECT_EQ(status(unknown), 400);
  unknown = good;
  unknown["body"]["system"] = true;
  EXPECT_EQ(status(unknown), 400);
  unknown = good;
  unknown["stream"] = "elsewhere";
  EXPECT_GE(status(unknown), 400);
  EXPECT_EQ(status(good), 200);
  EXPECT_EQ(status(good), 409);
}

TEST_F(Door, answers_a_command_when_it_is_on_the_disk) {
  browser.sign_in("quantri");
  const auto answer =
      browser.command("organisation", "unit.add",
                      {{"spec", {{"code", "A"}, {"name", "Tỉnh A"}, {"level", "province"}}}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.body["stream"], "organisation");
  EXPECT_EQ(answer.body["seq"], api.store->journal().last().value);
  api.start();
  EXPECT_EQ(api.state().units.size(), 1u);
}

TEST_F(Door, tells_a_refusal_in_both_languages_with_its_facts) {
  browser.sign_in("quantri");
  const auto answer = browser.command("organisation", "unit.close", {{"unit", 9}, {"day", ""}});
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.code(), "unit.unknown");
  EXPECT_EQ(answer.body["facts"]["unit"], 9);
  EXPECT_NE(answer.body["message_vi"], answer.body["message_en"]);
}

TEST_F(Door, says_that_it_is_busy_and_does_nothing) {
  browser.sign_in("quantri");
  api.office_is_full = true;
  for (const char* path : {"/api/me", "/api/search?q=a", "/api/organisation/imports"}) {
    const auto answer = browser.get(path);
    EXPECT_EQ(answer.status, 503) << path;
    EXPECT_EQ(answer.code(), "office.busy");
  }
  EXPECT_EQ(browser.sign_in("quantri").status, 503);
  EXPECT_EQ(browser.command("organisation", "words.begin", Json::object()).status, 503);
  api.office_is_full = false;
  api.passwords_are_full = true;
  EXPECT_EQ(browser.sign_in("quantri").status, 503);
  // A busy server's answer is no wrong password.
  api.passwords_are_full = false;
  for (int i = 0; i < 9; ++i) EXPECT_EQ(browser.sign_in("quantri", "sai").status, 401);
  EXPECT_EQ(browser.sign_in("quantri").status, 200);
}

TEST_F(Door, reads_a_large_command_for_who_is_signed_in_only) {
  const Json body = {{"import", 1}, {"why", std::string(100'000, 'x')}};
  EXPECT_EQ(browser.command("organisation", "import.undo", body).status, 401);
  browser.sign_in("quantri");
  EXPECT_EQ(browser.command("organisation", "import.undo", body).code(), "import.unknown");
  EXPECT_EQ(browser.ask("POST", "/api/commands", std::string(100'000, '{')).status, 400);
}

TEST(DoorRefusals, have_sentences_in_both_languages_once_each) {
  std::set<std::string_view> codes;
  for (const auto& one : kRefusals) {
    EXPECT_TRUE(codes.insert(one.code).second) << one.code;
    EXPECT_FALSE(one.vi.empty() || one.en.empty()) << one.code;
  }
}

}  // namespace
}  // namespace diemcau::api
