#pragma once

#include "conference/state.h"

// What was said, drawn together: themes against units, speaking time, chapters.
namespace diemcau::conference {

// The notes of one theme on one unit's opinions.
struct SynthesisCell {
  UnitId unit;  // 0: said by nobody in particular
  std::vector<NoteId> notes;
  DIEMCAU_PLAIN(SynthesisCell, unit, notes)
};
struct SynthesisRow {
  ThemeId theme;  // 0: notes without a theme
  std::string name;
  std::vector<SynthesisCell> cells;  // by unit; a unit without notes is left out
  DIEMCAU_PLAIN(SynthesisRow, theme, name, cells)
};
struct SynthesisView {
  std::vector<SynthesisRow> rows;  // themes in their order, then what has none
  std::vector<std::pair<NoteId, Note>> notes;
  std::string conclusion;
  uint32_t conclusion_version = 0;
  uint32_t adopted_version = 0;
  DIEMCAU_PLAIN(SynthesisView, rows, notes, conclusion, conclusion_version, adopted_version)
};

SynthesisView synthesis_view(const State& state);

struct SpeakingTime {
  UnitId unit;
  uint32_t turns = 0;
  int64_t spoken_ms = 0;
  DIEMCAU_PLAIN(SpeakingTime, unit, turns, spoken_ms)
};
// By unit; turns that still run count up to `now`.
std::vector<SpeakingTime> speaking_time(const State& state, UnixTime now);

// A mark in the recording.
struct Chapter {
  TurnId turn;
  SiteId site;
  Speaker speaker;
  ItemId item;
  UnixTime from;
  UnixTime to;  // 0: still under way
  Seq seq;
  DIEMCAU_PLAIN(Chapter, turn, site, speaker, item, from, to, seq)
};
// What was undone at once is no chapter.
std::vector<Chapter> chapters(const State& state);

}  // namespace diemcau::conference
