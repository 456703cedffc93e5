#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "journal/event.h"
#include "journal/plain.h"

// Training of people by what their posts require, and reviews of a unit's period from evidence.
// `diemcau::Unit` (done, no value) is written in full here.
namespace diemcau::reviews {

using journal::Json;
using journal::Seq;

using ReviewId = Id<struct ReviewTag>;  // counted from 1
using RecordId = Id<struct RecordTag>;  // counted over all people from 1

// The event by which something came to hold.
struct Stamp {
  Seq seq;
  UnixTime at;
  std::string who;  // "account:12"
  DIEMCAU_PLAIN(Stamp, seq, at, who)
};

// All that may be evidence. Speaking time, attention, the quality of a line and incidents have no
// word here and can therefore not stand in a review (a test holds the list).
enum class FigureKind : uint8_t {
  kTasksDoneInTime,
  kTasksDoneLate,
  kTasksOpenInTime,
  kTasksOpenOverdue,
  kConferencesConvened,
  kConferencesAttended,
  kPapersPresented,
  kPapersFiled,
  kCommentsMade,      // on other units' drafts
  kCommentsAnswered,  // on its own drafts
  kTrainingGaps,
};
DIEMCAU_WORDS(FigureKind, "tasks_done_in_time", "tasks_done_late", "tasks_open_in_time",
              "tasks_open_overdue", "conferences_convened", "conferences_attended",
              "papers_presented", "papers_filed", "comments_made", "comments_answered",
              "training_gaps")

// What stands behind a figure, one row for each that was counted.
struct Row {
  std::string stream;  // "tasks", "conference/4", "draft/2", "reviews": where it opens
  uint32_t id = 0;     // in that stream: a task, an item of the programme, a comment; 0: the whole
  Seq seq;             // the event that it rests on, where there is one
  std::string text;    // as it was called then
  UnitId unit;
  PostId post;  // of a training gap; never a person
  DIEMCAU_PLAIN(Row, stream, id, seq, text, unit, post)
};

struct Figure {
  FigureKind kind = FigureKind::kTasksDoneInTime;
  uint32_t value = 0;
  std::vector<Row> rows;  // as many as `value`, but at most kMaxRows
  DIEMCAU_PLAIN(Figure, kind, value, rows)
};
inline constexpr size_t kMaxRows = 500;

// Counted by its rows, of which the first are kept.
Figure figure_of(FigureKind kind, std::vector<Row> rows);

struct State;
struct Context;
struct Decided;

}  // namespace diemcau::reviews
