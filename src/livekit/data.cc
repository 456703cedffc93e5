#include "livekit/data.h"

#include <algorithm>

#include "livekit/decode.h"
#include "livekit/encode.h"
#include "livekit/halls.h"
#include "livekit/listening.h"
#include "livekit/operating.h"
#include "livekit/rpc.h"
#include "livekit/updates.h"

namespace diemcau::livekit {
namespace {

// Numbers on the wire; the protocol has no name for them that says what they are.
pb::DataPacket_Kind encode(link::DataKind kind) {
  return kind == link::DataKind::kReliable ? pb::DataPacket_Kind_RELIABLE
                                           : pb::DataPacket_Kind_LOSSY;
}

bool may_say(const room::Participant& sender, const pb::DataPacket& packet) {
  if (!sender.permissions.can_publish_data) return false;
  switch (packet.value_case()) {
    case pb::DataPacket::kTranscription:
      return sender.permissions.agent;
    case pb::DataPacket::kSpeaker:  // the server's word
    case pb::DataPacket::kMetrics:  // for the server, which has measures of its own
    case pb::DataPacket::VALUE_NOT_SET:
      return false;
    default:
      return true;
  }
}

// Older clients name receivers inside the user packet.
void lift_destinations(pb::DataPacket& packet) {
  if (!packet.has_user() || packet.destination_identities_size() > 0) return;
  *packet.mutable_destination_identities() = packet.user().destination_identities();
}

// What a sender says of itself does not count. Of a hidden one nobody learns.
void sign(const room::Participant& sender, link::DataKind kind, pb::DataPacket& packet) {
  const bool hidden = sender.permissions.hidden;
  packet.set_kind(encode(kind));
  packet.set_participant_sid(hidden ? std::string() : sender.sid);
  packet.set_participant_identity(hidden ? std::string() : sender.identity);
  if (!packet.has_user()) return;
  packet.mutable_user()->set_participant_sid(packet.participant_sid());
  packet.mutable_user()->set_participant_identity(packet.participant_identity());
}

const room::Participant* find_sid(const room::Room& room, const std::string& sid) {
  for (const PeerId peer : room.participants()) {
    const room::Participant* one = room.find(peer);
    if (one->sid == sid) return one;
  }
  return nullptr;
}

// In order, each once, never the sender, and only whoever is connected.
std::vector<PeerId> receivers_of(World& world, const Hall& hall, const pb::DataPacket& packet,
                                 PeerId sender) {
  std::vector<PeerId> out;
  const auto add = [&](PeerId peer) {
    const Session* session = world.session(peer);
    if (peer != sender && session != nullptr && session->connected) out.push_back(peer);
  };
  const auto& identities = packet.destination_identities();
  const auto& sids = packet.user().destination_sids();
  if (identities.empty() && sids.empty()) {
    for (const PeerId peer : hall.room.participants()) add(peer);
  }
  for (const std::string& identity : identities) {
    if (const room::Participant* one = hall.room.find_identity(identity)) add(one->id);
  }
  if (identities.empty()) {
    for (const std::string& sid : sids) {
      if (const room::Participant* one = find_sid(hall.room, sid)) add(one->id);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool names_too_many(const pb::DataPacket& packet, const Limits& limits) {
  return static_cast<size_t>(packet.destination_identities_size()) > limits.data_destinations ||
         static_cast<size_t>(packet.user().destination_sids_size()) > limits.data_destinations;
}

// Each reliable message of a sender once: after it came back it repeats what may have been lost.
bool is_new(Session& session, link::DataKind kind, uint32_t sequence) {
  if (kind == link::DataKind::kLossy || sequence == 0) return true;
  if (sequence <= session.data_sequence) return false;
  session.data_sequence = sequence;
  return true;
}

void send_packet(World& world, Now now, Hall& hall, link::DataKind kind,
                 std::vector<PeerId> receivers, const pb::DataPacket& packet) {
  if (receivers.empty()) return;
  std::vector<uint8_t> bytes(packet.ByteSizeLong());
  packet.SerializeWithCachedSizesToArray(bytes.data());
  const auto payload = std::make_shared<const std::vector<uint8_t>>(std::move(bytes));
  if (kind == link::DataKind::kReliable && packet.sequence() > 0) {
    hall.data.add({now.at, packet.participant_sid(), packet.sequence(), receivers, payload});
  }
  for (PeerId& one : receivers) one = downlink_of(*world.session(one));
  ++world.counters.data_messages;
  world.tell_shard(hall.shard, link::SendData{std::move(receivers), kind, payload});
}

}  // namespace

void handle_data(World& world, Now now, const link::DataReceived& message) {
  Session* session = world.session_of_link(message.peer);
  if (session == nullptr) return;
  const PeerId peer = session->peer;
  world.tell_shard(session->shard, link::DataTaken{message.peer, message.payload.size()});
  pb::DataPacket packet;
  const bool decoded = parse_protobuf(packet, message.payload);
  // Whoever was asked may answer, even if nothing else is theirs to say.
  if (decoded && take_rpc_word(world, peer, packet)) {
    is_new(*session, message.kind, packet.sequence());
    return;
  }
  Hall& hall = world.hall(*session);
  const room::Participant* sender = hall.room.find(peer);
  if (!decoded || sender == nullptr || !may_say(*sender, packet) ||
      names_too_many(packet, world.config.limits)) {
    ++world.counters.refused_data;
    return;
  }
  if (!is_new(*session, message.kind, packet.sequence())) return;
  lift_destinations(packet);
  sign(*sender, message.kind, packet);
  const bool to_all =
      packet.destination_identities().empty() && packet.user().destination_sids().empty();
  if (to_all) introduce(world, now, hall, peer);
  auto receivers = receivers_of(world, hall, packet, peer);
  send_packet(world, now, hall, message.kind, std::move(receivers), packet);
}

void replay_data(World& world, const Session& session, const std::vector<DataHeard>& heard) {
  const Hall& hall = world.hall(session);
  for (const DataHeard& one : heard) {
    hall.data.after(one.sender_sid, one.sequence, session.peer, [&](const SentData& missed) {
      world.tell_shard(
          session.shard,
          link::SendData{{downlink_of(session)}, link::DataKind::kReliable, missed.payload});
    });
  }
}

void send_to(World& world, Now now, Hall& hall, PeerId receiver, pb::DataPacket packet) {
  packet.set_kind(encode(link::DataKind::kReliable));
  send_packet(world, now, hall, link::DataKind::kReliable, {receiver}, packet);
}

OperationResult perform(World& world, Now now, const SendData& wanted) {
  Hall* hall = find_hall(world, wanted.room);
  if (!hall) return no_such_room();
  const Limits& limits = world.config.limits;
  pb::DataPacket packet;
  const auto kind = wanted.reliable ? link::DataKind::kReliable : link::DataKind::kLossy;
  packet.set_kind(encode(kind));
  pb::UserPacket& user = *packet.mutable_user();
  user.set_payload(wanted.payload);
  if (!wanted.topic.empty()) user.set_topic(wanted.topic);
  if (!wanted.nonce.empty()) user.set_nonce(wanted.nonce);
  for (const std::string& one : wanted.identities) {
    packet.add_destination_identities(one);
    user.add_destination_identities(one);
  }
  for (const std::string& one : wanted.sids) user.add_destination_sids(one);
  if (names_too_many(packet, limits) || packet.ByteSizeLong() > limits.data_bytes) {
    return Err{Refusal{RefusalKind::kOverLimit, "the message is too large"}};
  }
  auto receivers = receivers_of(world, *hall, packet, PeerId{});
  send_packet(world, now, *hall, kind, std::move(receivers), packet);
  return Unit{};
}

}  // namespace diemcau::livekit
