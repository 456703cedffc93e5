#pragma once

#include "office/folds.h"

namespace diemcau::office {

// The names of the people, posts and units whose ids stand anywhere in a picture:
// {"people": {"12": "…"}, "posts": {"3": "Trưởng phòng"}, "units": {"5": "…"}}. Found by the
// members that hold such ids; a name that was erased is said to be.
journal::Json names_in(const journal::Json& picture, const organisation::State& organisation);

}  // namespace diemcau::office
