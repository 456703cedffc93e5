#include "livekit/events.h"

#include <google/protobuf/util/json_util.h>

#include "livekit/encode.h"
#include "livekit_webhook.pb.h"

namespace diemcau::livekit {
namespace {

const std::string& identity_of(const EventSubject& subject) {
  return subject.participant ? subject.participant->identity : subject.identity;
}

void encode_participant(const Hall& hall, const EventSubject& subject, pb::ParticipantInfo& out) {
  if (!subject.participant) {
    out.set_sid(subject.participant_sid);
    out.set_identity(subject.identity);
  } else if (subject.participant->departure) {
    encode_departed(*subject.participant, out);
  } else {
    encode(hall.room, *subject.participant, /*own=*/false, out);
  }
}

std::string make_body(World& world, Now now, const Hall& hall, const EventSubject& subject) {
  pb::WebhookEvent event;
  event.set_event(to_string(subject.kind));
  event.set_id(world.make_sid("EV_"));
  event.set_created_at(now.today.ms / 1000);
  encode(hall.room, hall.settings, *event.mutable_room());
  if (!identity_of(subject).empty()) {
    encode_participant(hall, subject, *event.mutable_participant());
  }
  if (subject.track) encode(*subject.track, *event.mutable_track());
  std::string json;
  DIEMCAU_CHECK(google::protobuf::util::MessageToJsonString(event, &json).ok());
  return json;
}

}  // namespace

void tell_event(World& world, Now now, const Hall& hall, const EventSubject& subject) {
  RoomEvent event{.kind = subject.kind,
                  .room = hall.room.name(),
                  .identity = identity_of(subject),
                  .track_sid = subject.track ? subject.track->sid : std::string()};
  if (world.config.webhooks) event.webhook = make_body(world, now, hall, subject);
  world.outputs.push_back(std::move(event));
}

const char* to_string(RoomEventKind kind) {
  switch (kind) {
    case RoomEventKind::kRoomStarted:
      return "room_started";
    case RoomEventKind::kRoomFinished:
      return "room_finished";
    case RoomEventKind::kParticipantJoined:
      return "participant_joined";
    case RoomEventKind::kParticipantLeft:
      return "participant_left";
    case RoomEventKind::kParticipantAborted:
      return "participant_connection_aborted";
    case RoomEventKind::kTrackPublished:
      return "track_published";
    case RoomEventKind::kTrackUnpublished:
      return "track_unpublished";
  }
  return "";
}

}  // namespace diemcau::livekit
