#pragma once

#include <variant>

#include "reviews/state.h"

namespace diemcau::reviews {

// Everything that can come to hold of training and reviews.
using Fact = std::variant<CourseWasSet, TrainingAdded, TrainingVoided, FormAdopted, ReviewOpened,
                          ReviewRated, ReviewAppraised, ReviewAnswered, ReviewDecided,
                          ReviewAppealed, ReviewPublished, ReviewWithdrawn>;

// Brings the state forward by one event; events of other streams pass it by. An error says that the
// journal holds what this program cannot read: the state is as before, and must not be trusted
// further.
Result<diemcau::Unit> apply(State& state, const journal::Event& event);

// The same for a fact that is known already.
void apply(State& state, const Fact& fact, const Stamp& stamp);

}  // namespace diemcau::reviews
