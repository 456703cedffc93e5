#include "conference/notes.h"

#include "conference/decided.h"

namespace diemcau::conference {

namespace {

Denial unknown(const State& state, ThemeId theme) {
  if (state.notes.themes.contains(theme)) return {};
  return deny("theme.unknown", {{"theme", theme}});
}

Denial bad_name(const State& state, ThemeId self, const std::string& name) {
  if (Denial no = missing_or_too_long(name, kNameLetters, "name")) return no;
  for (const auto& [id, other] : state.notes.themes) {
    if (id != self && other == name) return deny("theme.exists", {{"theme", id}});
  }
  return {};
}

Denial bad_note(const State& state, const std::string& text, const std::vector<ThemeId>& themes) {
  if (Denial no = missing_or_too_long(text, kTextLetters, "text")) return no;
  if (Denial no = too_many(themes.size(), kMaxThemes, "themes")) return no;
  for (const ThemeId theme : themes) {
    if (Denial no = unknown(state, theme)) return no;
  }
  return {};
}

Denial stale(const State& state, NoteId note, uint32_t seen) {
  const auto found = state.notes.notes.find(note);
  if (found == state.notes.notes.end()) return deny("note.unknown", {{"note", note}});
  if (found->second.version == seen) return {};
  return deny("note.changed", {{"note", note}, {"version", found->second.version}});
}

std::vector<ThemeId> each_once(std::vector<ThemeId> themes) {
  std::sort(themes.begin(), themes.end());
  themes.erase(std::unique(themes.begin(), themes.end()), themes.end());
  return themes;
}

// A note of somebody's turn knows who spoke and when on their clock.
NoteTaken taken(const State& state, const NoteTake& c, TurnId turn, UnixTime now) {
  NoteTaken fact{{state.last.note + 1}, c.text, each_once(c.themes)};
  fact.item = state.programme.current;
  fact.turn = turn;
  const Turn* spoken = find(state.floor, turn);
  if (spoken == nullptr) return fact;
  fact.item = spoken->item;
  fact.unit = spoken->speaker.unit;
  fact.site = spoken->site;
  fact.into_turn_ms = spent_ms(spoken->clock, now);
  return fact;
}

uint32_t versions(const State& state) {
  return static_cast<uint32_t>(state.conclusion.versions.size());
}

}  // namespace

Decided decide_one(const State& state, const ThemeAdd& c, const Context&) {
  if (Denial no = bad_name(state, {}, c.name)) return *no;
  if (Denial no = too_many(state.notes.themes.size() + 1, kMaxThemes, "themes")) return *no;
  return ThemeAdded{{state.last.theme + 1}, c.name};
}

Decided decide_one(const State& state, const ThemeRename& c, const Context&) {
  if (Denial no = unknown(state, c.theme)) return *no;
  if (Denial no = bad_name(state, c.theme, c.name)) return *no;
  if (state.notes.themes.at(c.theme) == c.name) return nothing();
  return ThemeRenamed{c.theme, c.name};
}

Decided decide_one(const State& state, const ThemeMove& c, const Context&) {
  if (Denial no = unknown(state, c.theme)) return *no;
  if (c.before.value != 0) {
    if (Denial no = unknown(state, c.before)) return *no;
  }
  if (c.theme == c.before) return nothing();
  return ThemeMoved{c.theme, c.before};
}

Decided decide_one(const State& state, const ThemeRemove& c, const Context&) {
  if (Denial no = unknown(state, c.theme)) return *no;
  return ThemeRemoved{c.theme};
}

Decided decide_one(const State& state, const NoteTake& c, const Context& context) {
  if (Denial no = bad_note(state, c.text, c.themes)) return *no;
  if (Denial no = too_many(state.notes.notes.size() + 1, kMaxNotes, "notes")) return *no;
  if (c.turn.value != 0 && find(state.floor, c.turn) == nullptr) return deny("turn.not_holding");
  const TurnId turn = c.turn.value != 0 ? c.turn : top(state.floor);
  return taken(state, c, turn, context.now);
}

Decided decide_one(const State& state, const NoteChange& c, const Context&) {
  if (Denial no = stale(state, c.note, c.seen)) return *no;
  if (Denial no = bad_note(state, c.text, c.themes)) return *no;
  const Note& note = state.notes.notes.at(c.note);
  if (note.text == c.text && note.themes == each_once(c.themes)) return nothing();
  return NoteChanged{c.note, c.text, each_once(c.themes)};
}

Decided decide_one(const State& state, const NoteRemove& c, const Context&) {
  if (Denial no = stale(state, c.note, c.seen)) return *no;
  return NoteRemoved{c.note};
}

Decided decide_one(const State& state, const ConclusionDraft& c, const Context&) {
  if (c.seen != versions(state)) {
    return deny("conclusion.changed", {{"version", versions(state)}});
  }
  if (Denial no = missing_or_too_long(c.text, kConclusionLetters, "text")) return *no;
  if (c.text == state.conclusion.text) return nothing();
  return ConclusionDrafted{versions(state) + 1, c.text};
}

Decided decide_one(const State& state, const ConclusionAdopt& c, const Context&) {
  if (versions(state) == 0) return deny("conclusion.missing");
  if (c.version != versions(state)) {
    return deny("conclusion.changed", {{"version", versions(state)}});
  }
  if (state.conclusion.adopted == c.version) return nothing();
  return ConclusionAdopted{c.version};
}

void apply_one(State& state, const ThemeAdded& f, const Stamp&) {
  state.last.theme = f.theme.value;
  state.notes.themes[f.theme] = f.name;
  state.notes.order.push_back(f.theme);
}

void apply_one(State& state, const ThemeRenamed& f, const Stamp&) {
  state.notes.themes[f.theme] = f.name;
}

void apply_one(State& state, const ThemeMoved& f, const Stamp&) {
  auto& order = state.notes.order;
  std::erase(order, f.theme);
  order.insert(std::find(order.begin(), order.end(), f.before), f.theme);
}

void apply_one(State& state, const ThemeRemoved& f, const Stamp&) {
  state.notes.themes.erase(f.theme);
  std::erase(state.notes.order, f.theme);
  for (auto& [id, note] : state.notes.notes) std::erase(note.themes, f.theme);
}

void apply_one(State& state, const NoteTaken& f, const Stamp& stamp) {
  state.last.note = f.note.value;
  state.notes.notes[f.note] = {f.text, f.themes,       f.item, f.turn, f.unit,
                               f.site, f.into_turn_ms, 1,      stamp,  {}};
}

void apply_one(State& state, const NoteChanged& f, const Stamp& stamp) {
  Note& note = state.notes.notes[f.note];
  note.text = f.text;
  note.themes = f.themes;
  note.changed = stamp;
  ++note.version;
}

void apply_one(State& state, const NoteRemoved& f, const Stamp&) {
  state.notes.notes.erase(f.note);
}

void apply_one(State& state, const ConclusionDrafted& f, const Stamp& stamp) {
  state.conclusion.versions.push_back(stamp);
  state.conclusion.text = f.text;
}

void apply_one(State& state, const ConclusionAdopted& f, const Stamp& stamp) {
  state.conclusion.adopted = f.version;
  state.conclusion.adopted_text = state.conclusion.text;
  state.conclusion.adopted_at = stamp;
}

}  // namespace diemcau::conference
