#include <cstring>

#include <fmt/format.h>

#include "disk/power_vfs.h"

// SQLite's side of power_vfs.h: its calls, handed on to a PowerDisk. One connection a file, so
// locks are always granted.
namespace diemcau::store {

namespace {

struct OpenState {
  PowerDisk* disk;
  std::shared_ptr<DiskFile> file;
  std::string name;  // empty: a temporary file
  bool new_name = false;
};

struct VfsFile {
  sqlite3_file base;
  OpenState* state;
};

OpenState& state_of(sqlite3_file* file) { return *reinterpret_cast<VfsFile*>(file)->state; }
PowerDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<PowerDisk*>(vfs->pAppData); }

int vfs_close(sqlite3_file* file) {
  OpenState* state = &state_of(file);
  delete state;
  return SQLITE_OK;
}

int vfs_read(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
  OpenState& state = state_of(file);
  if (state.disk->is_off()) return SQLITE_IOERR_READ;
  const auto& now = state.file->now;
  const auto begin = std::min(static_cast<size_t>(offset), now.size());
  const auto got = std::min(static_cast<size_t>(amount), now.size() - begin);
  std::memset(out, 0, static_cast<size_t>(amount));
  if (got > 0) std::memcpy(out, now.data() + begin, got);
  return got == static_cast<size_t>(amount) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int vfs_write(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
  OpenState& state = state_of(file);
  return state.disk->write(*state.file, static_cast<size_t>(offset),
                           static_cast<const uint8_t*>(bytes), static_cast<size_t>(amount));
}

int vfs_truncate(sqlite3_file* file, sqlite3_int64 size) {
  return state_of(file).disk->truncate(*state_of(file).file, static_cast<size_t>(size));
}

int vfs_sync(sqlite3_file* file, int) {
  OpenState& state = state_of(file);
  const int code = state.disk->sync(state.name, *state.file, state.new_name);
  if (code == SQLITE_OK) state.new_name = false;
  return code;
}

int vfs_file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(state_of(file).file->now.size());
  return SQLITE_OK;
}

int vfs_lock(sqlite3_file*, int) { return SQLITE_OK; }
int vfs_check_reserved(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int vfs_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int vfs_sector_size(sqlite3_file*) { return 4096; }
int vfs_device(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int vfs_shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  auto& regions = state_of(file).file->shared_memory;
  const auto index = static_cast<size_t>(region);
  *out = nullptr;
  if (regions.size() <= index && extend == 0) return SQLITE_OK;
  while (regions.size() <= index) regions.emplace_back(static_cast<size_t>(size));
  *out = regions[index].data();
  return SQLITE_OK;
}
int vfs_shm_lock(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void vfs_shm_barrier(sqlite3_file*) {}
int vfs_shm_unmap(sqlite3_file* file, int) {
  state_of(file).file->shared_memory.clear();
  return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {2,
                                     vfs_close,
                                     vfs_read,
                                     vfs_write,
                                     vfs_truncate,
                                     vfs_sync,
                                     vfs_file_size,
                                     vfs_lock,
                                     vfs_lock,
                                     vfs_check_reserved,
                                     vfs_control,
                                     vfs_sector_size,
                                     vfs_device,
                                     vfs_shm_map,
                                     vfs_shm_lock,
                                     vfs_shm_barrier,
                                     vfs_shm_unmap,
                                     nullptr,
                                     nullptr};

int vfs_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  PowerDisk& disk = disk_of(vfs);
  auto state = std::make_unique<OpenState>();
  state->disk = &disk;
  if (name == nullptr) {
    state->file = std::make_shared<DiskFile>();
  } else {
    state->name = name;
    const bool existed = disk.exists(name);
    state->file = disk.open(name, (flags & SQLITE_OPEN_CREATE) != 0);
    const int journals = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
    state->new_name = !existed && (flags & journals) != 0;
  }
  if (!state->file) return SQLITE_CANTOPEN;
  if (out_flags != nullptr) *out_flags = disk.is_read_only() ? SQLITE_OPEN_READONLY : flags;
  reinterpret_cast<VfsFile*>(file)->state = state.release();
  file->pMethods = &kMethods;
  return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs* vfs, const char* name, int sync_directory) {
  return disk_of(vfs).remove(name, sync_directory != 0);
}
int vfs_access(sqlite3_vfs* vfs, const char* name, int, int* out) {
  if (disk_of(vfs).is_off()) return SQLITE_IOERR_ACCESS;
  *out = disk_of(vfs).exists(name) ? 1 : 0;
  return SQLITE_OK;
}
int vfs_full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}
// SQLite seeds its own generator with this; always the same, so that runs repeat.
int vfs_randomness(sqlite3_vfs*, int size, char* out) {
  std::memset(out, 7, static_cast<size_t>(size));
  return size;
}
int vfs_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
int vfs_time(sqlite3_vfs*, double* days) {
  *days = 2'460'000.5;
  return SQLITE_OK;
}
int vfs_last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

PowerVfs::PowerVfs(PowerDisk& disk)
    : name_(fmt::format("power-{}", static_cast<const void*>(&disk))) {
  vfs_.iVersion = 1;
  vfs_.szOsFile = sizeof(VfsFile);
  vfs_.mxPathname = 512;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = &disk;
  vfs_.xOpen = vfs_open;
  vfs_.xDelete = vfs_delete;
  vfs_.xAccess = vfs_access;
  vfs_.xFullPathname = vfs_full_path;
  vfs_.xRandomness = vfs_randomness;
  vfs_.xSleep = vfs_sleep;
  vfs_.xCurrentTime = vfs_time;
  vfs_.xGetLastError = vfs_last_error;
  sqlite3_vfs_register(&vfs_, 0);
}

PowerVfs::~PowerVfs() { sqlite3_vfs_unregister(&vfs_); }

}  // namespace diemcau::store
