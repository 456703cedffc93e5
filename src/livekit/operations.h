#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "room/types.h"

// What the server's own side may do to rooms and participants: the HTTP API (call.h) after it has
// looked at the token, and whoever lives in the same process. Rooms and participants go by name.
namespace diemcau::livekit {

// Makes a room before anyone joins, or changes the one that is there. Zero and empty: as it is, or
// as rooms are by default.
struct CreateRoom {
  std::string name{};
  std::string metadata{};
  uint32_t empty_timeout_s = 0;      // how long it waits for the first to join
  uint32_t departure_timeout_s = 0;  // how long it stays after the last has left
  uint32_t max_participants = 0;
};
// Everyone in it is sent away; gates are forgotten.
struct DeleteRoom {
  std::string room{};
};
struct SetRoomMetadata {
  std::string room{};
  std::string metadata{};
};
struct RemoveParticipant {
  std::string room{};
  std::string identity{};
};
// What is empty or absent stays as it is; an attribute with an empty value is removed. Whether
// someone is hidden never changes.
struct UpdateParticipant {
  std::string room{};
  std::string identity{};
  std::string name{};
  std::string metadata{};
  room::Attributes attributes{};
  std::optional<room::Permissions> permissions{};
};
// Asks the client to mute itself, and says so to all. Unmuting is the same wish the other way; who
// may wish it is for the caller to decide.
struct MuteTrack {
  std::string room{};
  std::string identity{};
  std::string track_sid{};
  bool muted = true;
};
struct ChangeSubscriptions {
  std::string room{};
  std::string identity{};
  std::vector<std::string> track_sids{};
  bool subscribe = true;
};
// Closes what an identity publishes from a source, or opens it again: what comes through a closed
// gate is dropped where it arrives, whatever the client believes. Without a source it is all of
// them. Remembered while the room lives, also for one who has yet to come. A track that names no
// source counts as microphone or camera.
struct SetGate {
  std::string room{};
  std::string identity{};
  std::optional<room::TrackSource> source{};
  bool open = true;
};

// A data message from nobody in the room; to everyone unless receivers are named. Unknown ones are
// no error.
struct SendData {
  std::string room{};
  std::string payload{};
  bool reliable = true;
  std::string topic{};
  std::string nonce{};
  std::vector<std::string> identities{};
  std::vector<std::string> sids{};
};

using Operation =
    std::variant<CreateRoom, DeleteRoom, SetRoomMetadata, RemoveParticipant, UpdateParticipant,
                 MuteTrack, ChangeSubscriptions, SetGate, SendData>;

enum class RefusalKind : uint8_t {
  kInvalid,  // names missing, texts too long
  kNotFound,
  kOverLimit,
};
// Nothing was changed.
struct Refusal {
  RefusalKind kind = RefusalKind::kInvalid;
  std::string sentence{};  // in English, for a program's log
};
using OperationResult = Result<Unit, Refusal>;

}  // namespace diemcau::livekit
