#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "store/failure.h"

namespace diemcau::store {

struct Session {
  AccountId account;
  UnixTime opened;
  UnixTime expires;
  UnixTime last_seen;  // to the minute
  std::string address;
  bool operator==(const Session&) const = default;
};

// Who is in. The token is 32 random bytes as base64url; only its SHA-256 is kept, so whoever reads
// the table cannot come in with it.
class Sessions {
 public:
  virtual ~Sessions() = default;
  // The token, which is shown to nobody but the browser.
  virtual Stored<std::string> open(AccountId account, UnixTime now, UnixTime expires,
                                   std::string_view address) = 0;
  // None: unknown, closed or expired.
  virtual Stored<std::optional<Session>> find(std::string_view token, UnixTime now) = 0;
  // Remembers that it was used; writes once a minute at most.
  virtual Stored<Unit> touch(std::string_view token, UnixTime now, std::string_view address) = 0;
  virtual Stored<Unit> close(std::string_view token) = 0;
  virtual Stored<Unit> close_all(AccountId account) = 0;
  virtual Stored<std::vector<Session>> of(AccountId account) = 0;
  virtual Stored<Unit> sweep(UnixTime now) = 0;  // forgets what has expired
};

}  // namespace diemcau::store
