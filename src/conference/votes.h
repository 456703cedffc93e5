#pragma once

#include <map>
#include <optional>
#include <set>

#include "conference/context.h"

// Votes on matters, never on people.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// Elections, personnel and confidence have rules of their own: those kinds are refused.
enum class VoteMatter : uint8_t { kMatter, kProcedure, kPersonnel, kElection, kConfidence };
DIEMCAU_WORDS(VoteMatter, "matter", "procedure", "personnel", "election", "confidence")

// kSites: each site's chair, with the site's weight. kDelegates: each present delegate of the roll.
// kHands: hands are counted in each room and entered by its chair.
enum class Electorate : uint8_t { kSites, kDelegates, kHands };
DIEMCAU_WORDS(Electorate, "sites", "delegates", "hands")

struct VoteSpec {
  std::string question;
  VoteMatter matter = VoteMatter::kMatter;
  std::vector<std::string> labels;  // the first is in favour
  Electorate electorate = Electorate::kSites;
  bool secret = false;
  uint32_t needed_percent = 50;  // in favour, more than this share of those entitled
  DIEMCAU_PLAIN(VoteSpec, question, matter, labels, electorate, secret, needed_percent)
};

// Who voted: a site, or one of its delegates.
struct Voter {
  SiteId site;
  DelegateId delegate;
  auto operator<=>(const Voter&) const = default;
  DIEMCAU_PLAIN(Voter, site, delegate)
};

struct Ballot {
  uint32_t choice = 0;  // index of the label
  uint32_t weight = 1;
  DIEMCAU_PLAIN(Ballot, choice, weight)
};

// How many votes there are to give when a vote is opened: weights of the sites that are there, or
// those present.
uint32_t entitled(const State& state, const VoteSpec& spec);

struct VoteResult {
  std::vector<uint32_t> counts;  // by label; empty if withheld
  uint32_t took_part = 0;
  uint32_t entitled = 0;
  bool withheld = false;  // secret, and too few took part
  bool carried = false;
  DIEMCAU_PLAIN(VoteResult, counts, took_part, entitled, withheld, carried)
};

enum class VoteStatus : uint8_t { kOpen, kClosed, kCancelled };
DIEMCAU_WORDS(VoteStatus, "open", "closed", "cancelled")

struct Vote {
  VoteSpec spec;
  ItemId item;
  uint32_t entitled = 0;
  VoteStatus status = VoteStatus::kOpen;
  std::map<Voter, Ballot> ballots;  // open votes only
  std::set<Voter> took_part;        // all votes but of hands
  std::map<SiteId, std::vector<uint32_t>> hands;
  VoteResult result;
  Stamp opened;
  Stamp ended;
  DIEMCAU_PLAIN(Vote, spec, item, entitled, status, ballots, took_part, hands, result, opened,
                ended)
};

struct Votes {
  std::map<VoteId, Vote> votes;
  VoteId open;  // at most one at a time, so that nobody votes on the wrong question
  DIEMCAU_PLAIN(Votes, votes, open)
};

// A secret vote in which fewer took part shows no result.
inline constexpr uint32_t kSmallestSecretGroup = 10;

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct VoteOpen {
  static constexpr const char* kName = "vote.open";
  VoteSpec spec;
  DIEMCAU_PLAIN(VoteOpen, spec)
};
// Never to be logged or stored as it comes: in a secret vote it holds the choice.
struct VoteCast {
  static constexpr const char* kName = "vote.cast";
  VoteId vote;
  SiteId site;
  DelegateId delegate;  // 0 in a vote by sites
  uint32_t choice = 0;
  DIEMCAU_PLAIN(VoteCast, vote, site, delegate, choice)
};
struct VoteHands {
  static constexpr const char* kName = "vote.hands";
  VoteId vote;
  SiteId site;
  std::vector<uint32_t> counts;  // by label
  DIEMCAU_PLAIN(VoteHands, vote, site, counts)
};
struct VoteClose {
  static constexpr const char* kName = "vote.close";
  VoteId vote;
  DIEMCAU_PLAIN(VoteClose, vote)
};
struct VoteCancel {
  static constexpr const char* kName = "vote.cancel";
  VoteId vote;
  std::string reason;
  DIEMCAU_PLAIN(VoteCancel, vote, reason)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct VoteOpened {
  static constexpr const char* kKind = "vote.opened";
  VoteId vote;
  VoteSpec spec;
  ItemId item;
  uint32_t entitled = 0;
  DIEMCAU_PLAIN(VoteOpened, vote, spec, item, entitled)
};
// In an open vote.
struct VoteWasCast {
  static constexpr const char* kKind = "vote.cast";
  VoteId vote;
  SiteId site;
  DelegateId delegate;
  uint32_t choice = 0;
  uint32_t weight = 1;
  DIEMCAU_PLAIN(VoteWasCast, vote, site, delegate, choice, weight)
};
// In a secret vote: that somebody took part, never what was chosen.
struct VoteTookPart {
  static constexpr const char* kKind = "vote.took_part";
  VoteId vote;
  SiteId site;
  DelegateId delegate;
  DIEMCAU_PLAIN(VoteTookPart, vote, site, delegate)
};
struct VoteHandsCounted {
  static constexpr const char* kKind = "vote.hands_counted";
  VoteId vote;
  SiteId site;
  std::vector<uint32_t> counts;
  DIEMCAU_PLAIN(VoteHandsCounted, vote, site, counts)
};
struct VoteClosed {
  static constexpr const char* kKind = "vote.closed";
  VoteId vote;
  VoteResult result;
  DIEMCAU_PLAIN(VoteClosed, vote, result)
};
struct VoteCancelled {
  static constexpr const char* kKind = "vote.cancelled";
  VoteId vote;
  std::string reason;
  DIEMCAU_PLAIN(VoteCancelled, vote, reason)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

// What `store/` keeps of a secret vote, apart from the journal: no voter, no order, no time.
struct SecretBallot {
  VoteId vote;
  uint32_t choice = 0;
  bool operator==(const SecretBallot&) const = default;
};
// The ballot that belongs to a command which decide() has just accepted against this same state;
// nothing if the vote is open, not secret, or the command was refused. Kept in the same transaction
// as the fact vote.took_part.
std::optional<SecretBallot> secret_ballot(const State& state, const VoteCast& command);

Decided decide_one(const State&, const VoteOpen&, const Context&);
Decided decide_one(const State&, const VoteCast&, const Context&);
Decided decide_one(const State&, const VoteHands&, const Context&);
Decided decide_one(const State&, const VoteClose&, const Context&);
Decided decide_one(const State&, const VoteCancel&, const Context&);

void apply_one(State&, const VoteOpened&, const Stamp&);
void apply_one(State&, const VoteWasCast&, const Stamp&);
void apply_one(State&, const VoteTookPart&, const Stamp&);
void apply_one(State&, const VoteHandsCounted&, const Stamp&);
void apply_one(State&, const VoteClosed&, const Stamp&);
void apply_one(State&, const VoteCancelled&, const Stamp&);

}  // namespace diemcau::conference
