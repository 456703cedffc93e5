#include "server/media_keeper.h"

#include <algorithm>
#include <charconv>

#include "api/rooms.h"

namespace diemcau::server {
namespace {

using api::media_room;
using api::site_identity;
using conference::Phase;
using conference::SiteId;
using room::TrackSource;

// A conference lasts for days, with nobody in the room at night.
constexpr uint32_t kEmptyTimeoutSeconds = 7 * 24 * 3600;

// "site-7" after "site-": 7. 0: something else.
uint32_t number_after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return 0;
  text.remove_prefix(prefix.size());
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

}  // namespace

MediaPlan media_plan(const conference::State& state) {
  const conference::DesiredMedia media = conference::desired_media(state);
  const Phase phase = state.life.phase;
  MediaPlan plan{.conference = state.id,
                 .open = phase >= Phase::kConvened && phase < Phase::kClosed};
  for (const auto& [id, site] : state.sites) {
    const auto& open = media.open_microphones;
    const bool heard = std::find(open.begin(), open.end(), id) != open.end();
    plan.sites.push_back({id, heard, site.checked_in, site.line_lost, site.devices.sound});
  }
  return plan;
}

void MediaKeeper::handle_plan(Instant now, MediaPlan plan) {
  Room& room = rooms_[plan.conference];
  room.plan = std::move(plan);
  if (!room.plan.open) return close(room);
  make(room);
  set_gates(room);
  send_away_former_owners(room);
  watch(now, room);
}

void MediaKeeper::make(Room& room) {
  if (std::exchange(room.made, true)) return;
  livekit::CreateRoom create;
  create.name = media_room(room.plan.conference);
  create.empty_timeout_s = kEmptyTimeoutSeconds;
  create.departure_timeout_s = kEmptyTimeoutSeconds;
  operations_.emplace_back(std::move(create));
}

void MediaKeeper::close(Room& room) {
  if (room.made) operations_.emplace_back(livekit::DeleteRoom{media_room(room.plan.conference)});
  room = Room{.plan = std::move(room.plan)};
}

void MediaKeeper::set_gates(Room& room) {
  const std::string name = media_room(room.plan.conference);
  for (const MediaPlan::Site& site : room.plan.sites) {
    const auto [gate, fresh] = room.heard.try_emplace(site.site, site.heard);
    if (!fresh && gate->second == site.heard) continue;
    gate->second = site.heard;
    for (const auto source : {TrackSource::kMicrophone, TrackSource::kScreenShareAudio}) {
      operations_.emplace_back(
          livekit::SetGate{name, site_identity(site.site), source, site.heard});
    }
  }
}

// Whoever owned the sound of a room goes, so that two devices never echo; the new owner comes by
// its own ticket.
void MediaKeeper::send_away_former_owners(Room& room) {
  for (const MediaPlan::Site& site : room.plan.sites) {
    const auto [owner, fresh] = room.sound.try_emplace(site.site, site.sound);
    if (owner->second == site.sound) continue;
    const bool was_owned = owner->second.value != 0;
    owner->second = site.sound;
    if (!was_owned || !room.presence[site.site].here) continue;
    operations_.emplace_back(
        livekit::RemoveParticipant{media_room(room.plan.conference), site_identity(site.site)});
  }
}

void MediaKeeper::watch(Instant now, Room& room) {
  for (const MediaPlan::Site& site : room.plan.sites) {
    watch(now, room, site, room.presence[site.site]);
  }
}

// A room without a device that sends, counted by hand, has no line that could be lost.
void MediaKeeper::watch(Instant now, const Room& room, const MediaPlan::Site& site,
                        Presence& presence) {
  if (presence.here) {
    presence.give_up.reset();
    if (site.line_lost) lines_.push_back({room.plan.conference, site.site, false});
    return;
  }
  const bool expected = site.checked_in && !site.line_lost;
  const bool sends = presence.seen || site.sound.value != 0;
  if (!expected || !sends) {
    presence.give_up.reset();
  } else if (!presence.give_up) {
    presence.give_up = now + (presence.seen ? kGrace : kGraceAfterStart);
  }
}

void MediaKeeper::handle_event(Instant now, const livekit::RoomEvent& event) {
  const auto found = rooms_.find(ConferenceId{number_after(event.room, "conference-")});
  if (found == rooms_.end() || !found->second.plan.open) return;
  Room& room = found->second;
  if (event.kind == livekit::RoomEventKind::kRoomFinished) {
    // Somebody deleted it: it is made anew, with all its gates.
    room = Room{.plan = std::move(room.plan)};
    return handle_plan(now, room.plan);
  }
  const SiteId site{number_after(event.identity, "site-")};
  if (site.value == 0) return;
  if (event.kind == livekit::RoomEventKind::kParticipantJoined)
    note_presence(now, room, site, true);
  if (event.kind == livekit::RoomEventKind::kParticipantLeft) note_presence(now, room, site, false);
}

void MediaKeeper::note_presence(Instant now, Room& room, SiteId id, bool here) {
  const auto& sites = room.plan.sites;
  const auto site =
      std::find_if(sites.begin(), sites.end(), [&](const auto& one) { return one.site == id; });
  if (site == sites.end()) return;
  Presence& presence = room.presence[id];
  presence.here = here;
  presence.seen = true;
  presence.give_up.reset();
  watch(now, room, *site, presence);
}

void MediaKeeper::handle_timeout(Instant now) {
  for (auto& [id, room] : rooms_) {
    for (auto& [site, presence] : room.presence) {
      if (!presence.give_up || *presence.give_up > now) continue;
      presence.give_up.reset();
      lines_.push_back({id, site, true});
    }
  }
}

Instant MediaKeeper::next_timeout() const {
  Instant next = kNever;
  for (const auto& [id, room] : rooms_) {
    for (const auto& [site, presence] : room.presence) {
      if (presence.give_up) next = std::min(next, *presence.give_up);
    }
  }
  return next;
}

std::optional<livekit::Operation> MediaKeeper::poll_operation() {
  if (operations_.empty()) return {};
  auto operation = std::move(operations_.front());
  operations_.pop_front();
  return operation;
}

std::optional<LineChange> MediaKeeper::poll_line() {
  if (lines_.empty()) return {};
  const LineChange change = lines_.front();
  lines_.pop_front();
  return change;
}

}  // namespace diemcau::server
