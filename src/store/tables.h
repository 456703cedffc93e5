#pragma once

#include "store/access_table.h"
#include "store/ballot_table.h"
#include "store/credential_table.h"
#include "store/journal_table.h"
#include "store/person_key_table.h"
#include "store/session_table.h"
#include "store/snapshot_table.h"

namespace diemcau::store {

inline constexpr const char* kJournalFile = "diemcau.db";
inline constexpr const char* kKeysFile = "keys.db";
inline constexpr const char* kBallotsFile = "ballots.db";

struct TablesOptions {
  std::string directory;
  // For tests that take the power away.
  const char* vfs = nullptr;
  const char* synchronous = "FULL";
  int checkpoint_pages = 1000;
  // Makes the names of new files in the directory durable.
  std::function<Stored<Unit>()> sync_directory;
};

// The three databases of an installation and everything in them.
//
// Three, because they are copied, kept and forgotten by different rules: diemcau.db is backed up;
// keys.db is backed up apart, so that forgetting holds; ballots.db not at all, and its votes stand
// in no write-ahead log.
class Tables {
 public:
  static Stored<std::unique_ptr<Tables>> open(const TablesOptions& options, SecureRandom& random);

  JournalTable& journal() { return journal_; }
  SnapshotTable& snapshots() { return snapshots_; }
  CredentialTable& credentials() { return credentials_; }
  SessionTable& sessions() { return sessions_; }
  AccessTable& access_log() { return access_log_; }
  PersonKeyTable& person_keys() { return person_keys_; }
  BallotTable& ballots() { return ballots_; }

 private:
  struct Databases {
    std::unique_ptr<Database> main;
    std::unique_ptr<Database> keys;
    std::unique_ptr<Database> ballots;
  };
  static Stored<Databases> open_databases(const TablesOptions& options);
  Tables(Databases databases, SecureRandom& random);
  Stored<Unit> load();

  Databases databases_;
  PersonKeyTable person_keys_;
  JournalTable journal_;
  SnapshotTable snapshots_;
  CredentialTable credentials_;
  SessionTable sessions_;
  AccessTable access_log_;
  BallotTable ballots_;
};

}  // namespace diemcau::store
