#include <algorithm>

#include "livekit/gates.h"
#include "livekit/halls.h"
#include "livekit/leaving.h"
#include "livekit/operating.h"
#include "livekit/updates.h"

namespace diemcau::livekit {
namespace {

Err<Refusal> invalid(const char* sentence) { return Err{Refusal{RefusalKind::kInvalid, sentence}}; }
Err<Refusal> too_many(const char* sentence) {
  return Err{Refusal{RefusalKind::kOverLimit, sentence}};
}

// What is zero or empty stays.
RoomSettings changed(RoomSettings settings, const CreateRoom& wanted) {
  if (wanted.empty_timeout_s > 0) settings.empty_timeout = seconds(wanted.empty_timeout_s);
  if (wanted.departure_timeout_s > 0) {
    settings.departure_timeout = seconds(wanted.departure_timeout_s);
  }
  if (wanted.max_participants > 0) settings.max_participants = wanted.max_participants;
  if (!wanted.metadata.empty()) settings.metadata = wanted.metadata;
  return settings;
}

void set_settings(World& world, Hall& hall, RoomSettings settings) {
  const bool told = settings.metadata != hall.settings.metadata;
  hall.settings = std::move(settings);
  if (told) tell_room(world, hall);
  // Its end may have moved.
  world.arm(hall, end_of(hall));
}

}  // namespace

Err<Refusal> no_such_room() {
  return Err{Refusal{RefusalKind::kNotFound, "requested room does not exist"}};
}

OperationResult perform(World& world, Now now, const CreateRoom& wanted) {
  const Limits& limits = world.config.limits;
  if (wanted.name.empty()) return invalid("the room has no name");
  if (wanted.name.size() > limits.room_name_bytes) return invalid("the room's name is too long");
  if (wanted.metadata.size() > limits.metadata_bytes) return invalid("the metadata is too long");
  Hall* known = find_hall(world, wanted.name);
  if (!known && world.halls.size() >= limits.rooms) return too_many("the server is full");
  if (known) {
    set_settings(world, *known, changed(known->settings, wanted));
  } else {
    make_hall(world, now, wanted.name, changed(default_settings(world), wanted));
  }
  return Unit{};
}

OperationResult perform(World& world, Now now, const DeleteRoom& wanted) {
  Hall* hall = find_hall(world, wanted.room);
  if (!hall) return no_such_room();
  for (const PeerId peer : hall->room.participants()) {
    dismiss(world, *world.session(peer), room::DepartureReason::kRoomDeleted, After::kStayAway);
  }
  // Nobody is left who could be told, but the webhooks hear who left.
  settle(world, now);
  close_hall(world, now, *hall);
  return Unit{};
}

OperationResult perform(World& world, Now, const SetRoomMetadata& wanted) {
  if (wanted.metadata.size() > world.config.limits.metadata_bytes) {
    return invalid("the metadata is too long");
  }
  Hall* hall = find_hall(world, wanted.room);
  if (!hall) return no_such_room();
  RoomSettings settings = hall->settings;
  settings.metadata = wanted.metadata;
  set_settings(world, *hall, std::move(settings));
  return Unit{};
}

OperationResult perform(World& world, Now, const SetGate& wanted) {
  const Limits& limits = world.config.limits;
  const bool named = !wanted.identity.empty() && wanted.identity.size() <= limits.identity_bytes;
  if (!named || wanted.source == room::TrackSource::kUnknown) {
    return invalid("a gate needs an identity, and a source or none");
  }
  Hall* hall = find_hall(world, wanted.room);
  if (!hall) return no_such_room();
  const bool known = hall->closed.contains(wanted.identity);
  if (!wanted.open && !known && hall->closed.size() >= limits.gated_identities) {
    return too_many("too many gates in this room");
  }
  remember_gate(*hall, wanted);
  if (const room::Participant* one = hall->room.find_identity(wanted.identity)) {
    follow_gates(world, *hall, *one);
  }
  return Unit{};
}

}  // namespace diemcau::livekit
