#pragma once

#include <optional>

#include "documents/ledger.h"
#include "journal/event.h"
#include "office/caller.h"
#include "office/folds.h"

// Drafts as pages and papers show them: docs/api/office.md.
namespace diemcau::office {

// What somebody is to a draft: of the unit that drafts it, or of one that was asked.
struct DraftSide {
  bool drafter = false;
  UnitId unit;  // for which unit; 0: nothing to do with it
};
DraftSide side_of(const Folds& folds, const Caller& caller, const documents::State& draft);

// A draft in a list. `side`: "drafter" or "asked".
struct DraftCard {
  documents::DraftId draft;
  std::string title;
  UnitId unit;
  documents::Phase phase = documents::Phase::kNone;
  uint32_t version = 0;
  Day deadline;
  uint32_t comments = 0;  // that this side sees
  uint32_t open = 0;
  uint32_t mine = 0;  // of the unit that was asked
  std::string side;
  DIEMCAU_PLAIN(DraftCard, draft, title, unit, phase, version, deadline, comments, open, mine, side)
};
DraftCard card_of(const documents::State& draft, const DraftSide& side);

// The table of comments as the caller may have it: whole for who drafts, or one unit's rows of it
// (`unit`); for a unit that was asked, its own rows. Refused as the view "draft/N" is.
Result<documents::Ledger, journal::Refusal> ledger_seen_by(const Folds& folds, const Caller& caller,
                                                           documents::DraftId draft,
                                                           std::optional<UnitId> unit);

journal::Json draft_view(const Folds& folds, const Caller& caller, UnixTime now,
                         documents::DraftId draft);
journal::Json drafts_view(const Folds& folds, const Caller& caller);

}  // namespace diemcau::office
