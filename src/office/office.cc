#include "office/office.h"

#include <fmt/format.h>

#include "conference/commands.h"
#include "office/standing.h"

namespace diemcau::office {
namespace {

using journal::Batch;
using journal::Draft;
using journal::Event;
using journal::LogFailure;

constexpr std::string_view kNewConference = "conference/new";

LogFailure unreadable_now() {
  return {
      "The journal could not be read again after a failure of the disk. Mend the disk, then "
      "start diemcau anew; what was confirmed is stored."};
}

// Somebody whom we know, or a device that shows a room's secret. Whether it may do what it asks is
// the conference's to say.
bool may_address(const Request& request) {
  return request.caller.system || request.caller.account.value != 0 ||
         request.caller.site.value != 0 || request.command == conference::DeviceJoin::kName;
}

conference::Context context_of(const conference::State& state, const Request& request,
                               UnixTime now) {
  conference::Context context;
  context.now = now;
  context.actor = actor_of(request.caller);
  context.standings = standings_in(state, request.caller);
  context.person = request.caller.person;
  if (request.stream == kNewConference) {
    context.standings.push_back({conference::Role::kSecretary, {}});
  }
  return context;
}

}  // namespace

// What has been decided in this call of execute() and not yet stored.
struct Office::Turn {
  UnixTime now;
  journal::Seq seq;  // of the last provisional event
  std::vector<Batch> batches;
};

Office::Office(journal::Log& log) : log_(log) {}

Result<Unit, std::string> Office::open() {
  folds_ = {};
  events_.clear();
  Result<Unit, std::string> done = Unit{};
  const auto read = log_.read({}, [&](const Event& event) {
    done = apply(folds_, event);
    return done.ok();
  });
  if (!read.ok()) done = Err{read.error().sentence};
  broken_ = !done.ok();
  return done;
}

std::vector<Reply> Office::execute(UnixTime now, std::span<const Request> requests) {
  events_.clear();
  Turn turn{now, folds_.seq, {}};
  std::vector<Reply> replies;
  replies.reserve(requests.size());
  for (const Request& request : requests) replies.push_back(decide(turn, request));
  store(turn, replies);
  return replies;
}

Reply Office::decide(Turn& turn, const Request& request) {
  if (broken_) return unreadable_now();
  if (!may_address(request)) return Refusal{"caller.unknown"};
  const bool is_new = request.stream == kNewConference;
  const ConferenceId last =
      folds_.conferences.empty() ? ConferenceId{} : folds_.conferences.rbegin()->first;
  const ConferenceId id = is_new ? ConferenceId{last.value + 1} : conference_of(request.stream);
  const auto fresh = conference::state_of(id);
  const conference::State* state = is_new ? &fresh : find_conference(folds_, id);
  if (state == nullptr) return Refusal{"stream.unknown", {{"stream", request.stream}}};

  const auto command = conference::read_command(request.command, request.body);
  if (!command.ok()) {
    const bool unknown = command.error() == ParseError::kUnsupported;
    return Refusal{unknown ? "command.unknown" : "command.malformed",
                   {{"command", request.command}}};
  }
  auto decision = conference::decide(*state, *command, context_of(*state, request, turn.now));
  if (!decision.ok()) return decision.error();
  return take(turn, request, conference::stream_of(id), std::move(decision).value());
}

Reply Office::take(Turn& turn, const Request& request, const std::string& stream,
                   std::vector<Draft> drafts) {
  const journal::Actor actor = actor_of(request.caller);
  for (const Draft& draft : drafts) {
    ++turn.seq.value;
    const Event event{turn.seq, turn.now, actor, draft.stream, draft.kind, draft.body};
    // What a domain decides, it can apply: anything else is our own mistake.
    DIEMCAU_CHECK(apply(folds_, event).ok());
  }
  if (!drafts.empty()) turn.batches.push_back({turn.now, actor, std::move(drafts)});
  return Done{turn.seq, stream};
}

void Office::store(Turn& turn, std::vector<Reply>& replies) {
  if (turn.batches.empty()) return;
  auto stored = log_.append(turn.batches);
  if (stored.ok()) {
    events_ = std::move(stored).value();
    DIEMCAU_CHECK(events_.back().seq == turn.seq);
    return;
  }
  const LogFailure failure = stored.error();
  broken_ = !open().ok();
  for (Reply& reply : replies) {
    if (std::holds_alternative<Done>(reply)) reply = failure;
  }
}

}  // namespace diemcau::office
