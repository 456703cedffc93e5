#pragma once

#include <filesystem>
#include <memory>

#include "base/random.h"
#include "store/store.h"

namespace diemcau::store {

// Opens the data directory, makes it if there is none, and brings its tables to this program's
// shape. One process at a time. `random` outlives the store.
Stored<std::unique_ptr<Store>> open_store(const std::filesystem::path& directory,
                                          SecureRandom& random);

}  // namespace diemcau::store
