#include "conference/quorum.h"

#include "conference/decided.h"

namespace diemcau::conference {

namespace {

bool share(uint64_t present, uint64_t expected, const QuorumRule& rule) {
  return present * rule.denominator >= expected * rule.numerator;
}

}  // namespace

bool fulfils(const QuorumRule& rule, const RollSums& sums) {
  switch (rule.of) {
    case QuorumOf::kNothing:
      return true;
    case QuorumOf::kSites:
      return share(sums.sites_in, sums.sites, rule);
    case QuorumOf::kDelegates:
      break;
  }
  const uint32_t left_out = rule.substitutes_count ? 0 : sums.present_substitutes;
  return share(sums.present - left_out, sums.expected, rule);
}

Decided decide_one(const State&, const QuorumSetRule& c, const Context&) {
  const QuorumRule& rule = c.rule;
  if (rule.numerator == 0 || rule.numerator > rule.denominator || rule.denominator > 100) {
    return deny("quorum.rule");
  }
  return QuorumRuleSet{rule};
}

void apply_one(State& state, const QuorumRuleSet& f, const Stamp&) { state.quorum.rule = f.rule; }

void apply_one(State& state, const QuorumLost&, const Stamp& stamp) {
  state.quorum.held = false;
  state.quorum.changed = stamp;
  state.quorum.lost.push_back(stamp);
}

void apply_one(State& state, const QuorumRegained&, const Stamp& stamp) {
  state.quorum.held = true;
  state.quorum.changed = stamp;
}

}  // namespace diemcau::conference
