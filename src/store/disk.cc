#include "store/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include <fmt/format.h>

#include "store/sentences.h"

namespace diemcau::store {

namespace {

Err<Failure> failed(std::string_view doing, const Path& path, int error = errno) {
  return Err{Failure{disk_sentence(doing, path.native(), error)}};
}

class OpenFile {
 public:
  OpenFile(const Path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  bool ok() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

bool write_all(int file, Bytes bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<size_t>(written));
  }
  return true;
}

Stored<Unit> sync_opened(const Path& path, int flags) {
  const OpenFile file(path, flags);
  if (!file.ok() || ::fsync(file.number()) != 0) return failed("sync", path);
  return Unit{};
}

Stored<Unit> write_and_sync(const Path& path, Bytes bytes) {
  const OpenFile file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file.ok() || !write_all(file.number(), bytes) || ::fsync(file.number()) != 0) {
    return failed("write", path);
  }
  return Unit{};
}

}  // namespace

Stored<Unit> make_directory(const Path& path) {
  if (::mkdir(path.c_str(), 0700) == 0) return sync_directory(path / "..");
  if (errno == ENOENT && path.has_parent_path() && path.parent_path() != path) {
    if (auto done = make_directory(path.parent_path()); !done.ok()) return done;
    if (::mkdir(path.c_str(), 0700) == 0) return sync_directory(path / "..");
  }
  std::error_code ignored;
  if (errno == EEXIST && std::filesystem::is_directory(path, ignored)) return Unit{};
  return failed("make", path, errno == EEXIST ? ENOTDIR : errno);
}

Stored<Unit> sync_directory(const Path& path) { return sync_opened(path, O_RDONLY | O_DIRECTORY); }

Stored<Unit> sync_file(const Path& path) { return sync_opened(path, O_RDONLY); }

Stored<Unit> write_file(const Path& path, Bytes bytes) {
  Path partial = path;
  partial += kPartialSuffix;
  Stored<Unit> done = write_and_sync(partial, bytes);
  if (done.ok()) done = put_in_place(partial, path);
  if (!done.ok()) ::unlink(partial.c_str());
  return done;
}

Stored<Unit> put_in_place(const Path& complete, const Path& path) {
  if (::rename(complete.c_str(), path.c_str()) != 0) return failed("write", path);
  return sync_directory(path.parent_path());
}

Stored<std::vector<uint8_t>> read_file(const Path& path) {
  const OpenFile file(path, O_RDONLY);
  struct stat about {};
  if (!file.ok() || ::fstat(file.number(), &about) != 0) return failed("read", path);
  std::vector<uint8_t> bytes(static_cast<size_t>(about.st_size));
  size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t got = ::read(file.number(), bytes.data() + at, bytes.size() - at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return failed("read", path, got == 0 ? EIO : errno);
    at += static_cast<size_t>(got);
  }
  return bytes;
}

Stored<Unit> remove_file(const Path& path) {
  if (::unlink(path.c_str()) == 0) return sync_directory(path.parent_path());
  if (errno == ENOENT) return Unit{};
  return failed("remove", path);
}

Stored<DirectoryLock> DirectoryLock::take(const Path& directory) {
  const Path path = directory / "lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return failed("open", path);
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return DirectoryLock(file);
  const int error = errno;
  ::close(file);
  if (error != EWOULDBLOCK) return failed("lock", path, error);
  return Err{Failure{fmt::format(
      "Another diemcau is running on {}: stop it, or give this one a data directory of its own.",
      directory.native())}};
}

DirectoryLock::~DirectoryLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace diemcau::store
