#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "organisation/test_organisation.h"
#include "organisation/test_random_commands.h"

// What holds after any sequence of commands. A sequence is a list of seeds, one a command, so that
// a failure shrinks to the commands that matter.
namespace diemcau::organisation {
namespace {

using Seeds = std::vector<uint32_t>;

bool is_known(const std::string& code) {
  return std::any_of(kRefusals.begin(), kRefusals.end(),
                     [&](const RefusalText& one) { return one.code == code; });
}

void run(TestOrganisation& org, uint32_t seed) {
  const Command command = random_command(org, seed);
  const State before = org.state;
  const std::string code = org.ask(command);
  if (code.empty()) return;
  RC_ASSERT(is_known(code));
  RC_ASSERT(org.state == before);
}

void check_tree(const State& state) {
  for (const auto& [id, unit] : state.units) {
    if (!is_active(unit)) continue;
    RC_ASSERT(!makes_loop(state, id, unit.spec.superior, unit.spec.second_superior));
    for (const UnitId above : {unit.spec.superior, unit.spec.second_superior}) {
      if (above.value == 0) continue;
      RC_ASSERT(state.units.contains(above));
      RC_ASSERT(is_active(state.units.at(above)));
    }
    if (unit.spec.superior.value != 0) {
      RC_ASSERT(unit.spec.superior != unit.spec.second_superior);
    }
  }
}

void check_references(const State& state) {
  std::set<std::string> codes;
  for (const auto& [id, unit] : state.units) {
    if (!is_active(unit) || unit.spec.code.empty()) continue;
    RC_ASSERT(codes.insert(code_key(unit.spec.code)).second);
  }
  for (const auto& [id, post] : state.posts) {
    RC_ASSERT(state.people.contains(post.spec.person));
    RC_ASSERT(state.units.contains(post.spec.unit));
  }
  std::set<PersonId> persons;
  for (const auto& [id, account] : state.accounts) {
    if (account.person.value != 0) RC_ASSERT(persons.insert(account.person).second);
  }
}

// After the first there is always one, whatever administrators do to each other.
void check_administrators(const State& state) {
  const bool any = std::any_of(state.accounts.begin(), state.accounts.end(), [&](const auto& one) {
    return may(state, one.first, Purpose::kAccounts, UnitId{});
  });
  RC_ASSERT(any);
}

RC_GTEST_PROP(OrganisationProperties, no_command_breaks_what_must_hold, (Seeds seeds)) {
  TestOrganisation org;
  begin_random(org);
  for (const uint32_t seed : seeds) run(org, seed);
  check_tree(org.state);
  check_references(org.state);
  check_administrators(org.state);
}

RC_GTEST_PROP(OrganisationProperties, the_journal_read_back_gives_the_same_state, (Seeds seeds)) {
  TestOrganisation org;
  begin_random(org);
  for (const uint32_t seed : seeds) run(org, seed);
  State again = empty_state(org.sealer);
  for (const journal::Event& event : org.events) {
    journal::Event read = event;
    read.body = Json::parse(event.body.dump());
    RC_ASSERT(apply(again, read).ok());
  }
  RC_ASSERT(again == org.state);
  State stored = Json::parse(Json(org.state).dump()).get<State>();
  reopen(stored, org.sealer);
  RC_ASSERT(stored == org.state);
}

RC_GTEST_PROP(OrganisationProperties, an_undone_import_leaves_no_trace_but_its_record,
              (Seeds seeds, uint32_t file)) {
  TestOrganisation org;
  begin_random(org);
  for (const uint32_t seed : seeds) run(org, seed);
  const State before = org.state;
  org.context.system = true;
  const auto [what, csv] = random_file(file);
  if (!org.import(what, csv, true).empty()) return;
  check_tree(org.state);
  RC_ASSERT(org.ask(ImportUndo{ImportId{org.state.last.import}, "nhầm"}) == "");
  RC_ASSERT(org.state.units == before.units);
  RC_ASSERT(org.state.people == before.people);
  RC_ASSERT(org.state.posts == before.posts);
  RC_ASSERT(org.state.index == before.index);
}

// Asked one by one.
size_t visible_with_a(const State& state, AccountId account, Day today) {
  size_t count = 0;
  for (const auto& [id, key] : state.index.unit_keys) {
    const bool found = key.find('a') != std::string::npos && is_active(state.units.at(id));
    count += found && may(state, account, Purpose::kSeeUnits, id) ? 1 : 0;
  }
  for (const auto& [id, key] : state.index.person_keys) {
    const bool found = key.find('a') != std::string::npos;
    count += found && may(state, account, Purpose::kSeeUnits, id, today) ? 1 : 0;
  }
  return count;
}

// Who may not see a unit finds neither it nor its people, by whatever question.
RC_GTEST_PROP(OrganisationProperties, nobody_finds_what_they_may_not_see, (Seeds seeds)) {
  TestOrganisation org;
  begin_random(org);
  for (const uint32_t seed : seeds) run(org, seed);
  const Day today = day("2025-11-24");
  const text::Collator collator;
  for (const auto& [account, ignored] : org.state.accounts) {
    const auto all = search(org.state, "a", account, today, collator, 1'000);
    RC_ASSERT(all.size() == visible_with_a(org.state, account, today));
    for (const Found& one : all) {
      const bool sees = one.person.value == 0
                            ? may(org.state, account, Purpose::kSeeUnits, one.unit)
                            : may(org.state, account, Purpose::kSeeUnits, one.person, today);
      RC_ASSERT(sees);
    }
    for (const auto& [unit, also_ignored] : org.state.units) {
      const bool sees = may(org.state, account, Purpose::kSeeUnits, unit);
      RC_ASSERT(unit_page(org.state, unit, account, today, collator).has_value() == sees);
    }
  }
}

}  // namespace
}  // namespace diemcau::organisation
