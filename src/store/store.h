#pragma once

#include "store/access_log.h"
#include "store/ballots.h"
#include "store/credentials.h"
#include "store/files.h"
#include "store/journal_store.h"
#include "store/person_keys.h"
#include "store/sessions.h"
#include "store/snapshots.h"

namespace diemcau::store {

// Everything an installation keeps, whatever keeps it.
//
// Owner: the composition root. One thread, the office thread, calls it; it waits for the disk.
// Whatever answers without a failure survives a loss of power.
class Store {
 public:
  virtual ~Store() = default;
  virtual JournalStore& journal() = 0;
  virtual Snapshots& snapshots() = 0;
  virtual Credentials& credentials() = 0;
  virtual Sessions& sessions() = 0;
  virtual AccessLog& access_log() = 0;
  virtual PersonKeys& person_keys() = 0;
  virtual Ballots& ballots() = 0;
  virtual Files& files() = 0;
};

}  // namespace diemcau::store
