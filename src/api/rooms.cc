#include "api/rooms.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/answers.h"
#include "api/cookies.h"
#include "api/secret.h"
#include "conference/commands.h"
#include "office/standing.h"

namespace diemcau::api {
namespace {

using conference::DeviceRole;
using http::HttpResponse;
using journal::Refusal;

constexpr int64_t kHourMs = 3'600'000;
constexpr uint32_t kMaxLinkHours = 400 * 24;
constexpr int64_t kDeviceCookieSeconds = 400 * 24 * 3600;

struct FoundLink {
  const conference::State* state = nullptr;
  office::SitePlace place;
  conference::LinkId id;
  const conference::Link* link = nullptr;
};

FoundLink find_link(const office::Folds& folds, const std::string& secret) {
  if (!looks_like_secret(secret)) return {};
  const std::string hash = hash_of(secret);
  const auto place = folds.links.find(hash);
  if (place == folds.links.end()) return {};
  const conference::State* state = office::find_conference(folds, place->second.conference);
  const conference::Site* site =
      state == nullptr ? nullptr : conference::find_site(*state, place->second.site);
  if (site == nullptr) return {};
  for (const auto& [id, link] : site->devices.links) {
    if (link.hash == hash) return {state, place->second, id, &link};
  }
  return {};
}

HttpResponse unknown_link() { return refused(404, Refusal{"link.unknown"}); }

// A browser keeps its key, whatever rooms it comes to.
std::string device_secret(Clerk& clerk, const Visitor& visitor, DeviceRole role) {
  const std::string& kept = visitor.devices[static_cast<size_t>(role)];
  return looks_like_secret(kept) ? kept : make_secret(clerk.random());
}

const conference::Device* device_of(const conference::State& state, const office::Caller& caller) {
  const conference::Site* site = conference::find_site(state, caller.site);
  if (site == nullptr) return nullptr;
  const auto found = site->devices.all.find(caller.device);
  return found == site->devices.all.end() || !found->second.here ? nullptr : &found->second;
}

MediaTicket device_ticket(const conference::State& state, const office::Caller& caller,
                          const conference::Device& device) {
  const conference::Site& site = state.sites.at(caller.site);
  MediaTicket ticket;
  ticket.name = site.spec.name;
  ticket.publish = site.devices.sound == caller.device;
  if (ticket.publish) {
    ticket.identity = site_identity(caller.site);
  } else {
    const DeviceRole role = device.role == DeviceRole::kSound ? DeviceRole::kStrip : device.role;
    ticket.identity = fmt::format("{}-{}", journal::word(role), caller.device.value);
  }
  ticket.metadata = Json{{"site", caller.site}, {"device", caller.device}}.dump();
  return ticket;
}

bool leads_or_helps(const conference::State& state, const office::Folds& folds,
                    const office::Caller& caller) {
  using conference::Role;
  const auto standings = office::standings_in(state, folds.organisation, caller);
  return std::any_of(standings.begin(), standings.end(), [](const auto& one) {
    return one.role == Role::kChair || one.role == Role::kCoChair || one.role == Role::kSecretary ||
           one.role == Role::kTechnician;
  });
}

// Only the device that was asked for, if one was.
Visitor as_device(Visitor visitor, const std::optional<DeviceRole>& role) {
  if (!role) return visitor;
  for (size_t i = 0; i < visitor.devices.size(); ++i) {
    if (i != static_cast<size_t>(*role)) visitor.devices[i].clear();
  }
  return visitor;
}

}  // namespace

std::string media_room(ConferenceId conference) {
  return fmt::format("conference-{}", conference.value);
}

std::string site_identity(conference::SiteId site) { return fmt::format("site-{}", site.value); }

HttpResponse make_link(Clerk& clerk, const Visitor& visitor, const LinkWish& wish,
                       const std::string& page) {
  if (wish.hours == 0 || wish.hours > kMaxLinkHours) return refused(409, Refusal{"link.hours"});
  auto caller = clerk.caller_of(visitor, wish.conference);
  if (!caller.ok()) return failed(caller.error());
  const std::string secret = make_secret(clerk.random());
  const conference::LinkIssue issue{.site = wish.site,
                                    .hash = hash_of(secret),
                                    .roles = wish.roles,
                                    .expires = {clerk.now().ms + wish.hours * kHourMs},
                                    .max_devices = wish.max_devices};
  const auto reply = clerk.execute(
      {std::move(*caller), conference::stream_of(wish.conference), issue.kName, Json(issue)});
  if (!std::holds_alternative<office::Done>(reply)) return answer_of(reply);
  return ok({{"secret", secret},
             {"url", page + "/s/" + secret},
             {"link", find_link(clerk.folds(), secret).id}});
}

HttpResponse look_at_link(Clerk& clerk, const std::string& secret) {
  const FoundLink found = find_link(clerk.folds(), secret);
  if (found.link == nullptr) return unknown_link();
  const conference::Life& life = found.state->life;
  const auto& sittings = life.call.sittings;
  return ok({{"conference", found.state->id},
             {"site", found.place.site},
             {"title", life.call.title},
             {"site_name", found.state->sites.at(found.place.site).spec.name},
             {"begins", sittings.empty() ? UnixTime{} : sittings.front().begins},
             {"roles", found.link->roles},
             {"expired", found.link->revoked || clerk.now() >= found.link->expires},
             {"phase", life.phase}});
}

HttpResponse join_device(Clerk& clerk, const Visitor& visitor, const DeviceWish& wish) {
  const FoundLink found = find_link(clerk.folds(), wish.secret);
  if (found.link == nullptr) return unknown_link();
  const ConferenceId id = found.state->id;
  auto caller = clerk.caller_of(visitor, id);
  if (!caller.ok()) return failed(caller.error());
  const std::string secret = device_secret(clerk, visitor, wish.role);
  const std::string key = hash_of(secret);
  const conference::DeviceJoin join{found.place.site, hash_of(wish.secret), key, wish.role};
  caller->device_key = key;
  const auto reply = clerk.execute(
      {std::move(*caller), conference::stream_of(id), conference::DeviceJoin::kName, Json(join)});
  if (!std::holds_alternative<office::Done>(reply)) return answer_of(reply);
  const office::DevicePlace place = clerk.folds().devices.at(key).at(id);
  return ok({{"conference", id},
             {"site", place.site},
             {"device", place.device},
             {"role", wish.role}})
      .with("Set-Cookie",
            set_cookie(visitor.secure, device_cookie(wish.role), secret, kDeviceCookieSeconds));
}

Result<MediaTicket, HttpResponse> media_ticket(Clerk& clerk, const Visitor& visitor,
                                               const MediaWish& wish) {
  const conference::State* state = office::find_conference(clerk.folds(), wish.conference);
  if (state == nullptr) return Err{refused(404, Refusal{"conference.unknown"})};
  const auto caller = clerk.caller_of(as_device(visitor, wish.role), wish.conference);
  if (!caller.ok()) return Err{failed(caller.error())};
  MediaTicket ticket;
  const conference::Device* device = device_of(*state, *caller);
  const bool as_leader = !wish.role && leads_or_helps(*state, clerk.folds(), *caller);
  if (as_leader) {
    ticket.identity = fmt::format("control-{}", caller->account.value);
  } else if (device != nullptr) {
    ticket = device_ticket(*state, *caller, *device);
  } else {
    return Err{refused(403, Refusal{"media.no_place"})};
  }
  ticket.room = media_room(wish.conference);
  return ticket;
}

}  // namespace diemcau::api
