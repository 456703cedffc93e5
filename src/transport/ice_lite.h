#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.h"
#include "base/bytes.h"
#include "base/ice_ufrag.h"
#include "base/time.h"
#include "wire/stun.h"

namespace diemcau::transport {

// Who may talk to whom: our credentials and the client's.
struct IceSession {
  IceCredentials local;
  IceCredentials remote;
};

enum class StunOutcome : uint8_t {
  kAnswered,       // authentic: `answer` goes back on the path that it came on
  kMalformed,      // not a Binding message we can read
  kWrongUsername,  // not for this connection
  kUnauthentic,    // no or wrong MESSAGE-INTEGRITY
  kNotARequest,    // a lite agent sends no checks, so answers are to nothing
  kTooManyPaths,   // more addresses than one client may try
};

// The lite, controlled agent of one connection (RFC 8445 section 2.5; RFC 8489). It only answers
// checks. Owned by PeerTransport.
//
// Invariants: nothing is sent to, or taken from, an address before a check from it was authentic;
// the selected path changes only on an authentic check that nominates.
class IceLite {
 public:
  static constexpr size_t kMaxPaths = 16;

  explicit IceLite(IceSession session) : current_(std::move(session)) {}

  // One STUN message. When answered, `answer` holds the response, in `buffer`.
  StunOutcome handle_stun(Instant now, const Path& path, Bytes message, MutableBytes buffer,
                          Bytes& answer);

  // New credentials. The old ones stay good until the first nomination with the new (RFC 8445
  // section 9: media goes on over the old path until then).
  void restart(IceSession session);

  bool is_valid(const Path& path) const;
  const std::optional<Path>& selected() const { return selected_; }
  // When the last authentic message came.
  std::optional<Instant> last_heard() const { return last_heard_; }

 private:
  const IceSession* session_for(const wire::StunMessage& message, Bytes bytes,
                                StunOutcome& outcome) const;
  bool make_room(Instant now);
  void learn(Instant now, const Path& path);
  void nominate(const Path& path, const wire::StunMessage& message, const IceSession& session);

  struct ValidPath {
    Path path;
    Instant heard;
  };

  IceSession current_;
  std::optional<IceSession> next_;
  std::vector<ValidPath> valid_;
  std::optional<Path> selected_;
  std::optional<uint32_t> nomination_;  // the highest value of Google's attribute so far
  std::optional<Instant> last_heard_;
};

}  // namespace diemcau::transport
