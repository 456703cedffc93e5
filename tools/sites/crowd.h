#pragma once

#include <cstddef>
#include <string>

namespace diemcau::sites {

struct CrowdOptions {
  std::string url = "ws://127.0.0.1:7880";
  std::string room = "demo";
  std::string api_key = "devkey";
  std::string api_secret = "secret";
  size_t sites = 0;
  size_t listeners = 0;
  std::string clips;
  std::string clip;
  unsigned turn_s = 20;
  bool subscribe = false;
  unsigned seconds = 0;
  std::string report;
  std::string prefix;
  // The rooms of a conference from this number on: "site-3", "site-4" …, which all talk all the
  // time, since the server says who is heard. 0: guests who talk in turn.
  size_t first_site = 0;
  // So many rooms, each with all of these: "demo-1", "demo-2" …
  size_t rooms = 1;
};

// Runs all sites on this thread until the time is up or SIGINT or SIGTERM comes; then they say
// goodbye. Prints when all have media, when that is lost and when it is back. The program's status.
int run_crowd(const CrowdOptions& options);

}  // namespace diemcau::sites
