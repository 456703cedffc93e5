#include "api/keeping.h"

#include "api/test_api.h"
#include "organisation/preview.h"

namespace diemcau::api {
namespace {

using organisation::Role;

class Keeping : public testing::Test {
 protected:
  Keeping() {
    api.must(organisation::WordsBegin{});
    unit = api.unit("T1", "Tỉnh Hà Nam");
    person = api.person("Mẫu Văn An", unit);
    account = api.account("an.mau", Role::kClerk, unit, person);
    api.must(organisation::ErasureAsk{person, "nghỉ hưu"});
  }
  const organisation::Person& found() { return api.state().people.at(person); }

  TestApi api;
  UnitId unit;
  PersonId person;
  AccountId account;
};

TEST_F(Keeping, forgets_the_key_and_the_way_in_of_who_is_erased) {
  Browser browser(api);
  browser.sign_in("an.mau");
  const std::string sealed = found().sealed;
  ASSERT_TRUE(api.store->person_keys().open(person, sealed));
  api.must(organisation::ErasureDecide{{1}, true, "đúng hạn"});
  EXPECT_FALSE(api.store->person_keys().open(person, sealed));
  EXPECT_TRUE(api.store->person_keys().is_erased(person));
  EXPECT_FALSE(api.store->credentials().of(account).value());
  EXPECT_EQ(browser.get("/api/me").body["account"], 0);
  EXPECT_EQ(browser.sign_in("an.mau").status, 401);
  api.start();
  EXPECT_TRUE(found().erased);
  EXPECT_EQ(found().open.name, "");
}

TEST_F(Keeping, lets_a_hold_stop_an_erasure_also_in_the_store) {
  api.must(organisation::HoldPlace{person, "đang xác minh"});
  EXPECT_TRUE(api.store->person_keys().is_held(person));
  EXPECT_FALSE(api.store->person_keys().erase(person).ok());
  api.must(organisation::HoldLift{person, "xong"});
  EXPECT_FALSE(api.store->person_keys().is_held(person));
}

TEST_F(Keeping, carries_through_at_the_start_what_was_left_undone) {
  api.must(organisation::HoldPlace{person, "đang xác minh"});
  ASSERT_TRUE(api.store->person_keys().hold(person, false).ok());
  api.start();
  EXPECT_TRUE(api.store->person_keys().is_held(person));
}

TEST_F(Keeping, forgets_the_keys_of_people_whose_import_was_undone) {
  const std::string csv =
      "Họ và tên,Ngày sinh,Mã đơn vị,Chức vụ\nThử Thị Bình,1/2/1980,T1,Cán bộ\n";
  organisation::Context context;
  context.system = true;
  context.now = api.now;
  const auto kind = organisation::ImportKind::kPeople;
  const auto seen = organisation::preview(api.state(), kind, csv, context);
  api.must(organisation::ImportRun{kind, "tệp.csv", csv, seen.fingerprint, false});
  const PersonId fresh{api.state().last.person};
  EXPECT_EQ(api.state().people.at(fresh).open.name, "Thử Thị Bình");
  api.must(organisation::ImportUndo{{1}, "nhầm"});
  EXPECT_TRUE(api.store->person_keys().is_erased(fresh));
}

TEST_F(Keeping, ends_the_sessions_of_a_disabled_account) {
  Browser browser(api);
  browser.sign_in("an.mau");
  api.must(organisation::AccountDisable{account, "thử"});
  EXPECT_TRUE(api.store->sessions().of(account)->empty());
  api.must(organisation::AccountEnable{account, "thử"});
  EXPECT_EQ(browser.get("/api/me").body["account"], 0);
}

}  // namespace
}  // namespace diemcau::api
