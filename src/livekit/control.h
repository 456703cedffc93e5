#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/address.h"
#include "base/bytes.h"
#include "base/id.h"
#include "base/random.h"
#include "base/shared_bytes.h"
#include "base/time.h"
#include "link/messages.h"
#include "livekit/call.h"
#include "livekit/limits.h"
#include "livekit/operations.h"
#include "livekit/token.h"
#include "room/room.h"

namespace diemcau::livekit {

// A WebSocket, as its server numbers it. Never reused while the process lives; 0 is no one.
using ConnectionId = Id<struct ConnectionTag, uint64_t>;

// Where clients reach one shard.
struct ShardEndpoint {
  uint8_t shard = 0;
  std::vector<SocketAddress> udp;  // host candidates, best first
  std::vector<SocketAddress> tcp;  // where it takes ICE over TCP, best first; may be none
};

struct IceServer {
  std::vector<std::string> urls;
  std::string username;
  std::string credential;
};

struct ControlConfig {
  Keys keys;
  std::vector<ShardEndpoint> shards;           // at least one
  std::array<uint8_t, 32> dtls_fingerprint{};  // SHA-256 of the certificate the shards show
  std::vector<IceServer> ice_servers;
  Limits limits;
  // Rooms come into being when the first one joins. Otherwise joining an unknown room is a 404.
  bool auto_create_rooms = true;
  // The server's API may ask a client to unmute.
  bool remote_unmute = false;
  // Whether each RoomEvent carries the body of a webhook.
  bool webhooks = false;
  // A strict semantic version, at least 1.8.0 and not above 1.13.6: clients parse it and choose
  // what they send by it.
  std::string server_version = "1.9.0";
  std::string node_id = "ND_diemcau";
};

// A request for one of the signalling paths as the HTTP server took it apart.
struct SignalRequestTarget {
  std::string path;                                        // "/rtc/v1"
  std::vector<std::pair<std::string, std::string>> query;  // decoded
  std::string authorization;                               // the header's value
  SocketAddress remote;
};

// What join_request says, decoded and checked.
struct JoinParameters;

struct AdmittedJoin {
  std::shared_ptr<const JoinParameters> parameters;
};

// The answer to an HTTP request. Accepted with `join`: upgrade to a WebSocket, then handle_open().
// Otherwise send status and text; always with Access-Control-Allow-Origin: *.
struct AdmitResult {
  int status = 200;
  std::string text;
  std::optional<AdmittedJoin> join;
};

struct SendFrame {
  ConnectionId connection;
  SharedBytes bytes;  // one binary frame; what goes to many is kept once
};
// After what was sent before: a close frame, then the end.
struct CloseConnection {
  ConnectionId connection;
  uint16_t code = 1000;  // RFC 6455 section 7.4.1
  std::string reason;
};
struct ShardMessage {
  uint8_t shard = 0;
  link::ToShard message;
};

enum class RoomEventKind : uint8_t {
  kRoomStarted,
  kRoomFinished,
  kParticipantJoined,   // its media can flow
  kParticipantLeft,     // and had come that far
  kParticipantAborted,  // it never had
  kTrackPublished,
  kTrackUnpublished,
};
// "room_started": the name of the webhook.
const char* to_string(RoomEventKind kind);

// For whoever follows what happens in rooms: in the same process, or behind a webhook. In order.
struct RoomEvent {
  RoomEventKind kind = RoomEventKind::kRoomStarted;
  std::string room{};
  std::string identity{};   // of the participant, if it is about one
  std::string track_sid{};  // if it is about one
  std::string webhook{};    // JSON, if ControlConfig::webhooks
};
// What handle_call() could not answer at once.
struct CallAnswered {
  CallId call;
  CallAnswer answer{};
};
using Output = std::variant<SendFrame, CloseConnection, ShardMessage, RoomEvent, CallAnswered>;

// Who is let in. While the server is busy only who is in a room already, and comes back to it.
enum class Door : uint8_t { kOpen, kBusy, kStopping };

struct Census {
  size_t rooms = 0;
  size_t participants = 0;
  size_t connections = 0;
  size_t tracks = 0;
};

// All rooms of this server and everyone's signalling: LiveKit's client protocol without any IO.
//
// Owner: the composition root; one control thread. Everything that comes in is a handle_*() call
// with the time; afterwards everything that goes out is taken with poll_output() until it says
// false, in that order. next_timeout() says when to call handle_timeout() if nothing comes before.
//
// Life of a connection: admit → handle_open → handle_message* → handle_closed. After a
// CloseConnection handle_closed() is still due and nothing else is sent to it.
// Life of a participant: handle_open (JOINED) → link::PeerConnected (ACTIVE) → leaves, is evicted,
// loses its media, or has no WebSocket for Limits::resume_window.
class Control {
 public:
  Control(ControlConfig config, SecureRandom& random);
  ~Control();
  Control(const Control&) = delete;
  Control& operator=(const Control&) = delete;

  // GET /rtc/v1 and /rtc/v1/validate (one peer connection), /rtc and /rtc/validate (two).
  // Changes nothing but counters and the pace of joins.
  AdmitResult admit(Instant now, UnixTime today, const SignalRequestTarget& target);

  void handle_open(Instant now, UnixTime today, ConnectionId connection, const AdmittedJoin& join);
  void handle_message(Instant now, UnixTime today, ConnectionId connection, Bytes message);
  void handle_closed(Instant now, UnixTime today, ConnectionId connection);
  // The client reads too slowly and what was queued for it is lost: it is told to join anew.
  void handle_overflow(Instant now, UnixTime today, ConnectionId connection);
  void handle_shard(Instant now, UnixTime today, const link::FromShard& message);
  void handle_timeout(Instant now, UnixTime today);

  // The server's own side: what the holder of an API key asks for over HTTP, and what others in
  // this process want, who need no token.
  // Nothing: the answer waits for a client, and follows as CallAnswered in some time that is
  // bounded.
  std::optional<CallAnswer> handle_call(Instant now, UnixTime today, CallId id, const Call& call);
  OperationResult perform(Instant now, UnixTime today, const Operation& operation);
  // Until the next call of anything here; null if there is no such room.
  const room::Room* find_room(std::string_view name) const;

  void set_door(Door door);

  // Everyone is told to come back, and nobody is let in any more.
  void handle_shutdown(Instant now, UnixTime today);

  Instant next_timeout() const;
  bool poll_output(Output& out);

  const Counters& counters() const;
  Census census() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diemcau::livekit
