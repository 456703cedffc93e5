#pragma once

#include "conference/roll.h"

// How many must be there, and the moments when they no longer were.
namespace diemcau::conference {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

enum class QuorumOf : uint8_t { kNothing, kDelegates, kSites };
DIEMCAU_WORDS(QuorumOf, "nothing", "delegates", "sites")

// Present × denominator ≥ expected × numerator: 2 of 3, 1 of 2.
struct QuorumRule {
  QuorumOf of = QuorumOf::kNothing;
  uint32_t numerator = 2;
  uint32_t denominator = 3;
  bool substitutes_count = true;
  DIEMCAU_PLAIN(QuorumRule, of, numerator, denominator, substitutes_count)
};

struct Quorum {
  QuorumRule rule;
  bool held = true;
  Stamp changed;
  std::vector<Stamp> lost;  // every time, for the minutes
  DIEMCAU_PLAIN(Quorum, rule, held, changed, lost)
};

// Whether these sums fulfil the rule. A rule of nothing is always fulfilled.
bool fulfils(const QuorumRule& rule, const RollSums& sums);

// ── Commands and facts ───────────────────────────────────────────────────────────────────────────

struct QuorumSetRule {
  static constexpr const char* kName = "quorum.set_rule";
  QuorumRule rule;
  DIEMCAU_PLAIN(QuorumSetRule, rule)
};
struct QuorumRuleSet {
  static constexpr const char* kKind = "quorum.rule_set";
  QuorumRule rule;
  DIEMCAU_PLAIN(QuorumRuleSet, rule)
};
// While in session or paused, these two follow in the same batch whatever fact made the difference.
struct QuorumLost {
  static constexpr const char* kKind = "quorum.lost";
  RollSums sums;
  DIEMCAU_PLAIN(QuorumLost, sums)
};
struct QuorumRegained {
  static constexpr const char* kKind = "quorum.regained";
  RollSums sums;
  DIEMCAU_PLAIN(QuorumRegained, sums)
};

Decided decide_one(const State&, const QuorumSetRule&, const Context&);

void apply_one(State&, const QuorumRuleSet&, const Stamp&);
void apply_one(State&, const QuorumLost&, const Stamp&);
void apply_one(State&, const QuorumRegained&, const Stamp&);

}  // namespace diemcau::conference
