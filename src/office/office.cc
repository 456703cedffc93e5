#include "office/office.h"

#include <map>

#include "conference/votes.h"
#include "office/desks.h"

namespace diemcau::office {
namespace {

using journal::Batch;
using journal::Draft;
using journal::Event;
using journal::LogFailure;

LogFailure unreadable_now() {
  return {
      "The journal could not be read again after a failure of the disk. Mend the disk, then "
      "start diemcau anew; what was confirmed is stored."};
}

DeskAnswer ask_desk(const DeskContext& desk, const Request& request) {
  if (request.stream == organisation::kStream) return decide_organisation(desk, request);
  if (request.stream == reviews::kStream) return decide_reviews(desk, request);
  if (request.stream == tasks::kStream) return decide_tasks(desk, request);
  if (request.stream.starts_with("draft/")) return decide_draft(desk, request);
  if (request.stream == news::kStream) return decide_news(desk, request);
  return decide_conference(desk, request);
}

// It counts what is stored, so what was cast in the same turn has to be stored before it.
bool counts_ballots(const Request& request) {
  return request.command == conference::VoteClose::kName;
}

}  // namespace

Refusal unreadable_command(ParseError error, const std::string& command) {
  const bool unknown = error == ParseError::kUnsupported;
  return {unknown ? "command.unknown" : "command.malformed", {{"command", command}}};
}

// What has been decided and not yet stored. `first` is the place of its first reply.
struct Office::Turn {
  UnixTime now;
  size_t first = 0;
  journal::Seq seq;  // of the last provisional event
  std::vector<Batch> batches = {};
  std::map<ConferenceId, std::vector<conference::SecretBallot>> ballots = {};
};

Office::Office(journal::Log& log, organisation::Sealer& sealer, SecretBallots& ballots)
    : log_(log), sealer_(sealer), ballots_(ballots), folds_(sealer) {}

Result<Unit, std::string> Office::open() {
  folds_ = Folds(sealer_);
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
  std::vector<Reply> replies;
  replies.reserve(requests.size());
  Turn turn{.now = now, .seq = folds_.seq};
  for (const Request& request : requests) {
    if (counts_ballots(request) && !turn.ballots.empty()) {
      store(turn, replies);
      turn = {.now = now, .first = replies.size(), .seq = folds_.seq};
    }
    replies.push_back(decide(turn, request));
  }
  store(turn, replies);
  return replies;
}

Reply Office::decide(Turn& turn, const Request& request) {
  if (broken_) return unreadable_now();
  DeskAnswer answer = ask_desk({folds_, turn.now, sealer_, ballots_}, request);
  if (!answer.ok()) {
    return std::visit([](auto& why) { return Reply{std::move(why)}; }, answer.error());
  }
  apply_now(turn, request, std::move(answer->drafts));
  if (answer->ballot) turn.ballots[conference_of(answer->stream)].push_back(*answer->ballot);
  return Done{turn.seq, std::move(answer->stream)};
}

void Office::apply_now(Turn& turn, const Request& request, std::vector<Draft> drafts) {
  const journal::Actor actor = actor_of(request.caller);
  for (const Draft& draft : drafts) {
    ++turn.seq.value;
    const Event event{turn.seq, turn.now, actor, draft.stream, draft.kind, draft.body};
    // What a domain decides, it can apply: anything else is our own mistake.
    DIEMCAU_CHECK(apply(folds_, event).ok());
  }
  if (!drafts.empty()) turn.batches.push_back({turn.now, actor, std::move(drafts)});
}

void Office::store(Turn& turn, std::vector<Reply>& replies) {
  if (turn.batches.empty()) return;
  auto stored = log_.append(turn.batches);
  std::optional<LogFailure> failure;
  if (stored.ok()) {
    events_.insert(events_.end(), stored->begin(), stored->end());
    DIEMCAU_CHECK(events_.back().seq == turn.seq);
    failure = cast(turn);
  } else {
    failure = stored.error();
    broken_ = !open().ok();
  }
  if (!failure) return;
  for (size_t i = turn.first; i < replies.size(); ++i) {
    if (std::holds_alternative<Done>(replies[i])) replies[i] = *failure;
  }
}

// After the facts: nobody votes twice, and at worst a choice is missing, which can be seen.
std::optional<LogFailure> Office::cast(const Turn& turn) {
  for (const auto& [conference, ballots] : turn.ballots) {
    const auto done = ballots_.cast(conference, ballots);
    if (!done.ok()) return done.error();
  }
  return {};
}

}  // namespace diemcau::office
