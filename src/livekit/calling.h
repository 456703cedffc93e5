#pragma once

#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <string_view>

#include "livekit/call.h"
#include "livekit/world.h"

// Inside livekit/ only: Twirp, apart from what the calls mean.
namespace diemcau::livekit {

// Twirp's error codes, of which each has its HTTP status.
enum class CallErrorCode : uint8_t {
  kMalformed,
  kBadRoute,
  kUnauthenticated,
  kPermissionDenied,
  kInvalidArgument,
  kNotFound,
  kResourceExhausted,
  kFailedPrecondition,
  kUnimplemented,
  kInternal,
  kCanceled,
  kUnavailable,
};
struct CallError {
  CallErrorCode code = CallErrorCode::kInternal;
  std::string message{};
};
// Nothing: done.
using Verdict = std::optional<CallError>;

// A call under way: what its bearer may do, and the two messages in the form that was asked for.
class Exchange {
 public:
  Exchange(World& in, Now at, const Grants& by, CallId id, const std::string& body, bool is_json)
      : world(in), now(at), grants(by), id_(id), body_(body), is_json_(is_json) {}

  World& world;
  const Now now;
  const Grants& grants;

  bool read(google::protobuf::Message& request) const;
  bool write(const google::protobuf::Message& response);
  const std::string& written() const { return written_; }
  bool is_json() const { return is_json_; }

  // The answer comes later, as CallAnswered with this id.
  CallId defer() {
    deferred_ = true;
    return id_;
  }
  bool deferred() const { return deferred_; }

 private:
  const CallId id_;
  const std::string& body_;
  const bool is_json_;
  bool deferred_ = false;
  std::string written_{};
};

struct Method {
  std::string_view name;
  Verdict (*run)(Exchange& exchange);
};

// A method made of what it does with its messages.
template <class Request, class Response, Verdict (*kWork)(Exchange&, const Request&, Response&)>
Verdict run_method(Exchange& exchange) {
  Request request;
  if (!exchange.read(request)) {
    return CallError{CallErrorCode::kMalformed, "the body cannot be decoded"};
  }
  Response response;
  if (Verdict verdict = kWork(exchange, request, response)) return verdict;
  if (exchange.deferred() || exchange.write(response)) return std::nullopt;
  return CallError{CallErrorCode::kInternal, "the answer cannot be encoded"};
}

// Nothing: the answer follows as CallAnswered.
std::optional<CallAnswer> answer_call(World& world, Now now, CallId id, const Call& call);

// The two ends of a call, counted.
CallAnswer refuse_call(World& world, const CallError& error);
CallAnswer accept_call(World& world, const google::protobuf::Message& response, bool json);

}  // namespace diemcau::livekit
