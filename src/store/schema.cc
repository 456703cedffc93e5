#include "store/migrations.h"

// The tables, as a chain of migrations. A released step never changes: a new shape is a new step,
// and its SQL is kept in released/ for the test that migrates from it.
namespace diemcau::store {

namespace {

constexpr const char* kJournal1 = R"(
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  place TEXT NOT NULL,
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_stream ON event (stream, seq);
CREATE INDEX event_by_kind ON event (kind, seq);

CREATE TABLE snapshot (
  name TEXT NOT NULL,
  seq INTEGER NOT NULL,
  checksum BLOB NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (name, seq)
) STRICT;

CREATE TABLE credential (
  account INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  account INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  address TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account);

CREATE TABLE access (
  id INTEGER PRIMARY KEY,
  reader INTEGER NOT NULL,
  person INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  what TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX access_by_person ON access (person);
CREATE INDEX access_by_reader ON access (reader);

CREATE TABLE erased_person (person INTEGER PRIMARY KEY) STRICT;
)";

// A person without a key has been erased.
constexpr const char* kKeys1 = R"(
CREATE TABLE person_key (person INTEGER PRIMARY KEY, key BLOB) STRICT;
CREATE TABLE held_person (person INTEGER PRIMARY KEY) STRICT;
)";

// `mix` is random: rows stand in no order of time.
constexpr const char* kBallots1 = R"(
CREATE TABLE vote (
  ballot TEXT NOT NULL,
  mix BLOB NOT NULL,
  choice TEXT NOT NULL,
  PRIMARY KEY (ballot, mix)
) STRICT, WITHOUT ROWID;
)";

constexpr Migration kJournalSteps[] = {{1, "first tables", kJournal1}};
constexpr Migration kKeySteps[] = {{1, "first tables", kKeys1}};
constexpr Migration kBallotSteps[] = {{1, "first tables", kBallots1}};

}  // namespace

std::span<const Migration> journal_migrations() { return kJournalSteps; }
std::span<const Migration> key_migrations() { return kKeySteps; }
std::span<const Migration> ballot_migrations() { return kBallotSteps; }

}  // namespace diemcau::store
