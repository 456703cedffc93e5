#include "conference/life.h"

#include "conference/decided.h"
#include "conference/rules.h"

namespace diemcau::conference {

namespace {

Denial bad_times(const std::vector<Sitting>& sittings) {
  UnixTime last{0};
  for (const Sitting& sitting : sittings) {
    if (sitting.begins < last || sitting.ends <= sitting.begins) return deny("conference.times");
    last = sitting.ends;
  }
  return {};
}

Denial bad_call(const Call& call) {
  if (call.marking == Marking::kStateSecret) return deny("conference.state_secret");
  return first_of(missing_or_too_long(call.title, kTitleLetters, "title"),
                  too_many(call.sittings.size(), kMaxSittings, "sittings"),
                  bad_times(call.sittings));
}

Denial unknown_site(const State& state, const Official& official) {
  if (official.site.value == 0 || find_site(state, official.site) != nullptr) return {};
  return deny("site.unknown", {{"site", official.site}});
}

Denial bad_officials(const State& state, const std::vector<Official>& officials,
                     const char* field) {
  if (Denial no = too_many(officials.size(), kMaxOfficials, field)) return no;
  for (const Official& official : officials) {
    if (official.person.value == 0) return deny("text.missing", {{"field", field}});
    if (Denial no = unknown_site(state, official)) return no;
  }
  return {};
}

const char* what_is_missing(const State& state) {
  const Call& call = state.life.call;
  if (call.unit.value == 0) return "unit";
  if (call.sittings.empty()) return "sittings";
  if (state.life.chair.person.value == 0) return "chair";
  if (state.sites.empty()) return "sites";
  if (state.programme.order.empty()) return "programme";
  return nullptr;
}

bool leads_from_where_it_is_lost(const State& state) {
  const Site* site = find_site(state, presiding(state.life).site);
  return site != nullptr && !is_there(*site);
}

// A co-chair without a site of their own leads from wherever they are.
bool can_lead(const State& state, const Official& official) {
  const Site* site = find_site(state, official.site);
  return site == nullptr || is_there(*site);
}

bool acts_as_presiding(const State& state, const Context& context) {
  return std::any_of(context.standings.begin(), context.standings.end(),
                     [&](const Standing& one) { return presides(state, context, one); });
}

// The next in order of succession who can; 0: nobody.
uint32_t next_in_succession(const State& state) {
  const auto& co_chairs = state.life.co_chairs;
  for (uint32_t n = state.life.presiding + 1; n <= co_chairs.size(); ++n) {
    if (can_lead(state, co_chairs[n - 1])) return n;
  }
  return 0;
}

}  // namespace

const Official& presiding(const Life& life) {
  const bool succeeded = life.presiding > 0 && life.presiding <= life.co_chairs.size();
  return succeeded ? life.co_chairs[life.presiding - 1] : life.chair;
}

Decided decide_one(const State&, const ConferenceDraft& c, const Context& context) {
  if (Denial no = bad_call(c.call)) return *no;
  std::vector<Fact> facts{ConferenceDrafted{c.call}};
  if (context.person.value != 0) facts.emplace_back(SecretariesAppointed{{{context.person}}});
  return facts;
}

Decided decide_one(const State& state, const ConferenceChange& c, const Context&) {
  if (Denial no = bad_call(c.call)) return *no;
  if (c.call == state.life.call) return nothing();
  return ConferenceChanged{c.call};
}

Decided decide_one(const State& state, const ChairsAppoint& c, const Context&) {
  if (Denial no = bad_officials(state, {c.chair}, "chair")) return *no;
  if (Denial no = bad_officials(state, c.co_chairs, "co_chairs")) return *no;
  return ChairsAppointed{c.chair, c.co_chairs};
}

Decided decide_one(const State& state, const SecretariesAppoint& c, const Context&) {
  if (Denial no = bad_officials(state, c.secretaries, "secretaries")) return *no;
  return SecretariesAppointed{c.secretaries};
}

Decided decide_one(const State& state, const TechniciansAppoint& c, const Context&) {
  if (Denial no = bad_officials(state, c.technicians, "technicians")) return *no;
  return TechniciansAppointed{c.technicians};
}

Decided decide_one(const State& state, const ConferenceConvene&, const Context&) {
  if (const char* missing = what_is_missing(state)) {
    return deny("conference.incomplete", {{"missing", missing}});
  }
  return ConferenceConvened{};
}

Decided decide_one(const State& state, const ConferenceOpen& c, const Context&) {
  const bool quorum = fulfils(state.quorum.rule, state.totals);
  if (!quorum && !c.without_quorum) {
    return deny("quorum.missing",
                {{"present", state.totals.present}, {"expected", state.totals.expected}});
  }
  return ConferenceOpened{quorum};
}

Decided decide_one(const State&, const ConferencePause& c, const Context&) {
  if (Denial no = too_long(c.reason, kTextLetters, "reason")) return *no;
  return ConferencePaused{c.reason};
}

Decided decide_one(const State&, const ConferenceResume&, const Context&) {
  return ConferenceResumed{};
}

Decided decide_one(const State& state, const ConferenceClose&, const Context&) {
  if (state.votes.open.value != 0) return deny("conference.vote_open");
  return ConferenceClosed{};
}

Decided decide_one(const State& state, const ChairSucceed& c, const Context& context) {
  if (c.seen != state.life.presiding) {
    return deny("chair.changed", {{"presiding", state.life.presiding}});
  }
  if (!acts_as_presiding(state, context) && !leads_from_where_it_is_lost(state)) {
    return deny("chair.still_there");
  }
  const uint32_t next = next_in_succession(state);
  if (next == 0) return deny("chair.nobody_next");
  return ChairSucceeded{next};
}

Decided decide_one(const State& state, const ChairReturn&, const Context&) {
  if (state.life.presiding == 0) return nothing();
  if (!can_lead(state, state.life.chair)) return deny("chair.site_absent");
  return ChairReturned{};
}

void apply_one(State& state, const ConferenceDrafted& f, const Stamp& stamp) {
  state.life.phase = Phase::kDraft;
  state.life.call = f.call;
  state.life.drafted = stamp;
}

void apply_one(State& state, const ConferenceChanged& f, const Stamp&) { state.life.call = f.call; }

void apply_one(State& state, const ChairsAppointed& f, const Stamp&) {
  state.life.chair = f.chair;
  state.life.co_chairs = f.co_chairs;
  state.life.presiding = 0;
}

void apply_one(State& state, const SecretariesAppointed& f, const Stamp&) {
  state.life.secretaries = f.secretaries;
}

void apply_one(State& state, const TechniciansAppointed& f, const Stamp&) {
  state.life.technicians = f.technicians;
}

void apply_one(State& state, const ConferenceConvened&, const Stamp& stamp) {
  state.life.phase = Phase::kConvened;
  state.life.convened = stamp;
}

void apply_one(State& state, const ConferenceOpened& f, const Stamp& stamp) {
  state.life.phase = Phase::kInSession;
  state.life.opened = stamp;
  state.quorum.held = f.quorum;
  state.quorum.changed = stamp;
}

void apply_one(State& state, const ConferencePaused& f, const Stamp& stamp) {
  state.life.phase = Phase::kPaused;
  state.life.pauses.push_back({stamp, {}, f.reason});
  stop_clocks(state, stamp.at);
}

void apply_one(State& state, const ConferenceResumed&, const Stamp& stamp) {
  state.life.phase = Phase::kInSession;
  if (!state.life.pauses.empty()) state.life.pauses.back().to = stamp;
  start_clocks(state, stamp.at);
}

void apply_one(State& state, const ConferenceClosed&, const Stamp& stamp) {
  end_all_turns(state, stamp);
  end_current_item(state, stamp);
  if (!state.life.pauses.empty() && !is_set(state.life.pauses.back().to)) {
    state.life.pauses.back().to = stamp;
  }
  if (records(state.stage)) state.stage.recordings.back().to = stamp;
  state.stage.film = {};
  state.stage.tone = {};
  state.stage.talkback = {};
  state.stage.on_air = {};
  state.life.phase = Phase::kClosed;
  state.life.closed = stamp;
}

void apply_one(State& state, const ChairSucceeded& f, const Stamp& stamp) {
  state.life.presiding = f.presiding;
  state.life.successions.push_back({stamp, f.presiding});
}

void apply_one(State& state, const ChairReturned&, const Stamp& stamp) {
  state.life.presiding = 0;
  state.life.successions.push_back({stamp, 0});
}

}  // namespace diemcau::conference
