#pragma once

#include "livekit/address_paces.h"
#include "livekit/control.h"
#include "livekit/token_bucket.h"
#include "livekit/world.h"

namespace diemcau::livekit {

// Whether there is room for one more.
struct Crowd {
  bool comes_back = false;  // the identity is in the room: nobody is added
  bool server_full = false;
  bool room_full = false;
  bool room_unknown = false;
  bool server_busy = false;
};
Crowd look_around(const World& world, const Grants& grants);

// Decides over an HTTP request before there is a WebSocket. Changes nothing but counters and the
// pace of joins.
class Admission {
 public:
  explicit Admission(const Limits& limits)
      : pace_(limits.joins_per_second, limits.join_burst), of_addresses_(limits) {}

  AdmitResult admit(World& world, Now now, const SignalRequestTarget& target);

 private:
  TokenBucket pace_;
  AddressPaces of_addresses_;
};

}  // namespace diemcau::livekit
