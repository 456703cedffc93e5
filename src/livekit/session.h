#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "link/messages.h"
#include "livekit/control.h"
#include "livekit/signal_request.h"
#include "livekit/token.h"
#include "livekit/token_bucket.h"
#include "negotiate/answer.h"
#include "negotiate/offerer.h"

namespace diemcau::livekit {

// How a receiver shows a track: its last UpdateTrackSettings, without the sids.
struct Wish {
  bool disabled = false;
  Layer quality = Layer::kHigh;
  uint32_t width = 0;
  uint32_t height = 0;
};

// A track that a session is subscribed to. Without `seat` it waits for a section.
struct Received {
  MediaKind kind = MediaKind::kAudio;
  Wish wish{};
  bool unsupported = false;  // the client lacks the codec and was told so
  Ssrc ssrc{};
  Ssrc rtx_ssrc{};
  std::optional<link::SetSink> seat{};  // as the shard was told
  link::SelectLayer selected{};         // as the shard was told
  std::optional<Layer> counted{};       // among the wishes of its publisher's Sent
};

// A track that a session publishes, as the shard was told.
struct Sent {
  link::SetSource source{};
  bool subscribed = false;  // the publisher was told that somebody gets it
  // How many want which layer at most, and the highest one that the publisher was told to send.
  std::array<uint32_t, kMaxLayers> wishes{};
  Layer told_wanted = Layer::kHigh;
  Instant lower_at = kNever;  // when it is told that less is wanted
};

// How far the one peer connection of a client has come.
struct Negotiation {
  explicit Negotiation(negotiate::LocalTransport local) : state(std::move(local)) {}

  negotiate::Session state;
  bool offered = false;  // the first offer was answered, the shard knows the peer
  IceCredentials remote{};
  std::array<uint8_t, 32> remote_fingerprint{};
  // The client was asked for an offer that has not come yet.
  bool asked = false;
  // When it is asked again, should that offer not come.
  Instant ask_at = kNever;
  // Something changed that only a new answer can bring about.
  bool stale = false;
  // Sections for receiving that carry nothing.
  uint32_t free_audio = 0;
  uint32_t free_video = 0;
};

// The connection of an older client (v0) in which it listens: its own, offered by the server. While
// there is one, Negotiation's `asked`, `ask_at` and `stale` are about our offers.
struct Listening {
  Listening(PeerId link, negotiate::LocalTransport local) : peer(link), offers(std::move(local)) {}

  PeerId peer{};
  negotiate::Offerer offers;
  uint32_t number = 0;    // of the last offer
  bool answered = false;  // the first was, the shard knows the peer
  IceCredentials remote{};
  std::array<uint8_t, 32> remote_fingerprint{};
};

// A participant's side of the client protocol: its WebSocket, if it has one at the moment, its
// negotiation, and what it receives. Lives as long as the participant is in its room.
struct Session {
  PeerId peer{};
  RoomId room{};
  uint8_t shard = 0;
  Grants grants{};
  std::string sid{};
  ConnectionId connection{};  // 0: lost, may be resumed
  Instant joined_at{};
  Instant last_frame{};
  Instant detached_at = kNever;
  Instant refresh_at = kNever;
  Instant deadline = kNever;  // under which it stands in World::deadlines
  TokenBucket messages;
  Negotiation negotiation;
  std::optional<Listening> listening{};
  std::map<TrackId, Received> received{};
  std::map<TrackId, Sent> sent{};
  bool connected = false;
  uint32_t told_version = 0;               // of its own ParticipantInfo
  uint32_t data_sequence = 0;              // of the last reliable data message that it sent
  std::optional<link::Quality> quality{};  // of its line, once it is known
  bool complained = false;                 // the log has its line about wrong messages
  bool drop_on_resume = false;             // simulated: the next resume loses its WebSocket
};

}  // namespace diemcau::livekit
