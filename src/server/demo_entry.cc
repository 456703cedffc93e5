#include "server/demo_entry.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
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

// As whom one may come in, and what opens then.
struct Way {
  std::string_view as;
  AccountId demo::Demo::*account;
  std::string (*page)(const demo::Demo&);
};

std::string control_of(const demo::Demo& demo) {
  return fmt::format("/conferences/{}/control", demo.conference.value);
}
std::string province_of(const demo::Demo& demo) {
  return fmt::format("/units/{}", demo.province_unit.value);
}
std::string commune_of(const demo::Demo& demo) {
  return fmt::format("/units/{}", demo.commune_unit.value);
}

constexpr auto kWays = std::to_array<Way>({
    {"chair", &demo::Demo::chair, control_of},
    {"province", &demo::Demo::province, province_of},
    {"commune", &demo::Demo::commune, commune_of},
});

const Way* find_way(std::string_view as) {
  const auto found =
      std::find_if(kWays.begin(), kWays.end(), [&](const Way& way) { return way.as == as; });
  return found == kWays.end() ? nullptr : found;
}

http::HttpResponse let_in(api::Clerk& clerk, const api::Visitor& visitor, const demo::Demo& demo,
                          const Way& way) {
  auto answer = api::open_session(clerk, visitor, demo.*way.account);
  if (answer.status != 200) return answer;
  answer.status = 303;
  answer.body.clear();
  return std::move(answer).with("Location", way.page(demo));
}

}  // namespace

Result<demo::Demo, std::string> open_demo(office::Office& office, UnixTime now, uint32_t sites,
                                          store::Files& files, const std::filesystem::path& data) {
  demo::DemoOptions options;
  options.sites = std::clamp(sites, kMinDemoSites, kMaxDemoSites);
  options.keep = [&files](const std::vector<uint8_t>& png) {
    const auto kept = files.put(png, "image/png");
    return kept.ok() ? kept->id : std::string{};
  };
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

api::Json demo_hint(const demo::Demo& demo, const std::string& secret,
                    const http::HttpRequest& request, AccountId account) {
  api::Json hint{{"conference", demo.conference}, {"phone_site", demo.phone}};
  if (http::is_loopback(request.remote)) {
    hint["kill_command"] = fmt::format("kill -9 {}", getpid());
  }
  const auto is_theirs = [&](const Way& way) { return demo.*way.account == account; };
  if (account.value == 0 || std::none_of(kWays.begin(), kWays.end(), is_theirs)) return hint;
  for (const Way& way : kWays) {
    if ((demo.*way.account).value == 0) continue;
    hint["enter"][std::string(way.as)] = fmt::format("/enter/{}?as={}", secret, way.as);
  }
  return hint;
}

void add_demo_entry(http::Router& router, const api::Line& line, const demo::Demo& demo,
                    const std::string& secret) {
  router.add_deferred(
      "GET", "/enter/" + secret,
      [line, demo](const http::HttpRequest& request, const http::Answer& answer) {
        const Way* way = find_way(request.query_value("as").value_or("chair"));
        if (way == nullptr) return answer(api::refused(404, journal::Refusal{"link.unknown"}));
        const auto later = [line, answer](http::HttpResponse response) {
          line.to_control([answer, response = std::move(response)] { answer(response); });
        };
        const bool taken =
            line.to_office([later, demo, way, who = api::visitor_of(request)](api::Clerk& clerk) {
              later(let_in(clerk, who, demo, *way));
            });
        if (!taken) answer(api::refused(503, journal::Refusal{"office.busy"}));
      });
}

}  // namespace diemcau::server
