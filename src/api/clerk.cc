#include "api/clerk.h"

#include <spdlog/spdlog.h>

#include "api/answers.h"
#include "api/keeping.h"
#include "api/secret.h"
#include "office/conference_list.h"
#include "office/news_desk.h"
#include "office/view_name.h"

namespace diemcau::api {
namespace {

using conference::DeviceRole;
using office::Caller;

const conference::Device* find_device(const conference::State& state,
                                      const office::DevicePlace& place) {
  const conference::Site* site = conference::find_site(state, place.site);
  if (site == nullptr) return nullptr;
  const auto found = site->devices.all.find(place.device);
  return found == site->devices.all.end() ? nullptr : &found->second;
}

// A room's own devices go before a phone in it: they may do more.
void place_device(const office::Folds& folds, const Visitor& visitor, Caller& caller) {
  const conference::State* state = office::find_conference(folds, caller.conference);
  if (state == nullptr) return;
  for (const std::string& secret : visitor.devices) {
    if (!looks_like_secret(secret)) continue;
    const std::string key = hash_of(secret);
    const auto places = folds.devices.find(key);
    if (places == folds.devices.end()) continue;
    const auto place = places->second.find(caller.conference);
    if (place == places->second.end()) continue;
    const conference::Device* device = find_device(*state, place->second);
    if (device == nullptr || !device->here) continue;
    caller.site = place->second.site;
    caller.device = place->second.device;
    caller.device_key = key;
    if (device->role != DeviceRole::kPhone) return;
  }
}

ConferenceId conference_of_view(const std::string& view) {
  const auto name = office::parse_view(view);
  return name ? name->conference : ConferenceId{};
}

}  // namespace

Clerk::Clerk(Parts parts) : parts_(std::move(parts)), day_(day_in_vietnam(now())) {
  carry_out_all(folds(), store());
}

Result<Caller, store::Failure> Clerk::caller_of(const Visitor& visitor, ConferenceId conference) {
  Caller caller;
  if (!visitor.session.empty()) {
    auto session = parts_.store.sessions().find(visitor.session, now());
    if (!session.ok()) return Err{session.error()};
    if (*session) caller = office::caller_of_account(folds(), (*session)->account);
  }
  caller.address = visitor.address;
  caller.conference = conference;
  place_device(folds(), visitor, caller);
  return caller;
}

void Clerk::submit(const Visitor& visitor, std::string stream, std::string command, Json body,
                   AnswerOf answer) {
  // What waits may change who somebody is.
  ConferenceId conference = office::conference_of(stream);
  if (stream == news::kStream) conference = office::conference_of_news(folds(), body);
  auto caller = caller_of(visitor, conference);
  if (!caller.ok()) return answer(failed(caller.error()));
  waiting_.push_back({{std::move(*caller), std::move(stream), std::move(command), std::move(body)},
                      std::move(answer)});
}

void Clerk::submit(office::Request request) { waiting_.push_back({std::move(request), {}}); }

void Clerk::flush() {
  if (waiting_.empty()) return;
  const auto waiting = std::exchange(waiting_, {});
  std::vector<office::Request> requests;
  requests.reserve(waiting.size());
  for (const Waiting& one : waiting) requests.push_back(one.request);
  const auto replies = run(requests);
  for (size_t i = 0; i < waiting.size(); ++i) {
    if (waiting[i].answer) waiting[i].answer(answer_of(replies[i]));
  }
}

void Clerk::handle_time() {
  const Day day = day_in_vietnam(now());
  if (std::exchange(day_, day) == day) return;
  parts_.screens.handle_new_day(folds());
  send_messages();
}

office::Reply Clerk::execute(office::Request request) {
  flush();
  return run(std::span(&request, 1)).front();
}

std::vector<office::Reply> Clerk::run(std::span<const office::Request> requests) {
  auto replies = parts_.office.execute(now(), requests);
  const auto& events = parts_.office.events();
  if (!events.empty()) {
    carry_out(events, folds(), store());
    parts_.screens.handle_events(folds(), events);
    if (parts_.on_events) parts_.on_events(events);
    send_messages();
  }
  return replies;
}

void Clerk::show(office::SubscriberId screen, const Visitor& visitor, const std::string& view,
                 journal::Seq after) {
  auto caller = caller_of(visitor, conference_of_view(view));
  if (!caller.ok()) {
    // The page asks again after a while, as for any line that is gone.
    spdlog::error("office: {}", caller.error().sentence);
    return;
  }
  parts_.screens.subscribe(folds(), screen, *caller, view, after);
  send_messages();
}

void Clerk::hide(office::SubscriberId screen) { parts_.screens.unsubscribe(screen); }

// What cannot be written down is not shown.
void Clerk::log_readings() {
  const auto readings = parts_.screens.poll_readings();
  if (readings.empty()) return;
  const auto done = readings_.record(readings, store().access_log(), now());
  if (done.ok()) return;
  spdlog::error("office: {}", done.error().sentence);
  for (const office::Reading& one : readings) {
    parts_.screens.withhold(one.screen, journal::Refusal{"reading.not_logged"});
  }
}

void Clerk::send_messages() {
  log_readings();
  auto messages = parts_.screens.poll_messages();
  if (!messages.empty() && parts_.on_messages) parts_.on_messages(std::move(messages));
}

}  // namespace diemcau::api
