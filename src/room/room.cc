#include "room/room.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "room/permissions.h"

namespace diemcau::room {

Room::Room(RoomId id, std::string sid, std::string name, UnixTime created_at)
    : id_(id), sid_(std::move(sid)), name_(std::move(name)), created_at_(created_at) {}

// --- Participants -------------------------------------------------------------------------------

void Room::join(Participant participant, bool auto_subscribe, SubscriptionLimits limits) {
  const PeerId id = participant.id;
  DIEMCAU_CHECK(!members_.contains(id) && !by_identity_.contains(participant.identity));
  by_identity_[participant.identity] = id;
  participant.state = ParticipantState::kJoining;
  if (participant.permissions.hidden) ++hidden_;
  members_.emplace(id, Member{std::move(participant), Subscriptions(limits, auto_subscribe)});
  touch(id);
}

void Room::leave(PeerId id, DepartureReason reason) {
  Member* leaving = member(id);
  if (!leaving) return;
  // A copy: removing takes them off this very list.
  remove_tracks(std::vector(leaving->info.tracks));
  Participant last = std::move(leaving->info);
  by_identity_.erase(last.identity);
  if (last.permissions.hidden) --hidden_;
  members_.erase(id);
  const bool was_active = last.state == ParticipantState::kActive;
  last.state = ParticipantState::kDisconnected;
  last.departure = reason;
  ++last.version;
  changes_.push_back(Departed{std::move(last), was_active});
}

void Room::advance(PeerId id, ParticipantState state) {
  Member* one = member(id);
  if (!one || one->info.state >= state) return;
  one->info.state = state;
  touch(id);
  if (state == ParticipantState::kActive) changes_.push_back(Activated{id});
  reconsider_all(*one);
}

void Room::set_name(PeerId id, std::string name) {
  Member* one = member(id);
  if (!one || one->info.name == name) return;
  one->info.name = std::move(name);
  touch(id);
}

void Room::set_metadata(PeerId id, std::string metadata) {
  Member* one = member(id);
  if (!one || one->info.metadata == metadata) return;
  one->info.metadata = std::move(metadata);
  touch(id);
}

void Room::update_attributes(PeerId id, const Attributes& changes) {
  Member* one = member(id);
  if (!one) return;
  Attributes updated = one->info.attributes;
  for (const auto& [key, value] : changes) {
    if (value.empty()) {
      updated.erase(key);
    } else {
      updated[key] = value;
    }
  }
  if (updated == one->info.attributes) return;
  one->info.attributes = std::move(updated);
  touch(id);
}

void Room::set_permissions(PeerId id, Permissions permissions) {
  Member* one = member(id);
  if (!one) return;
  // Who came in the open stays so, and who came hidden stays hidden: the others' lists of
  // participants depend on it.
  permissions.hidden = one->info.permissions.hidden;
  if (permissions == one->info.permissions) return;
  one->info.permissions = std::move(permissions);
  touch(id);
  std::vector<TrackId> forbidden = one->info.tracks;
  std::erase_if(forbidden, [&](TrackId track) {
    return one->info.permissions.may_publish(tracks_.at(track).about.source);
  });
  remove_tracks(forbidden);
  reconsider_all(*one);
}

// --- Tracks -------------------------------------------------------------------------------------

void Room::add_track(Track added) {
  Member* publisher = member(added.publisher);
  DIEMCAU_CHECK(publisher && !tracks_.contains(added.id) && !by_sid_.contains(added.sid));
  added.published = false;
  by_sid_[added.sid] = added.id;
  publisher->info.tracks.push_back(added.id);
  tracks_.emplace(added.id, std::move(added));
}

void Room::publish(TrackId id, std::string mid, bool simulcast, std::string mime_type) {
  Track* one = track(id);
  if (!one) return;
  const bool known = one->published;
  if (known && one->mid == mid && one->simulcast == simulcast &&
      one->about.codecs.front().mime_type == mime_type) {
    return;
  }
  if (one->about.codecs.empty())
    one->about.codecs.push_back({{}, one->about.cid, one->about.layers, {}});
  one->about.codecs.front().mime_type = std::move(mime_type);
  one->mid = std::move(mid);
  one->simulcast = simulcast;
  one->published = true;
  touch_track(*one);
  if (known) return;
  changes_.push_back(TrackPublished{id});
  for (auto& [peer, subscriber] : members_) reconsider(subscriber, *one);
}

void Room::remove_track(TrackId id) {
  Track* one = track(id);
  if (!one) return;
  const bool known = one->published;
  withdraw(*one);
  const Track last = std::move(*one);
  by_sid_.erase(last.sid);
  tracks_.erase(id);
  TrackRemoved removed{last, {}, {}};
  if (Member* publisher = member(last.publisher)) {
    std::erase(publisher->info.tracks, id);
    removed.publisher_sid = publisher->info.sid;
    removed.publisher_identity = publisher->info.identity;
  }
  changes_.push_back(std::move(removed));
  if (known) touch(last.publisher);
}

// None of them may take the place that another one leaves.
void Room::remove_tracks(const std::vector<TrackId>& ids) {
  for (TrackId id : ids) tracks_.at(id).published = false;
  for (TrackId id : ids) remove_track(id);
}

void Room::set_muted(TrackId id, bool muted) {
  Track* one = track(id);
  if (!one || one->about.muted == muted) return;
  one->about.muted = muted;
  touch_track(*one);
}

void Room::set_audio_features(TrackId id, std::vector<int32_t> features) {
  Track* one = track(id);
  if (!one || one->about.audio_features == features) return;
  one->about.audio_features = std::move(features);
  touch_track(*one);
}

void Room::set_size(TrackId id, uint32_t width, uint32_t height) {
  Track* one = track(id);
  if (!one || (one->about.width == width && one->about.height == height)) return;
  one->about.width = width;
  one->about.height = height;
  touch_track(*one);
}

// --- Subscriptions ------------------------------------------------------------------------------

SubscribeResult Room::subscribe(PeerId subscriber, std::string_view track_sid, bool wanted) {
  Member* one = member(subscriber);
  const Track* about = find_track(subscriber, track_sid);
  if (!one || !about || about->publisher == subscriber) return SubscribeResult::kNotFound;
  if (!one->subscriptions.choose(about->id, about->about.kind, wanted)) {
    return SubscribeResult::kOverLimit;
  }
  reconsider(*one, *about);
  return SubscribeResult::kDone;
}

void Room::set_track_permissions(PeerId publisher, TrackPermissions permissions) {
  Member* one = member(publisher);
  if (!one) return;
  one->info.track_permissions = std::move(permissions);
  reconsider_publisher(*one);
}

bool Room::eligible(const Member& subscriber, const Track& track) const {
  const Member* publisher = member(track.publisher);
  return track.published && track.publisher != subscriber.info.id && publisher &&
         !publisher->info.permissions.hidden &&
         subscriber.info.state >= ParticipantState::kJoined &&
         subscriber.info.permissions.can_subscribe && !subscriber.denied.contains(track.id);
}

// Told once when it begins to be forbidden and once when it no longer is.
void Room::note_allowed(Member& subscriber, const Track& track) {
  const Member* publisher = member(track.publisher);
  if (!track.published || track.publisher == subscriber.info.id ||
      publisher->info.permissions.hidden) {
    return;
  }
  const bool allowed = allows(publisher->info.track_permissions, subscriber.info, track);
  if (allowed != subscriber.denied.contains(track.id)) return;
  if (allowed) {
    subscriber.denied.erase(track.id);
  } else {
    subscriber.denied.insert(track.id);
  }
  changes_.push_back(SubscriptionAllowed{subscriber.info.id, track.id, allowed});
}

void Room::reconsider(Member& subscriber, const Track& track) {
  note_allowed(subscriber, track);
  const auto outcome =
      subscriber.subscriptions.reconsider(track.id, track.about.kind, eligible(subscriber, track));
  report(subscriber, track, outcome);
}

void Room::report(Member& subscriber, const Track& track, Subscriptions::Outcome outcome) {
  if (outcome == Subscriptions::Outcome::kStarted) {
    changes_.push_back(SubscriptionStarted{subscriber.info.id, track.id});
  } else if (outcome == Subscriptions::Outcome::kEnded) {
    changes_.push_back(SubscriptionEnded{subscriber.info.id, track.id});
    refill(subscriber, track.about.kind);
  }
}

// A place is free: the next track that waits takes it.
void Room::refill(Member& subscriber, MediaKind kind) {
  if (!subscriber.subscriptions.take_waiting(kind)) return;
  for (const auto& [id, one] : tracks_) {
    if (one.about.kind == kind && !subscriber.subscriptions.has(id)) reconsider(subscriber, one);
  }
}

void Room::reconsider_all(Member& subscriber) {
  for (const auto& [id, one] : tracks_) reconsider(subscriber, one);
}

void Room::reconsider_publisher(const Member& publisher) {
  for (TrackId id : publisher.info.tracks) {
    for (auto& [peer, subscriber] : members_) reconsider(subscriber, tracks_.at(id));
  }
}

// Nobody gets this track any more. It must not be in the way when the free places are filled.
void Room::withdraw(const Track& gone) {
  track(gone.id)->published = false;
  for (auto& [peer, subscriber] : members_) {
    subscriber.denied.erase(gone.id);
    report(subscriber, gone, subscriber.subscriptions.forget(gone.id));
  }
}

// --- Plumbing -----------------------------------------------------------------------------------

bool Room::poll_change(Change& out) {
  if (changes_.empty()) return false;
  out = std::move(changes_.front());
  changes_.pop_front();
  return true;
}

void Room::touch(PeerId id) {
  Member* one = member(id);
  if (!one) return;
  ++one->info.version;
  changes_.push_back(InfoChanged{id});
}

void Room::touch_track(Track& changed) {
  ++changed.version;
  if (changed.published) touch(changed.publisher);
}

Room::Member* Room::member(PeerId id) {
  const auto at = members_.find(id);
  return at == members_.end() ? nullptr : &at->second;
}
const Room::Member* Room::member(PeerId id) const {
  const auto at = members_.find(id);
  return at == members_.end() ? nullptr : &at->second;
}
Track* Room::track(TrackId id) {
  const auto at = tracks_.find(id);
  return at == tracks_.end() ? nullptr : &at->second;
}

const Participant* Room::find(PeerId id) const {
  const Member* one = member(id);
  return one ? &one->info : nullptr;
}

const Participant* Room::find_identity(std::string_view identity) const {
  const auto at = by_identity_.find(identity);
  return at == by_identity_.end() ? nullptr : find(at->second);
}

const Track* Room::find_track(TrackId id) const {
  const auto at = tracks_.find(id);
  return at == tracks_.end() ? nullptr : &at->second;
}

const Track* Room::find_track(PeerId viewer, std::string_view sid) const {
  const auto at = by_sid_.find(sid);
  if (at == by_sid_.end()) return nullptr;
  const Track* one = find_track(at->second);
  if (one->publisher == viewer) return one;
  return one->published && visible(one->publisher) ? one : nullptr;
}

std::vector<PeerId> Room::participants() const {
  std::vector<PeerId> out;
  out.reserve(members_.size());
  for (const auto& [id, one] : members_) out.push_back(id);
  return out;
}

bool Room::visible(PeerId id) const {
  const Member* one = member(id);
  return one && !one->info.permissions.hidden;
}

bool Room::has_subscription(PeerId subscriber, TrackId id) const {
  const Member* one = member(subscriber);
  return one && one->subscriptions.has(id);
}

std::vector<TrackId> Room::subscriptions(PeerId subscriber) const {
  std::vector<TrackId> out;
  if (const Member* one = member(subscriber)) {
    for (const auto& [id, active] : one->subscriptions.active()) out.push_back(id);
  }
  return out;
}

std::vector<PeerId> Room::subscribers(TrackId id) const {
  std::vector<PeerId> out;
  for (const auto& [peer, one] : members_) {
    if (one.subscriptions.has(id)) out.push_back(peer);
  }
  return out;
}

std::vector<PeerId> Room::publishers() const {
  std::set<PeerId> out;
  for (const auto& [id, one] : tracks_) out.insert(one.publisher);
  return {out.begin(), out.end()};
}

size_t Room::publisher_count() const {
  std::set<PeerId> out;
  for (const auto& [id, one] : tracks_) {
    if (one.published) out.insert(one.publisher);
  }
  return out.size();
}

}  // namespace diemcau::room
