#include "livekit/world.h"

#include "livekit/encode.h"

namespace diemcau::livekit {

World::World(ControlConfig given, SecureRandom& secure)
    : config(std::move(given)), random(secure), shard_load(config.shards.size()) {
  DIEMCAU_CHECK(!config.shards.empty());
}

std::string World::make_sid(const char* prefix) {
  constexpr std::string_view kCharacters =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  constexpr size_t kLength = 14;  // 80 random bits
  std::string sid = prefix;
  for (size_t i = 0; i < kLength; ++i) sid += kCharacters[random.u32() % kCharacters.size()];
  return sid;
}

Session* World::session(PeerId peer) {
  const auto at = sessions.find(peer);
  return at == sessions.end() ? nullptr : &at->second;
}

Session* World::session(ConnectionId connection) {
  const auto at = connections.find(connection);
  return at == connections.end() ? nullptr : session(at->second);
}

Session* World::session_of_link(PeerId link) {
  const auto at = listeners.find(link);
  return session(at == listeners.end() ? link : at->second);
}

Hall& World::hall(const Session& session) { return halls.at(session.room); }

void World::send(const Session& session, const pb::SignalResponse& response) {
  if (session.connection.value != 0) {
    outputs.push_back(SendFrame{session.connection, serialize_shared(response)});
  }
}

void World::send(const Session& session, SharedBytes frame) {
  if (session.connection.value != 0) {
    outputs.push_back(SendFrame{session.connection, std::move(frame)});
  }
}

void World::broadcast(const Hall& hall, const pb::SignalResponse& response) {
  broadcast(hall, serialize_shared(response));
}

void World::broadcast(const Hall& hall, const SharedBytes& frame) {
  for (const PeerId peer : hall.room.participants()) {
    if (const Session* one = session(peer)) send(*one, frame);
  }
}

void World::tell_shard(uint8_t shard, link::ToShard message) {
  outputs.push_back(ShardMessage{shard, std::move(message)});
}

void World::arm(Session& session, Instant at) {
  if (at >= session.deadline) return;
  disarm(session);
  session.deadline = at;
  session_deadlines.emplace(at, session.peer);
}

void World::arm(Hall& hall, Instant at) {
  if (at >= hall.deadline) return;
  disarm(hall);
  hall.deadline = at;
  hall_deadlines.emplace(at, hall.room.id());
}

void World::disarm(Session& session) {
  session_deadlines.erase({session.deadline, session.peer});
  session.deadline = kNever;
}

void World::disarm(Hall& hall) {
  hall_deadlines.erase({hall.deadline, hall.room.id()});
  hall.deadline = kNever;
}

}  // namespace diemcau::livekit
