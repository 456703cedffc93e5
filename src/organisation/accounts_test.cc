#include "organisation/test_organisation.h"

// Who may do what over which branch, and what is owed to the people whose data stands here.
namespace diemcau::organisation {
namespace {

class Rights : public ::testing::Test {
 protected:
  void SetUp() override {
    org.must(WordsBegin{});
    centre = org.add_unit("TW", "Trung ương", {}, {}, "centre");
    ours = org.add_unit("T1", "Tỉnh Hà Nam", centre);
    theirs = org.add_unit("T2", "Tỉnh Nam Định", centre);
    commune = org.add_unit("X1", "Xã Suối Mẫu", ours, {}, "commune");
    person = org.add_person("Mẫu Văn An", ours);
    stranger = org.add_person("Thử Thị Ba", theirs);
    admin = org.add_account();
    org.give(admin, Role::kAdministrator);
  }
  // What an account with this role over our branch is answered.
  std::string as_role(Role role, const Command& command) {
    const bool before = org.context.system;
    org.context.system = true;
    const AccountId account = org.add_account();
    org.give(account, role, ours);
    org.as(account);
    const std::string code = org.ask(command);
    org.context.system = before;
    return code;
  }
  std::string ask_as(AccountId account, const Command& command) {
    org.as(account);
    const std::string code = org.ask(command);
    org.context.system = true;
    return code;
  }
  AccountId account_of(Role role, UnitId branch, PersonId of = {}) {
    const AccountId account = org.add_account(of);
    org.give(account, role, branch);
    return account;
  }

  TestOrganisation org;
  UnitId centre, ours, theirs, commune;
  PersonId person, stranger;
  AccountId admin;
  const Day today = day("2025-11-24");
};

// ── Each command, over one's own branch and over another ─────────────────────────────────────────

struct Case {
  const char* name;
  Command inside;
  Command outside;
  std::vector<Role> roles;
};

TEST_F(Rights, EveryCommandTakesItsRoleOverTheBranch) {
  const auto unit_under = [](UnitId superior) {
    return UnitAdd{{"", "Đơn vị mới", "", "commune", superior, {}, {}, {}}};
  };
  const auto someone_in = [](UnitId unit) {
    PersonAdd add;
    add.personal.name = "Thử Chi";
    add.post.unit = unit;
    add.post.title = "clerk";
    return add;
  };
  Personal named;
  named.name = "Tên Khác";
  const PostSpec here{person, commune, "member", {}, {}};
  const PostSpec there{person, theirs, "member", {}, {}};
  const std::vector<Case> cases = {
      {"unit.add", unit_under(ours), unit_under(theirs), {Role::kAdministrator, Role::kOrganiser}},
      {"unit.rename",
       UnitRename{commune, "Xã Khác", "", today, ""},
       UnitRename{theirs, "Tỉnh Khác", "", today, ""},
       {Role::kAdministrator, Role::kOrganiser}},
      {"unit.close",
       UnitClose{commune, today, ""},
       UnitClose{theirs, today, ""},
       {Role::kAdministrator, Role::kOrganiser}},
      {"person.add", someone_in(ours), someone_in(theirs), {Role::kOrganiser}},
      {"person.change",
       PersonChange{person, named, ""},
       PersonChange{stranger, named, ""},
       {Role::kOrganiser}},
      {"post.add", PostAdd{here}, PostAdd{there}, {Role::kOrganiser}},
      {"account.create",
       AccountCreate{person, "", "mới"},
       AccountCreate{stranger, "", "mới"},
       {Role::kAdministrator}},
      {"export.ask", ExportAsk{ours, "báo cáo"}, ExportAsk{theirs, "báo cáo"}, {Role::kOrganiser}},
      {"hold.place",
       HoldPlace{person, "xác minh"},
       HoldPlace{stranger, "xác minh"},
       {Role::kLeader}},
      {"erasure.ask", ErasureAsk{person, "nghỉ"}, ErasureAsk{stranger, "nghỉ"}, {Role::kOrganiser}},
  };
  for (const Case& one : cases) {
    for (const RoleRow& row : role_table()) {
      const bool may_do =
          std::find(one.roles.begin(), one.roles.end(), row.role) != one.roles.end();
      const State before = org.state;
      EXPECT_EQ(as_role(row.role, one.inside), may_do ? "" : "role.not_allowed")
          << one.name << " as " << journal::word(row.role);
      org.state = before;
      EXPECT_EQ(as_role(row.role, one.outside), "role.not_allowed")
          << one.name << " elsewhere as " << journal::word(row.role);
      org.state = before;
    }
  }
}

TEST_F(Rights, WordsAreForWhoRunsTheWhole) {
  EXPECT_EQ(as_role(Role::kAdministrator, RanksSet{{}}), "role.not_allowed");
  EXPECT_EQ(ask_as(admin, RanksSet{{}}), "");
}

TEST_F(Rights, ABranchMovesNothingOutOfAnother) {
  const AccountId organiser = account_of(Role::kOrganiser, ours);
  EXPECT_EQ(ask_as(organiser, UnitMove{commune, theirs, {}, today, ""}), "role.not_allowed");
  EXPECT_EQ(ask_as(organiser, UnitMove{theirs, ours, {}, today, ""}), "role.not_allowed");
  EXPECT_EQ(ask_as(organiser, UnitAdd{{"", "Gốc", "", "commune", {}, {}, {}, {}}}),
            "role.not_allowed");
}

TEST_F(Rights, ASecondSuperiorSeesAndDoesNotChange) {
  org.must(UnitMove{commune, ours, theirs, today, ""});
  const AccountId organiser = account_of(Role::kOrganiser, theirs);
  EXPECT_TRUE(may(org.state, organiser, Purpose::kSeeUnits, commune));
  EXPECT_FALSE(may(org.state, organiser, Purpose::kUnits, commune));
  EXPECT_FALSE(may(org.state, organiser, Purpose::kSeePersonal, commune));
}

// ── Accounts and roles ───────────────────────────────────────────────────────────────────────────

TEST_F(Rights, NobodyGivesThemselvesARoleAndOneAdministratorRemains) {
  const AccountId second = account_of(Role::kAdministrator, {});
  EXPECT_EQ(ask_as(second, RoleGrant{second, Role::kLeader, {}, {}, "cần"}), "grant.to_yourself");
  EXPECT_EQ(ask_as(second, RoleGrant{admin, Role::kLeader, ours, {}, "cần"}), "");
  EXPECT_EQ(ask_as(second, RoleGrant{admin, Role::kLeader, ours, {}, "cần"}), "grant.twice");
  EXPECT_EQ(ask_as(second, AccountDisable{admin, "nghỉ"}), "");
  EXPECT_EQ(ask_as(second, AccountDisable{second, "nghỉ"}), "account.last_administrator");
  EXPECT_EQ(ask_as(second, RoleWithdraw{GrantId{2}, "thôi"}), "account.last_administrator");
  EXPECT_EQ(ask_as(second, RoleGrant{admin, Role::kViewer, {}, {}, "cần"}), "account.disabled");
  EXPECT_EQ(ask_as(admin, RanksSet{{}}), "role.not_allowed");
}

TEST_F(Rights, APersonHasOneAccountAndADeskHasNoPerson) {
  EXPECT_EQ(org.ask(AccountCreate{{}, " ", "mới"}), "text.missing");
  EXPECT_EQ(org.ask(AccountCreate{PersonId{99}, "", "mới"}), "person.unknown");
  const AccountId account = org.add_account(person);
  EXPECT_EQ(org.ask(AccountCreate{person, "", "mới"}), "account.person_has_one");
  EXPECT_EQ(org.ask(AccountLink{admin, person}), "account.person_has_one");
  EXPECT_EQ(org.ask(AccountLink{account, stranger}), "");
  EXPECT_EQ(org.ask(AccountLink{admin, person}), "");
}

TEST_F(Rights, ALinkHandsAnAccountOverOnce) {
  const AccountId account = org.add_account(person);
  const UnixTime tomorrow{org.context.now.ms + 86'400'000};
  EXPECT_EQ(org.ask(AccountInvite{account, "one", {org.context.now.ms}}), "invitation.days");
  EXPECT_EQ(org.ask(AccountInvite{account, "one", {tomorrow.ms + 40LL * 86'400'000}}),
            "invitation.days");
  org.must(AccountInvite{account, "one", tomorrow});
  EXPECT_EQ(org.ask(AccountInvite{admin, "one", tomorrow}), "invitation.twice");
  org.must(AccountInvite{account, "two", tomorrow});
  EXPECT_EQ(org.ask(AccountClaim{"one"}), "invitation.wrong");
  EXPECT_FALSE(org.state.accounts.at(account).claimed);
  org.must(AccountClaim{"two"});
  EXPECT_TRUE(org.state.accounts.at(account).claimed);
  EXPECT_EQ(org.ask(AccountClaim{"two"}), "invitation.wrong");
  EXPECT_EQ(org.ask(AccountClaim{""}), "invitation.wrong");
  org.must(AccountInvite{account, "three", tomorrow});
  org.context.now = tomorrow;
  EXPECT_EQ(org.ask(AccountClaim{"three"}), "invitation.expired");
  org.must(AccountDisable{account, "nghỉ"});
  EXPECT_EQ(org.ask(AccountClaim{"three"}), "invitation.wrong");
  EXPECT_EQ(org.ask(AccountInvite{account, "four", {tomorrow.ms + 1000}}), "account.disabled");
  EXPECT_TRUE(org.folded() == org.state);
}

TEST_F(Rights, TheFirstAdministratorComesInOnce) {
  TestOrganisation fresh;
  const UnixTime later{fresh.context.now.ms + 1000};
  fresh.must(FirstAdministratorOffer{"old", later});
  fresh.must(FirstAdministratorOffer{"new", later});
  fresh.context.system = false;
  EXPECT_EQ(fresh.ask(FirstAdministratorOffer{"mine", later}), "role.system_only");
  EXPECT_EQ(fresh.ask(FirstAdministratorClaim{"old"}), "first.wrong");
  EXPECT_EQ(fresh.ask(FirstAdministratorClaim{""}), "first.wrong");
  fresh.context.now = later;
  EXPECT_EQ(fresh.ask(FirstAdministratorClaim{"new"}), "first.expired");
  fresh.context.now = UnixTime{later.ms - 1};
  EXPECT_EQ(fresh.ask(FirstAdministratorClaim{"new"}), "");
  EXPECT_EQ(fresh.ask(FirstAdministratorClaim{"new"}), "first.wrong");
  fresh.context.system = true;
  EXPECT_EQ(fresh.ask(FirstAdministratorOffer{"again", later}), "first.exists");
}

// ── Exports, holds, erasure ──────────────────────────────────────────────────────────────────────

TEST_F(Rights, ABulkExportTakesTwoPersonsAndADay) {
  const AccountId asks = account_of(Role::kOrganiser, ours, person);
  const AccountId desk = account_of(Role::kLeader, ours);
  const ExportId one{1};
  EXPECT_EQ(ask_as(asks, ExportAsk{ours, ""}), "text.missing");
  ASSERT_EQ(ask_as(asks, ExportAsk{ours, "báo cáo"}), "");
  EXPECT_EQ(ask_as(asks, ExportTake{one}), "export.not_approved");
  EXPECT_EQ(ask_as(asks, ExportDecide{one, true, "được"}), "role.not_allowed");
  // The same person by another right is no second person; nor is diemcau itself.
  org.give(asks, Role::kLeader, ours);
  EXPECT_EQ(ask_as(asks, ExportDecide{one, true, "được"}), "export.second_person");
  org.context.account = {};
  EXPECT_EQ(org.ask(ExportDecide{one, true, "được"}), "role.not_allowed");
  EXPECT_EQ(ask_as(desk, ExportDecide{one, true, "được"}), "");
  EXPECT_EQ(ask_as(desk, ExportDecide{one, false, "không"}), "export.decided");
  EXPECT_EQ(ask_as(desk, ExportTake{one}), "export.not_yours");
  EXPECT_EQ(ask_as(asks, ExportTake{one}), "");
  EXPECT_EQ(ask_as(asks, ExportTake{one}), "export.taken");

  ASSERT_EQ(ask_as(asks, ExportAsk{ours, "báo cáo"}), "");
  ASSERT_EQ(ask_as(desk, ExportDecide{ExportId{2}, true, "được"}), "");
  org.context.now.ms += kExportHoursMs;
  EXPECT_EQ(ask_as(asks, ExportTake{ExportId{2}}), "export.expired");
}

TEST_F(Rights, AnExportHoldsTheBranchOnlyAndNobodyWhoIsErased) {
  org.must(ErasureAsk{person, "nghỉ"});
  const text::Collator collator;
  const std::string before = people_csv(org.state, ours, today, collator);
  EXPECT_NE(before.find("Mẫu Văn An"), std::string::npos);
  EXPECT_EQ(before.find("Thử Thị Ba"), std::string::npos);
  org.must(ErasureDecide{ErasureId{1}, true, "đủ hạn"});
  EXPECT_EQ(people_csv(org.state, ours, today, collator).find("Mẫu Văn An"), std::string::npos);
}

TEST_F(Rights, AHoldStopsAnErasure) {
  org.must(ErasureAsk{person, "nghỉ"});
  EXPECT_EQ(org.ask(ErasureAsk{person, "nghỉ"}), "erasure.asked");
  org.must(HoldPlace{person, "xác minh"});
  EXPECT_EQ(org.ask(ErasureDecide{ErasureId{1}, true, "đủ hạn"}), "person.on_hold");
  org.must(HoldLift{person, "xong"});
  EXPECT_EQ(org.ask(HoldLift{person, "xong"}), "hold.none");
  org.must(ErasureDecide{ErasureId{1}, true, "đủ hạn"});
  EXPECT_EQ(org.ask(ErasureDecide{ErasureId{1}, true, "đủ hạn"}), "erasure.decided");
  EXPECT_EQ(org.ask(HoldPlace{person, "muộn"}), "person.erased");
}

TEST_F(Rights, WhoIsErasedIsGoneFromEverythingThatIsKept) {
  const AccountId account = org.add_account(person);
  EXPECT_EQ(ask_as(account, ErasureAsk{stranger, "nghỉ"}), "role.not_allowed");
  ASSERT_EQ(ask_as(account, ErasureAsk{person, "tôi nghỉ hưu"}), "");
  org.must(ErasureDecide{ErasureId{1}, true, "đủ hạn"});
  EXPECT_TRUE(org.state.accounts.at(account).disabled);
  EXPECT_EQ(display_name(org.state, person), "(đã xoá)");
  EXPECT_EQ(Json(org.state).dump().find("Mẫu Văn An"), std::string::npos);
  const text::Collator collator;
  EXPECT_TRUE(search(org.state, "mau van an", admin, today, collator).empty());
  // With the key gone the journal says it no more either.
  org.sealer.forget(person);
  EXPECT_TRUE(org.folded() == org.state);
}

}  // namespace
}  // namespace diemcau::organisation
