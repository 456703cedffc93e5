#pragma once

#include <filesystem>

#include "store/failure.h"

namespace diemcau::store {

// Where a backup goes. `data` gets the journal, the tables beside it and the files; `keys` gets the
// persons' keys, and each backup replaces them. Keep as many copies of `data` as you like and only
// the newest of `keys`: then a person who is erased is erased from all of them at the next backup.
// Secret ballots are in neither.
struct BackupPlaces {
  std::filesystem::path data;
  std::filesystem::path keys;
};

// Copies a data directory, also while diemcau runs on it: the copy is as of one moment. Each file
// is written beside its place, synced and renamed, so a backup that fails leaves the last one.
Stored<Unit> back_up(const std::filesystem::path& directory, const BackupPlaces& places);

}  // namespace diemcau::store
