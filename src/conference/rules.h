#pragma once

#include <span>
#include <string_view>

#include "conference/decided.h"

// Who may do what, and when: one table (rules.cc).
namespace diemcau::conference {

struct Rule {
  std::string_view command;
  std::string_view roles;   // one place a role, see rules.cc
  std::string_view phases;  // one place a phase
};

std::span<const Rule> all_rules();
const Rule& rule_of(std::string_view command);

// Whether one of the standings allows the command for this site (0: it concerns no site).
Denial check_rule(const State& state, const Rule& rule, const Context& context, SiteId site);

// Whether somebody stands in this role for this site.
bool stands_as(const Context& context, Role role, SiteId site);
// Who leads now, or acts with the same right.
bool presides(const State& state, const Context& context, const Standing& standing);

}  // namespace diemcau::conference
