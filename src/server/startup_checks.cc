#include "server/startup_checks.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "http/files.h"

namespace diemcau::server {
namespace {

constexpr uint64_t kLeastFreeBytes = 16 * 1024 * 1024;
constexpr int kWantedBuffer = 4 << 20;

uint64_t free_bytes(const std::filesystem::path& directory) {
  struct statvfs info {};
  if (statvfs(directory.c_str(), &info) != 0) return kLeastFreeBytes;
  return uint64_t{info.f_bavail} * info.f_frsize;
}

}  // namespace

Result<Unit, std::string> prepare_data_directory(const std::filesystem::path& data) {
  auto made = http::make_directory(data);
  if (!made.ok()) return made;
  const auto probe = data / ".writable";
  auto written = http::write_file(probe, "diemcau\n", 0600);
  ::unlink(probe.c_str());
  if (!written.ok()) return written;
  const uint64_t left = free_bytes(data);
  if (left < kLeastFreeBytes) {
    return Err{fmt::format(
        "Only {} kB are left on the disk of {}: free at least 16 MB and start again, or choose "
        "another place with --data DIR.",
        left / 1024, data.string())};
  }
  return Unit{};
}

std::optional<std::string> raise_open_files(size_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::nullopt;
  if (limit.rlim_cur >= wanted) return std::nullopt;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, std::max<rlim_t>(wanted, limit.rlim_cur));
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= wanted) return std::nullopt;
  return fmt::format(
      "This process may open only {} files, and each participant needs one: for more than about {} "
      "of them set LimitNOFILE={} in the systemd unit (or 'ulimit -n {}' before the start).",
      limit.rlim_cur, limit.rlim_cur * 9 / 10, wanted, wanted);
}

std::optional<std::string> judge_buffers(const Media::Buffers& buffers) {
  if (buffers.receive >= kWantedBuffer && buffers.send >= kWantedBuffer) return std::nullopt;
  return fmt::format(
      "The kernel gives media sockets only {} kB to receive and {} kB to send; with many sites "
      "packets get lost: run 'sysctl -w net.core.rmem_max=8388608 net.core.wmem_max=8388608' as "
      "root and start again.",
      buffers.receive / 1024, buffers.send / 1024);
}

}  // namespace diemcau::server
