#include "server/serve.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdio>

#include "api/routes.h"
#include "http/page_api.h"
#include "http/static_files.h"
#include "runtime/clock.h"
#include "runtime/entropy.h"
#include "server/addresses.h"
#include "server/banner.h"
#include "server/certificates.h"
#include "server/flight.h"
#include "server/keys.h"
#include "server/load_gate.h"
#include "server/media.h"
#include "server/metrics.h"
#include "server/room_service.h"
#include "server/secretariat.h"
#include "server/signalling.h"
#include "server/startup_checks.h"
#include "server/stop_signals.h"
#include "server/token_command.h"
#include "server/webhooks.h"
#include "server/websocket_doors.h"

namespace diemcau::server {
namespace {

constexpr Duration kGuestTokenLifetime = 12h;
constexpr Duration kStopTimeout = 2s;
constexpr Duration kDrainInterval = 50ms;
// Connections, and what the process needs for itself.
constexpr size_t kWantedOpenFiles = 16 * 1024;

using Done = Result<Unit, std::string>;

// Everything that makes a server, in the order in which it is taken down from the end. The thread
// that calls run() is the control thread.
class Server {
 public:
  explicit Server(Config config) : config_(std::move(config)), gate_(config_.max_load / 100.0) {}

  // Takes ports and files; a sentence about the first that is not to be had.
  Done start();
  void run();

 private:
  Done prepare_files();
  Done make_webhooks();
  Done open_secretariat();
  Done open_media();
  void make_http();
  Done listen();
  void add_routes(http::Router& router);
  FlightSources flight_sources();
  http::PageApiConfig page_api();
  std::string media_url(const http::HttpRequest& request) const;
  std::string page_address(const http::HttpRequest& request) const;
  http::HttpResponse metrics(const http::HttpRequest& request) const;
  void announce() const;
  BannerFacts facts() const;
  void watch_load();
  void stop();
  void finish_stop();

  Config config_;
  StopSignals signals_;
  runtime::SystemRandom random_;
  std::vector<std::string> advice_;
  bool keys_made_ = false;
  LoadGate gate_;
  BusyThreads threads_;
  http::TimerId load_timer_;
  http::TimerId stop_timer_;
  Instant stop_by_ = kNever;
  std::vector<SocketAddress> reachable_;
  std::unique_ptr<Certificates> certificates_;
  std::unique_ptr<Webhooks> webhooks_;
  std::unique_ptr<Signalling> signalling_;
  std::unique_ptr<Secretariat> secretariat_;
  std::unique_ptr<http::HttpServer> http_;
  // Last: its threads post to what stands above.
  std::unique_ptr<Media> media_;
};

Done Server::start() {
  auto done = prepare_files();
  if (done.ok()) done = make_webhooks();
  if (done.ok()) done = open_secretariat();
  if (done.ok()) done = open_media();
  if (!done.ok()) return done;
  make_http();
  return listen();
}

Done Server::prepare_files() {
  auto done = prepare_data_directory(config_.data);
  if (!done.ok()) return done;
  if (config_.keys.empty()) {
    auto stored = read_or_make_keys(config_.data, random_);
    if (!stored.ok()) return Err{stored.error()};
    config_.keys = std::move(stored->keys);
    keys_made_ = stored->made;
  }
  auto certificates = Certificates::open(config_, random_);
  if (!certificates.ok()) return Err{certificates.error()};
  certificates_ = std::move(*certificates);
  return Unit{};
}

Done Server::make_webhooks() {
  Webhooks::Config config;
  const auto key =
      config_.webhook_key.empty() ? config_.keys.begin() : config_.keys.find(config_.webhook_key);
  if (key == config_.keys.end()) {
    return Err{fmt::format("--webhook-key: there is no API key '{}': name one of those in use.",
                           config_.webhook_key)};
  }
  config.api_key = key->first;
  config.secret = key->second;
  // They were looked at when they were set.
  for (const std::string& url : config_.webhook_urls) config.urls.push_back(*http::parse_url(url));
  webhooks_ = std::make_unique<Webhooks>(std::move(config));
  return Unit{};
}

Done Server::open_secretariat() {
  auto opened = Secretariat::open(config_, random_);
  if (!opened.ok()) return Err{opened.error()};
  secretariat_ = std::move(*opened);
  return Unit{};
}

Done Server::open_media() {
  reachable_ = reachable_addresses(config_, http::interface_addresses());
  auto media = Media::open(config_, reachable_, random_);
  if (!media.ok()) return Err{media.error()};
  media_ = std::move(*media);
  if (auto sentence = raise_open_files(kWantedOpenFiles)) advice_.push_back(*sentence);
  if (auto sentence = judge_buffers(media_->smallest_buffers())) advice_.push_back(*sentence);
  return Unit{};
}

void Server::make_http() {
  livekit::ControlConfig control;
  control.keys = config_.keys;
  control.shards = media_->endpoints();
  control.dtls_fingerprint = media_->fingerprint();
  control.auto_create_rooms = config_.auto_create_rooms;
  control.remote_unmute = config_.remote_unmute;
  control.webhooks = !webhooks_->empty();
  signalling_ = std::make_unique<Signalling>(
      std::move(control), random_,
      [this](uint8_t shard, link::ToShard message) { media_->send(shard, std::move(message)); });
  signalling_->set_on_event([this](const auto& event) {
    webhooks_->push(event);
    secretariat_->handle_later(event);
  });
  http::Router router;
  add_routes(router);
  http::HttpServerConfig http;
  http.listen = listen_addresses(config_);
  http.limits.close_timeout = kStopTimeout;
  http.limits.large_paths = api::large_paths();
  http.now = runtime::monotonic_now;
  http_ = std::make_unique<http::HttpServer>(
      std::move(http), std::move(router),
      with_feed(signalling_->websocket_handler(), secretariat_->feed()));
}

Done Server::listen() {
  signalling_->attach(*http_);
  webhooks_->attach(*http_);
  secretariat_->attach(*http_, *signalling_);
  load_timer_ = http_->add_timer([this] { watch_load(); });
  stop_timer_ = http_->add_timer([this] { finish_stop(); });
  auto done = certificates_->attach(*http_);
  if (!done.ok()) return done;
  const auto bound = http_->listen();
  if (!bound.ok()) return Err{bound.error()};
  config_.port = bound->front().port;
  return Unit{};
}

void Server::add_routes(http::Router& router) {
  signalling_->add_routes(router);
  add_room_service(router, *signalling_);
  add_flight(router, flight_sources());
  certificates_->add_routes(router);
  http::add_page_api(router, page_api(), random_);
  secretariat_->add_routes(
      router, {.media_url = [this](const auto& request) { return media_url(request); },
               .page_address = [this](const auto& request) { return page_address(request); }});
  router.add("GET", "/metrics",
             [this](const http::HttpRequest& request) { return metrics(request); });
  router.set_fallback([files = std::make_shared<http::StaticFiles>(find_web(config_))](
                          const http::HttpRequest& request) { return files->answer(request); });
}

FlightSources Server::flight_sources() {
  return {
      .keys = config_.keys,
      .today = runtime::unix_now,
      .find_room = [this](std::string_view name) { return signalling_->control().find_room(name); },
      .ask = [this](PeerId peer, const auto& answer) { media_->ask_flight(peer, answer); },
      .post = [this](std::function<void()> work) { http_->post(std::move(work)); }};
}

http::PageApiConfig Server::page_api() {
  http::PageApiConfig api;
  api.public_url = config_.public_url;
  api.info = [this] {
    http::PageInfo info;
    info.version = version();
    info.name = config_.name;
    info.open_rooms = config_.open_rooms;
    info.demo_room = config_.demo_room;
    info.addresses = facts().lan_pages;
    info.ca_fingerprint = certificates_->fingerprint();
    return info;
  };
  api.create_token = [this](const http::PageGuest& guest) {
    TokenRequest request;
    request.room = guest.room;
    request.identity = guest.identity;
    request.name = guest.name;
    request.lifetime = kGuestTokenLifetime;
    return make_token(request, config_.keys, runtime::unix_now());
  };
  return api;
}

std::string Server::media_url(const http::HttpRequest& request) const {
  if (!config_.public_url.empty()) return config_.public_url;
  return fmt::format("{}://{}", request.secure ? "wss" : "ws", request.host());
}

// Who asks from this machine itself wants an address for others.
std::string Server::page_address(const http::HttpRequest& request) const {
  const auto pages = facts().lan_pages;
  if (http::is_loopback(request.remote) && !pages.empty()) return pages.front();
  return fmt::format("{}://{}", request.secure ? "https" : "http", request.host());
}

http::HttpResponse Server::metrics(const http::HttpRequest& request) const {
  if (!config_.metrics_public && !http::is_loopback(request.remote)) {
    return http::HttpResponse::text(
        403, "Figures are for this machine only; set --metrics-public to give them to others.\n");
  }
  const livekit::Control& control = signalling_->control();
  http::HttpResponse response{
      .status = 200,
      .body = metrics_text(
          {control.census(), control.counters(), signalling_->sent().messages,
           signalling_->sent().bytes, http_->counters(), media_->snapshots(), webhooks_->counters(),
           webhooks_->waiting(), static_cast<uint64_t>(gate_.load() * 100),
           !gate_.shut() && stop_by_ == kNever, to_string(media_->cipher_engine())})};
  return std::move(response).with("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
}

BannerFacts Server::facts() const {
  BannerFacts facts;
  facts.version = version();
  facts.local_page = fmt::format("http://localhost:{}", config_.port);
  if (!config_.demo_room.empty()) facts.demo_path = "/r/" + http::percent_encode(config_.demo_room);
  for (const SocketAddress& address : reachable_) {
    if (http::is_loopback(address)) continue;
    facts.lan_pages.push_back(page_url(true, address, config_.port));
    if (facts.certificate_page.empty() && !certificates_->fingerprint().empty()) {
      facts.certificate_page = page_url(false, address, config_.port) + "/ca";
    }
  }
  facts.fingerprint = certificates_->fingerprint();
  if (!secretariat_->demo_secret().empty()) {
    facts.chair_page = facts.local_page + "/enter/" + secretariat_->demo_secret();
    facts.process = getpid();
  }
  if (!secretariat_->first_secret().empty()) {
    facts.first_page = facts.local_page + "/first/" + secretariat_->first_secret();
  }
  if (keys_made_) facts.keys_file = keys_file(config_.data).string();
  facts.advice = advice_;
  facts.with_qr = isatty(STDOUT_FILENO) == 1;
  return facts;
}

void Server::announce() const {
  std::fputs(banner(facts()).c_str(), stdout);
  std::fflush(stdout);
}

void Server::run() {
  media_->start(
      [this](link::FromShard event) { signalling_->handle_shard_later(std::move(event)); });
  signals_.watch([this] { http_->post([this] { stop(); }); });
  announce();
  spdlog::info("Media is encrypted by {}.", to_string(media_->cipher_engine()));
  watch_load();
  http_->run();
  secretariat_->stop();
  spdlog::info("Stopped.");
}

void Server::watch_load() {
  const Instant now = runtime::monotonic_now();
  std::vector<Duration> used = media_->cpu_times();
  used.push_back(runtime::thread_cpu_time());
  http_->schedule(load_timer_, now + LoadGate::kInterval);
  if (!gate_.sample(now, threads_.busiest(now, used))) return;
  signalling_->set_door(gate_.shut() ? livekit::Door::kBusy : livekit::Door::kOpen);
  const auto percent = static_cast<int>(gate_.load() * 100);
  if (gate_.shut()) {
    spdlog::warn("The busiest thread uses {} % of its core: nobody new is let in.", percent);
  } else {
    spdlog::info("The busiest thread uses {} % of its core: people are let in again.", percent);
  }
}

// Nobody new is let in from here on; what is queued for people and webhooks still goes out.
void Server::stop() {
  spdlog::info("Stopping: everyone is told to come back.");
  signalling_->handle_shutdown();
  stop_by_ = runtime::monotonic_now() + seconds(config_.drain_timeout);
  finish_stop();
}

void Server::finish_stop() {
  const Instant now = runtime::monotonic_now();
  const size_t connected = signalling_->control().census().connections;
  const size_t untold = webhooks_->waiting();
  if ((connected > 0 || untold > 0) && now < stop_by_) {
    return http_->schedule(stop_timer_, now + kDrainInterval);
  }
  if (connected > 0) spdlog::info("{} connections did not close in time.", connected);
  if (untold > 0) spdlog::warn("{} webhooks could not be delivered in time.", untold);
  http_->stop();
}

void set_up_log(const Config& config) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("diemcau"));
  spdlog::set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
  spdlog::set_level(spdlog::level::from_str(config.log_level));
}

}  // namespace

int serve(Config config) {
  set_up_log(config);
  Server server(std::move(config));
  const auto started = server.start();
  if (!started.ok()) {
    std::fprintf(stderr, "%s\n", started.error().c_str());
    return 1;
  }
  server.run();
  return 0;
}

}  // namespace diemcau::server
