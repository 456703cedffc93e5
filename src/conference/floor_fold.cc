#include <algorithm>

#include "conference/floor.h"
#include "conference/state.h"

// What holds once something was decided about the floor.
namespace diemcau::conference {

namespace {

Turn& turn_at(State& state, TurnId id) { return state.floor.turns.at(id.value - 1); }

void end_turn(State& state, TurnId id, const Stamp& stamp) {
  Turn& turn = turn_at(state, id);
  stop(turn.clock, stamp.at);
  turn.clock.held = false;
  turn.ended = stamp;
  std::erase(state.floor.holders, id);
}

// The programme picture follows the floor: back to who still holds it, else to who leads.
void settle_picture(State& state, SiteId left) {
  if (state.stage.on_air != left) return;
  const Turn* turn = find(state.floor, top(state.floor));
  state.stage.on_air = turn != nullptr && turn->picture ? turn->site : SiteId{};
}

void end_and_settle(State& state, TurnId id, const Stamp& stamp) {
  const SiteId site = turn_at(state, id).site;
  end_turn(state, id, stamp);
  settle_picture(state, site);
}

FloorUndo before(const State& state, const FloorGranted& f) {
  FloorUndo undo;
  undo.turn = f.turn;
  undo.holders = state.floor.holders;
  for (const TurnId id : state.floor.holders) {
    if (runs(find(state.floor, id)->clock)) undo.running.push_back(id);
  }
  undo.on_air = state.stage.on_air;
  undo.item = state.programme.current;
  undo.began_item = f.item != state.programme.current;
  return undo;
}

void answer_request(State& state, RequestId id, FloorUndo& undo) {
  const Request* request = find(state.queue, id);
  if (request == nullptr) return;
  undo.request = id;
  undo.answered = *request;
  undo.place = static_cast<uint32_t>(take_out(state.queue, id));
}

void clear_line_of(State& state, SiteId site) {
  if (state.stage.talkback == site) state.stage.talkback = {};
  if (state.stage.tone == site) state.stage.tone = {};
}

void take_floor(State& state, const FloorGranted& f, const Stamp& stamp) {
  Turn turn{f.site, f.speaker, f.item, f.request, f.picture, {}, stamp, {}};
  turn.clock.allotted_s = f.allotted_s;
  start(turn.clock, stamp.at);
  state.floor.turns.push_back(turn);
  state.floor.holders.push_back(f.turn);
  if (f.picture) state.stage.on_air = f.site;
}

void restore_item(State& state, const FloorUndo& undo) {
  if (!undo.began_item) return;
  Item& begun = state.programme.items[state.programme.current];
  begun.status = ItemStatus::kPlanned;
  begun.began = {};
  state.programme.current = undo.item;
  if (undo.item.value == 0) return;
  Item& item = state.programme.items[undo.item];
  item.status = ItemStatus::kCurrent;
  item.ended = {};
}

void restore_holders(State& state, const FloorUndo& undo, const Stamp& stamp) {
  state.floor.holders = undo.holders;
  for (const TurnId id : undo.holders) turn_at(state, id).ended = {};
  for (const TurnId id : undo.running) start(turn_at(state, id).clock, stamp.at);
}

bool has_floor(const State& state, SiteId site) {
  return std::any_of(state.floor.holders.begin(), state.floor.holders.end(),
                     [&](TurnId id) { return find(state.floor, id)->site == site; });
}

}  // namespace

bool microphone_open(const State& state, SiteId id) {
  const Site* site = find_site(state, id);
  if (state.life.phase != Phase::kInSession || site == nullptr) return false;
  if (!site->checked_in || site->muted || state.stage.talkback == id) return false;
  if (state.floor.mode == FloorMode::kEveryone || has_floor(state, id)) return true;
  return state.floor.chair_microphone && presiding(state.life).site == id;
}

void end_all_turns(State& state, const Stamp& stamp) {
  while (!state.floor.holders.empty()) end_and_settle(state, top(state.floor), stamp);
  state.floor.undo = {};
}

void end_turns_of(State& state, SiteId site, const Stamp& stamp) {
  const std::vector<TurnId> holders = state.floor.holders;
  for (const TurnId id : holders) {
    if (turn_at(state, id).site == site) end_and_settle(state, id, stamp);
  }
  state.floor.undo = {};
}

void stop_clocks(State& state, UnixTime now) {
  for (const TurnId id : state.floor.holders) {
    Clock& clock = turn_at(state, id).clock;
    clock.held = runs(clock);
    stop(clock, now);
  }
  state.floor.undo = {};
}

void start_clocks(State& state, UnixTime now) {
  for (const TurnId id : state.floor.holders) {
    Clock& clock = turn_at(state, id).clock;
    if (clock.held) start(clock, now);
    clock.held = false;
  }
}

void apply_one(State& state, const FloorGranted& f, const Stamp& stamp) {
  FloorUndo undo = before(state, f);
  answer_request(state, f.request, undo);
  if (state.floor.mode != FloorMode::kSeveral) {
    while (!state.floor.holders.empty()) end_turn(state, top(state.floor), stamp);
  }
  if (undo.began_item) begin_item(state, f.item, stamp);
  clear_line_of(state, f.site);
  take_floor(state, f, stamp);
  state.floor.undo = std::move(undo);
}

void apply_one(State& state, const FloorExtended& f, const Stamp& stamp) {
  Clock& clock = turn_at(state, f.turn).clock;
  // Who had no limit gets one now: so much more from here.
  if (clock.allotted_s == 0)
    clock.allotted_s = static_cast<uint32_t>(spent_ms(clock, stamp.at) / 1000);
  clock.allotted_s += f.more_s;
}

void apply_one(State& state, const FloorWarned& f, const Stamp&) {
  ++turn_at(state, f.turn).warnings;
}

void apply_one(State& state, const FloorRetracted& f, const Stamp& stamp) {
  const FloorUndo undo = state.floor.undo;
  end_turn(state, f.turn, stamp);
  turn_at(state, f.turn).retracted = true;
  restore_holders(state, undo, stamp);
  restore_item(state, undo);
  state.stage.on_air = undo.on_air;
  if (undo.request.value != 0) put_in(state.queue, undo.request, undo.answered, undo.place);
  state.floor.undo = {};
}

void apply_one(State& state, const FloorEnded& f, const Stamp& stamp) {
  end_and_settle(state, f.turn, stamp);
  state.floor.undo = {};
}

void apply_one(State& state, const FloorMutedAll&, const Stamp& stamp) {
  end_all_turns(state, stamp);
  if (state.floor.mode == FloorMode::kEveryone) state.floor.mode = FloorMode::kOne;
}

void apply_one(State& state, const FloorModeSet& f, const Stamp& stamp) {
  state.floor.mode = f.mode;
  while (f.mode != FloorMode::kSeveral && state.floor.holders.size() > 1) {
    end_and_settle(state, state.floor.holders.front(), stamp);
  }
  state.floor.undo = {};
}

void apply_one(State& state, const SiteMuted& f, const Stamp&) {
  state.sites[f.site].muted = f.muted;
}

void apply_one(State& state, const ChairMicrophoneSet& f, const Stamp&) {
  state.floor.chair_microphone = f.open;
}

void apply_one(State& state, const ClockPaused& f, const Stamp& stamp) {
  stop(turn_at(state, f.turn).clock, stamp.at);
}

void apply_one(State& state, const ClockResumed& f, const Stamp& stamp) {
  start(turn_at(state, f.turn).clock, stamp.at);
}

}  // namespace diemcau::conference
