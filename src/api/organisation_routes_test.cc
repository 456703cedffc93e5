#include "api/organisation_routes.h"

#include "api/test_api.h"

namespace diemcau::api {
namespace {

using organisation::Role;

constexpr const char* kUnits =
    "Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên\n"
    "TW,Trung ương,Trung ương,\n"
    "T1,Tỉnh Hà Nam,Cấp tỉnh,TW\n"
    "X1,Xã Suối Mẫu,Cấp xã,T9\n";

std::string utf16le(std::string_view ascii) {
  std::string out = "\xff\xfe";
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

class OrganisationRoutes : public testing::Test {
 protected:
  OrganisationRoutes() {
    api.must(organisation::WordsBegin{});
    api.account("quantri", Role::kAdministrator);
    api.account("xem", Role::kViewer);
  }
  Browser::Answer preview(const std::string& file, const char* what = "units") {
    browser.content_type = "text/csv";
    auto answer = browser.ask("POST", std::string("/api/organisation/preview?what=") + what, file);
    browser.content_type = "application/json";
    return answer;
  }
  Browser::Answer run(const Browser::Answer& seen, bool leave_out = false) {
    return browser.command("organisation", "import.run",
                           {{"what", seen.body["preview"]["what"]},
                            {"file", "tệp.csv"},
                            {"csv", seen.body["csv"]},
                            {"seen", seen.body["preview"]["fingerprint"]},
                            {"leave_out_refused", leave_out}});
  }

  TestApi api;
  Browser browser{api};
};

TEST_F(OrganisationRoutes, previews_a_file_and_changes_nothing) {
  browser.sign_in("quantri");
  const auto seq = api.clerk->folds().seq;
  const auto answer = preview(kUnits);
  ASSERT_EQ(answer.status, 200) << answer.body;
  const Json& preview = answer.body["preview"];
  EXPECT_EQ(preview["created"], 2);
  EXPECT_EQ(preview["refused_rows"], 1);
  EXPECT_EQ(answer.body["encoding"], "UTF-8");
  EXPECT_EQ(answer.body["csv"], kUnits);
  const std::string code = preview["rows"][2]["remarks"][0]["code"];
  EXPECT_EQ(code, "row.superior_unknown");
  EXPECT_FALSE(answer.body["sentences"][code]["vi"].get<std::string>().empty());
  EXPECT_FALSE(answer.body["sentences"][code]["en"].get<std::string>().empty());
  EXPECT_EQ(api.clerk->folds().seq, seq);
}

TEST_F(OrganisationRoutes, imports_what_was_seen_and_takes_it_back) {
  browser.sign_in("quantri");
  const auto seen = preview(kUnits);
  EXPECT_EQ(run(seen).code(), "import.rows_refused");
  EXPECT_EQ(run(seen, true).status, 200);
  EXPECT_EQ(run(seen, true).code(), "import.changed");
  auto list = browser.get("/api/organisation/imports");
  ASSERT_EQ(list.body["imports"].size(), 1u) << list.body;
  const Json line = list.body["imports"][0];
  EXPECT_EQ(line["file"], "tệp.csv");
  EXPECT_EQ(line["created"], 2);
  EXPECT_EQ(line["refused"], 1);
  EXPECT_EQ(line["by"], "Bàn quantri");
  EXPECT_EQ(line["can_undo"], true);
  EXPECT_EQ(line["undone"], 0);
  EXPECT_EQ(line["done"], api.now.ms);
  const Json undo = {{"import", line["import"]}, {"why", "nhầm tệp"}};
  EXPECT_EQ(browser.command("organisation", "import.undo", undo).status, 200);
  list = browser.get("/api/organisation/imports");
  EXPECT_EQ(list.body["imports"][0]["can_undo"], false);
  EXPECT_EQ(list.body["imports"][0]["undone"], api.now.ms);
  EXPECT_TRUE(api.state().units.empty());
}

TEST_F(OrganisationRoutes, says_which_import_cannot_go_back) {
  browser.sign_in("quantri");
  run(preview(kUnits), true);
  api.unit("P1", "Phòng mới", api.state().index.by_code.at("t1"));
  EXPECT_EQ(browser.get("/api/organisation/imports").body["imports"][0]["can_undo"], false);
}

TEST_F(OrganisationRoutes, tells_the_encoding_and_how_to_save_what_cannot_be_read) {
  browser.sign_in("quantri");
  EXPECT_EQ(preview("\xef\xbb\xbf" + std::string(kUnits)).body["encoding"], "UTF-8 (BOM)");
  EXPECT_EQ(preview(utf16le("code,name,level,superior\nA,B,centre,\n")).body["encoding"],
            "UTF-16LE");
  const auto excel = preview("PK\x03\x04 and the rest");
  EXPECT_EQ(excel.status, 409);
  EXPECT_EQ(excel.code(), "file.binary");
  EXPECT_NE(excel.body["message_vi"].get<std::string>().find("CSV UTF-8"), std::string::npos);
  EXPECT_EQ(preview("").code(), "file.empty");
  const auto no_header = preview("a,b\n1,2\n");
  EXPECT_EQ(no_header.status, 200);
  EXPECT_EQ(no_header.body["preview"]["refused"][0]["code"], "column.missing");
  EXPECT_TRUE(no_header.body["sentences"].contains("column.missing"));
  const auto open = preview("a,b\n\"1,2\n");
  EXPECT_EQ(open.body["preview"]["refused"][0]["code"], "csv.quote_open");
  EXPECT_TRUE(open.body["sentences"].contains("csv.quote_open"));
}

TEST_F(OrganisationRoutes, reads_no_file_of_nobody_and_none_that_is_too_large) {
  EXPECT_EQ(preview(kUnits).status, 401);
  browser.cookies["diemcau_session"] = std::string(43, 'A');
  EXPECT_EQ(preview(kUnits).status, 401);
  browser.sign_in("xem");
  EXPECT_EQ(preview(kUnits).status, 403);
  EXPECT_EQ(browser.get("/api/organisation/imports").status, 403);
  browser.sign_in("quantri");
  EXPECT_EQ(preview(kUnits, "animals").status, 400);
  const auto large = preview(std::string(kMaxImportBytes + 1, 'a'));
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(large.code(), "file.too_large");
}

TEST_F(OrganisationRoutes, lets_a_branch_import_into_itself_only) {
  browser.sign_in("quantri");
  run(preview(kUnits), true);
  const UnitId ha_nam = api.state().index.by_code.at("t1");
  api.account("tinh", Role::kOrganiser, ha_nam);
  browser.sign_in("tinh");
  const auto seen = preview(
      "Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên\nX1,Xã Suối Mẫu,Cấp xã,T1\nT2,Tỉnh khác,Cấp tỉnh,TW\n");
  EXPECT_EQ(seen.body["preview"]["rows"][0]["outcome"], "create");
  EXPECT_EQ(seen.body["preview"]["rows"][1]["outcome"], "refuse");
  EXPECT_TRUE(browser.get("/api/organisation/imports").body["imports"].empty());
  EXPECT_EQ(run(seen, true).status, 200);
  EXPECT_EQ(browser.get("/api/organisation/imports").body["imports"].size(), 1u);
}

// ── Search and the access log ────────────────────────────────────────────────────────────────────

TEST_F(OrganisationRoutes, finds_what_the_caller_may_see) {
  const UnitId ha_nam = api.unit("T1", "Tỉnh Hà Nam");
  const UnitId other = api.unit("T2", "Tỉnh Nam Định");
  api.person("Mẫu Văn Nam", ha_nam);
  api.account("tinh", Role::kViewer, other);
  EXPECT_EQ(browser.get("/api/search?q=nam").status, 401);
  browser.sign_in("xem");
  EXPECT_EQ(browser.get("/api/search?q=ha%20nam").body["found"][0]["name"], "Tỉnh Hà Nam");
  EXPECT_EQ(browser.get("/api/search?q=nam").body["found"].size(), 3u);
  EXPECT_TRUE(browser.get("/api/search?q=").body["found"].empty());
  EXPECT_TRUE(browser.get("/api/search?q=%FF%FE").body["found"].empty());
  EXPECT_EQ(browser.get("/api/search").status, 400);
  EXPECT_EQ(browser.get("/api/search?q=" + std::string(401, 'a')).status, 400);
  browser.sign_in("tinh");
  const auto found = browser.get("/api/search?q=nam").body["found"];
  ASSERT_EQ(found.size(), 1u) << found;
  EXPECT_EQ(found[0]["unit"], other.value);
}

TEST_F(OrganisationRoutes, shows_a_person_who_has_read_their_data) {
  const UnitId ha_nam = api.unit("T1", "Tỉnh Hà Nam");
  const PersonId an = api.person("Mẫu Văn An", ha_nam);
  const PersonId binh = api.person("Mẫu Văn Bình", ha_nam);
  const AccountId reader = api.account("an.mau", Role::kLeader, ha_nam, an);
  api.account("binh.mau", Role::kClerk, ha_nam, binh);
  api.account("kiemtra", Role::kAuditor, ha_nam);
  const store::Access access{reader, binh, "see_personal", "unit/1", api.now};
  ASSERT_TRUE(api.store->access_log().record({&access, 1}).ok());

  EXPECT_EQ(browser.get("/api/access_log").status, 401);
  browser.sign_in("binh.mau");
  const auto own = browser.get("/api/access_log");
  ASSERT_EQ(own.body["accesses"].size(), 1u) << own.body;
  EXPECT_EQ(own.body["accesses"][0]["by"], "Mẫu Văn An");
  EXPECT_EQ(own.body["accesses"][0]["what"], "unit/1");
  EXPECT_EQ(browser.get("/api/access_log?person=" + std::to_string(an.value)).status, 403);
  EXPECT_EQ(browser.get("/api/access_log?person=x").status, 400);
  browser.sign_in("kiemtra");
  EXPECT_EQ(browser.get("/api/access_log?person=" + std::to_string(binh.value)).status, 200);
  browser.sign_in("an.mau");
  EXPECT_EQ(browser.get("/api/access_log?person=" + std::to_string(binh.value)).status, 403);
}

}  // namespace
}  // namespace diemcau::api
