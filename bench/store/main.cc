// What it costs to keep a fact: bench_store [DIRECTORY]. The directory must be on the disk that is
// asked about; a line of JSON each.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "store/open.h"

namespace diemcau::store {
namespace {

using journal::Batch;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void print(nlohmann::json line) { std::printf("%s\n", line.dump().c_str()); }

Batch command(int number) {
  return {{1'700'000'000'000 + number},
          {"site:4/7", "device:3f0a"},
          {{"conference/4",
            "site.checked_in",
            {{"site", number}, {"present", 40}, {"online", 3}, {"device", "3f0a9b"}}}}};
}

// Groups of `size` commands, each group durable before the next.
bool measure_appends(Store& store, int size, int groups) {
  std::vector<Batch> batches;
  for (int i = 0; i < size; ++i) batches.push_back(command(i));
  const auto start = Clock::now();
  for (int i = 0; i < groups; ++i) {
    if (!store.journal().append(batches).ok()) return false;
  }
  const double elapsed = since(start);
  print({{"bench", "store"},
         {"what", "append"},
         {"batch", size},
         {"events_per_s", static_cast<int64_t>(size * groups / elapsed)},
         {"ms_per_sync", elapsed * 1000 / groups}});
  return true;
}

bool measure_reading(Store& store) {
  int64_t events = 0;
  const auto start = Clock::now();
  if (!store.journal().read({}, [&](const auto&) { return ++events, true; }).ok()) return false;
  print({{"bench", "store"},
         {"what", "read"},
         {"events", events},
         {"events_per_s", static_cast<int64_t>(static_cast<double>(events) / since(start))}});
  return true;
}

bool measure_votes(Store& store, int size, int groups) {
  const std::vector<std::string> votes(static_cast<size_t>(size), "Đồng ý");
  const auto start = Clock::now();
  for (int i = 0; i < groups; ++i) {
    if (!store.ballots().cast("conference/4/vote/1", votes).ok()) return false;
  }
  print({{"bench", "store"},
         {"what", "cast"},
         {"batch", size},
         {"ms_per_group", since(start) * 1000 / groups}});
  return true;
}

int run(const std::filesystem::path& directory) {
  RepeatableRandom random(1);
  auto store = open_store(directory, random);
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.error().sentence.c_str());
    return 1;
  }
  const bool done = measure_appends(**store, 1, 500) && measure_appends(**store, 10, 500) &&
                    measure_appends(**store, 100, 300) && measure_reading(**store) &&
                    measure_votes(**store, 1, 50) && measure_votes(**store, 100, 50);
  return done ? 0 : 1;
}

}  // namespace
}  // namespace diemcau::store

int main(int argc, char** argv) {
  const std::filesystem::path parent = argc > 1 ? argv[1] : ".";
  const auto directory = parent / "bench-store-data";
  std::filesystem::remove_all(directory);
  const int code = diemcau::store::run(directory);
  std::filesystem::remove_all(directory);
  return code;
}
