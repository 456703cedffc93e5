#include "transport/ice_lite.h"

#include <algorithm>

#include "transport/hmac_sha1.h"

namespace diemcau::transport {
namespace {

constexpr uint16_t kUnknownAttribute = 420;
constexpr uint16_t kRoleConflict = 487;
constexpr Duration kPathKeep = 10s;

bool names(const IceSession& session, const wire::IceUsername& username) {
  return username.receiver == session.local.ufrag && username.sender == session.remote.ufrag;
}

}  // namespace

// RFC 8445 section 7.3: a request is for us when it names both ufrags and our password signs it.
const IceSession* IceLite::session_for(const wire::StunMessage& message, Bytes bytes,
                                       StunOutcome& outcome) const {
  const auto username = wire::split_username(message.username);
  const IceSession* session = nullptr;
  if (username && names(current_, *username)) session = &current_;
  if (username && next_ && names(*next_, *username)) session = &*next_;
  if (session == nullptr) {
    outcome = StunOutcome::kWrongUsername;
    return nullptr;
  }
  if (!wire::verify_stun_integrity(bytes, message, as_bytes(session->local.password), hmac_sha1)) {
    outcome = StunOutcome::kUnauthentic;
    return nullptr;
  }
  return session;
}

StunOutcome IceLite::handle_stun(Instant now, const Path& path, Bytes bytes, MutableBytes buffer,
                                 Bytes& answer) {
  const auto message = wire::parse_stun(bytes);
  if (!message) return StunOutcome::kMalformed;
  if (message->message_class == wire::StunClass::kSuccess ||
      message->message_class == wire::StunClass::kError) {
    return StunOutcome::kNotARequest;
  }
  // Indications carry no credentials (RFC 8445 section 11): they keep a NAT open and say nothing.
  if (message->message_class == wire::StunClass::kIndication) return StunOutcome::kNotARequest;

  StunOutcome outcome = StunOutcome::kAnswered;
  const IceSession* session = session_for(*message, bytes, outcome);
  if (session == nullptr) return outcome;
  const bool refused = message->unknown_required.has_value() || message->controlled.has_value();
  if (!refused && !is_valid(path) && !make_room(now)) return StunOutcome::kTooManyPaths;

  wire::StunWriter writer(buffer, refused ? wire::StunClass::kError : wire::StunClass::kSuccess,
                          message->transaction);
  if (message->unknown_required) {
    writer.error(kUnknownAttribute, "Unknown Attribute");
    writer.unknown_attribute(*message->unknown_required);
  } else if (message->controlled) {
    // RFC 8445 section 7.3.1.1: a lite agent facing a full one is always controlled.
    writer.error(kRoleConflict, "Role Conflict");
  } else {
    writer.mapped_address(path.remote);
  }
  answer = writer.finish(as_bytes(session->local.password), hmac_sha1);
  if (refused) return outcome;
  learn(now, path);
  if (message->use_candidate || message->google_nomination) nominate(path, *message, *session);
  return outcome;
}

// A client that roams, or that has many addresses, leaves paths behind: the one not heard from for
// longest gives way, but never the one in use.
bool IceLite::make_room(Instant now) {
  if (valid_.size() < kMaxPaths) return true;
  const auto stalest =
      std::min_element(valid_.begin(), valid_.end(), [this](const auto& a, const auto& b) {
        return std::pair(a.path == selected_, a.heard) < std::pair(b.path == selected_, b.heard);
      });
  if (now - stalest->heard < kPathKeep) return false;
  valid_.erase(stalest);
  return true;
}

void IceLite::learn(Instant now, const Path& path) {
  last_heard_ = now;
  for (ValidPath& known : valid_) {
    if (known.path == path) {
      known.heard = now;
      return;
    }
  }
  valid_.push_back({path, now});
}

void IceLite::nominate(const Path& path, const wire::StunMessage& message,
                       const IceSession& session) {
  if (next_ && &session == &*next_) {
    current_ = *std::exchange(next_, std::nullopt);
    nomination_.reset();
    selected_ = path;
  } else if (next_) {
    return;  // the old session nominates no more: a late check of it must not undo the restart
  }
  if (message.google_nomination) {
    // draft-thatcher-ice-renomination-01 section 4: the highest value wins, whatever the order. A
    // value names one path: on another it says nothing new.
    if (nomination_ && *message.google_nomination <= *nomination_) return;
    nomination_ = message.google_nomination;
  } else if (nomination_) {
    return;  // the client renominates by value; a plain USE-CANDIDATE is an older check
  }
  selected_ = path;
}

void IceLite::restart(IceSession session) { next_ = std::move(session); }

bool IceLite::is_valid(const Path& path) const {
  return std::any_of(valid_.begin(), valid_.end(),
                     [&](const ValidPath& known) { return known.path == path; });
}

}  // namespace diemcau::transport
