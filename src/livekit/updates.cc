#include "livekit/updates.h"

#include <algorithm>

#include "livekit/dynacast.h"
#include "livekit/encode.h"
#include "livekit/events.h"
#include "livekit/halls.h"
#include "livekit/negotiating.h"
#include "livekit/subscribing.h"

namespace diemcau::livekit {
namespace {

// --- News: ParticipantUpdate --------------------------------------------------------------------

void encode_news(const Hall& hall, PeerId peer, const std::optional<room::Participant>& departed,
                 pb::ParticipantUpdate& out) {
  if (departed) {
    encode_departed(*departed, *out.add_participants());
  } else if (const room::Participant* one = hall.room.find(peer)) {
    encode(hall.room, *one, /*own=*/false, *out.add_participants());
  }
}

void send_own(World& world, const Hall& hall, const room::Participant& one) {
  const Session* session = world.session(one.id);
  if (!session) return;
  pb::SignalResponse response;
  encode(hall.room, one, /*own=*/true, *response.mutable_update()->add_participants());
  world.send(*session, response);
}

void tell_news(World& world, Hall& hall) {
  hall.news_due = kNever;
  pb::SignalResponse response;
  for (const auto& [peer, departed] : hall.news) {
    encode_news(hall, peer, departed, *response.mutable_update());
  }
  hall.news.clear();
  if (response.update().participants_size() > 0) world.broadcast(hall, response);
}

// Publishers are told of at once: media waits for it. In a small room everyone is.
bool is_urgent(const World& world, const Hall& hall, const room::Participant& one) {
  if (hall.room.size() <= world.config.limits.calm_room) return true;
  return std::any_of(one.tracks.begin(), one.tracks.end(),
                     [&](TrackId id) { return hall.room.find_track(id)->published; });
}

void note_news(World& world, Now now, Hall& hall, PeerId peer,
               std::optional<room::Participant> departed, bool urgent) {
  hall.news[peer] = std::move(departed);
  const Instant due = urgent ? now.at : now.at + world.config.limits.calm_interval;
  hall.news_due = std::min(hall.news_due, due);
  const Limits& limits = world.config.limits;
  hall.counts_due =
      std::min(hall.counts_due, std::max(now.at, hall.counts_told_at + limits.counts_interval));
}

// --- Counts: RoomUpdate -------------------------------------------------------------------------

void tell_counts(World& world, Now now, Hall& hall) {
  hall.counts_due = kNever;
  const size_t participants = hall.room.visible_count();
  const size_t publishers = hall.room.publisher_count();
  if (participants == hall.told_participants && publishers == hall.told_publishers) return;
  hall.told_participants = participants;
  hall.told_publishers = publishers;
  hall.counts_told_at = now.at;
  tell_room(world, hall);
}

// --- Departures ---------------------------------------------------------------------------------

constexpr size_t kMostDepartures = 1000;

void remember_departure(const World& world, Now now, Hall& hall, const room::Participant& one) {
  const Limits& limits = world.config.limits;
  const Instant oldest = now.at - limits.resume_window - limits.ping_timeout;
  auto& past = hall.departures;
  while (!past.empty() && (past.front().at < oldest || past.size() >= kMostDepartures)) {
    past.pop_front();
  }
  past.push_back({now.at, one});
}

// --- Changes of a room --------------------------------------------------------------------------

struct ChangeTeller {
  World& world;
  Now now;
  Hall& hall;
  std::vector<std::pair<PeerId, pb::SignalResponse>> afterwards{};

  void operator()(const room::InfoChanged& change) {
    const room::Participant* one = hall.room.find(change.participant);
    if (!one) return;
    if (one->permissions.hidden) return send_own(world, hall, *one);
    const bool urgent = is_urgent(world, hall, *one);
    if (!urgent) send_own(world, hall, *one);
    note_news(world, now, hall, one->id, std::nullopt, urgent);
  }
  void operator()(const room::Activated& change) {
    if (const room::Participant* one = hall.room.find(change.participant)) {
      tell_event(world, now, hall, {RoomEventKind::kParticipantJoined, one});
    }
  }
  void operator()(const room::TrackPublished& change) {
    const room::Track* track = hall.room.find_track(change.track);
    const room::Participant* publisher = track ? hall.room.find(track->publisher) : nullptr;
    if (!publisher) return;
    tell_event(world, now, hall,
               {.kind = RoomEventKind::kTrackPublished,
                .participant_sid = publisher->sid,
                .identity = publisher->identity,
                .track = track});
  }
  void operator()(room::Departed& change) {
    const PeerId peer = change.participant.id;
    hall.speakers.erase(peer);
    tell_event(
        world, now, hall,
        {change.was_active ? RoomEventKind::kParticipantLeft : RoomEventKind::kParticipantAborted,
         &change.participant});
    if (change.participant.permissions.hidden) return;
    remember_departure(world, now, hall, change.participant);
    const bool small = hall.room.size() <= world.config.limits.calm_room;
    note_news(world, now, hall, peer, std::move(change.participant), small);
  }
  void operator()(const room::SubscriptionStarted& change) {
    start_receiving(world, change.subscriber, *hall.room.find_track(change.track));
  }
  void operator()(const room::SubscriptionEnded& change) {
    stop_receiving(world, change.subscriber, change.track);
  }
  void operator()(const room::SubscriptionAllowed& change) {
    const room::Track* track = hall.room.find_track(change.track);
    const room::Participant* publisher = track ? hall.room.find(track->publisher) : nullptr;
    if (!publisher) return;
    pb::SignalResponse response;
    auto& update = *response.mutable_subscription_permission_update();
    update.set_participant_sid(publisher->sid);
    update.set_track_sid(track->sid);
    update.set_allowed(change.allowed);
    afterwards.emplace_back(change.subscriber, std::move(response));
  }
  void operator()(const room::TrackRemoved& change) {
    if (Session* publisher = world.session(change.track.publisher)) {
      publisher->sent.erase(change.track.id);
    }
    if (change.track.mid.empty()) return;
    tell_event(world, now, hall,
               {.kind = RoomEventKind::kTrackUnpublished,
                .participant_sid = change.publisher_sid,
                .identity = change.publisher_identity,
                .track = &change.track});
    world.tell_shard(hall.shard, link::RemoveSource{change.track.id});
    hall.news_due = now.at;
  }
};

void note_emptiness(World& world, Now now, Hall& hall) {
  if (!hall.room.empty()) {
    hall.empty_since = kNever;
  } else if (hall.empty_since == kNever) {
    hall.empty_since = now.at;
    world.arm(hall, end_of(hall));
  }
}

void tell_changes(World& world, Now now, Hall& hall) {
  ChangeTeller teller{world, now, hall};
  room::Change change;
  while (hall.room.poll_change(change)) std::visit(teller, change);
  if (hall.news_due <= now.at) tell_news(world, hall);
  for (const auto& [peer, response] : teller.afterwards) {
    if (const Session* session = world.session(peer)) world.send(*session, response);
  }
  note_emptiness(world, now, hall);
  world.arm(hall, std::min(hall.news_due, hall.counts_due));
}

}  // namespace

void settle(World& world, Now now) {
  for (const RoomId id : std::exchange(world.touched, {})) {
    const auto at = world.halls.find(id);
    if (at != world.halls.end()) tell_changes(world, now, at->second);
  }
  tell_wanted_layers(world, now);
  ask_for_offers(world, now);
}

void handle_hall_timeout(World& world, Now now, Hall& hall) {
  const Instant end = end_of(hall);
  if (end <= now.at) return close_hall(world, now, hall);
  if (hall.news_due <= now.at) tell_news(world, hall);
  if (hall.counts_due <= now.at) tell_counts(world, now, hall);
  world.arm(hall, std::min({hall.news_due, hall.counts_due, end}));
}

// --- Speakers -----------------------------------------------------------------------------------

namespace {

// Of several tracks of one participant the loudest counts.
std::map<PeerId, float> levels_of(const Hall& hall, const link::SpeakersChanged& message) {
  std::map<PeerId, float> out;
  for (const link::SpeakerLevel& one : message.speakers) {
    const room::Track* track = hall.room.find_track(one.track);
    if (!track || !hall.room.visible(track->publisher)) continue;
    float& level = out[track->publisher];
    level = std::max(level, one.level);
  }
  return out;
}

void add_speaker(const Hall& hall, PeerId peer, float level, pb::SpeakersChanged& out) {
  const room::Participant* one = hall.room.find(peer);
  if (!one) return;
  pb::SpeakerInfo& info = *out.add_speakers();
  info.set_sid(one->sid);
  info.set_level(level);
  info.set_active(level > 0);
}

}  // namespace

void handle_speakers(World& world, const link::SpeakersChanged& message) {
  const auto at = world.halls.find(message.room);
  if (at == world.halls.end()) return;
  Hall& hall = at->second;
  const auto before = std::exchange(hall.speakers, levels_of(hall, message));
  pb::SignalResponse response;
  pb::SpeakersChanged& out = *response.mutable_speakers_changed();
  for (const auto& [peer, level] : hall.speakers) {
    const auto last = before.find(peer);
    if (last == before.end() || last->second != level) add_speaker(hall, peer, level, out);
  }
  for (const auto& [peer, level] : before) {
    if (!hall.speakers.contains(peer)) add_speaker(hall, peer, 0, out);
  }
  if (out.speakers_size() > 0) world.broadcast(hall, response);
}

void send_speakers(World& world, const Session& session) {
  const Hall& hall = world.hall(session);
  pb::SignalResponse response;
  pb::SpeakersChanged& out = *response.mutable_speakers_changed();
  for (const PeerId peer : hall.room.participants()) {
    const auto level = hall.speakers.find(peer);
    const bool speaks = level != hall.speakers.end();
    if (speaks || !hall.room.find(peer)->tracks.empty()) {
      add_speaker(hall, peer, speaks ? level->second : 0, out);
    }
  }
  if (out.speakers_size() > 0) world.send(session, response);
}

// --- Everything at once -------------------------------------------------------------------------

void tell_room(World& world, const Hall& hall) {
  pb::SignalResponse response;
  encode(hall.room, hall.settings, *response.mutable_room_update()->mutable_room());
  world.broadcast(hall, response);
}

void send_room(World& world, const Session& session) {
  pb::SignalResponse response;
  const Hall& hall = world.hall(session);
  encode(hall.room, hall.settings, *response.mutable_room_update()->mutable_room());
  world.send(session, response);
}

void send_everyone(World& world, const Session& session, Instant since) {
  const Hall& hall = world.hall(session);
  pb::SignalResponse response;
  pb::ParticipantUpdate& update = *response.mutable_update();
  for (const PastDeparture& past : hall.departures) {
    if (past.at >= since) encode_departed(past.participant, *update.add_participants());
  }
  for (const PeerId peer : hall.room.participants()) {
    const bool own = peer == session.peer;
    if (!own && !hall.room.visible(peer)) continue;
    encode(hall.room, *hall.room.find(peer), own, *update.add_participants());
  }
  world.send(session, response);
}

}  // namespace diemcau::livekit
