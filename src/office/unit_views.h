#pragma once

#include "journal/event.h"
#include "office/caller.h"
#include "office/folds.h"
#include "text/collation.h"

// The organisation as pages see it, and what a unit has in hand: docs/api/office.md. Inside the
// folder only.
namespace diemcau::office {

journal::Json units_view(const Folds& folds, const Caller& caller, UnixTime now,
                         const text::Collator& collator);
journal::Json words_view(const Folds& folds);

// Đơn vị tôi. Only for who may see the unit.
journal::Json unit_view(const Folds& folds, const Caller& caller, UnixTime now, UnitId unit,
                        const text::Collator& collator);
journal::Json past_view(const Folds& folds, UnitId unit, UnixTime now);

// Those of the branches that the caller administers.
journal::Json accounts_view(const Folds& folds, const Caller& caller, UnixTime now);

}  // namespace diemcau::office
