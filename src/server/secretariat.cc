#include "server/secretariat.h"

#include <spdlog/spdlog.h>

#include <set>

#include "api/secret.h"
#include "conference/sites.h"
#include "office/office_views.h"
#include "organisation/accounts.h"
#include "runtime/clock.h"
#include "server/store_ports.h"
#include "server/token_command.h"
#include "store/open.h"

namespace diemcau::server {
namespace {

using runtime::monotonic_now;
using runtime::unix_now;

constexpr size_t kMaxWaiting = 8'192;
constexpr size_t kMaxPasswordsWaiting = 256;  // of 64 MiB and some tens of milliseconds each
constexpr size_t kMaxPapersWaiting = 32;      // a second each, for a conference of hundreds
constexpr int64_t kFirstLinkMs = 72LL * 3'600'000;
// A token opens the door; the server renews it for as long as somebody is in.
constexpr Duration kTicketLifetime = 10min;
constexpr Duration kCalendarEvery = 1min;  // until midnight is noticed

office::Caller the_system() {
  office::Caller caller;
  caller.system = true;
  return caller;
}

template <class Command>
office::Request system_request(std::string stream, const Command& command) {
  return {the_system(), std::move(stream), Command::kName, journal::Json(command)};
}

office::Request line_request(const LineChange& change) {
  std::string stream = conference::stream_of(change.conference);
  if (change.lost) return system_request(std::move(stream), conference::LineLose{change.site});
  return system_request(std::move(stream), conference::LineRegain{change.site});
}

}  // namespace

// Everything that the office thread owns.
struct Secretariat::Office {
  explicit Office(std::unique_ptr<store::Store> store_in)
      : store(std::move(store_in)),
        sealer(store->person_keys()),
        ballots(store->ballots()),
        office(store->journal(), sealer, ballots),
        screens(views) {}

  std::unique_ptr<store::Store> store;
  StoreSealer sealer;
  StoreBallots ballots;
  office::Office office;
  office::OfficeViews views{unix_now};
  office::LiveViews screens;
  std::unique_ptr<api::Clerk> clerk;
};

Secretariat::Secretariat(const Config& config, SecureRandom& random)
    : config_(config), random_(random) {}

Secretariat::~Secretariat() { stop(); }

Result<std::unique_ptr<Secretariat>, std::string> Secretariat::open(const Config& config,
                                                                    SecureRandom& random) {
  std::unique_ptr<Secretariat> self(new Secretariat(config, random));
  auto done = self->open_office();
  if (done.ok() && config.demo_conference > 0) done = self->open_demo_conference();
  if (done.ok()) done = self->offer_first_administrator();
  if (!done.ok()) return Err{done.error()};
  self->feed_ =
      std::make_unique<api::Feed>(self->line(), api::Feed::Clocks{unix_now, monotonic_now});
  return self;
}

Result<Unit, std::string> Secretariat::open_office() {
  auto store = store::open_store(config_.data, random_);
  if (!store.ok()) return Err{store.error().sentence};
  office_ = std::make_unique<Office>(std::move(*store));
  auto read = office_->office.open();
  if (!read.ok()) return read;
  api::Clerk::Parts parts{.store = *office_->store,
                          .office = office_->office,
                          .screens = office_->screens,
                          .random = random_,
                          .now = unix_now,
                          .on_events = {},
                          .on_messages = {}};
  parts.on_events = [this](auto events) { publish(events); };
  parts.on_messages = [this](std::vector<office::ScreenMessage> messages) {
    server_->post([this, messages = std::move(messages)] { feed_->send(messages); });
  };
  office_->clerk = std::make_unique<api::Clerk>(std::move(parts));
  return Unit{};
}

Result<Unit, std::string> Secretariat::open_demo_conference() {
  auto demo = open_demo(office_->office, unix_now(), config_.demo_conference,
                        office_->store->files(), config_.data);
  if (!demo.ok()) return Err{demo.error()};
  demo_ = std::move(*demo);
  demo_secret_ = api::make_secret(random_);
  return Unit{};
}

// A new link at every start, until one was used: the last one may have been lost with a terminal.
Result<Unit, std::string> Secretariat::offer_first_administrator() {
  const std::string secret = api::make_secret(random_);
  const organisation::FirstAdministratorOffer offer{api::hash_of(secret),
                                                    {unix_now().ms + kFirstLinkMs}};
  const auto request = system_request(organisation::kStream, offer);
  const auto reply = office_->office.execute(unix_now(), std::span(&request, 1)).front();
  if (const auto* failure = std::get_if<journal::LogFailure>(&reply)) return Err{failure->sentence};
  if (std::holds_alternative<office::Done>(reply)) first_secret_ = secret;
  return Unit{};
}

api::Feed& Secretariat::feed() { return *feed_; }

api::Line Secretariat::line() {
  return {
      .to_office =
          [this](std::function<void(api::Clerk&)> work) {
            return office_thread_->post([this, work = std::move(work)] { work(*office_->clerk); });
          },
      .to_passwords =
          [this](std::function<void()> work) { return passwords_->post(std::move(work)); },
      .to_paper = [this](std::function<void()> work) { return papers_->post(std::move(work)); },
      .to_control = [this](std::function<void()> work) { server_->post(std::move(work)); }};
}

void Secretariat::add_routes(http::Router& router, Doors doors) {
  api::RoutesConfig routes;
  routes.line = line();
  routes.media_url = std::move(doors.media_url);
  routes.page_address = std::move(doors.page_address);
  routes.create_token = [keys = config_.keys](const api::MediaTicket& ticket) {
    TokenRequest request;
    request.room = ticket.room;
    request.identity = ticket.identity;
    request.name = ticket.name;
    request.metadata = ticket.metadata;
    request.lifetime = kTicketLifetime;
    request.can_publish = ticket.publish;
    request.can_publish_data = false;
    // Thousands of screens in a room are nobody's news but the rooms' themselves.
    request.hidden = !ticket.publish;
    return make_token(request, keys, unix_now());
  };
  if (!demo_secret_.empty()) {
    routes.demo = [demo = demo_, secret = demo_secret_](const auto& request, AccountId account) {
      return demo_hint(demo, secret, request, account);
    };
  }
  api::add_routes(router, std::move(routes), random_);
  if (!demo_secret_.empty()) add_demo_entry(router, line(), demo_, demo_secret_);
}

void Secretariat::attach(http::HttpServer& server, Signalling& signalling) {
  server_ = &server;
  signalling_ = &signalling;
  feed_->attach(server);
  timer_ = server.add_timer([this] {
    keeper_.handle_timeout(monotonic_now());
    drain_keeper();
  });
  for (const auto& [id, state] : office_->office.folds().conferences) {
    server.post([this, plan = media_plan(state)]() mutable { follow(std::move(plan)); });
  }
  calendar_ = server.add_timer([this] { look_at_calendar(); });
  server.schedule(calendar_, monotonic_now() + kCalendarEvery);
  papers_ = std::make_unique<runtime::Worker>(kMaxPapersWaiting);
  passwords_ = std::make_unique<runtime::Worker>(kMaxPasswordsWaiting);
  office_thread_ =
      std::make_unique<runtime::Worker>(kMaxWaiting, [this] { office_->clerk->flush(); });
}

void Secretariat::stop() {
  // A password that is being checked still goes to the office.
  if (passwords_) passwords_->stop();
  if (office_thread_) office_thread_->stop();
  if (papers_) papers_->stop();
}

void Secretariat::look_at_calendar() {
  server_->schedule(calendar_, monotonic_now() + kCalendarEvery);
  office_thread_->post([this] { office_->clerk->handle_time(); });
}

// On the office thread.
void Secretariat::publish(std::span<const journal::Event> events) {
  std::set<ConferenceId> touched;
  for (const journal::Event& event : events) touched.insert(office::conference_of(event.stream));
  for (const ConferenceId id : touched) {
    const auto* state = office::find_conference(office_->office.folds(), id);
    if (state == nullptr) continue;
    server_->post([this, plan = media_plan(*state)]() mutable { follow(std::move(plan)); });
  }
}

void Secretariat::follow(MediaPlan plan) {
  keeper_.handle_plan(monotonic_now(), std::move(plan));
  drain_keeper();
}

void Secretariat::handle_later(const livekit::RoomEvent& event) {
  server_->post([this, event] {
    keeper_.handle_event(monotonic_now(), event);
    drain_keeper();
  });
}

void Secretariat::drain_keeper() {
  while (const auto operation = keeper_.poll_operation()) {
    const auto result = signalling_->perform(*operation);
    if (!result.ok()) spdlog::warn("office: the media: {}", result.error().sentence);
  }
  while (const auto line = keeper_.poll_line()) {
    const bool taken = office_thread_->post(
        [this, request = line_request(*line)] { office_->clerk->submit(request); });
    if (!taken) spdlog::warn("office: too busy to note that a line changed");
  }
  server_->schedule(timer_, keeper_.next_timeout());
}

}  // namespace diemcau::server
