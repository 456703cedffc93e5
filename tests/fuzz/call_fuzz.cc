// What the holder of a token sends to the server's API: whatever the body, the answer is one of
// Twirp's, and the room is still there to be asked about.
//
// First byte: the method; second: JSON or protobuf; the rest is the body.
#include <array>
#include <string>

#include "base/check.h"
#include "livekit/control.h"

namespace {

using namespace diemcau;
using namespace diemcau::livekit;

constexpr UnixTime kToday{1'790'000'000'000};
constexpr std::array kMethods{"CreateRoom",         "ListRooms",          "DeleteRoom",
                              "UpdateRoomMetadata", "ListParticipants",   "GetParticipant",
                              "RemoveParticipant",  "UpdateParticipant",  "SendData",
                              "PerformRpc",         "MutePublishedTrack", "UpdateSubscriptions",
                              "MoveParticipant",    "ForwardParticipant"};

ControlConfig make_config() {
  ControlConfig config;
  config.keys["key"] = "secret";
  config.shards.push_back({.shard = 0, .udp = {SocketAddress::v4(127, 0, 0, 1, 7882)}});
  config.webhooks = true;
  config.limits.rooms = 100;
  return config;
}

std::string make_bearer() {
  Grants grants;
  grants.api_key = "key";
  grants.expires = {kToday.ms + 60'000};
  grants.room = "r";
  grants.room_create = grants.room_list = grants.room_admin = true;
  return "Bearer " + create_token(grants, "secret");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static RepeatableRandom random(1);
  static Control control(make_config(), random);
  static const std::string bearer = make_bearer();
  if (size < 2) return 0;
  const auto answer = control.handle_call(
      Instant{1s}, kToday, CallId{1},
      {.path = std::string("/twirp/livekit.RoomService/") + kMethods[data[0] % kMethods.size()],
       .content_type = data[1] % 2 == 0 ? "application/json" : "application/protobuf",
       .authorization = bearer,
       .body = {reinterpret_cast<const char*>(data) + 2, size - 2}});
  DIEMCAU_CHECK(!answer || (answer->status != 500 && answer->status != 401));
  DIEMCAU_CHECK(control.census().rooms <= 100);
  for (Output output; control.poll_output(output);) {
    const auto* event = std::get_if<RoomEvent>(&output);
    DIEMCAU_CHECK(event == nullptr || !event->webhook.empty());
  }
  return 0;
}
