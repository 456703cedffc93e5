#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "room/subscriptions.h"
#include "room/types.h"

namespace diemcau::room {

// What everyone in the room sees of a participant has changed (it came, a track, a name, a state).
struct InfoChanged {
  PeerId participant;
};
// Media can flow; comes once, after its InfoChanged.
struct Activated {
  PeerId participant;
};
// Visible to the others from now on; comes once, after its InfoChanged.
struct TrackPublished {
  TrackId track;
};
// Gone, as it was last.
struct Departed {
  Participant participant;
  bool was_active = false;
};
// A receiver begins to get a track, or stops. Begin comes after the track's InfoChanged.
struct SubscriptionStarted {
  PeerId subscriber;
  TrackId track;
};
struct SubscriptionEnded {
  PeerId subscriber;
  TrackId track;
};
// A publisher lets a receiver have a track, or no longer.
struct SubscriptionAllowed {
  PeerId subscriber;
  TrackId track;
  bool allowed = true;
};
// After the SubscriptionEnded of all who had it. Its publisher may be gone when it is heard of.
struct TrackRemoved {
  Track track;
  std::string publisher_sid;
  std::string publisher_identity;
};
using Change = std::variant<InfoChanged, Activated, TrackPublished, Departed, SubscriptionStarted,
                            SubscriptionEnded, SubscriptionAllowed, TrackRemoved>;

enum class SubscribeResult : uint8_t { kDone, kNotFound, kOverLimit };

// One room: who is in it, what they publish, and who gets what.
//
// Owner: control, on its one thread. Commands change the state at once and leave the consequences
// behind as changes, in the order in which they must be told; take them all with poll_change()
// after each command. Participants are named by their PeerId; commands about one who is not here,
// or a track that is not theirs, do nothing.
//
// Invariants: nobody is subscribed to an own track, to an unpublished one, to one of a hidden
// participant, or to one that its publisher does not allow; SubscriptionStarted and
// SubscriptionEnded alternate for each pair.
class Room {
 public:
  Room(RoomId id, std::string sid, std::string name, UnixTime created_at);

  // --- Commands ---------------------------------------------------------------------------------
  // The id is new; nobody with this identity is in the room (evict first).
  void join(Participant participant, bool auto_subscribe, SubscriptionLimits limits);
  void leave(PeerId participant, DepartureReason reason);
  // JOINING < JOINED < ACTIVE; never backwards. Subscriptions begin with JOINED.
  void advance(PeerId participant, ParticipantState state);
  void set_name(PeerId participant, std::string name);
  void set_metadata(PeerId participant, std::string metadata);
  // An empty value removes its key.
  void update_attributes(PeerId participant, const Attributes& changes);
  void set_permissions(PeerId participant, Permissions permissions);

  // A track that is announced but not negotiated yet: only its publisher knows it.
  void add_track(Track track);
  void publish(TrackId track, std::string mid, bool simulcast, std::string mime_type);
  void remove_track(TrackId track);
  void set_muted(TrackId track, bool muted);
  void set_audio_features(TrackId track, std::vector<int32_t> features);
  void set_size(TrackId track, uint32_t width, uint32_t height);

  SubscribeResult subscribe(PeerId subscriber, std::string_view track_sid, bool wanted);
  void set_track_permissions(PeerId publisher, TrackPermissions permissions);

  bool poll_change(Change& out);

  // --- Queries ----------------------------------------------------------------------------------
  RoomId id() const { return id_; }
  const std::string& sid() const { return sid_; }
  const std::string& name() const { return name_; }
  UnixTime created_at() const { return created_at_; }

  const Participant* find(PeerId participant) const;
  const Participant* find_identity(std::string_view identity) const;
  const Track* find_track(TrackId track) const;
  // A published track as `viewer` may know it; none if it is hidden from it.
  const Track* find_track(PeerId viewer, std::string_view sid) const;
  // All who are here, in the order of their ids, which is the order of joining.
  std::vector<PeerId> participants() const;
  // Those of them who have announced a track. Costs nothing for all who only listen.
  std::vector<PeerId> publishers() const;
  bool visible(PeerId participant) const;
  bool has_subscription(PeerId subscriber, TrackId track) const;
  std::vector<TrackId> subscriptions(PeerId subscriber) const;
  // Who gets this track.
  std::vector<PeerId> subscribers(TrackId track) const;
  bool empty() const { return members_.empty(); }
  size_t size() const { return members_.size(); }
  size_t visible_count() const { return members_.size() - hidden_; }
  size_t publisher_count() const;

 private:
  struct Member {
    Participant info;
    Subscriptions subscriptions;
    // Pairs that were told that they are not allowed.
    std::set<TrackId> denied{};
  };

  Member* member(PeerId id);
  const Member* member(PeerId id) const;
  Track* track(TrackId id);
  void touch(PeerId participant);
  void touch_track(Track& track);
  bool eligible(const Member& subscriber, const Track& track) const;
  void note_allowed(Member& subscriber, const Track& track);
  void reconsider(Member& subscriber, const Track& track);
  void reconsider_all(Member& subscriber);
  void reconsider_publisher(const Member& publisher);
  void refill(Member& subscriber, MediaKind kind);
  void report(Member& subscriber, const Track& track, Subscriptions::Outcome outcome);
  void withdraw(const Track& track);
  void remove_tracks(const std::vector<TrackId>& ids);

  RoomId id_;
  std::string sid_;
  std::string name_;
  UnixTime created_at_;
  std::map<PeerId, Member> members_;
  size_t hidden_ = 0;  // of the members
  std::map<std::string, PeerId, std::less<>> by_identity_;
  std::map<TrackId, Track> tracks_;
  std::map<std::string, TrackId, std::less<>> by_sid_;
  std::deque<Change> changes_;
};

}  // namespace diemcau::room
