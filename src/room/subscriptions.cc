#include "room/subscriptions.h"

#include <utility>

namespace diemcau::room {

size_t Subscriptions::limit(MediaKind kind, bool chosen) const {
  if (kind == MediaKind::kAudio) return chosen ? limits_.explicit_audio : limits_.auto_audio;
  return chosen ? limits_.explicit_video : limits_.auto_video;
}

size_t& Subscriptions::count(MediaKind kind, bool chosen) {
  return counts_[static_cast<size_t>(kind)][chosen ? 1 : 0];
}

bool Subscriptions::chosen(TrackId track) const {
  const auto at = choices_.find(track);
  return at != choices_.end() && at->second;
}

bool Subscriptions::choose(TrackId track, MediaKind kind, bool wanted) {
  const bool more = wanted && !has(track) && !chosen(track);
  if (more && count(kind, true) >= limit(kind, true)) return false;
  choices_[track] = wanted;
  return true;
}

Subscriptions::Outcome Subscriptions::reconsider(TrackId track, MediaKind kind, bool eligible) {
  const auto choice = choices_.find(track);
  const bool wanted = eligible && (choice == choices_.end() ? automatic_ : choice->second);
  const auto at = active_.find(track);
  if (at != active_.end()) {
    if (wanted) return Outcome::kUnchanged;
    --count(at->second.kind, at->second.chosen);
    active_.erase(at);
    return Outcome::kEnded;
  }
  if (!wanted) return Outcome::kUnchanged;
  const bool by_choice = choice != choices_.end();
  if (count(kind, by_choice) >= limit(kind, by_choice)) {
    waiting_[static_cast<size_t>(kind)] = true;
    return Outcome::kUnchanged;
  }
  ++count(kind, by_choice);
  active_.emplace(track, Active{kind, by_choice});
  return Outcome::kStarted;
}

Subscriptions::Outcome Subscriptions::forget(TrackId track) {
  choices_.erase(track);
  return reconsider(track, MediaKind::kAudio, false);
}

bool Subscriptions::take_waiting(MediaKind kind) {
  return std::exchange(waiting_[static_cast<size_t>(kind)], false);
}

}  // namespace diemcau::room
