#include "store/open.h"

#include <sodium.h>

#include "store/disk.h"
#include "store/disk_files.h"
#include "store/tables.h"

namespace diemcau::store {

namespace {

// A data directory on this machine's disk. The lock is taken first and let go of last.
class LocalStore final : public Store {
 public:
  LocalStore(DirectoryLock lock, std::unique_ptr<Tables> tables, DiskFiles files)
      : lock_(std::move(lock)), tables_(std::move(tables)), files_(std::move(files)) {}

  JournalStore& journal() override { return tables_->journal(); }
  Snapshots& snapshots() override { return tables_->snapshots(); }
  Credentials& credentials() override { return tables_->credentials(); }
  Sessions& sessions() override { return tables_->sessions(); }
  AccessLog& access_log() override { return tables_->access_log(); }
  PersonKeys& person_keys() override { return tables_->person_keys(); }
  Ballots& ballots() override { return tables_->ballots(); }
  Files& files() override { return files_; }

 private:
  DirectoryLock lock_;
  std::unique_ptr<Tables> tables_;
  DiskFiles files_;
};

}  // namespace

Stored<std::unique_ptr<Store>> open_store(const Path& directory, SecureRandom& random) {
  if (sodium_init() < 0) return Err{Failure{"libsodium does not start on this machine."}};
  if (const auto made = make_directory(directory); !made.ok()) return Err{made.error()};
  auto lock = DirectoryLock::take(directory);
  if (!lock.ok()) return Err{lock.error()};
  TablesOptions options;
  options.directory = directory.native();
  options.sync_directory = [&] { return sync_directory(directory); };
  auto tables = Tables::open(options, random);
  if (!tables.ok()) return Err{tables.error()};
  DiskFiles files(directory / "files");
  if (const auto loaded = files.load(); !loaded.ok()) return Err{loaded.error()};
  return std::unique_ptr<Store>(
      new LocalStore(std::move(*lock), std::move(*tables), std::move(files)));
}

}  // namespace diemcau::store
