#include "server/config.h"

#include <algorithm>
#include <array>
#include <thread>

namespace diemcau::server {
namespace {

namespace fs = std::filesystem;
constexpr unsigned kMaxShards = 64;

}  // namespace

const char* version() { return DIEMCAU_VERSION; }

unsigned shard_count(const Config& config) {
  if (config.shards > 0) return std::min(config.shards, kMaxShards);
  // One core for signalling, the page and the system.
  const unsigned cores = std::thread::hardware_concurrency();
  return std::clamp(cores, 2u, kMaxShards + 1) - 1;
}

fs::path find_web(const Config& config) {
  if (!config.web.empty()) return config.web;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  const std::array<fs::path, 3> places{program / "../share/diemcau/web", program / "../../web/dist",
                                       "web/dist"};
  for (const fs::path& place : places) {
    if (fs::exists(place / "index.html", ignored)) return fs::weakly_canonical(place, ignored);
  }
  return places.back();
}

}  // namespace diemcau::server
