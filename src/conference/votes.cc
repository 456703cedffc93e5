#include "conference/votes.h"

#include <numeric>

#include "conference/decided.h"
#include "conference/rules.h"

namespace diemcau::conference {

namespace {

bool is_about_people(VoteMatter matter) {
  return matter == VoteMatter::kPersonnel || matter == VoteMatter::kElection ||
         matter == VoteMatter::kConfidence;
}

Denial bad_labels(const std::vector<std::string>& labels) {
  const std::set<std::string> different(labels.begin(), labels.end());
  if (labels.size() < 2 || labels.size() > kMaxLabels || different.size() != labels.size()) {
    return deny("vote.labels");
  }
  for (const std::string& label : labels) {
    if (Denial no = missing_or_too_long(label, kNameLetters, "labels")) return no;
  }
  return {};
}

Denial bad_spec(const VoteSpec& spec) {
  if (is_about_people(spec.matter)) return deny("vote.personnel");
  if (spec.secret && spec.electorate == Electorate::kHands) return deny("vote.hands_secret");
  if (Denial no = missing_or_too_long(spec.question, kTextLetters, "question")) return no;
  if (Denial no = out_of_range(spec.needed_percent, 99, "needed_percent")) return no;
  return bad_labels(spec.labels);
}

Denial not_open(const State& state, VoteId vote) {
  const auto found = state.votes.votes.find(vote);
  if (found == state.votes.votes.end()) return deny("vote.unknown", {{"vote", vote}});
  if (found->second.status == VoteStatus::kOpen) return {};
  return deny("vote.ended", {{"vote", vote}});
}

bool is_present(RollStatus status) {
  return status == RollStatus::kInRoom || status == RollStatus::kOnline ||
         status == RollStatus::kSubstitute;
}

Denial may_cast_for_site(const VoteCast& c, const Context& context) {
  if (c.delegate.value != 0) return deny("vote.other_way");
  if (stands_as(context, Role::kSiteChair, c.site)) return {};
  return deny("vote.not_yours", {{"site", c.site}});
}

// A delegate votes for himself only, by the phone that was bound to him.
Denial may_cast_as_delegate(const Site& site, const VoteCast& c, const Context& context) {
  const auto found = site.roll.delegates.find(c.delegate);
  if (c.delegate.value == 0 || context.delegate != c.delegate ||
      found == site.roll.delegates.end()) {
    return deny("vote.not_yours", {{"site", c.site}});
  }
  if (is_present(found->second.status)) return {};
  return deny("vote.not_present", {{"delegate", c.delegate}});
}

Denial may_cast(const State& state, const Vote& vote, const VoteCast& c, const Context& context) {
  const Site& site = state.sites.at(c.site);
  if (!is_there(site)) return deny("site.absent", {{"site", c.site}});
  switch (vote.spec.electorate) {
    case Electorate::kSites:
      return may_cast_for_site(c, context);
    case Electorate::kDelegates:
      return may_cast_as_delegate(site, c, context);
    case Electorate::kHands:
      break;
  }
  return deny("vote.other_way");
}

// How many hands a room can raise: who was called present, else the heads that were counted.
uint32_t hands_in(const Site& site) {
  const RollSums sums = sums_of(site);
  return sums.present != 0 ? sums.present : sums.heads;
}

uint32_t votes_of(const Site& site, const VoteSpec& spec) {
  if (!is_there(site)) return 0;
  switch (spec.electorate) {
    case Electorate::kSites:
      return spec.secret ? 1 : site.spec.weight;
    case Electorate::kDelegates:
      return site.roll.delegates.empty() ? 0 : sums_of(site).present;
    case Electorate::kHands:
      break;
  }
  return hands_in(site);
}

uint64_t total(const std::vector<uint32_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), uint64_t{0});
}

std::vector<uint32_t> counts_of(const Vote& vote) {
  std::vector<uint32_t> counts(vote.spec.labels.size(), 0);
  for (const auto& [voter, ballot] : vote.ballots) counts[ballot.choice] += ballot.weight;
  for (const auto& [site, hands] : vote.hands) {
    for (size_t i = 0; i < counts.size(); ++i) counts[i] += hands[i];
  }
  return counts;
}

VoteResult result_of(const Vote& vote, std::vector<uint32_t> counts) {
  VoteResult result;
  result.took_part = static_cast<uint32_t>(total(counts));
  result.entitled = std::max(vote.entitled, result.took_part);
  result.carried = uint64_t{counts[0]} * 100 > uint64_t{vote.spec.needed_percent} * result.entitled;
  result.counts = std::move(counts);
  return result;
}

// Of too few, a result would say how each of them chose.
VoteResult withheld(const Vote& vote) {
  VoteResult result;
  result.took_part = static_cast<uint32_t>(vote.took_part.size());
  result.entitled = std::max(vote.entitled, result.took_part);
  result.withheld = true;
  return result;
}

Denial bad_hands(const State& state, const Vote& vote, const VoteHands& c) {
  const Site& site = state.sites.at(c.site);
  if (vote.spec.electorate != Electorate::kHands) return deny("vote.other_way");
  if (c.counts.size() != vote.spec.labels.size()) return deny("vote.choice");
  if (!is_there(site)) return deny("site.absent", {{"site", c.site}});
  if (total(c.counts) > hands_in(site)) {
    return deny("vote.hands_too_many", {{"present", hands_in(site)}});
  }
  return {};
}

}  // namespace

uint32_t entitled(const State& state, const VoteSpec& spec) {
  uint32_t sum = 0;
  for (const auto& [id, site] : state.sites) sum += votes_of(site, spec);
  return sum;
}

std::optional<SecretBallot> secret_ballot(const State& state, const VoteCast& command) {
  const auto found = state.votes.votes.find(command.vote);
  if (found == state.votes.votes.end() || !found->second.spec.secret) return {};
  const Vote& vote = found->second;
  const bool counts = vote.status == VoteStatus::kOpen &&
                      command.choice < vote.spec.labels.size() &&
                      !vote.took_part.contains({command.site, command.delegate});
  if (!counts) return {};
  return SecretBallot{command.vote, command.choice};
}

Decided decide_one(const State& state, const VoteOpen& c, const Context&) {
  if (Denial no = bad_spec(c.spec)) return *no;
  if (state.votes.open.value != 0) return deny("vote.already_open", {{"vote", state.votes.open}});
  const uint32_t votes = entitled(state, c.spec);
  if (votes == 0) return deny("vote.nobody_entitled");
  return VoteOpened{{state.last.vote + 1}, c.spec, state.programme.current, votes};
}

Decided decide_one(const State& state, const VoteCast& c, const Context& context) {
  if (Denial no = not_open(state, c.vote)) return *no;
  const Vote& vote = state.votes.votes.at(c.vote);
  if (Denial no = may_cast(state, vote, c, context)) return *no;
  if (vote.took_part.contains({c.site, c.delegate})) return deny("vote.already_cast");
  if (c.choice >= vote.spec.labels.size()) return deny("vote.choice");
  if (vote.spec.secret) return VoteTookPart{c.vote, c.site, c.delegate};
  const bool by_site = vote.spec.electorate == Electorate::kSites;
  const uint32_t weight = by_site ? state.sites.at(c.site).spec.weight : 1;
  return VoteWasCast{c.vote, c.site, c.delegate, c.choice, weight};
}

Decided decide_one(const State& state, const VoteHands& c, const Context&) {
  if (Denial no = not_open(state, c.vote)) return *no;
  if (Denial no = bad_hands(state, state.votes.votes.at(c.vote), c)) return *no;
  return VoteHandsCounted{c.vote, c.site, c.counts};
}

Decided decide_one(const State& state, const VoteClose& c, const Context& context) {
  if (Denial no = not_open(state, c.vote)) return *no;
  const Vote& vote = state.votes.votes.at(c.vote);
  if (!vote.spec.secret) return VoteClosed{c.vote, result_of(vote, counts_of(vote))};
  if (vote.took_part.size() < kSmallestSecretGroup) return VoteClosed{c.vote, withheld(vote)};
  if (context.secret_counts.size() != vote.spec.labels.size() ||
      total(context.secret_counts) != vote.took_part.size()) {
    return deny("vote.counts_differ", {{"took_part", vote.took_part.size()}});
  }
  return VoteClosed{c.vote, result_of(vote, context.secret_counts)};
}

Decided decide_one(const State& state, const VoteCancel& c, const Context&) {
  if (Denial no = not_open(state, c.vote)) return *no;
  if (Denial no = too_long(c.reason, kTextLetters, "reason")) return *no;
  return VoteCancelled{c.vote, c.reason};
}

void apply_one(State& state, const VoteOpened& f, const Stamp& stamp) {
  state.last.vote = f.vote.value;
  Vote& vote = state.votes.votes[f.vote];
  vote.spec = f.spec;
  vote.item = f.item;
  vote.entitled = f.entitled;
  vote.opened = stamp;
  state.votes.open = f.vote;
}

void apply_one(State& state, const VoteWasCast& f, const Stamp&) {
  Vote& vote = state.votes.votes[f.vote];
  vote.took_part.insert({f.site, f.delegate});
  vote.ballots[{f.site, f.delegate}] = {f.choice, f.weight};
}

void apply_one(State& state, const VoteTookPart& f, const Stamp&) {
  state.votes.votes[f.vote].took_part.insert({f.site, f.delegate});
}

void apply_one(State& state, const VoteHandsCounted& f, const Stamp&) {
  state.votes.votes[f.vote].hands[f.site] = f.counts;
}

void apply_one(State& state, const VoteClosed& f, const Stamp& stamp) {
  Vote& vote = state.votes.votes[f.vote];
  vote.status = VoteStatus::kClosed;
  vote.result = f.result;
  vote.ended = stamp;
  state.votes.open = {};
}

void apply_one(State& state, const VoteCancelled& f, const Stamp& stamp) {
  Vote& vote = state.votes.votes[f.vote];
  vote.status = VoteStatus::kCancelled;
  vote.ended = stamp;
  state.votes.open = {};
}

}  // namespace diemcau::conference
