#include "crowd.h"

#include <fmt/core.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <fstream>
#include <memory>
#include <vector>

#include "clip_folder.h"
#include "runtime/clock.h"
#include "runtime/entropy.h"
#include "site_shell.h"

namespace diemcau::sites {
namespace {

using runtime::monotonic_now;
constexpr auto kLook = std::chrono::milliseconds(20);
constexpr Duration kGoodbye = 1s;

// All sites of the process.
class Crowd {
 public:
  Crowd(const CrowdOptions& options, std::vector<Clip> clips)
      : options_(options),
        url_(parse_server_url(options.url)),
        clips_(std::move(clips)),
        signals_(io_, SIGINT, SIGTERM),
        look_(io_),
        began_(monotonic_now()) {}

  // False when a socket is missing; it has been said.
  bool open();
  void run();
  std::vector<SiteReport> reports() const;

 private:
  SiteConfig common() const;
  SiteConfig player(size_t number) const;
  SiteConfig listener(size_t number) const;
  bool open(const std::string& room);
  bool add(SiteConfig config, const std::string& room);
  void look();
  void say_how_it_goes(Instant now);
  void say_trouble();
  void leave(Instant now);
  size_t with_media() const;

  const CrowdOptions& options_;
  const ServerUrl url_;
  const std::vector<Clip> clips_;
  const transport::DtlsContext context_;
  runtime::SystemRandom random_;
  boost::asio::io_context io_{1};
  boost::asio::signal_set signals_;
  boost::asio::steady_timer look_;
  std::vector<std::unique_ptr<SiteShell>> sites_;
  const Instant began_;
  bool all_had_media_ = false;
  bool ever_had_media_ = false;
  std::optional<Instant> leaving_since_;
  std::string said_trouble_;
};

SiteConfig Crowd::common() const {
  return {.api_key = options_.api_key, .api_secret = options_.api_secret};
}

SiteConfig Crowd::player(size_t number) const {
  SiteConfig config = common();
  config.clip = &clips_[number % clips_.size()];
  config.identity = fmt::format("{}site-{:02}", options_.prefix, number + 1);
  config.name = config.clip->name;
  config.turn = number;
  config.turns = {options_.sites, seconds(options_.turn_s)};
  if (options_.first_site > 0) {
    config.identity = fmt::format("site-{}", options_.first_site + number);
    config.turn = 0;
    config.turns = {1, seconds(options_.turn_s)};
  }
  config.subscribe = options_.subscribe;
  return config;
}

SiteConfig Crowd::listener(size_t number) const {
  SiteConfig config = common();
  config.identity = fmt::format("{}listener-{:04}", options_.prefix, number + 1);
  config.name = config.identity;
  config.subscribe = true;
  return config;
}

bool Crowd::open() {
  for (size_t room = 1; room <= options_.rooms; ++room) {
    if (!open(options_.rooms == 1 ? options_.room : fmt::format("{}-{}", options_.room, room))) {
      return false;
    }
  }
  return true;
}

bool Crowd::open(const std::string& room) {
  for (size_t i = 0; i < options_.sites; ++i) {
    if (!add(player(i), room)) return false;
  }
  for (size_t i = 0; i < options_.listeners; ++i) {
    if (!add(listener(i), room)) return false;
  }
  return true;
}

bool Crowd::add(SiteConfig config, const std::string& room) {
  config.room = room;
  auto socket = DatagramSocket::open();
  if (!socket) {
    fmt::print(stderr, "{}\n", socket.error());
    return false;
  }
  sites_.push_back(std::make_unique<SiteShell>(io_, url_, std::move(*socket), std::move(config),
                                               context_, random_));
  return true;
}

void Crowd::run() {
  signals_.async_wait([this](boost::system::error_code error, int) {
    if (!error) leave(monotonic_now());
  });
  for (const auto& site : sites_) site->start();
  look();
  io_.run();
}

size_t Crowd::with_media() const {
  return static_cast<size_t>(std::count_if(
      sites_.begin(), sites_.end(), [](const auto& one) { return one->session().has_media(); }));
}

void Crowd::look() {
  const Instant now = monotonic_now();
  if (!leaving_since_) say_how_it_goes(now);
  if (options_.seconds != 0 && now - began_ >= seconds(options_.seconds)) leave(now);
  const bool all_left =
      std::all_of(sites_.begin(), sites_.end(), [](const auto& one) { return one->finished(); });
  if (all_left || (leaving_since_ && now - *leaving_since_ > kGoodbye)) {
    io_.stop();
    return;
  }
  look_.expires_after(kLook);
  look_.async_wait([this](boost::system::error_code error) {
    if (!error) look();
  });
}

void Crowd::say_how_it_goes(Instant now) {
  const size_t count = with_media();
  const bool all = count == sites_.size();
  if (!all) say_trouble();
  if (all == all_had_media_) return;
  all_had_media_ = all;
  const double at_s = static_cast<double>(to_ms(now - began_)) / 1000;
  if (all) {
    fmt::print("{:.2f} s: all {} sites have media{}\n", at_s, count,
               ever_had_media_ ? " again" : "");
    ever_had_media_ = true;
    said_trouble_.clear();
  } else {
    fmt::print("{:.2f} s: {} of {} sites have media\n", at_s, count, sites_.size());
  }
  std::fflush(stdout);
}

// Each reason once, until all is well.
void Crowd::say_trouble() {
  for (const auto& site : sites_) {
    const std::string& trouble = site->session().last_trouble();
    if (trouble.empty() || trouble == said_trouble_ || site->session().has_media()) continue;
    said_trouble_ = trouble;
    fmt::print("{}: {}\n", site->session().config().identity, trouble);
    std::fflush(stdout);
    return;
  }
}

void Crowd::leave(Instant now) {
  if (leaving_since_) return;
  leaving_since_ = now;
  for (const auto& site : sites_) site->leave();
}

std::vector<SiteReport> Crowd::reports() const {
  std::vector<SiteReport> out;
  for (const auto& site : sites_) out.push_back(site->session().report(monotonic_now()));
  return out;
}

int fail(const std::string& why) {
  fmt::print(stderr, "{}\n", why);
  return 1;
}

}  // namespace

int run_crowd(const CrowdOptions& options) {
  if (options.sites + options.listeners == 0)
    return fail("Say how many: --sites N, --listeners N.");
  if (parse_server_url(options.url).host.empty()) return fail("--url must begin with ws://");
  auto clips = load_clips(options.clips, options.sites, options.clip);
  if (!clips) return fail(clips.error());
  Crowd crowd(options, std::move(*clips));
  if (!crowd.open()) return 1;
  crowd.run();
  const std::string report = to_json(crowd.reports());
  fmt::print("{}\n", report);
  if (options.report.empty()) return 0;
  std::ofstream file(options.report);
  file << report << '\n';
  file.close();
  return file.fail() ? fail(options.report + ": cannot be written.") : 0;
}

}  // namespace diemcau::sites
