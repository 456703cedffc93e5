#pragma once

#include "store/disk.h"
#include "store/files.h"

namespace diemcau::store {

class DiskFiles final : public Files {
 public:
  explicit DiskFiles(Path directory, size_t max_bytes = kMaxFileBytes)
      : directory_(std::move(directory)), max_bytes_(max_bytes) {}
  // Makes the directory; removes what a loss of power left half written.
  Stored<Unit> load();

  Answered<KeptFile> put(Bytes bytes, std::string_view claimed_media_type) override;
  Stored<std::vector<uint8_t>> get(std::string_view id) override;
  bool has(std::string_view id) const override;
  Stored<Unit> remove(std::string_view id) override;

 private:
  Path directory_;
  size_t max_bytes_;
};

// Where a file stands below files/: "ab/cdef..."; empty if `id` is no id.
Path place_of_file(std::string_view id);

}  // namespace diemcau::store
