#include "conference/floor.h"

#include "conference/decided.h"

// Decisions about the floor; what follows from them is in floor_fold.cc.
namespace diemcau::conference {

namespace {

// The state as it is, for a screen that was late.
Json floor_now(const State& state) {
  Json now{{"turn", top(state.floor)}, {"mode", state.floor.mode}};
  if (const Turn* turn = find(state.floor, top(state.floor))) {
    now["site"] = turn->site;
    now["speaker"] = turn->speaker;
  }
  return now;
}

bool holds(const Floor& floor, TurnId turn) {
  return std::find(floor.holders.begin(), floor.holders.end(), turn) != floor.holders.end();
}

Denial not_holding(const State& state, TurnId turn) {
  if (turn.value != 0 && holds(state.floor, turn)) return {};
  return deny("turn.not_holding", floor_now(state));
}

TurnId turn_of(const Floor& floor, SiteId site) {
  for (const TurnId id : floor.holders) {
    if (find(floor, id)->site == site) return id;
  }
  return {};
}

// With several speaking, each site speaks once, and not too many at a time.
Denial no_place(const State& state, SiteId site) {
  const Floor& floor = state.floor;
  if (floor.mode != FloorMode::kSeveral) return {};
  if (const TurnId turn = turn_of(floor, site); turn.value != 0) {
    return deny("floor.holding_already", {{"turn", turn}, {"site", site}});
  }
  return too_many(floor.holders.size() + 1, kMaxHolders, "holders");
}

Denial bad_item(const State& state, ItemId item) {
  if (item.value == 0 || item == state.programme.current) return {};
  const Item* found = find(state.programme, item);
  if (found == nullptr) return deny("item.unknown", {{"item", item}});
  if (found->status == ItemStatus::kPlanned) return {};
  return deny("item.not_planned", {{"item", item}, {"status", found->status}});
}

Denial bad_request(const State& state, const FloorGrant& c) {
  if (c.request.value == 0) return {};
  const Request* request = find(state.queue, c.request);
  if (request != nullptr && request->site == c.site) return {};
  return deny("request.unknown", {{"request", c.request}, {"order", state.queue.order}});
}

// Called without its request, a site that waits in the centre's queue is answered all the same.
RequestId answered_request(const State& state, const FloorGrant& c) {
  if (c.request.value != 0) return c.request;
  for (const RequestId id : state.queue.order) {
    const Request& request = *find(state.queue, id);
    const bool fits =
        !is_named(c.speaker) || !is_named(request.speaker) || request.speaker == c.speaker;
    if (request.site == c.site && fits) return id;
  }
  return {};
}

// Steps that one speaker fills; elsewhere the planned minutes are those of the whole step.
bool has_one_speaker(ItemKind kind) {
  return kind == ItemKind::kOpening || kind == ItemKind::kReport ||
         kind == ItemKind::kContribution || kind == ItemKind::kConclusion;
}

Speaker speaker_of(const State& state, const FloorGrant& c, RequestId request, const Item* item) {
  Speaker speaker = c.speaker;
  const bool is_step = item != nullptr && has_one_speaker(item->spec.kind);
  if (!is_named(speaker) && request.value != 0) speaker = find(state.queue, request)->speaker;
  if (!is_named(speaker) && is_step && site_of(state, *item) == c.site)
    speaker = item->spec.speaker;
  if (speaker.unit.value == 0) speaker.unit = state.sites.at(c.site).spec.unit;
  return speaker;
}

uint32_t allotted(const FloorGrant& c, const Item* item) {
  if (c.allotted_s != 0 || item == nullptr) return c.allotted_s;
  return has_one_speaker(item->spec.kind) ? item->spec.planned_minutes * 60 : 0;
}

FloorGranted granted(const State& state, const FloorGrant& c) {
  const ItemId item = c.item.value != 0 ? c.item : state.programme.current;
  const Item* step = find(state.programme, item);
  const RequestId request = answered_request(state, c);
  const TurnId turn{static_cast<uint32_t>(state.floor.turns.size()) + 1};
  return {turn,      c.site, speaker_of(state, c, request, step), item, allotted(c, step),
          c.picture, request};
}

FloorGrant grant_of_item(const State& state, ItemId id) {
  const Item& item = state.programme.items.at(id);
  FloorGrant grant;
  grant.site = site_of(state, item);
  grant.speaker = item.spec.speaker;
  grant.item = id;
  return grant;
}

FloorGrant grant_of_request(const State& state, RequestId id) {
  const Request& request = state.queue.requests.at(id);
  FloorGrant grant;
  grant.site = request.site;
  grant.speaker = request.speaker;
  grant.request = id;
  return grant;
}

// The next step of the programme that is one speaker's, if nothing else is planned before it.
ItemId next_spoken_item(const State& state) {
  for (const ItemId id : state.programme.order) {
    const Item& item = state.programme.items.at(id);
    if (item.status != ItemStatus::kPlanned) continue;
    return has_one_speaker(item.spec.kind) ? id : ItemId{};
  }
  return {};
}

bool is_discussed(const State& state) {
  const Item* item = find(state.programme, state.programme.current);
  return item != nullptr && item->spec.kind == ItemKind::kDiscussion;
}

// Within seconds, taking back a grant is undoing it.
bool can_undo(const State& state, TurnId turn, UnixTime now) {
  const int64_t age = now.ms - find(state.floor, turn)->granted.at.ms;
  return state.floor.undo.turn == turn && age >= 0 && age <= kUndoMs;
}

}  // namespace

TurnId top(const Floor& floor) { return floor.holders.empty() ? TurnId{} : floor.holders.back(); }

const Turn* find(const Floor& floor, TurnId turn) {
  const bool known = turn.value >= 1 && turn.value <= floor.turns.size();
  return known ? &floor.turns[turn.value - 1] : nullptr;
}

FloorGrant next_speaker(const State& state) {
  const bool queued = !state.queue.order.empty();
  const ItemId item = next_spoken_item(state);
  if (queued && (is_discussed(state) || item.value == 0)) {
    return grant_of_request(state, state.queue.order.front());
  }
  return item.value != 0 ? grant_of_item(state, item) : FloorGrant{};
}

Decided decide_one(const State& state, const FloorGrant& c, const Context&) {
  if (c.seen != top(state.floor)) return deny("floor.changed", floor_now(state));
  if (!is_there(state.sites.at(c.site))) return deny("site.absent", {{"site", c.site}});
  if (Denial no = no_place(state, c.site)) return *no;
  if (Denial no = first_of(bad_item(state, c.item), bad_request(state, c), bad_speaker(c.speaker),
                           out_of_range(c.allotted_s, kMaxAllottedSeconds, "allotted_s"))) {
    return *no;
  }
  return granted(state, c);
}

Decided decide_one(const State& state, const FloorNext& c, const Context& context) {
  FloorGrant grant = next_speaker(state);
  if (grant.site.value == 0 && grant.item.value == 0) return deny("floor.nobody_next");
  if (find_site(state, grant.site) == nullptr) return deny("site.unknown", {{"site", grant.site}});
  if (c.seen_site != grant.site || c.seen_item != grant.item || c.seen_request != grant.request) {
    return deny("floor.next_changed",
                {{"site", grant.site}, {"item", grant.item}, {"request", grant.request}});
  }
  grant.seen = c.seen;
  return decide_one(state, grant, context);
}

Decided decide_one(const State& state, const FloorExtend& c, const Context&) {
  if (Denial no = not_holding(state, c.turn)) return *no;
  if (c.more_s == 0) return nothing();
  const uint64_t total = uint64_t{find(state.floor, c.turn)->clock.allotted_s} + c.more_s;
  if (Denial no = out_of_range(total, kMaxAllottedSeconds, "more_s")) return *no;
  return FloorExtended{c.turn, c.more_s};
}

Decided decide_one(const State& state, const FloorWarn& c, const Context&) {
  if (Denial no = not_holding(state, c.turn)) return *no;
  return FloorWarned{c.turn};
}

Decided decide_one(const State& state, const FloorTakeBack& c, const Context& context) {
  if (Denial no = not_holding(state, c.turn)) return *no;
  if (can_undo(state, c.turn, context.now)) return FloorRetracted{c.turn};
  return FloorEnded{c.turn};
}

Decided decide_one(const State& state, const FloorEnd& c, const Context&) {
  if (Denial no = not_holding(state, c.turn)) return *no;
  return FloorEnded{c.turn};
}

Decided decide_one(const State& state, const FloorMuteAll&, const Context&) {
  if (state.floor.holders.empty() && state.floor.mode != FloorMode::kEveryone) return nothing();
  return FloorMutedAll{};
}

Decided decide_one(const State& state, const FloorSetMode& c, const Context&) {
  if (c.mode == state.floor.mode) return nothing();
  return FloorModeSet{c.mode};
}

Decided decide_one(const State& state, const SiteMute& c, const Context&) {
  if (state.sites.at(c.site).muted == c.muted) return nothing();
  return SiteMuted{c.site, c.muted};
}

Decided decide_one(const State& state, const ChairMicrophone& c, const Context&) {
  if (state.floor.chair_microphone == c.open) return nothing();
  return ChairMicrophoneSet{c.open};
}

Decided decide_one(const State& state, const ClockPause& c, const Context&) {
  if (Denial no = not_holding(state, c.turn)) return *no;
  if (!runs(find(state.floor, c.turn)->clock)) return nothing();
  return ClockPaused{c.turn};
}

Decided decide_one(const State& state, const ClockResume& c, const Context&) {
  if (Denial no = not_holding(state, c.turn)) return *no;
  if (runs(find(state.floor, c.turn)->clock)) return nothing();
  return ClockResumed{c.turn};
}

}  // namespace diemcau::conference
