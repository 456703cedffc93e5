#pragma once

#include "journal/event.h"
#include "office/caller.h"
#include "office/folds.h"

// Tasks as pages see them: docs/api/office.md. Inside the folder only.
namespace diemcau::office {

// Who has to do with a task: its own sides, those of what it is a part of, and who has the purpose
// over one of its units.
bool may_see_task(const Folds& folds, const Caller& caller, TaskId task);
journal::Json task_view(const Folds& folds, const Caller& caller, UnixTime now, TaskId task);

// The board of a unit.
journal::Json board_view(const Folds& folds, const Caller& caller, UnixTime now, UnitId unit);

// What came out of a conference's conclusion.
journal::Json outcome_view(const Folds& folds, const Caller& caller, UnixTime now,
                           ConferenceId conference);

// The conclusion alone, without the rest of the minutes: also for who has to do with a task that
// came out of it.
bool may_see_conclusion(const Folds& folds, const Caller& caller, ConferenceId conference);
journal::Json conclusion_view(const Folds& folds, ConferenceId conference);

}  // namespace diemcau::office
