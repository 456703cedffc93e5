#include <algorithm>

#include "disk/power_vfs.h"

namespace diemcau::store {

namespace {

Sector sector_of(const std::vector<uint8_t>& bytes, size_t index) {
  Sector sector{};
  const size_t begin = index * kSector;
  if (begin < bytes.size()) {
    std::copy_n(&bytes[begin], std::min(kSector, bytes.size() - begin), sector.begin());
  }
  return sector;
}

}  // namespace

bool PowerDisk::step() {
  ++operations_;
  if (operations_ == cut_at_) off_ = true;
  return !off_;
}

bool PowerDisk::sync_names() {
  if (!step()) return false;
  synced_names_ = names_;
  names_since_.clear();
  return true;
}

std::shared_ptr<DiskFile> PowerDisk::open(const std::string& name, bool create) {
  if (off_) return nullptr;
  if (const auto found = names_.find(name); found != names_.end()) return found->second;
  if (!create || read_only_ || !step()) return nullptr;
  auto file = std::make_shared<DiskFile>();
  names_[name] = file;
  names_since_.push_back(names_);
  return file;
}

int PowerDisk::remove(const std::string& name, bool sync) {
  if (!step()) return SQLITE_IOERR_DELETE;
  if (names_.erase(name) == 0) return SQLITE_IOERR_DELETE_NOENT;
  names_since_.push_back(names_);
  if (sync && !sync_names()) return SQLITE_IOERR_DIR_FSYNC;
  return SQLITE_OK;
}

void PowerDisk::remember(DiskFile& file, size_t begin, size_t end) {
  for (size_t i = begin / kSector; i * kSector < end; ++i) {
    file.history[i].push_back(sector_of(file.now, i));
  }
  file.lengths.push_back(file.now.size());
}

// The write that the power cuts off counts as one that was not synced: part of it may be there.
int PowerDisk::write(DiskFile& file, size_t offset, const uint8_t* bytes, size_t size) {
  if (off_) return SQLITE_IOERR_WRITE;
  if (full_ && offset + size > file.now.size()) return SQLITE_FULL;
  const bool on = step();
  if (file.now.size() < offset + size) file.now.resize(offset + size);
  std::copy_n(bytes, size, file.now.begin() + static_cast<ptrdiff_t>(offset));
  remember(file, offset, offset + size);
  return on ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

// Cutting a file off changes its length and nothing else: every file system does that wholly or not
// at all. (With a journal at its old length but partly zero, SQLite would roll back half.)
int PowerDisk::truncate(DiskFile& file, size_t size) {
  if (off_) return SQLITE_IOERR_TRUNCATE;
  const bool on = step();
  file.now.resize(size);
  file.lengths.push_back(size);
  return on ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int PowerDisk::sync(const std::string& name, DiskFile& file, bool new_name) {
  if (!step() || failing_syncs_) return SQLITE_IOERR_FSYNC;
  file.synced = file.now;
  file.history.clear();
  file.lengths.clear();
  // SQLite's unix VFS syncs the directory with the first sync of a new journal or log.
  if (new_name && names_.contains(name) && !sync_names()) return SQLITE_IOERR_DIR_FSYNC;
  return SQLITE_OK;
}

Sector PowerDisk::survivor(const std::vector<Sector>& versions, const Sector& synced) {
  const auto any = [&]() -> const Sector& {
    const uint64_t pick = random_.below(versions.size() + 1);
    return pick == versions.size() ? synced : versions[pick];
  };
  Sector kept = any();
  if (!random_.chance(0.2)) return kept;
  // Torn: the front of one content, the rest of another.
  const size_t torn_at = random_.below(kSector);
  std::copy_n(any().begin(), torn_at, kept.begin());
  return kept;
}

void PowerDisk::settle(DiskFile& file) {
  std::vector<size_t> lengths = file.lengths;
  lengths.push_back(file.synced.size());
  const size_t length = lengths[random_.below(lengths.size())];
  file.now = file.synced;
  file.now.resize(length);
  for (const auto& [index, versions] : file.history) {
    const size_t begin = index * kSector;
    if (begin >= length) continue;
    const Sector kept = survivor(versions, sector_of(file.synced, index));
    std::copy_n(kept.begin(), std::min(kSector, length - begin),
                file.now.begin() + static_cast<ptrdiff_t>(begin));
  }
  file.synced = file.now;
  file.history.clear();
  file.lengths.clear();
  file.shared_memory.clear();
}

void PowerDisk::restore_power() {
  names_since_.push_back(synced_names_);
  names_ = names_since_[random_.below(names_since_.size())];
  names_since_.clear();
  synced_names_ = names_;
  for (auto& [name, file] : names_) settle(*file);
  off_ = false;
  cut_at_ = 0;
  operations_ = 0;
}

}  // namespace diemcau::store
