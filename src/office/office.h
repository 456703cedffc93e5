#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "journal/log.h"
#include "office/caller.h"
#include "office/folds.h"
#include "office/secret_ballots.h"
#include "organisation/sealer.h"

namespace diemcau::office {

using journal::Json;
using journal::Refusal;

// A command on its way in. `stream` says to whom it is addressed: "conference/4", or
// "conference/new" for one that is to be, "organisation", "tasks", "draft/2".
struct Request {
  Caller caller;
  std::string stream;
  std::string command;  // "floor.grant"
  Json body = Json::object();
};

// It holds, and has been stored: the last event that the answer knows of. `stream` is where its
// facts went, for what has just come into being.
struct Done {
  journal::Seq seq;
  std::string stream;
};
// The answer to a request. LogFailure: the journal could not be written; nothing has changed.
using Reply = std::variant<Done, Refusal, journal::LogFailure>;

// The secretariat's inner room: holds every fold of the journal and carries out commands, one after
// the other.
//
// Owner: the composition root; one thread, the *office thread*, does everything here. It waits for
// the disk, so it is not the control thread.
//
// Life of a request: who asks (standing.h) → the domain's decide() → its facts are applied → all
// requests of a turn are stored with one sync → only then they are answered and the events handed
// out; the choices of secret votes go to their own place after the facts that somebody took part.
// If storing fails, the folds are read anew from the journal: as if nothing had been asked.
class Office {
 public:
  // All of them outlive it.
  Office(journal::Log& log, organisation::Sealer& sealer, SecretBallots& ballots);

  // Reads the journal. A sentence for the operator if it cannot be read.
  Result<Unit, std::string> open();

  // The replies in the order of the requests; `events()` then holds what came of them.
  std::vector<Reply> execute(UnixTime now, std::span<const Request> requests);

  // Of the last execute(), in order; empty if nothing has changed.
  const std::vector<journal::Event>& events() const { return events_; }
  const Folds& folds() const { return folds_; }

 private:
  struct Turn;
  Reply decide(Turn& turn, const Request& request);
  void apply_now(Turn& turn, const Request& request, std::vector<journal::Draft> drafts);
  void store(Turn& turn, std::vector<Reply>& replies);
  std::optional<journal::LogFailure> cast(const Turn& turn);

  journal::Log& log_;
  organisation::Sealer& sealer_;
  SecretBallots& ballots_;
  Folds folds_;
  std::vector<journal::Event> events_;
  bool broken_ = false;  // the journal could not be read again after a failure
};

}  // namespace diemcau::office
