#include "livekit/rpc.h"

#include <algorithm>
#include <string>
#include <utility>

#include "livekit/data.h"
#include "livekit/halls.h"

namespace diemcau::livekit {
namespace {

// LiveKit's RPC: its numbers and sentences, which SDKs know, and Twirp's code for each.
struct RpcFailure {
  uint32_t number;
  const char* sentence;
  CallErrorCode code;
};
constexpr RpcFailure kConnectionTimeout{1501, "Connection timeout", CallErrorCode::kCanceled};
constexpr RpcFailure kResponseTimeout{1502, "Response timeout", CallErrorCode::kCanceled};
constexpr RpcFailure kDisconnected{1503, "Recipient disconnected", CallErrorCode::kUnavailable};
constexpr RpcFailure kAnswerTooLarge{1504, "Response payload too large", CallErrorCode::kInternal};
constexpr RpcFailure kNoRecipient{1401, "Recipient not found", CallErrorCode::kNotFound};
constexpr RpcFailure kTooLarge{1402, "Request payload too large", CallErrorCode::kMalformed};

CallError error_of(uint32_t number, const std::string& sentence, CallErrorCode code) {
  return {code, "RpcError " + std::to_string(number) + ": " + sentence};
}
CallError error_of(const RpcFailure& failure) {
  return error_of(failure.number, failure.sentence, failure.code);
}

// What a client's own errors are for the caller: those of its method, or of the protocol.
CallErrorCode code_of(uint32_t number) {
  constexpr uint32_t kUnsupportedMethod = 1400;
  constexpr uint32_t kUnsupportedVersion = 1404;
  if (number == kUnsupportedMethod) return CallErrorCode::kInvalidArgument;
  if (number == kUnsupportedVersion) return CallErrorCode::kUnimplemented;
  return CallErrorCode::kInternal;
}

using Pending = std::map<std::string, PendingRpc>::iterator;

PendingRpc remove(World& world, Pending at) {
  PendingRpc out = at->second;
  world.rpc_deadlines.erase({out.deadline, at->first});
  world.rpcs.erase(at);
  return out;
}

void fail(World& world, Pending at, const CallError& error) {
  const PendingRpc rpc = remove(world, at);
  world.outputs.push_back(CallAnswered{rpc.call, refuse_call(world, error)});
}

void succeed(World& world, Pending at, const std::string& payload) {
  const PendingRpc rpc = remove(world, at);
  pb::PerformRpcResponse response;
  response.set_payload(payload);
  world.outputs.push_back(CallAnswered{rpc.call, accept_call(world, response, rpc.json)});
}

void acknowledge(World& world, Pending at) {
  PendingRpc& rpc = at->second;
  world.rpc_deadlines.erase({rpc.deadline, at->first});
  rpc.deadline = rpc.answer_due;
  rpc.acknowledged = true;
  world.rpc_deadlines.emplace(rpc.deadline, at->first);
}

CallError error_of(const pb::RpcError& error) {
  constexpr size_t kLongest = 15 * 1024;
  std::string sentence = error.message();
  if (!error.data().empty()) sentence += ": " + error.data();
  return error_of(error.code(), sentence.substr(0, kLongest), code_of(error.code()));
}

void take_response(World& world, Pending at, const pb::RpcResponse& response) {
  if (response.value_case() == pb::RpcResponse::kError) {
    return fail(world, at, error_of(response.error()));
  }
  // What is compressed was never asked for: the request came from one who does not know how.
  if (response.value_case() == pb::RpcResponse::kCompressedPayload ||
      response.payload().size() > world.config.limits.rpc_payload_bytes) {
    return fail(world, at, error_of(kAnswerTooLarge));
  }
  succeed(world, at, response.payload());
}

Verdict check(const World& world, const pb::PerformRpcRequest& request) {
  const Limits& limits = world.config.limits;
  if (request.payload().size() > limits.rpc_payload_bytes) return error_of(kTooLarge);
  if (request.method().empty() || request.method().size() > limits.rpc_method_bytes) {
    return CallError{CallErrorCode::kInvalidArgument, "the method's name is missing or too long"};
  }
  return std::nullopt;
}

Verdict check_room_for(const World& world, PeerId peer) {
  const Limits& limits = world.config.limits;
  const auto same = std::count_if(world.rpcs.begin(), world.rpcs.end(),
                                  [&](const auto& one) { return one.second.peer == peer; });
  if (world.rpcs.size() < limits.rpcs && static_cast<size_t>(same) < limits.rpcs_per_participant) {
    return std::nullopt;
  }
  return CallError{CallErrorCode::kResourceExhausted, "too many calls wait for an answer"};
}

// Whoever is asked should answer before we give up; half the time at least is theirs.
Duration time_to_answer(Duration patience) {
  constexpr Duration kRoundTrip = 2s;
  return patience - std::min<Duration>(kRoundTrip, patience / 2);
}

pb::DataPacket packet_of(const pb::PerformRpcRequest& request, const std::string& id,
                         Duration patience) {
  // Servers go by this name; no participant's word is taken for an answer to another's call.
  constexpr const char* kCaller = "server";
  pb::DataPacket packet;
  packet.set_participant_identity(kCaller);
  packet.add_destination_identities(request.destination_identity());
  pb::RpcRequest& rpc = *packet.mutable_rpc_request();
  rpc.set_id(id);
  rpc.set_method(request.method());
  rpc.set_payload(request.payload());
  rpc.set_response_timeout_ms(static_cast<uint32_t>(to_ms(time_to_answer(patience))));
  rpc.set_version(1);
  return packet;
}

Duration patience_of(const Limits& limits, uint32_t wanted_ms) {
  if (wanted_ms == 0) return limits.rpc_patience;
  return std::min<Duration>(std::chrono::milliseconds(wanted_ms), limits.rpc_longest_patience);
}

}  // namespace

Verdict start_rpc(Exchange& exchange, const pb::PerformRpcRequest& request) {
  World& world = exchange.world;
  const Instant now = exchange.now.at;
  if (Verdict refused = check(world, request)) return refused;
  Hall* hall = find_hall(world, request.room());
  const room::Participant* one =
      hall ? hall->room.find_identity(request.destination_identity()) : nullptr;
  if (!one) return error_of(kNoRecipient);
  if (!world.session(one->id)->connected) return error_of(kDisconnected);
  if (Verdict refused = check_room_for(world, one->id)) return refused;

  const Duration patience = patience_of(world.config.limits, request.response_timeout_ms());
  const std::string id = world.make_sid("RPC_");
  PendingRpc rpc{.call = exchange.defer(), .json = exchange.is_json(), .peer = one->id};
  rpc.answer_due = now + patience;
  rpc.deadline = std::min(rpc.answer_due, now + world.config.limits.rpc_ack_patience);
  world.rpc_deadlines.emplace(rpc.deadline, id);
  world.rpcs.emplace(id, rpc);
  send_to(world, exchange.now, *hall, one->id, packet_of(request, id, patience));
  return std::nullopt;
}

bool take_rpc_word(World& world, PeerId from, const pb::DataPacket& packet) {
  const bool response = packet.has_rpc_response();
  if (!response && !packet.has_rpc_ack()) return false;
  const Pending at = world.rpcs.find(response ? packet.rpc_response().request_id()
                                              : packet.rpc_ack().request_id());
  // Only whoever was asked answers.
  if (at == world.rpcs.end() || at->second.peer != from) return false;
  response ? take_response(world, at, packet.rpc_response()) : acknowledge(world, at);
  return true;
}

void handle_rpc_timeouts(World& world, Now now) {
  auto& deadlines = world.rpc_deadlines;
  while (!deadlines.empty() && deadlines.begin()->first <= now.at) {
    const Pending at = world.rpcs.find(deadlines.begin()->second);
    fail(world, at,
         error_of(at->second.acknowledged || at->second.deadline == at->second.answer_due
                      ? kResponseTimeout
                      : kConnectionTimeout));
  }
}

void abandon_rpcs(World& world, PeerId peer) {
  for (Pending at = world.rpcs.begin(); at != world.rpcs.end();) {
    const Pending here = at++;
    if (here->second.peer == peer) fail(world, here, error_of(kDisconnected));
  }
}

void abandon_rpcs(World& world) {
  while (!world.rpcs.empty()) fail(world, world.rpcs.begin(), error_of(kDisconnected));
}

}  // namespace diemcau::livekit
