#pragma once

#include <variant>

#include "journal/log.h"

namespace diemcau::store {

// Why something could not be stored or read: one sentence for the operator that says what to do.
using Failure = journal::LogFailure;

// What every function that touches the disk answers. On failure nothing has changed.
template <class T>
using Stored = Result<T, Failure>;

// The same for what a person may be refused: a Refusal for the person, or a Failure for the
// operator.
using NotDone = std::variant<journal::Refusal, Failure>;
template <class T>
using Answered = Result<T, NotDone>;

}  // namespace diemcau::store
