#pragma once

#include "documents/ledger.h"
#include "documents/state.h"
#include "organisation/state.h"
#include "paper/ledger.h"

namespace diemcau::api {

// The table of comments on a draft as it lies on paper, with the names that hold now, in "vi" or
// "en". Place and date stay open: they are written when it is signed.
paper::Ledger ledger_on_paper(const documents::State& draft, const documents::Ledger& ledger,
                              const organisation::State& organisation, UnixTime now,
                              std::string_view language);

}  // namespace diemcau::api
