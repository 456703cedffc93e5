#pragma once

#include "documents/context.h"
#include "office/caller.h"
#include "office/folds.h"
#include "organisation/may.h"
#include "organisation/state.h"
#include "tasks/context.h"

// What tasks and drafts ask of the organisation. Inside the folder only.
namespace diemcau::office {

// The units for which the caller may act for a purpose; the system for all.
organisation::UnitsFor acting_for(const organisation::State& organisation, const Caller& caller,
                                  organisation::Purpose purpose);

class OrganisationAnswers final : public tasks::Organisation, public documents::Organisation {
 public:
  explicit OrganisationAnswers(const organisation::State& state) : state_(state) {}
  bool is_active(UnitId unit) const override;
  UnitId superior_of(UnitId unit) const override;
  UnitId second_superior_of(UnitId unit) const override;
  bool holds_post(PersonId person, PostId post, UnitId unit, Day day) const override;

 private:
  const organisation::State& state_;
};

// What tasks and drafts may know of who asks; `answers` outlives it.
tasks::Context task_context(const Folds& folds, const Caller& caller, UnixTime now,
                            const tasks::Organisation& answers);
documents::Context draft_context(const Folds& folds, const Caller& caller, UnixTime now,
                                 const documents::Organisation& answers);

}  // namespace diemcau::office
