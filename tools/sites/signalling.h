#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/time.h"

// LiveKit's client protocol as a site speaks it: plain values to and from protobuf. One frame of
// the WebSocket is one message.
namespace diemcau::sites {

struct OfferedTrack {
  std::string cid;  // the track's id in the offer
  bool is_video = false;
  uint16_t width = 0;
  uint16_t height = 0;
};

struct JoinOptions {
  std::string offer;
  uint32_t offer_id = 1;
  bool subscribe = false;
  std::vector<OfferedTrack> tracks;
};

// Path and query of the WebSocket: /rtc/v1 with the join request and the first offer inside.
std::string make_join_target(const JoinOptions& options);

using Frame = std::vector<uint8_t>;
Frame make_offer(const std::string& sdp, uint32_t id);
Frame make_ping(Instant now, Duration rtt);
Frame make_leave();

// --- What the server says ------------------------------------------------------------------------

struct Joined {
  std::string participant_sid;
  Duration ping_interval{};
  Duration ping_timeout{};
};
struct Answered {
  std::string sdp;
  uint32_t id = 0;
  // Of tracks that we are sent.
  std::map<std::string, std::string> mid_to_track;
};
// A candidate that other servers send beside the answer, "candidate:…".
struct Trickled {
  std::string candidate;
};
// The server has more to send than the offer has room for; 0 and 0: offer again as it is.
struct SectionsWanted {
  uint32_t audios = 0;
  uint32_t videos = 0;
};
struct ToldToLeave {
  bool come_back = false;
  int reason = 0;  // LiveKit's DisconnectReason
};
struct Ponged {
  Instant echoed{};
};
struct RequestRefused {
  int reason = 0;
  std::string message;
};
struct TrackPublished {
  std::string cid;
  std::string sid;
};
// Anything else, which a site has no use for.
struct OtherMessage {};

using ServerMessage = std::variant<OtherMessage, Joined, Answered, SectionsWanted, ToldToLeave,
                                   Ponged, RequestRefused, TrackPublished, Trickled>;
// Nothing for bytes that are no message.
std::optional<ServerMessage> parse_server_message(Bytes frame);

}  // namespace diemcau::sites
