#include "http/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace diemcau::http {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

bool write_and_sync(const std::string& file, std::string_view content, mode_t mode) {
  Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
  if (out.number() < 0) return false;
  // fchmod: the file may be left over from a crash, with other rights.
  return ::fchmod(out.number(), mode) == 0 && write_all(out.number(), content) &&
         ::fsync(out.number()) == 0 && out.close();
}

void sync_directory(const std::filesystem::path& directory) {
  const Descriptor handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.number() >= 0) ::fsync(handle.number());
}

std::string remedy(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
      return "the disk is full: free some space and start again";
    case EACCES:
    case EPERM:
      return "this user may not do that: give it the right, or choose another place with --data "
             "DIR";
    case EROFS:
      return "the disk is read-only: choose another place with --data DIR";
    case ENOENT:
      return "there is no such file or directory: check the path";
    case ENOTDIR:
    case EEXIST:
      return "something else is in its place: move that away, or choose another place with --data "
             "DIR";
    default:
      return std::strerror(error_number);
  }
}

}  // namespace

std::string file_error(const std::filesystem::path& file, std::string_view what_failed,
                       int error_number) {
  return fmt::format("Cannot {} {}: {}.", what_failed, file.string(), remedy(error_number));
}

Result<Unit, std::string> make_directory(const std::filesystem::path& directory) {
  if (directory.empty() || ::access(directory.c_str(), F_OK) == 0) {
    std::error_code ignored;
    if (directory.empty() || std::filesystem::is_directory(directory, ignored)) return Unit{};
    return Err{file_error(directory, "make the directory", ENOTDIR)};
  }
  auto parent = make_directory(directory.parent_path());
  if (!parent.ok()) return parent;
  if (::mkdir(directory.c_str(), 0700) == 0 || errno == EEXIST) return Unit{};
  return Err{file_error(directory, "make the directory", errno)};
}

Result<Unit, std::string> write_file(const std::filesystem::path& file, std::string_view content,
                                     mode_t mode) {
  const std::string draft = file.string() + ".new";
  if (!write_and_sync(draft, content, mode) || ::rename(draft.c_str(), file.c_str()) != 0) {
    const int failure = errno;
    ::unlink(draft.c_str());
    return Err{file_error(file, "write", failure)};
  }
  sync_directory(file.parent_path().empty() ? "." : file.parent_path());
  return Unit{};
}

Result<std::string, std::string> read_file(const std::filesystem::path& file, size_t max_bytes) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.number() < 0) return Err{file_error(file, "read", errno)};
  std::string content;
  std::array<char, 16 * 1024> piece;
  while (true) {
    const ssize_t count = ::read(in.number(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Err{file_error(file, "read", errno)};
    if (count == 0) return content;
    content.append(piece.data(), static_cast<size_t>(count));
    if (content.size() > max_bytes) {
      return Err{fmt::format("Cannot read {}: it is larger than expected.", file.string())};
    }
  }
}

}  // namespace diemcau::http
