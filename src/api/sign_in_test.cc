#include "api/sign_in.h"

#include "api/test_api.h"

namespace diemcau::api {
namespace {

using organisation::Role;

class SignIn : public testing::Test {
 protected:
  SignIn() {
    api.must(organisation::WordsBegin{});
    admin = api.account("quantri", Role::kAdministrator);
  }
  std::string secret_of(const Browser::Answer& link) {
    const std::string url = link.body.value("url", "");
    return url.substr(url.rfind('/') + 1);
  }
  Browser::Answer claim(Browser& by, const std::string& secret, const std::string& login,
                        const std::string& password = "một mật khẩu mới") {
    return by.post("/api/accounts/claim",
                   {{"secret", secret}, {"login", login}, {"password", password}});
  }

  TestApi api;
  AccountId admin;
  Browser browser{api};
};

TEST_F(SignIn, opens_a_session_by_name_and_password) {
  EXPECT_EQ(browser.get("/api/me").body["account"], 0);
  const auto answer = browser.sign_in("  QuanTri ");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.body["account"], admin.value);
  EXPECT_EQ(answer.body["administrator"], true);
  EXPECT_EQ(answer.cookie.find("diemcau_session="), 0u);
  for (const char* flag : {"HttpOnly", "SameSite=Strict", "Secure"}) {
    EXPECT_NE(answer.cookie.find(flag), std::string::npos) << flag;
  }
  EXPECT_EQ(browser.get("/api/me").body["account"], admin.value);
  EXPECT_EQ(answer.body["may"].dump().find("convene"), std::string::npos);
  EXPECT_NE(answer.body["may"].dump().find("import"), std::string::npos);
}

TEST_F(SignIn, says_the_same_of_a_wrong_password_and_a_stranger) {
  const auto wrong = browser.sign_in("quantri", "sai mật khẩu rồi");
  const auto stranger = browser.sign_in("khonghe", "sai mật khẩu rồi");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.code(), "login.wrong");
  EXPECT_EQ(wrong.body, stranger.body);
  EXPECT_TRUE(browser.cookies.empty());
  EXPECT_EQ(browser.sign_in("quantri", std::string(2000, 'x')).status, 400);
}

TEST_F(SignIn, stops_who_tries_one_name_from_many_addresses) {
  for (uint8_t i = 0; i < 10; ++i) {
    Browser other(api, static_cast<uint8_t>(20 + i));
    EXPECT_EQ(other.sign_in("quantri", "sai").status, 401);
  }
  Browser last(api, 200);
  EXPECT_EQ(last.sign_in("QUANTRI", "sai").status, 429);
  EXPECT_EQ(last.sign_in("quantri").status, 429);
  EXPECT_EQ(last.sign_in("nguoikhac", "sai").status, 401);
  api.pass(31s);
  EXPECT_EQ(last.sign_in("quantri").status, 200);
}

TEST_F(SignIn, does_not_count_right_passwords_against_a_name) {
  for (int i = 0; i < 30; ++i) EXPECT_EQ(browser.sign_in("quantri").status, 200);
}

TEST_F(SignIn, stops_who_tries_many_names_from_one_address) {
  int refused = 0;
  for (int i = 0; i < 61; ++i) {
    refused += browser.sign_in("ten" + std::to_string(i), "sai").status == 429 ? 1 : 0;
  }
  EXPECT_EQ(refused, 1);
  Browser other(api, 9);
  EXPECT_EQ(other.sign_in("quantri").status, 200);
  api.pass(2s);
  EXPECT_EQ(browser.sign_in("quantri").status, 200);
}

TEST_F(SignIn, ends_a_session_with_the_logout_and_after_twelve_hours) {
  browser.sign_in("quantri");
  const auto kept = browser.cookies;
  EXPECT_EQ(browser.post("/api/logout", Json::object()).status, 200);
  EXPECT_TRUE(browser.cookies.empty());
  browser.cookies = kept;
  EXPECT_EQ(browser.get("/api/me").body["account"], 0);
  browser.sign_in("quantri");
  api.pass(11h);
  EXPECT_EQ(browser.get("/api/me").body["account"], admin.value);
  api.pass(2h);
  EXPECT_EQ(browser.get("/api/me").body["account"], 0);
}

TEST_F(SignIn, keeps_sessions_over_a_restart) {
  browser.sign_in("quantri");
  api.start();
  EXPECT_EQ(browser.get("/api/me").body["account"], admin.value);
}

TEST_F(SignIn, takes_a_forged_cookie_for_nobody) {
  browser.cookies["diemcau_session"] = std::string(43, 'A');
  EXPECT_EQ(browser.get("/api/me").body["account"], 0);
  browser.cookies["diemcau_session"] = "' OR 1=1 --";
  EXPECT_EQ(browser.get("/api/me").body["account"], 0);
  EXPECT_EQ(browser.command("organisation", "words.begin", Json::object()).status, 401);
}

TEST_F(SignIn, lets_the_first_administrator_in_once) {
  TestApi fresh;
  Browser first(fresh);
  const std::string secret = make_secret(fresh.random);
  fresh.must(organisation::FirstAdministratorOffer{hash_of(secret), {fresh.now.ms + 3'600'000}});
  EXPECT_EQ(first.get("/api/me").body["first_administrator"], true);
  const auto claim = [&](const std::string& by, const char* login, const char* password) {
    return first.post("/api/first_administrator",
                      {{"secret", by}, {"login", login}, {"password", password}});
  };
  EXPECT_EQ(claim(secret, "ab", "mật khẩu đủ dài").code(), "login.name");
  EXPECT_EQ(claim(secret, "dau.tien", "ngắn").code(), "password.short");
  EXPECT_EQ(claim("AAAAAAAAAAAAAAAAAAAAAA", "dau.tien", "mật khẩu đủ dài").code(), "first.wrong");
  const auto in = claim(secret, "dau.tien", "mật khẩu đủ dài");
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_EQ(in.body["administrator"], true);
  EXPECT_EQ(in.body["first_administrator"], false);
  EXPECT_EQ(claim(secret, "thu.hai", "mật khẩu đủ dài").code(), "first.wrong");
  EXPECT_EQ(Browser(fresh).sign_in("dau.tien", "mật khẩu đủ dài").status, 200);
}

TEST_F(SignIn, changes_a_password_and_ends_the_other_sessions) {
  Browser elsewhere(api, 8);
  elsewhere.sign_in("quantri");
  browser.sign_in("quantri");
  const auto change = [&](const char* from, const char* to) {
    return browser.post("/api/password", {{"old_password", from}, {"new_password", to}});
  };
  EXPECT_EQ(change("không phải", "mật khẩu thứ hai").code(), "login.wrong");
  EXPECT_EQ(change(TestApi::kPassword, "ngắn").code(), "password.short");
  EXPECT_EQ(change(TestApi::kPassword, "mật khẩu thứ hai").status, 200);
  EXPECT_EQ(browser.get("/api/me").body["account"], admin.value);
  EXPECT_EQ(elsewhere.get("/api/me").body["account"], 0);
  EXPECT_EQ(elsewhere.sign_in("quantri").status, 401);
  EXPECT_EQ(elsewhere.sign_in("quantri", "mật khẩu thứ hai").status, 200);
}

// ── Links for accounts ───────────────────────────────────────────────────────────────────────────

TEST_F(SignIn, hands_an_account_over_by_a_link_that_works_once) {
  const UnitId unit = api.unit("T1", "Tỉnh Hà Nam");
  const PersonId person = api.person("Mẫu Văn An", unit);
  browser.sign_in("quantri");
  ASSERT_EQ(browser
                .command("organisation", "account.create",
                         {{"person", person}, {"label", ""}, {"why", "mới về"}})
                .status,
            200);
  const std::string account = std::to_string(api.state().last.account);
  const auto link = browser.post("/api/accounts/" + account + "/link", Json::object());
  ASSERT_EQ(link.status, 200) << link.body;
  EXPECT_EQ(link.body["url"].get<std::string>().find("https://192.0.2.1:7880/join/"), 0u);
  const std::string secret = secret_of(link);

  Browser other(api, 8);
  const auto look = other.get("/api/accounts/links/" + secret);
  EXPECT_EQ(look.body, (Json{{"name", "Mẫu Văn An"}, {"expired", false}}));
  EXPECT_EQ(claim(other, "AAAAAAAAAAAAAAAAAAAAAA", "quantri").code(), "invitation.wrong");
  EXPECT_EQ(claim(other, secret, "quantri").code(), "login.taken");
  const auto in = claim(other, secret, "an.mau");
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_EQ(in.body["name"], "Mẫu Văn An");
  EXPECT_EQ(in.body["units"], Json::array({unit.value}));
  EXPECT_EQ(claim(other, secret, "an.mau2").code(), "invitation.wrong");
  EXPECT_EQ(other.get("/api/accounts/links/" + secret).status, 404);
  EXPECT_EQ(Browser(api, 9).sign_in("an.mau", "một mật khẩu mới").status, 200);
}

TEST_F(SignIn, voids_an_earlier_link_and_an_old_one) {
  const std::string account = std::to_string(api.account("ban", Role::kClerk).value);
  browser.sign_in("quantri");
  const auto link = [&] {
    return secret_of(browser.post("/api/accounts/" + account + "/link", Json::object()));
  };
  const std::string first = link();
  const std::string second = link();
  Browser other(api, 8);
  EXPECT_EQ(claim(other, first, "ban").code(), "invitation.wrong");
  api.pass(73h);
  EXPECT_EQ(other.get("/api/accounts/links/" + second).body["expired"], true);
  EXPECT_EQ(claim(other, second, "ban").code(), "invitation.expired");
}

TEST_F(SignIn, replaces_a_lost_password_and_ends_what_was_open) {
  const AccountId id = api.account("ban", Role::kClerk);
  Browser before(api, 8);
  before.sign_in("ban");
  browser.sign_in("quantri");
  const auto link =
      browser.post("/api/accounts/" + std::to_string(id.value) + "/link", Json::object());
  Browser after(api, 9);
  EXPECT_EQ(claim(after, secret_of(link), "ban").status, 200);
  EXPECT_EQ(before.get("/api/me").body["account"], 0);
  EXPECT_EQ(before.sign_in("ban").status, 401);
  EXPECT_EQ(before.sign_in("ban", "một mật khẩu mới").status, 200);
}

TEST_F(SignIn, gives_nobody_a_link_to_more_than_they_may) {
  const UnitId unit = api.unit("T1", "Tỉnh Hà Nam");
  const UnitId elsewhere = api.unit("T2", "Tỉnh khác");
  const PersonId person = api.person("Mẫu Văn An", unit);
  const AccountId theirs = api.account("an.mau", Role::kViewer, unit, person);
  api.account("tinh", Role::kAdministrator, unit);
  browser.sign_in("tinh");
  const auto ask = [&](AccountId account) {
    return browser.post("/api/accounts/" + std::to_string(account.value) + "/link", Json::object())
        .code();
  };
  EXPECT_EQ(ask(theirs), "");
  EXPECT_EQ(ask(admin), "role.not_allowed");
  EXPECT_EQ(ask(AccountId{99}), "account.unknown");
  // A role beyond the branch: who gave the link would come by it.
  api.must(organisation::RoleGrant{theirs, Role::kViewer, elsewhere, {}, "thử"});
  EXPECT_EQ(ask(theirs), "role.not_allowed");
  EXPECT_EQ(Browser(api, 8).post("/api/accounts/1/link", Json::object()).status, 401);
}

TEST_F(SignIn, lets_no_page_send_the_command_of_a_link_by_itself) {
  browser.sign_in("quantri");
  for (const char* command : {"account.claim", "first_administrator.claim"}) {
    const auto answer = browser.command("organisation", command, {{"secret_hash", "x"}});
    EXPECT_EQ(answer.status, 400) << command;
    EXPECT_EQ(answer.code(), "command.unknown");
  }
}

TEST_F(SignIn, shuts_a_disabled_account_out_at_once) {
  const AccountId id = api.account("ban", Role::kClerk);
  Browser other(api, 8);
  other.sign_in("ban");
  api.must(organisation::AccountDisable{id, "nghỉ việc"});
  EXPECT_EQ(other.get("/api/me").body["account"], 0);
  EXPECT_EQ(other.sign_in("ban").code(), "account.gone");
}

TEST(Passwords, are_long_enough_and_readable) {
  EXPECT_FALSE(judge_password("mười ký tự"));
  EXPECT_EQ(judge_password("chín ký t")->code, "password.short");
  EXPECT_EQ(judge_password(std::string(1025, 'x'))->code, "password.long");
  EXPECT_EQ(judge_password("\xff\xfe mười ký tự")->code, "request.bad");
}

TEST(LoginNames, are_small_letters_and_few_signs) {
  EXPECT_EQ(login_name(" An.Mau@tinh "), "an.mau@tinh");
  EXPECT_FALSE(login_name("ab"));
  EXPECT_FALSE(login_name("nguyễn"));
  EXPECT_FALSE(login_name("a b c"));
  EXPECT_FALSE(login_name(std::string(65, 'a')));
}

}  // namespace
}  // namespace diemcau::api
