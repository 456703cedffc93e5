#include "store/disk_files.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/digest.h"
#include "store/sentences.h"

namespace diemcau::store {

namespace {

using journal::Refusal;

Err<NotDone> refused(Refusal refusal) { return Err{NotDone{std::move(refusal)}}; }

Err<Failure> unknown(std::string_view id) {
  return Err{Failure{fmt::format("There is no file {}: restore it from a backup.", id)}};
}

}  // namespace

Path place_of_file(std::string_view id) {
  const bool is_id = id.size() == 64 && std::ranges::all_of(id, [](char c) {
                       return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                     });
  return is_id ? Path(id.substr(0, 2)) / id.substr(2) : Path{};
}

Stored<Unit> DiskFiles::load() {
  if (auto done = make_directory(directory_); !done.ok()) return done;
  std::error_code error;
  std::vector<Path> partial;
  for (std::filesystem::recursive_directory_iterator at(directory_, error), end;
       !error && at != end; at.increment(error)) {
    if (at->path().native().ends_with(kPartialSuffix)) partial.push_back(at->path());
  }
  if (error) {
    return Err{Failure{disk_sentence("read", directory_.native(), error.value())}};
  }
  for (const Path& path : partial) {
    if (auto done = remove_file(path); !done.ok()) return done;
  }
  return Unit{};
}

Answered<KeptFile> DiskFiles::put(Bytes bytes, std::string_view claimed_media_type) {
  if (bytes.empty()) return refused({"file.empty"});
  if (bytes.size() > max_bytes_) {
    return refused({"file.too_large", {{"megabytes", max_bytes_ >> 20}}});
  }
  const auto claimed = type_of(claimed_media_type);
  if (!claimed) return refused({"file.type_not_taken"});
  if (sniff(bytes) != claimed) {
    return refused({"file.other_type", {{"claimed", media_type(*claimed)}}});
  }
  KeptFile file{hex(sha256(bytes)), *claimed, bytes.size()};
  const Path path = directory_ / place_of_file(file.id);
  // A file that is there is whole, or it would not have its name; one that the disk has damaged
  // since is mended.
  if (get(file.id).ok()) return file;
  auto done = make_directory(path.parent_path());
  if (done.ok()) done = write_file(path, bytes);
  if (!done.ok()) return Err{NotDone{done.error()}};
  return file;
}

Stored<std::vector<uint8_t>> DiskFiles::get(std::string_view id) {
  if (!has(id)) return unknown(id);
  const Path path = directory_ / place_of_file(id);
  auto bytes = read_file(path);
  if (bytes.ok() && hex(sha256(*bytes)) != id) {
    return Err{Failure{damaged_sentence(path.native(), "it is not what was kept")}};
  }
  return bytes;
}

bool DiskFiles::has(std::string_view id) const {
  const Path place = place_of_file(id);
  std::error_code ignored;
  return !place.empty() && std::filesystem::is_regular_file(directory_ / place, ignored);
}

Stored<Unit> DiskFiles::remove(std::string_view id) {
  return has(id) ? remove_file(directory_ / place_of_file(id)) : Stored<Unit>(Unit{});
}

}  // namespace diemcau::store
