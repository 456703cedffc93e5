// diemcau-sites: joins a room as many simulated sites that play clips, or as listeners that count.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>

#include "crowd.h"

namespace {

using diemcau::sites::CrowdOptions;

void describe(CLI::App& app, CrowdOptions& options) {
  app.add_option("--url", options.url, "ws:// address of the server")->capture_default_str();
  app.add_option("--room", options.room, "room to join")->capture_default_str();
  app.add_option("--api-key", options.api_key, "API key")
      ->envname("DIEMCAU_API_KEY")
      ->capture_default_str();
  app.add_option("--api-secret", options.api_secret, "its secret")
      ->envname("DIEMCAU_API_SECRET")
      ->capture_default_str();
  app.add_option("--sites", options.sites, "sites that play clips and talk in turn");
  app.add_option("--listeners", options.listeners, "sites that only receive and count");
  app.add_option("--clips", options.clips, "folder that make_clips.sh has filled");
  app.add_option("--clip", options.clip, "IVF file that all sites show instead of their own");
  app.add_option("--turn-seconds", options.turn_s, "how long one site talks")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_flag("--subscribe", options.subscribe, "the talking sites receive the others too");
  app.add_option("--seconds", options.seconds, "leave after so long; 0: stay")
      ->capture_default_str();
  app.add_option("--report", options.report, "file for the summary, one line of JSON");
  app.add_option("--first-site", options.first_site,
                 "they are a conference's rooms from this number on, and talk all the time");
  app.add_option("--rooms", options.rooms, "as many and the same in each of so many rooms")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  app.add_option("--prefix", options.prefix, "what identities begin with");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Simulated sites for diemcau.");
  CrowdOptions options;
  describe(app, options);
  CLI11_PARSE(app, argc, argv);
  return diemcau::sites::run_crowd(options);
}
