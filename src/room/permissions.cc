#include "room/permissions.h"

#include <algorithm>

namespace diemcau::room {

bool Permissions::may_publish(TrackSource source) const {
  if (!can_publish) return false;
  return sources.empty() || std::find(sources.begin(), sources.end(), source) != sources.end();
}

namespace {

bool names(const TrackPermission& permission, const Participant& subscriber) {
  return permission.identity.empty() ? permission.sid == subscriber.sid
                                     : permission.identity == subscriber.identity;
}

bool covers(const TrackPermission& permission, const Track& track) {
  const auto& sids = permission.track_sids;
  return permission.all_tracks || std::find(sids.begin(), sids.end(), track.sid) != sids.end();
}

}  // namespace

bool allows(const TrackPermissions& permissions, const Participant& subscriber,
            const Track& track) {
  if (permissions.all_participants) return true;
  return std::any_of(
      permissions.exceptions.begin(), permissions.exceptions.end(),
      [&](const TrackPermission& one) { return names(one, subscriber) && covers(one, track); });
}

}  // namespace diemcau::room
