#include "store/backup.h"

#include <fmt/format.h>

#include "store/disk.h"
#include "store/disk_files.h"
#include "store/sentences.h"
#include "store/tables.h"

namespace diemcau::store {

namespace {

Path beside(Path path) {
  path += kPartialSuffix;
  return path;
}

// A connection of its own: the store goes on meanwhile, and its write-ahead log is read along.
Stored<Unit> copy_rows(const Path& from, const Path& to) {
  DatabaseOptions options;
  options.path = from.native();
  options.wal = from.filename() == kJournalFile;
  auto database = Database::open(options);
  if (!database.ok()) return Err{database.error()};
  return (*database)->query("VACUUM INTO ?").with(std::string_view(to.native())).run();
}

// As of one moment, without what was deleted.
Stored<Unit> copy_database(const Path& from, const Path& to) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(from, error)) {
    return Err{Failure{fmt::format("There is no {}: name the data directory of this installation.",
                                   from.native())}};
  }
  const Path partial = beside(to);
  Stored<Unit> done = remove_file(partial);
  if (done.ok()) done = copy_rows(from, partial);
  if (done.ok()) done = sync_file(partial);
  if (done.ok()) done = put_in_place(partial, to);
  return done;
}

Stored<Unit> copy_once(const Path& from, const Path& to) {
  std::error_code ignored;
  if (std::filesystem::exists(to, ignored)) return Unit{};
  const auto bytes = read_file(from);
  if (!bytes.ok()) return Err{bytes.error()};
  auto done = make_directory(to.parent_path());
  if (done.ok()) done = write_file(to, *bytes);
  return done;
}

Stored<std::vector<Path>> files_in(const Path& directory) {
  std::vector<Path> found;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator at(directory, error), end; !error && at != end;
       at.increment(error)) {
    const bool whole = !at->path().native().ends_with(kPartialSuffix);
    if (whole && at->is_regular_file(error)) found.push_back(at->path());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return Err{Failure{disk_sentence("read", directory.native(), error.value())}};
  }
  return found;
}

// A file never changes, so one that is there need not be copied again.
Stored<Unit> copy_files(const Path& from, const Path& to) {
  const auto files = files_in(from);
  if (!files.ok()) return Err{files.error()};
  for (const Path& file : *files) {
    if (auto done = copy_once(file, to / file.lexically_relative(from)); !done.ok()) return done;
  }
  return Unit{};
}

// What has been removed from the installation goes from the backup too.
Stored<Unit> remove_others(const Path& from, const Path& to) {
  const auto copies = files_in(to);
  if (!copies.ok()) return Err{copies.error()};
  for (const Path& copy : *copies) {
    std::error_code error;
    const bool is_there = std::filesystem::exists(from / copy.lexically_relative(to), error);
    if (is_there || error) continue;
    if (auto done = remove_file(copy); !done.ok()) return done;
  }
  return Unit{};
}

}  // namespace

// In this order a fact of the copy finds its keys and files there: they are older than it.
Stored<Unit> back_up(const Path& directory, const BackupPlaces& places) {
  std::error_code ignored;
  if (std::filesystem::weakly_canonical(places.data, ignored) ==
      std::filesystem::weakly_canonical(places.keys, ignored)) {
    return Err{Failure{"Name two places: the keys of persons must not lie with the data."}};
  }
  auto done = make_directory(places.data);
  if (done.ok()) done = make_directory(places.keys);
  if (done.ok()) done = copy_database(directory / kJournalFile, places.data / kJournalFile);
  if (done.ok()) done = copy_database(directory / kKeysFile, places.keys / kKeysFile);
  if (done.ok()) done = copy_files(directory / "files", places.data / "files");
  if (done.ok()) done = remove_others(directory / "files", places.data / "files");
  return done;
}

}  // namespace diemcau::store
