#include "conference/stage.h"

#include "conference/decided.h"
#include "conference/rules.h"

namespace diemcau::conference {

namespace {

void add_once(std::vector<SiteId>& sites, const State& state, SiteId id) {
  const Site* site = find_site(state, id);
  if (site == nullptr || !site->checked_in) return;
  if (std::find(sites.begin(), sites.end(), id) == sites.end()) sites.push_back(id);
}

Denial unknown_sites(const State& state, const std::vector<SiteId>& sites) {
  for (const SiteId id : sites) {
    if (find_site(state, id) == nullptr) return deny("site.unknown", {{"site", id}});
  }
  return {};
}

bool holds_floor(const State& state, SiteId site) {
  return std::any_of(state.floor.holders.begin(), state.floor.holders.end(),
                     [&](TurnId id) { return find(state.floor, id)->site == site; });
}

// The room may take a picture of itself at any time.
bool is_of_the_room(const Context& context, SiteId site) {
  return stands_as(context, Role::kSiteOperator, site) ||
         stands_as(context, Role::kSiteChair, site);
}

}  // namespace

size_t places(StageLayout layout) {
  switch (layout) {
    case StageLayout::kOne:
      return 1;
    case StageLayout::kTwo:
      return 2;
    case StageLayout::kFour:
      return 4;
    case StageLayout::kNine:
      return 9;
  }
  return 1;
}

bool records(const Stage& stage) {
  return !stage.recordings.empty() && !is_set(stage.recordings.back().to);
}

std::vector<SiteId> on_stage(const State& state) {
  std::vector<SiteId> sites;
  if (state.life.phase != Phase::kInSession || !state.stage.film.file.empty()) return sites;
  add_once(sites, state, state.stage.on_air);
  for (auto it = state.floor.holders.rbegin(); it != state.floor.holders.rend(); ++it) {
    const Turn& turn = *find(state.floor, *it);
    if (turn.picture) add_once(sites, state, turn.site);
  }
  add_once(sites, state, presiding(state.life).site);
  for (const SiteId id : state.stage.beside) add_once(sites, state, id);
  if (sites.size() > places(state.stage.layout)) sites.resize(places(state.stage.layout));
  return sites;
}

bool is_on_air(const State& state, SiteId site) {
  if (state.life.phase != Phase::kInSession) return false;
  const auto stage = on_stage(state);
  const bool seen = std::find(stage.begin(), stage.end(), site) != stage.end();
  const Site* found = find_site(state, site);
  return seen || (found != nullptr && microphone_open(state, site));
}

Decided decide_one(const State& state, const StageSetLayout& c, const Context&) {
  if (Denial no = too_many(c.beside.size(), 9, "beside")) return *no;
  if (Denial no = unknown_sites(state, c.beside)) return *no;
  if (c.layout == state.stage.layout && c.beside == state.stage.beside) return nothing();
  return StageLayoutSet{c.layout, c.beside};
}

Decided decide_one(const State& state, const StagePut& c, const Context&) {
  if (c.seen != state.stage.on_air) return deny("stage.changed", {{"site", state.stage.on_air}});
  if (c.site == state.stage.on_air) return nothing();
  if (c.site.value != 0 && !is_there(state.sites.at(c.site))) {
    return deny("site.absent", {{"site", c.site}});
  }
  return StageWasPut{c.site};
}

Decided decide_one(const State& state, const FilmStart& c, const Context&) {
  if (Denial no = missing_or_too_long(c.file, kKeyLetters, "file")) return *no;
  if (c.item.value != 0 && find(state.programme, c.item) == nullptr) {
    return deny("item.unknown", {{"item", c.item}});
  }
  if (state.stage.film.file == c.file) return nothing();
  return FilmStarted{c.file, c.item};
}

Decided decide_one(const State& state, const FilmStop&, const Context&) {
  if (state.stage.film.file.empty()) return nothing();
  return FilmStopped{};
}

Decided decide_one(const State& state, const ToneStart& c, const Context&) {
  if (state.stage.tone == c.site) return nothing();
  if (!is_there(state.sites.at(c.site))) return deny("site.absent", {{"site", c.site}});
  if (is_on_air(state, c.site)) return deny("tone.on_air", {{"site", c.site}});
  return ToneStarted{c.site};
}

Decided decide_one(const State& state, const ToneStop&, const Context&) {
  if (state.stage.tone.value == 0) return nothing();
  return ToneStopped{};
}

Decided decide_one(const State& state, const TalkbackStart& c, const Context&) {
  if (state.stage.talkback == c.site) return nothing();
  if (!is_there(state.sites.at(c.site))) return deny("site.absent", {{"site", c.site}});
  if (holds_floor(state, c.site) || is_on_air(state, c.site)) {
    return deny("talkback.on_air", {{"site", c.site}});
  }
  return TalkbackStarted{c.site};
}

Decided decide_one(const State& state, const TalkbackStop&, const Context&) {
  if (state.stage.talkback.value == 0) return nothing();
  return TalkbackStopped{};
}

Decided decide_one(const State& state, const RecordingStart&, const Context&) {
  if (records(state.stage)) return nothing();
  return RecordingStarted{};
}

Decided decide_one(const State& state, const RecordingStop&, const Context&) {
  if (!records(state.stage)) return nothing();
  return RecordingStopped{};
}

Decided decide_one(const State& state, const StillTake& c, const Context& context) {
  if (Denial no = missing_or_too_long(c.file, kKeyLetters, "file")) return *no;
  if (!is_of_the_room(context, c.site) && !is_on_air(state, c.site)) {
    return deny("still.off_air", {{"site", c.site}});
  }
  if (state.stage.stills.size() >= kMaxStills) {
    return deny("too_many", {{"field", "stills"}, {"max", kMaxStills}});
  }
  const StillId still{static_cast<uint32_t>(state.stage.stills.size()) + 1};
  return StillTaken{still, c.site, c.file, top(state.floor)};
}

void apply_one(State& state, const StageLayoutSet& f, const Stamp&) {
  state.stage.layout = f.layout;
  state.stage.beside = f.beside;
}

void apply_one(State& state, const StageWasPut& f, const Stamp&) {
  state.stage.on_air = f.site;
  if (state.stage.talkback == f.site) state.stage.talkback = {};
  if (state.stage.tone == f.site) state.stage.tone = {};
}

void apply_one(State& state, const FilmStarted& f, const Stamp& stamp) {
  state.stage.film = {f.file, f.item, stamp};
}

void apply_one(State& state, const FilmStopped&, const Stamp&) { state.stage.film = {}; }

void apply_one(State& state, const ToneStarted& f, const Stamp&) { state.stage.tone = f.site; }

void apply_one(State& state, const ToneStopped&, const Stamp&) { state.stage.tone = {}; }

void apply_one(State& state, const TalkbackStarted& f, const Stamp&) {
  state.stage.talkback = f.site;
}

void apply_one(State& state, const TalkbackStopped&, const Stamp&) { state.stage.talkback = {}; }

void apply_one(State& state, const RecordingStarted&, const Stamp& stamp) {
  state.stage.recordings.push_back({stamp, {}});
}

void apply_one(State& state, const RecordingStopped&, const Stamp& stamp) {
  if (records(state.stage)) state.stage.recordings.back().to = stamp;
}

void apply_one(State& state, const StillTaken& f, const Stamp& stamp) {
  state.stage.stills.push_back({f.site, f.file, f.turn, stamp});
}

}  // namespace diemcau::conference
