#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/time.h"
#include "http/message.h"
#include "http/url.h"

namespace diemcau::http {

// A POST to somebody else's server, on a connection of its own.
struct OutgoingRequest {
  Url url;
  std::vector<NamedValue> headers;
  std::string body;
  Duration timeout = std::chrono::seconds(10);  // for each step: connecting, writing, the answer
};

// The answer's status, or 0 and why there is none. Redirections are answers like any other.
struct OutgoingAnswer {
  int status = 0;
  std::string problem = {};
};
using OnAnswer = std::function<void(const OutgoingAnswer&)>;

}  // namespace diemcau::http
