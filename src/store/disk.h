#pragma once

#include <filesystem>
#include <vector>

#include "base/bytes.h"
#include "store/failure.h"

// The operating system's files, where something must be there after a loss of power.
namespace diemcau::store {

using Path = std::filesystem::path;

// Makes it, and its parents, readable by its owner alone; fine if it is there.
Stored<Unit> make_directory(const Path& path);

// Afterwards names made, renamed and removed in it are durable.
Stored<Unit> sync_directory(const Path& path);
Stored<Unit> sync_file(const Path& path);

// All or nothing: writes beside the place, syncs, renames, syncs the directory.
Stored<Unit> write_file(const Path& path, Bytes bytes);
// From a file on the same disk that is complete; the last two steps of the above.
Stored<Unit> put_in_place(const Path& complete, const Path& path);

Stored<std::vector<uint8_t>> read_file(const Path& path);
Stored<Unit> remove_file(const Path& path);  // gone already: fine

// What write_file() leaves behind when it is cut off; nobody refers to it.
inline constexpr const char* kPartialSuffix = ".partial";

// Held while a process uses a data directory; the system lets go of it when the process ends.
class DirectoryLock {
 public:
  static Stored<DirectoryLock> take(const Path& directory);
  DirectoryLock(DirectoryLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int file) : file_(file) {}
  int file_;
};

}  // namespace diemcau::store
