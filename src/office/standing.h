#pragma once

#include "conference/context.h"
#include "office/caller.h"
#include "office/folds.h"

namespace diemcau::office {

// What the caller is in a conference: by its person among those who lead it, by a role over the
// branch of who convenes it or in this conference alone, by the device of a room that it uses.
// Anyone else is a viewer, which opens no view by itself.
std::vector<conference::Standing> standings_in(const conference::State& state,
                                               const organisation::State& organisation,
                                               const Caller& caller);

// Whether the caller chairs it, keeps its papers or looks after its lines.
bool keeps_or_leads(const conference::State& state, const organisation::State& organisation,
                    const Caller& caller);
bool leads_or_helps(conference::Role role);

}  // namespace diemcau::office
