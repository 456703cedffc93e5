#include "conference/synthesis.h"

namespace diemcau::conference {

namespace {

using ByUnit = std::map<UnitId, std::vector<NoteId>>;

SynthesisRow row_of(ThemeId theme, const std::string& name, const ByUnit& by_unit) {
  SynthesisRow row{theme, name, {}};
  for (const auto& [unit, notes] : by_unit) row.cells.push_back({unit, notes});
  return row;
}

// Every note under each of its themes, or under none.
std::map<ThemeId, ByUnit> by_theme(const Notes& notes) {
  std::map<ThemeId, ByUnit> sorted;
  for (const auto& [id, note] : notes.notes) {
    for (const ThemeId theme : note.themes) sorted[theme][note.unit].push_back(id);
    if (note.themes.empty()) sorted[ThemeId{}][note.unit].push_back(id);
  }
  return sorted;
}

}  // namespace

SynthesisView synthesis_view(const State& state) {
  SynthesisView view;
  auto sorted = by_theme(state.notes);
  for (const ThemeId theme : state.notes.order) {
    view.rows.push_back(row_of(theme, state.notes.themes.at(theme), sorted[theme]));
  }
  if (sorted.contains(ThemeId{})) view.rows.push_back(row_of({}, "", sorted[ThemeId{}]));
  view.notes.assign(state.notes.notes.begin(), state.notes.notes.end());
  view.conclusion = state.conclusion.text;
  view.conclusion_version = static_cast<uint32_t>(state.conclusion.versions.size());
  view.adopted_version = state.conclusion.adopted;
  return view;
}

std::vector<SpeakingTime> speaking_time(const State& state, UnixTime now) {
  std::map<UnitId, SpeakingTime> by_unit;
  for (const Turn& turn : state.floor.turns) {
    if (turn.retracted) continue;
    SpeakingTime& time = by_unit[turn.speaker.unit];
    time.unit = turn.speaker.unit;
    ++time.turns;
    time.spoken_ms += spent_ms(turn.clock, now);
  }
  std::vector<SpeakingTime> times;
  times.reserve(by_unit.size());
  for (const auto& [unit, time] : by_unit) times.push_back(time);
  return times;
}

std::vector<Chapter> chapters(const State& state) {
  std::vector<Chapter> chapters;
  for (size_t i = 0; i < state.floor.turns.size(); ++i) {
    const Turn& turn = state.floor.turns[i];
    if (turn.retracted) continue;
    chapters.push_back({{static_cast<uint32_t>(i) + 1},
                        turn.site,
                        turn.speaker,
                        turn.item,
                        turn.granted.at,
                        turn.ended.at,
                        turn.granted.seq});
  }
  return chapters;
}

}  // namespace diemcau::conference
