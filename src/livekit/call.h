#pragma once

#include <cstdint>
#include <string>

#include "base/id.h"

namespace diemcau::livekit {

// A call, as whoever brings it numbers it; never reused while the process lives.
using CallId = Id<struct CallTag, uint64_t>;

// A request to the server's API as the HTTP server took it apart: Twirp version 7, a POST to
// /twirp/livekit.<Service>/<Method> with a message as JSON or protobuf.
struct Call {
  std::string path;
  std::string content_type;   // the header's value
  std::string authorization;  // the header's value
  std::string body;
};

// Errors are JSON whatever was asked: {"code","msg"}.
struct CallAnswer {
  int status = 200;
  std::string content_type{};
  std::string body{};
};

}  // namespace diemcau::livekit
