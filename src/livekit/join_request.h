#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "livekit/limits.h"
#include "livekit/signal_request.h"
#include "livekit/token.h"
#include "room/types.h"

namespace diemcau::livekit {

// What a client says when it joins: the parameter join_request of /rtc/v1, decoded.
struct JoinRequest {
  room::ClientTraits traits{};
  std::string sdk{};  // "JS 2.23.0 Chrome 156", for the log
  bool auto_subscribe = true;
  bool adaptive_stream = false;
  std::string metadata{};
  room::Attributes attributes{};
  std::vector<AddTrack> tracks{};
  std::optional<Offer> offer{};
  bool two_connections = false;  // v0
  bool reconnect = false;
  std::string participant_sid{};  // with reconnect
  std::optional<SyncState> sync{};
};

// base64url of a WrappedJoinRequest with a JoinRequest inside, plain or gzip (RFC 1952); what it
// inflates to is bounded by Limits::join_request_bytes.
Result<JoinRequest> parse_join_request(std::string_view text, const Limits& limits);

// The same from the query of /rtc (v0), where each setting is a parameter of its own.
using QueryParameters = std::vector<std::pair<std::string, std::string>>;
Result<JoinRequest> parse_join_query(const QueryParameters& query, const Limits& limits);

// With the token, everything needed to let someone in.
struct JoinParameters {
  Grants grants{};
  JoinRequest request{};
};

}  // namespace diemcau::livekit
