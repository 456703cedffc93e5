#include "livekit/room_service.h"

#include <algorithm>

#include "livekit/data.h"
#include "livekit/decode.h"
#include "livekit/encode.h"
#include "livekit/halls.h"
#include "livekit/operating.h"
#include "livekit/rpc.h"
#include "livekit_room.pb.h"

namespace diemcau::livekit {
namespace {

// --- Who may ------------------------------------------------------------------------------------

Verdict demand(bool allowed, const char* right) {
  if (allowed) return std::nullopt;
  return CallError{CallErrorCode::kPermissionDenied, std::string("the token lacks ") + right};
}

// An administrator is one of one room.
Verdict demand_admin(const Exchange& exchange, const std::string& room) {
  const Grants& grants = exchange.grants;
  return demand(grants.room_admin && !room.empty() && grants.room == room,
                "roomAdmin of this room");
}

// --- What comes of it ---------------------------------------------------------------------------

Verdict verdict_of(const OperationResult& result) {
  if (result.ok()) return std::nullopt;
  const Refusal& refusal = result.error();
  switch (refusal.kind) {
    case RefusalKind::kInvalid:
      return CallError{CallErrorCode::kInvalidArgument, refusal.sentence};
    case RefusalKind::kNotFound:
      return CallError{CallErrorCode::kNotFound, refusal.sentence};
    case RefusalKind::kOverLimit:
      return CallError{CallErrorCode::kResourceExhausted, refusal.sentence};
  }
  return CallError{CallErrorCode::kInternal, refusal.sentence};
}

Verdict not_offered(const char* what) {
  return CallError{CallErrorCode::kUnimplemented,
                   std::string("this server does not offer ") + what};
}

Verdict encode_room(const Exchange& exchange, const std::string& name, pb::Room& out) {
  const Hall* hall = find_hall(exchange.world, name);
  if (!hall) return verdict_of(no_such_room());
  encode(hall->room, hall->settings, out);
  return std::nullopt;
}

Verdict encode_participant(const Exchange& exchange, const std::string& room,
                           const std::string& identity, pb::ParticipantInfo& out) {
  const Hall* hall = find_hall(exchange.world, room);
  if (!hall) return verdict_of(no_such_room());
  const room::Participant* one = hall->room.find_identity(identity);
  if (!one) return CallError{CallErrorCode::kNotFound, "participant does not exist"};
  encode(hall->room, *one, /*own=*/false, out);
  return std::nullopt;
}

// --- Rooms --------------------------------------------------------------------------------------

Verdict create_room(Exchange& exchange, const pb::CreateRoomRequest& request, pb::Room& out) {
  if (auto refused = demand(exchange.grants.room_create, "roomCreate")) return refused;
  if (request.has_egress()) return not_offered("egress");
  if (request.agents_size() > 0) return not_offered("agents");
  const CreateRoom wanted{.name = request.name(),
                          .metadata = request.metadata(),
                          .empty_timeout_s = request.empty_timeout(),
                          .departure_timeout_s = request.departure_timeout(),
                          .max_participants = request.max_participants()};
  if (auto refused = verdict_of(perform(exchange.world, exchange.now, wanted))) return refused;
  return encode_room(exchange, request.name(), out);
}

Verdict list_rooms(Exchange& exchange, const pb::ListRoomsRequest& request,
                   pb::ListRoomsResponse& out) {
  if (auto refused = demand(exchange.grants.room_list, "roomList")) return refused;
  const auto& names = request.names();
  for (const auto& [name, id] : exchange.world.halls_by_name) {
    const bool wanted = names.empty() || std::find(names.begin(), names.end(), name) != names.end();
    if (!wanted) continue;
    const Hall& hall = exchange.world.halls.at(id);
    encode(hall.room, hall.settings, *out.add_rooms());
  }
  return std::nullopt;
}

Verdict delete_room(Exchange& exchange, const pb::DeleteRoomRequest& request,
                    pb::DeleteRoomResponse&) {
  if (auto refused = demand(exchange.grants.room_create, "roomCreate")) return refused;
  return verdict_of(perform(exchange.world, exchange.now, DeleteRoom{request.room()}));
}

Verdict update_room_metadata(Exchange& exchange, const pb::UpdateRoomMetadataRequest& request,
                             pb::Room& out) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  const SetRoomMetadata wanted{request.room(), request.metadata()};
  if (auto refused = verdict_of(perform(exchange.world, exchange.now, wanted))) return refused;
  return encode_room(exchange, request.room(), out);
}

// --- Participants -------------------------------------------------------------------------------

Verdict list_participants(Exchange& exchange, const pb::ListParticipantsRequest& request,
                          pb::ListParticipantsResponse& out) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  const Hall* hall = find_hall(exchange.world, request.room());
  if (!hall) return verdict_of(no_such_room());
  for (const PeerId peer : hall->room.participants()) {
    encode(hall->room, *hall->room.find(peer), /*own=*/false, *out.add_participants());
  }
  return std::nullopt;
}

Verdict get_participant(Exchange& exchange, const pb::RoomParticipantIdentity& request,
                        pb::ParticipantInfo& out) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  return encode_participant(exchange, request.room(), request.identity(), out);
}

Verdict remove_participant(Exchange& exchange, const pb::RoomParticipantIdentity& request,
                           pb::RemoveParticipantResponse&) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  // To remove and leave the token in force would be less than was asked for.
  if (request.revoke_token_ts() != 0) return not_offered("the revoking of tokens");
  const RemoveParticipant wanted{request.room(), request.identity()};
  return verdict_of(perform(exchange.world, exchange.now, wanted));
}

Verdict update_participant(Exchange& exchange, const pb::UpdateParticipantRequest& request,
                           pb::ParticipantInfo& out) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  UpdateParticipant wanted{.room = request.room(),
                           .identity = request.identity(),
                           .name = request.name(),
                           .metadata = request.metadata(),
                           .attributes = decode(request.attributes())};
  if (request.has_permission()) wanted.permissions = decode(request.permission());
  if (auto refused = verdict_of(perform(exchange.world, exchange.now, wanted))) return refused;
  return encode_participant(exchange, request.room(), request.identity(), out);
}

Verdict mute_published_track(Exchange& exchange, const pb::MuteRoomTrackRequest& request,
                             pb::MuteRoomTrackResponse& out) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  if (!request.muted() && !exchange.world.config.remote_unmute) {
    return CallError{CallErrorCode::kFailedPrecondition, "remote unmute is not enabled"};
  }
  const MuteTrack wanted{request.room(), request.identity(), request.track_sid(), request.muted()};
  if (auto refused = verdict_of(perform(exchange.world, exchange.now, wanted))) return refused;
  const room::Room& hall = find_hall(exchange.world, request.room())->room;
  const PeerId publisher = hall.find_identity(request.identity())->id;
  encode(*hall.find_track(publisher, request.track_sid()), *out.mutable_track());
  return std::nullopt;
}

Verdict update_subscriptions(Exchange& exchange, const pb::UpdateSubscriptionsRequest& request,
                             pb::UpdateSubscriptionsResponse&) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  ChangeSubscriptions wanted{
      .room = request.room(),
      .identity = request.identity(),
      .track_sids = {request.track_sids().begin(), request.track_sids().end()},
      .subscribe = request.subscribe()};
  for (const pb::ParticipantTracks& one : request.participant_tracks()) {
    wanted.track_sids.insert(wanted.track_sids.end(), one.track_sids().begin(),
                             one.track_sids().end());
  }
  return verdict_of(perform(exchange.world, exchange.now, wanted));
}

// --- Data ---------------------------------------------------------------------------------------

Verdict send_data(Exchange& exchange, const pb::SendDataRequest& request, pb::SendDataResponse&) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  const SendData wanted{
      .room = request.room(),
      .payload = request.data(),
      .reliable = request.kind() == pb::DataPacket_Kind_RELIABLE,
      .topic = request.topic(),
      .nonce = request.nonce(),
      .identities = {request.destination_identities().begin(),
                     request.destination_identities().end()},
      .sids = {request.destination_sids().begin(), request.destination_sids().end()}};
  return verdict_of(perform(exchange.world, exchange.now, wanted));
}

// The answer comes when the participant's client has given it.
Verdict perform_rpc(Exchange& exchange, const pb::PerformRpcRequest& request,
                    pb::PerformRpcResponse&) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  return start_rpc(exchange, request);
}

// --- What is not there --------------------------------------------------------------------------

template <class Request, class Response>
Verdict move_participant(Exchange& exchange, const Request& request, Response&) {
  if (auto refused = demand_admin(exchange, request.room())) return refused;
  return not_offered("the moving or forwarding of participants to other rooms");
}

template <class Request, class Response, Verdict (*kWork)(Exchange&, const Request&, Response&)>
constexpr Method method(std::string_view name) {
  return {name, &run_method<Request, Response, kWork>};
}

constexpr std::array kMethods{
    method<pb::CreateRoomRequest, pb::Room, create_room>("CreateRoom"),
    method<pb::ListRoomsRequest, pb::ListRoomsResponse, list_rooms>("ListRooms"),
    method<pb::DeleteRoomRequest, pb::DeleteRoomResponse, delete_room>("DeleteRoom"),
    method<pb::UpdateRoomMetadataRequest, pb::Room, update_room_metadata>("UpdateRoomMetadata"),
    method<pb::ListParticipantsRequest, pb::ListParticipantsResponse, list_participants>(
        "ListParticipants"),
    method<pb::RoomParticipantIdentity, pb::ParticipantInfo, get_participant>("GetParticipant"),
    method<pb::RoomParticipantIdentity, pb::RemoveParticipantResponse, remove_participant>(
        "RemoveParticipant"),
    method<pb::UpdateParticipantRequest, pb::ParticipantInfo, update_participant>(
        "UpdateParticipant"),
    method<pb::MuteRoomTrackRequest, pb::MuteRoomTrackResponse, mute_published_track>(
        "MutePublishedTrack"),
    method<pb::UpdateSubscriptionsRequest, pb::UpdateSubscriptionsResponse, update_subscriptions>(
        "UpdateSubscriptions"),
    method<pb::SendDataRequest, pb::SendDataResponse, send_data>("SendData"),
    method<pb::PerformRpcRequest, pb::PerformRpcResponse, perform_rpc>("PerformRpc"),
    method<pb::MoveParticipantRequest, pb::MoveParticipantResponse, move_participant>(
        "MoveParticipant"),
    method<pb::ForwardParticipantRequest, pb::ForwardParticipantResponse, move_participant>(
        "ForwardParticipant"),
};

}  // namespace

std::span<const Method> room_service() { return kMethods; }

}  // namespace diemcau::livekit
