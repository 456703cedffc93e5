#pragma once

#include <gtest/gtest.h>

#include "organisation/commands.h"
#include "organisation/facts.h"
#include "organisation/preview.h"
#include "organisation/queries.h"
#include "organisation/refusals.h"

// Inside the tests only: an organisation that is asked and folds what it decides.
namespace diemcau::organisation {

// Keeps keys as the store does, without the cipher: what is sealed opens by its own key only.
class TestSealer final : public Sealer {
 public:
  std::string seal(PersonId person, std::string_view plain) override {
    forgotten_.erase(person);
    return std::to_string(person.value) + "|" + std::string(plain);
  }
  std::optional<std::string> open(PersonId person, std::string_view sealed) const override {
    const std::string key = std::to_string(person.value) + "|";
    if (forgotten_.contains(person) || !sealed.starts_with(key)) return {};
    return std::string(sealed.substr(key.size()));
  }
  void forget(PersonId person) { forgotten_.insert(person); }

 private:
  std::set<PersonId> forgotten_;
};

class TestOrganisation {
 public:
  TestOrganisation() : state(empty_state(sealer)) {
    context.now = UnixTime{1'764'000'000'000};  // 24 November 2025
    context.sealer = &sealer;
    context.system = true;
    context.actor = {"system", ""};
  }
  TestOrganisation(const TestOrganisation&) = delete;

  // "" or the code of the refusal.
  std::string ask(const Command& command) {
    const auto decision = decide(state, command, context);
    if (!decision.ok()) return decision.error().code;
    for (const journal::Draft& draft : *decision) {
      events.push_back({Seq{events.size() + 1}, context.now, context.actor, draft.stream,
                        draft.kind, draft.body});
      EXPECT_TRUE(apply(state, events.back()).ok()) << draft.kind;
    }
    return "";
  }
  void must(const Command& command) { ASSERT_EQ(ask(command), "") << name_of(command); }

  UnitId add_unit(const char* code, const char* name, UnitId superior = {}, UnitId second = {},
                  const char* level = "province") {
    must(UnitAdd{{code, name, "", level, superior, second, {}, {}}});
    return UnitId{state.last.unit};
  }
  PersonId add_person(const char* name, UnitId unit, const char* title = "secretary") {
    PersonAdd add;
    add.personal.name = name;
    add.personal.telephone = "0000";
    add.post.unit = unit;
    add.post.title = title;
    must(add);
    return PersonId{state.last.person};
  }
  AccountId add_account(PersonId person = {}) {
    must(AccountCreate{person, person.value == 0 ? "Trực ban" : "", "thử"});
    return AccountId{state.last.account};
  }
  void give(AccountId account, Role role, UnitId branch = {}) {
    must(RoleGrant{account, role, branch, {}, "thử"});
  }
  // From now on this account asks.
  void as(AccountId account) {
    context.system = false;
    context.account = account;
    context.actor.who = "account:" + std::to_string(account.value);
  }

  Preview look(ImportKind what, std::string_view csv) const {
    return preview(state, what, csv, context);
  }
  std::string import(ImportKind what, const std::string& csv, bool leave_out = false) {
    return ask(ImportRun{what, "tệp.csv", csv, look(what, csv).fingerprint, leave_out});
  }

  State folded() const {
    State again = empty_state(sealer);
    for (const auto& event : events) EXPECT_TRUE(apply(again, event).ok());
    return again;
  }

  TestSealer sealer;
  Context context;
  State state;
  std::vector<journal::Event> events;
};

inline Day day(const char* text) { return *parse_day(text); }

}  // namespace diemcau::organisation
