#include "transport/stream_connection.h"

#include <algorithm>

#include "base/ice_ufrag.h"

namespace diemcau::transport {

const char* to_string(StreamEnd end) {
  switch (end) {
    case StreamEnd::kClosed:
      return "closed";
    case StreamEnd::kOversized:
      return "oversized";
    case StreamEnd::kForeign:
      return "foreign";
    case StreamEnd::kSilent:
      return "silent";
    case StreamEnd::kQuiet:
      return "quiet";
    case StreamEnd::kGone:
      return "gone";
    case StreamEnd::kCrowded:
      return "crowded";
  }
  return "unknown";
}

void StreamConnection::prove(Instant now) {
  proven_ = true;
  heard_ = now;
  reader_.set_limit(kMaxDatagram);
}

size_t StreamConnection::read_at_most(size_t available) const {
  return proven_ ? available : std::min(available, reader_.wanted());
}

void StreamConnection::feed(Instant now, MutableBytes bytes) {
  // Bytes alone do not put off the end of a connection that has proven nothing.
  if (proven_) heard_ = now;
  reader_.feed(bytes);
}

bool StreamConnection::next(MutableBytes& datagram) {
  while (reader_.next(datagram)) {
    if (!datagram.empty()) return true;
    // RFC 4571 section 2: the null packet. A first frame has to be a check.
    if (proven_) continue;
    null_first_ = true;
    return false;
  }
  return false;
}

std::optional<StreamEnd> StreamConnection::end(Instant now) const {
  if (reader_.broken()) return StreamEnd::kOversized;
  if (null_first_) return StreamEnd::kForeign;
  if (proven_) return now - heard_ >= kMaxQuiet ? std::optional(StreamEnd::kQuiet) : std::nullopt;
  return now - heard_ >= kProveWithin ? std::optional(StreamEnd::kSilent) : std::nullopt;
}

std::optional<uint8_t> shard_of_check(Bytes datagram) {
  if (!wire::is_stun(datagram)) return std::nullopt;
  const auto message = wire::parse_stun(datagram);
  if (!message || message->message_class != wire::StunClass::kRequest) return std::nullopt;
  const auto username = wire::split_username(message->username);
  return username ? shard_of_ufrag(username->receiver) : std::nullopt;
}

}  // namespace diemcau::transport
