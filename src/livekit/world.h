#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "livekit/cards.h"
#include "livekit/control.h"
#include "livekit/data_history.h"
#include "livekit/room_settings.h"
#include "livekit/session.h"
#include "livekit_rtc.pb.h"
#include "room/room.h"

// Inside livekit/ only: everything that Control owns, and the few ways in which the parts of its
// work (admission, joining, publishing ...) reach each other.
namespace diemcau::livekit {

namespace pb = ::livekit;

// The moment at which something happens, on both clocks.
struct Now {
  Instant at{};
  UnixTime today{};
};

// A departure that a client whose WebSocket was dead may have missed.
struct PastDeparture {
  Instant at{};
  room::Participant participant{};
};

// A backend's call that waits for a participant's client.
struct PendingRpc {
  CallId call{};
  bool json = false;  // the form in which it is answered
  PeerId peer{};      // who was asked
  bool acknowledged = false;
  Instant answer_due = kNever;
  Instant deadline = kNever;  // under which it stands in World::rpc_deadlines
};

// A room with what its people are still to be told.
struct Hall {
  room::Room room;
  RoomSettings settings{};
  size_t slot = 0;    // in ControlConfig::shards
  uint8_t shard = 0;  // its number
  // Whose ParticipantInfo is due, and for those who left how they were last; since when.
  std::map<PeerId, std::optional<room::Participant>> news{};
  Instant news_due = kNever;
  Cards cards{};  // whom everyone here knows of
  // Publishers whose lines have changed, in a large room.
  std::set<PeerId> quality_news{};
  Instant qualities_due = kNever;
  std::map<PeerId, float> speakers{};
  Instant speakers_told_at{};
  std::deque<PastDeparture> departures{};
  DataHistory data{};
  // The last RoomUpdate.
  size_t told_participants = 0;
  size_t told_publishers = 0;
  Instant counts_due = kNever;
  Instant counts_told_at{};
  Instant empty_since = kNever;
  bool visited = false;  // someone was here
  // What of each identity is not let through (SetGate).
  std::map<std::string, std::set<room::TrackSource>, std::less<>> closed{};
  Instant deadline = kNever;
};

struct World {
  World(ControlConfig given, SecureRandom& secure);

  const ControlConfig config;
  SecureRandom& random;
  Counters counters{};
  Door door = Door::kOpen;
  std::deque<Output> outputs{};
  std::unordered_map<PeerId, Session> sessions{};
  std::unordered_map<PeerId, PeerId> listeners{};  // Listening::peer → the session's
  std::unordered_map<RoomId, Hall> halls{};
  std::map<std::string, RoomId, std::less<>> halls_by_name{};
  std::unordered_map<ConnectionId, PeerId> connections{};  // 0: refused, about to close
  std::set<std::pair<Instant, PeerId>> session_deadlines{};
  std::set<std::pair<Instant, RoomId>> hall_deadlines{};
  std::map<std::string, PendingRpc> rpcs{};  // by the id that clients repeat
  std::set<std::pair<Instant, std::string>> rpc_deadlines{};
  std::set<RoomId> touched{};  // halls with changes that were not told yet
  std::set<PeerId> to_ask{};   // sessions that may need an offer from their client
  std::set<std::pair<PeerId, TrackId>> wished{};  // tracks of publishers that are wanted otherwise
  std::vector<size_t> shard_load{};               // participants and rooms on each, by slot

  PeerId next_peer() { return PeerId{++last_peer_}; }
  RoomId next_room() { return RoomId{++last_room_}; }
  TrackId next_track() { return TrackId{++last_track_}; }
  SinkId next_sink() { return SinkId{++last_sink_}; }
  // "PA_" and letters and digits that no one can guess.
  std::string make_sid(const char* prefix);

  Session* session(PeerId peer);
  Session* session(ConnectionId connection);
  // Of any of its connections, as the shards number them.
  Session* session_of_link(PeerId link);
  Hall& hall(const Session& session);

  // Nothing happens if the session has no WebSocket.
  void send(const Session& session, const pb::SignalResponse& response);
  void send(const Session& session, SharedBytes frame);
  // To everyone in the room.
  void broadcast(const Hall& hall, const pb::SignalResponse& response);
  void broadcast(const Hall& hall, const SharedBytes& frame);
  void tell_shard(uint8_t shard, link::ToShard message);

  // The session or hall has something to do at `at`; an earlier moment stays.
  void arm(Session& session, Instant at);
  void arm(Hall& hall, Instant at);
  void disarm(Session& session);
  void disarm(Hall& hall);

 private:
  uint32_t last_peer_ = 0;
  uint32_t last_room_ = 0;
  uint32_t last_track_ = 0;
  uint32_t last_sink_ = 0;
};

}  // namespace diemcau::livekit
