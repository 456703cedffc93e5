#include <algorithm>

#include "livekit/describing.h"
#include "livekit/halls.h"
#include "livekit/joining.h"
#include "livekit/leaving.h"
#include "livekit/operating.h"
#include "livekit/permissions.h"
#include "livekit/publishing.h"

namespace diemcau::livekit {
namespace {

struct Found {
  Hall& hall;
  Session& session;
  const room::Participant& participant;
};

Result<Found, Refusal> find(World& world, const std::string& room_name,
                            const std::string& identity) {
  Hall* hall = find_hall(world, room_name);
  if (!hall) return no_such_room();
  const room::Participant* one = hall->room.find_identity(identity);
  if (!one) return Err{Refusal{RefusalKind::kNotFound, "participant does not exist"}};
  world.touched.insert(hall->room.id());
  return Found{*hall, *world.session(one->id), *one};
}

void permit(World& world, Now now, const Found& found, room::Permissions permissions) {
  // What someone is, is said by the token alone.
  permissions.recorder = found.participant.permissions.recorder;
  permissions.agent = found.participant.permissions.agent;
  const PeerId peer = found.session.peer;
  std::vector<std::string> before;
  for (const TrackId id : found.participant.tracks) {
    before.push_back(found.hall.room.find_track(id)->sid);
  }
  found.hall.room.set_permissions(peer, permissions);
  for (const std::string& sid : before) {
    if (!found.hall.room.find_track(peer, sid)) send_unpublished(world, found.session, sid);
  }
  follow_permissions(found.participant.permissions, found.session.grants);
  send_token(world, now, found.session);
}

void send_mute(World& world, const Session& session, const MuteTrack& wanted) {
  pb::SignalResponse response;
  response.mutable_mute()->set_sid(wanted.track_sid);
  response.mutable_mute()->set_muted(wanted.muted);
  world.send(session, response);
}

Err<Refusal> no_such_track() {
  return Err{Refusal{RefusalKind::kNotFound, "track does not exist"}};
}

}  // namespace

OperationResult perform(World& world, Now, const RemoveParticipant& wanted) {
  const auto found = find(world, wanted.room, wanted.identity);
  if (!found) return Err{found.error()};
  dismiss(world, found->session, room::DepartureReason::kRemoved, After::kStayAway);
  return Unit{};
}

OperationResult perform(World& world, Now now, const UpdateParticipant& wanted) {
  const auto found = find(world, wanted.room, wanted.identity);
  if (!found) return Err{found.error()};
  if (!fits(world.config.limits, found->participant, wanted.name, wanted.metadata,
            wanted.attributes)) {
    return Err{Refusal{RefusalKind::kInvalid, "name, metadata or attributes are too long"}};
  }
  describe(found->hall.room, found->session.peer, wanted.name, wanted.metadata, wanted.attributes);
  if (wanted.permissions) permit(world, now, *found, *wanted.permissions);
  return Unit{};
}

OperationResult perform(World& world, Now, const MuteTrack& wanted) {
  const auto found = find(world, wanted.room, wanted.identity);
  if (!found) return Err{found.error()};
  const PeerId peer = found->session.peer;
  const room::Track* track = found->hall.room.find_track(peer, wanted.track_sid);
  if (!track || track->publisher != peer) return no_such_track();
  set_muted(world, found->session, *track, wanted.muted);
  send_mute(world, found->session, wanted);
  return Unit{};
}

OperationResult perform(World& world, Now, const ChangeSubscriptions& wanted) {
  const auto found = find(world, wanted.room, wanted.identity);
  if (!found) return Err{found.error()};
  room::Room& hall = found->hall.room;
  const PeerId peer = found->session.peer;
  const auto unknown = [&](const std::string& sid) {
    const room::Track* track = hall.find_track(peer, sid);
    return !track || track->publisher == peer;
  };
  const auto& sids = wanted.track_sids;
  // To stop what is gone already is no mistake.
  if (wanted.subscribe && std::any_of(sids.begin(), sids.end(), unknown)) return no_such_track();
  bool over_limit = false;
  for (const std::string& sid : sids) {
    over_limit |= hall.subscribe(peer, sid, wanted.subscribe) == room::SubscribeResult::kOverLimit;
  }
  if (!over_limit) return Unit{};
  return Err{Refusal{RefusalKind::kOverLimit, "not all tracks fit into the participant's limits"}};
}

}  // namespace diemcau::livekit
