#pragma once

#include <cstddef>
#include <cstdint>

#include "base/time.h"

namespace diemcau::livekit {

// Every bound of the client protocol in one place. What goes over is refused with the protocol's
// own error and counted (Counters).
struct Limits {
  // The server.
  size_t rooms = 10'000;
  size_t participants = 20'000;
  size_t participants_per_room = 5'000;
  // Joins a second over a longer time, and at once: a restarted server meets all its sites
  // together.
  uint32_t joins_per_second = 1'000;
  uint32_t join_burst = 5'000;

  // From one address (IPv6: one /64), of everyone behind it; this machine's own, where proxies
  // stand, do not count.
  uint32_t joins_per_address_per_second = 100;
  uint32_t join_burst_per_address = 1'000;

  size_t gated_identities = 20'000;  // in one room, also of those who never came

  // One participant.
  size_t tracks = 12;          // published or about to be
  size_t auto_audio = 24;      // subscribed to without being asked for
  size_t auto_video = 49;      // a wall of seven by seven
  size_t explicit_audio = 49;  // by UpdateSubscription
  size_t explicit_video = 49;
  size_t message_bytes = 512 * 1024;  // one frame; an offer with 98 sections is 309 kB
  uint32_t messages_per_second = 100;
  uint32_t message_burst = 1'000;    // a wall of tiles asks for its sizes all at once
  size_t items_per_message = 1'000;  // sids, permissions in one request

  // Data messages.
  size_t data_bytes = 64 * 1024;  // one message; what the shards take from clients, too
  size_t data_destinations = 1'000;

  // Calls of backends to participants. The longest patience stays below what the HTTP server has
  // with its handlers.
  size_t rpcs = 1'000;  // that wait for an answer
  size_t rpcs_per_participant = 100;
  size_t rpc_payload_bytes = 15 * 1024;
  size_t rpc_method_bytes = 64;
  Duration rpc_patience = 10s;
  Duration rpc_longest_patience = 25s;
  Duration rpc_ack_patience = 7s;  // until the client says that it has the call

  // Texts, in bytes.
  size_t join_request_bytes = 1024 * 1024;  // after inflating
  size_t room_name_bytes = 256;
  size_t identity_bytes = 256;
  size_t name_bytes = 256;
  size_t metadata_bytes = 64 * 1024;
  size_t attributes_bytes = 64 * 1024;  // keys and values together
  size_t track_name_bytes = 256;
  size_t cid_bytes = 256;

  // Times.
  Duration offer_timeout = 20s;  // from joining to the first offer
  Duration ping_interval = 5s;
  Duration ping_timeout = 15s;       // without any frame: the WebSocket is taken for dead
  Duration resume_window = 25s;      // a session without a WebSocket is kept so long
  Duration empty_timeout = 300s;     // a room made beforehand waits so long for the first
  Duration departure_timeout = 20s;  // an empty room is kept so long
  // A publisher is told so much later that a layer is not wanted: it may be wanted again soon.
  Duration dynacast_delay = 5s;
  Duration counts_interval = 5s;     // at most one RoomUpdate for changed counts
  Duration refresh_interval = 5min;  // of tokens
  Duration refreshed_lifetime = 10min;
  // In rooms of more than `calm_room` participants, those who only listen come and go in the
  // others' lists at this pace; publishers are always told of at once.
  size_t calm_room = 32;
  Duration calm_interval = 500ms;
  // The larger the room, the longer: so what is told a second does not grow with it.
  Duration calm_interval_per_participant = 1ms;
  // Those who only listen are in the others' lists up to so many; of more, only the count is told.
  // Whoever publishes or speaks to all in data is always in them.
  size_t listed_listeners = 500;
  // In such rooms, how loud those who speak are; who begins and ends is told at once.
  Duration calm_levels_interval = 1s;
};

// What was refused and why, since the start.
struct Counters {
  uint64_t joins = 0;
  uint64_t resumes = 0;
  uint64_t bad_token = 0;
  uint64_t no_permission = 0;  // a good token without roomJoin
  uint64_t bad_request = 0;    // names missing or too long, undecodable join_request
  uint64_t unknown_room = 0;
  uint64_t unknown_path = 0;
  uint64_t server_full = 0;  // rooms or participants
  uint64_t room_full = 0;
  uint64_t join_flood = 0;
  uint64_t address_flood = 0;    // the same from one address
  uint64_t server_busy = 0;      // no CPU for more people
  uint64_t server_stopping = 0;  // while everyone is told to come back
  uint64_t undecodable_message = 0;
  uint64_t oversized_message = 0;
  uint64_t message_flood = 0;
  uint64_t refused_request = 0;  // answered with an error: not allowed, not found, over a limit
  uint64_t unsupported_request = 0;
  uint64_t bad_offer = 0;
  uint64_t slow_reader = 0;
  uint64_t silent = 0;  // no frame within ping_timeout
  uint64_t duplicate_identity = 0;
  uint64_t stale_resume = 0;  // the session to resume was gone
  uint64_t peer_lost = 0;
  uint64_t data_messages = 0;  // that were passed on
  uint64_t refused_data = 0;   // no right, undecodable, nothing to pass on
  uint64_t calls = 0;          // of the server's API that were carried out
  uint64_t refused_calls = 0;  // no right, not found, malformed
};

}  // namespace diemcau::livekit
