#pragma once

#include <span>

#include "office/folds.h"
#include "store/store.h"

// What has been decided about people and accounts, carried out in what the store keeps beside the
// journal: a hold stops erasure there too, who is erased loses the key and the way in, a disabled
// account its sessions, a picture that was withdrawn its bytes.
namespace diemcau::api {

// After these events were stored. A failure is logged and made good at the next start.
void carry_out(std::span<const journal::Event> events, const office::Folds& folds,
               store::Store& store);

// At the start: what a loss of power may have left undone.
void carry_out_all(const office::Folds& folds, store::Store& store);

}  // namespace diemcau::api
