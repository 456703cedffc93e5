#pragma once

#include <optional>
#include <variant>

#include "journal/log.h"
#include "office/caller.h"
#include "office/folds.h"
#include "office/secret_ballots.h"

// Where a request goes by its stream: each domain's own decide(), with what it may know of who
// asks. Inside the folder only.
namespace diemcau::office {

struct Request;

// The facts that a request makes, and to which stream they go. `ballot`: what a secret vote adds
// beside the journal once the facts are stored.
struct Decided {
  std::string stream;
  std::vector<journal::Draft> drafts;
  std::optional<conference::SecretBallot> ballot = {};
};
using NotDecided = std::variant<journal::Refusal, journal::LogFailure>;
using DeskAnswer = Result<Decided, NotDecided>;
inline Err<NotDecided> no(NotDecided why) { return Err<NotDecided>{std::move(why)}; }

// What all desks share.
struct DeskContext {
  const Folds& folds;
  UnixTime now;
  organisation::Sealer& sealer;
  SecretBallots& ballots;
};

DeskAnswer decide_conference(const DeskContext& context, const Request& request);
DeskAnswer decide_organisation(const DeskContext& context, const Request& request);
DeskAnswer decide_reviews(const DeskContext& context, const Request& request);
DeskAnswer decide_tasks(const DeskContext& context, const Request& request);
DeskAnswer decide_draft(const DeskContext& context, const Request& request);
DeskAnswer decide_news(const DeskContext& context, const Request& request);

// Why a body could not be read as a command.
journal::Refusal unreadable_command(ParseError error, const std::string& command);

}  // namespace diemcau::office
