#include "server/demo_entry.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "api/answers.h"
#include "api/sign_in.h"
#include "http/machine_names.h"

namespace diemcau::server {
namespace {

constexpr uint32_t kMinDemoSites = 4;
constexpr uint32_t kMaxDemoSites = 60;

bool write_names(const std::filesystem::path& file, const std::vector<std::string>& names) {
  std::ofstream out(file);
  for (const std::string& name : names) out << name << '\n';
  return out.flush().good();
}

http::HttpResponse let_in(api::Clerk& clerk, const api::Visitor& visitor, const demo::Demo& demo) {
  auto answer = api::open_session(clerk, visitor, demo.chair);
  if (answer.status != 200) return answer;
  answer.status = 303;
  answer.body.clear();
  return std::move(answer).with("Location",
                                fmt::format("/conferences/{}/control", demo.conference.value));
}

}  // namespace

Result<demo::Demo, std::string> open_demo(office::Office& office, UnixTime now, uint32_t sites,
                                          const std::filesystem::path& data) {
  demo::DemoOptions options;
  options.sites = std::clamp(sites, kMinDemoSites, kMaxDemoSites);
  auto demo = demo::find(office.folds());
  if (!demo && !office.folds().conferences.empty()) {
    return Err{std::string("The demo needs an installation of its own: choose another --data.")};
  }
  if (!demo) {
    auto built = demo::build(office, now, options);
    if (!built.ok()) return built;
    demo = std::move(*built);
  }
  const auto file = data / "demo-sites.txt";
  if (!write_names(file, demo->site_names)) {
    return Err{fmt::format("{} could not be written: is the disk full?", file.string())};
  }
  return std::move(*demo);
}

api::Json demo_hint(const demo::Demo& demo, const http::HttpRequest& request) {
  api::Json hint{{"conference", demo.conference}, {"phone_site", demo.phone}};
  if (http::is_loopback(request.remote)) {
    hint["kill_command"] = fmt::format("kill -9 {}", getpid());
  }
  return hint;
}

void add_demo_entry(http::Router& router, const api::Line& line, const demo::Demo& demo,
                    const std::string& secret) {
  router.add_deferred(
      "GET", "/enter/" + secret,
      [line, demo](const http::HttpRequest& request, http::Answer answer) {
        const auto later = [line, answer](http::HttpResponse response) {
          line.to_control([answer, response = std::move(response)] { answer(response); });
        };
        const bool taken =
            line.to_office([later, demo, who = api::visitor_of(request)](api::Clerk& clerk) {
              later(let_in(clerk, who, demo));
            });
        if (!taken) answer(api::refused(503, journal::Refusal{"office.busy"}));
      });
}

}  // namespace diemcau::server
