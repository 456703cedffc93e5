#include <algorithm>

#include "conference/commands.h"
#include "office/desks.h"
#include "office/office.h"
#include "office/standing.h"
#include "organisation/may.h"

namespace diemcau::office {
namespace {

using conference::State;
using journal::LogFailure;

constexpr std::string_view kNewConference = "conference/new";

// Somebody whom we know, or a device that shows a room's secret. Whether it may do what it asks is
// the conference's to say.
bool may_address(const Request& request) {
  return request.caller.system || request.caller.account.value != 0 ||
         request.caller.site.value != 0 || request.command == conference::DeviceJoin::kName;
}

ConferenceId next_id(const Folds& folds) {
  return {folds.conferences.empty() ? 1 : folds.conferences.rbegin()->first.value + 1};
}

// Whoever may convene for the unit drafts the conference, and is its secretary.
bool may_draft(const Folds& folds, const Request& request, const conference::Command& command) {
  if (request.caller.system) return true;
  const auto* draft = std::get_if<conference::ConferenceDraft>(&command);
  return draft == nullptr || organisation::may(folds.organisation, request.caller.account,
                                               organisation::Purpose::kConvene, draft->call.unit);
}

// A secret vote is counted where its ballots lie.
Result<std::vector<uint32_t>, LogFailure> secret_counts(const DeskContext& desk, const State& state,
                                                        const conference::Command& command) {
  const auto* close = std::get_if<conference::VoteClose>(&command);
  if (close == nullptr) return std::vector<uint32_t>{};
  const auto vote = state.votes.votes.find(close->vote);
  if (vote == state.votes.votes.end() || !vote->second.spec.secret) return std::vector<uint32_t>{};
  auto counts = desk.ballots.count(state.id, close->vote);
  // Labels that nobody chose have no ballots.
  if (counts.ok()) counts->resize(std::max(counts->size(), vote->second.spec.labels.size()));
  return counts;
}

conference::Context context_of(const DeskContext& desk, const State& state, const Request& request,
                               bool is_new) {
  conference::Context context;
  context.now = desk.now;
  context.actor = actor_of(request.caller);
  context.standings = standings_in(state, desk.folds.organisation, request.caller);
  context.person = request.caller.person;
  if (is_new) context.standings.push_back({conference::Role::kSecretary, {}});
  return context;
}

DeskAnswer decide_in(const DeskContext& desk, const Request& request, const State& state,
                     bool is_new) {
  const auto command = conference::read_command(request.command, request.body);
  if (!command.ok()) return no(unreadable_command(command.error(), request.command));
  if (is_new && !may_draft(desk.folds, request, *command)) {
    return no(journal::Refusal{"conference.not_allowed"});
  }
  auto context = context_of(desk, state, request, is_new);
  auto counts = secret_counts(desk, state, *command);
  if (!counts.ok()) return no(counts.error());
  context.secret_counts = std::move(*counts);
  auto decision = conference::decide(state, *command, context);
  if (!decision.ok()) return no(decision.error());
  Decided decided{conference::stream_of(state.id), std::move(*decision)};
  if (const auto* cast = std::get_if<conference::VoteCast>(&*command)) {
    decided.ballot = conference::secret_ballot(state, *cast);
  }
  return decided;
}

}  // namespace

DeskAnswer decide_conference(const DeskContext& desk, const Request& request) {
  if (!may_address(request)) return no(journal::Refusal{"caller.unknown"});
  if (request.stream == kNewConference) {
    return decide_in(desk, request, conference::state_of(next_id(desk.folds)), true);
  }
  const State* state = find_conference(desk.folds, conference_of(request.stream));
  if (state == nullptr) {
    return no(journal::Refusal{"stream.unknown", {{"stream", request.stream}}});
  }
  return decide_in(desk, request, *state, false);
}

}  // namespace diemcau::office
