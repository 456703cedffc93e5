#pragma once

#include <variant>

#include "documents/state.h"

namespace diemcau::documents {

// Everything that can come to hold of a draft.
using Fact = std::variant<DraftBegun, DraftWritten, DraftCirculated, DraftFinished, CommentMade,
                          CommentWithdrawn, CommentAbsorbed, CommentExplained>;

// Brings the state forward by one event; events of other streams pass it by. An error says that the
// journal holds what this program cannot read: the state is as before, and must not be trusted
// further.
Result<diemcau::Unit> apply(State& state, const journal::Event& event);

// The same for a fact that is known already.
void apply(State& state, const Fact& fact, const Stamp& stamp);

}  // namespace diemcau::documents
