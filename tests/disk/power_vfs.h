#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "base/random.h"

// A disk for tests, as a machine has one that can lose its power: what was written but not synced
// stands apart, and after a cut any part of it may be there.
namespace diemcau::store {

constexpr size_t kSector = 512;
using Sector = std::array<uint8_t, kSector>;

// One file's bytes. `history` holds, for each sector written since the last sync, every content it
// had: a disk may have kept any of them.
struct DiskFile {
  std::vector<uint8_t> now;
  std::vector<uint8_t> synced;
  std::map<size_t, std::vector<Sector>> history;
  // What was cut off or added since: the file may have any of these lengths.
  std::vector<size_t> lengths;
  std::vector<std::vector<uint8_t>> shared_memory;  // WAL index regions; never on the disk
};

// The directory and its files. Names are durable after a sync of the directory.
class PowerDisk {
 public:
  explicit PowerDisk(uint64_t seed) : random_(seed) {}

  // The power goes at the n-th write, cut, sync, or change of a name from now on (1: the first);
  // from then on every call fails.
  void cut_at(uint64_t operation) { cut_at_ = operation; }
  uint64_t operations() const { return operations_; }
  bool is_off() const { return off_; }
  // The disk after the power is back: synced bytes, and any part of the others.
  void restore_power();

  // From here on, as it fills up: writes that would make a file longer fail.
  void fill_up(bool full) { full_ = full; }
  void make_read_only(bool on) { read_only_ = on; }
  void fail_syncs(bool on) { failing_syncs_ = on; }
  // Makes names durable, as fsync on a directory does. False: the power is off.
  bool sync_names();

  // The calls of the VFS.
  std::shared_ptr<DiskFile> open(const std::string& name, bool create);
  bool exists(const std::string& name) const { return names_.contains(name); }
  int remove(const std::string& name, bool sync);
  int write(DiskFile& file, size_t offset, const uint8_t* bytes, size_t size);
  int truncate(DiskFile& file, size_t size);
  int sync(const std::string& name, DiskFile& file, bool new_name);
  bool is_read_only() const { return read_only_; }

 private:
  using Names = std::map<std::string, std::shared_ptr<DiskFile>>;
  bool step();  // false: the power goes, or has gone
  void remember(DiskFile& file, size_t begin, size_t end);
  void settle(DiskFile& file);
  Sector survivor(const std::vector<Sector>& versions, const Sector& synced);

  SeededRandom random_;
  Names names_;
  Names synced_names_;
  // Every state that the names have had since their last sync.
  std::vector<Names> names_since_;
  uint64_t operations_ = 0;
  uint64_t cut_at_ = 0;
  bool off_ = false;
  bool full_ = false;
  bool read_only_ = false;
  bool failing_syncs_ = false;
};

// Registers `disk` with SQLite under a name of its own while it lives.
class PowerVfs {
 public:
  explicit PowerVfs(PowerDisk& disk);
  ~PowerVfs();
  PowerVfs(const PowerVfs&) = delete;
  PowerVfs& operator=(const PowerVfs&) = delete;
  const char* name() const { return name_.c_str(); }

 private:
  std::string name_;
  sqlite3_vfs vfs_{};
};

}  // namespace diemcau::store
