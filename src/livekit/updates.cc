#include "livekit/updates.h"

#include <algorithm>

#include "livekit/dynacast.h"
#include "livekit/encode.h"
#include "livekit/events.h"
#include "livekit/halls.h"
#include "livekit/lines.h"
#include "livekit/negotiating.h"
#include "livekit/subscribing.h"

namespace diemcau::livekit {
namespace {

// --- News: ParticipantUpdate --------------------------------------------------------------------

constexpr int kParticipants = pb::ParticipantUpdate::kParticipantsFieldNumber;

void append(const pb::ParticipantInfo& info, std::string& out) {
  append_field(kParticipants, info.SerializeAsString(), out);
}

void append_departed(const room::Participant& one, std::string& out) {
  pb::ParticipantInfo info;
  encode_departed(one, info);
  append(info, out);
}

SharedBytes update_frame(const std::string& participants) {
  return frame_of(pb::SignalResponse::kUpdateFieldNumber, participants);
}

void send_own(World& world, const Hall& hall, const room::Participant& one) {
  Session* session = world.session(one.id);
  if (!session || std::exchange(session->told_version, one.version) == one.version) return;
  pb::SignalResponse response;
  encode(hall.room, one, /*own=*/true, *response.mutable_update()->add_participants());
  world.send(*session, response);
}

void tell_news(World& world, Hall& hall) {
  hall.news_due = kNever;
  std::string body;
  for (const auto& [peer, departed] : hall.news) {
    const std::string_view card = hall.cards.of(hall.room, peer);
    if (departed) {
      append_departed(*departed, body);
    } else if (!card.empty()) {
      append_field(kParticipants, card, body);
    }
  }
  hall.news.clear();
  if (!body.empty()) world.broadcast(hall, update_frame(body));
}

bool is_calm(const World& world, const Hall& hall) {
  return hall.room.size() > world.config.limits.calm_room;
}

bool publishes(const Hall& hall, const room::Participant& one) {
  return std::any_of(one.tracks.begin(), one.tracks.end(),
                     [&](TrackId id) { return hall.room.find_track(id)->published; });
}

// Publishers are told of at once: media waits for it. In a small room everyone is.
bool is_urgent(const World& world, const Hall& hall, const room::Participant& one) {
  return !is_calm(world, hall) || publishes(hall, one);
}

// Whether the others know of it, from now on if not before.
bool list(const World& world, Hall& hall, const room::Participant& one) {
  if (one.permissions.hidden) return false;
  if (hall.cards.has(one.id)) return true;
  if (!is_urgent(world, hall, one)) {
    // Told once and not twice: those who only listen when their media flows.
    if (one.state < room::ParticipantState::kActive) return false;
    if (hall.cards.size() >= world.config.limits.listed_listeners) return false;
  }
  hall.cards.add(one.id);
  return true;
}

Instant calmly(const World& world, Now now, const Hall& hall) {
  const Limits& limits = world.config.limits;
  const auto size = static_cast<int64_t>(hall.room.size());
  return now.at +
         std::max<Duration>(limits.calm_interval, size * limits.calm_interval_per_participant);
}

// What the counts of everyone are told of again: no sooner than what else is told calmly, tenfold.
Instant counts_due(const World& world, Now now, const Hall& hall) {
  const Limits& limits = world.config.limits;
  const auto size = static_cast<int64_t>(hall.room.size());
  const Duration pause =
      std::max<Duration>(limits.counts_interval, 10 * size * limits.calm_interval_per_participant);
  return std::max(now.at, hall.counts_told_at + pause);
}

void note_counts(const World& world, Now now, Hall& hall) {
  hall.counts_due = std::min(hall.counts_due, counts_due(world, now, hall));
}

void note_news(World& world, Now now, Hall& hall, PeerId peer,
               std::optional<room::Participant> departed, bool urgent) {
  hall.news[peer] = std::move(departed);
  hall.news_due = std::min(hall.news_due, urgent ? now.at : calmly(world, now, hall));
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
    note_counts(world, now, hall);
    if (!list(world, hall, *one)) return send_own(world, hall, *one);
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
    note_counts(world, now, hall);
    if (!hall.cards.has(peer)) return;
    hall.cards.remove(peer);
    remember_departure(world, now, hall, change.participant);
    note_news(world, now, hall, peer, std::move(change.participant), !is_calm(world, hall));
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
  world.arm(hall, std::min({hall.news_due, hall.counts_due, hall.qualities_due}));
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
  if (hall.qualities_due <= now.at) tell_qualities(world, hall);
  world.arm(hall, std::min({hall.news_due, hall.counts_due, hall.qualities_due, end}));
}

void introduce(World& world, Now now, Hall& hall, PeerId peer) {
  if (!hall.room.visible(peer) || hall.cards.has(peer)) return;
  hall.cards.add(peer);
  note_news(world, now, hall, peer, std::nullopt, /*urgent=*/false);
  world.arm(hall, hall.news_due);
}

void note_quality(World& world, Now now, Hall& hall, PeerId peer) {
  hall.quality_news.insert(peer);
  hall.qualities_due = std::min(hall.qualities_due, calmly(world, now, hall));
  world.arm(hall, hall.qualities_due);
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

bool same_people(const std::map<PeerId, float>& a, const std::map<PeerId, float>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& one, const auto& other) { return one.first == other.first; });
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

void handle_speakers(World& world, Now now, const link::SpeakersChanged& message) {
  const auto at = world.halls.find(message.room);
  if (at == world.halls.end()) return;
  Hall& hall = at->second;
  auto levels = levels_of(hall, message);
  const Duration pause = world.config.limits.calm_levels_interval;
  if (is_calm(world, hall) && same_people(hall.speakers, levels) &&
      now.at < hall.speakers_told_at + pause) {
    return;
  }
  hall.speakers_told_at = now.at;
  const auto before = std::exchange(hall.speakers, std::move(levels));
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
  for (const PeerId peer : hall.room.publishers()) {
    if (!hall.room.visible(peer)) continue;
    const auto level = hall.speakers.find(peer);
    add_speaker(hall, peer, level == hall.speakers.end() ? 0 : level->second, out);
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

void send_everyone(World& world, Session& session, Instant since) {
  Hall& hall = world.hall(session);
  std::string body;
  for (const PastDeparture& past : hall.departures) {
    if (past.at >= since) append_departed(past.participant, body);
  }
  pb::ParticipantInfo info;
  const room::Participant& self = *hall.room.find(session.peer);
  encode(hall.room, self, /*own=*/true, info);
  append(info, body);
  hall.cards.append_all(hall.room, session.peer, kParticipants, body);
  session.told_version = self.version;
  world.send(session, update_frame(body));
}

void send_join(World& world, Session& session) {
  Hall& hall = world.hall(session);
  const room::Participant& self = *hall.room.find(session.peer);
  pb::JoinResponse join;
  encode_join_constants(world.config, join);
  join.set_subscriber_primary(session.listening.has_value());
  encode(hall.room, hall.settings, *join.mutable_room());
  encode(hall.room, self, /*own=*/true, *join.mutable_participant());
  std::string body = join.SerializeAsString();
  hall.cards.append_all(hall.room, session.peer, pb::JoinResponse::kOtherParticipantsFieldNumber,
                        body);
  session.told_version = self.version;
  world.send(session, frame_of(pb::SignalResponse::kJoinFieldNumber, body));
}

}  // namespace diemcau::livekit
