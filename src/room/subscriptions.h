#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>

#include "base/id.h"
#include "base/media.h"

namespace diemcau::room {

struct SubscriptionLimits {
  size_t auto_audio = 24;
  size_t auto_video = 49;
  size_t explicit_audio = 49;
  size_t explicit_video = 49;
};

// What one participant is subscribed to: the policy between all tracks of the room and the few that
// a receiver gets. Whatever it has not spoken about is taken by itself, in the order of publishing,
// up to a limit; what it asked for has a limit of its own. Tracks beyond a limit wait.
class Subscriptions {
 public:
  Subscriptions(SubscriptionLimits limits, bool automatic)
      : limits_(limits), automatic_(automatic) {}

  enum class Outcome : uint8_t { kUnchanged, kStarted, kEnded };

  // Remembers what the participant asked for. False: over the limit, nothing remembered.
  bool choose(TrackId track, MediaKind kind, bool wanted);
  // Brings one track to where it belongs. `eligible`: it may be subscribed to at all now.
  Outcome reconsider(TrackId track, MediaKind kind, bool eligible);
  // The track is gone for good.
  Outcome forget(TrackId track);

  bool has(TrackId track) const { return active_.contains(track); }
  size_t size() const { return active_.size(); }
  const auto& active() const { return active_; }
  // Some track of this kind waits for a place. Taken: all of them should be reconsidered.
  bool take_waiting(MediaKind kind);

 private:
  struct Active {
    MediaKind kind;
    bool chosen;
  };

  size_t limit(MediaKind kind, bool chosen) const;
  size_t& count(MediaKind kind, bool chosen);
  bool chosen(TrackId track) const;

  SubscriptionLimits limits_;
  bool automatic_;
  std::map<TrackId, bool> choices_;
  std::map<TrackId, Active> active_;
  std::array<std::array<size_t, 2>, 2> counts_{};
  std::array<bool, 2> waiting_{};
};

}  // namespace diemcau::room
