#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "store/failure.h"
#include "store/file_type.h"

namespace diemcau::store {

inline constexpr size_t kMaxFileBytes = size_t{64} << 20;

// A file as facts refer to it: by what is in it.
struct KeptFile {
  std::string id;  // SHA-256 of the bytes, 64 hexadecimal digits
  FileType type = FileType::kText;
  uint64_t size = 0;
  bool operator==(const KeptFile&) const = default;
};

// Papers, pictures, documents: each under DATA/files/ab/cdef... by its SHA-256, written once and
// never changed. Names, owners and types are facts of the journal; here is what they point to.
class Files {
 public:
  virtual ~Files() = default;
  // Durable afterwards. Refused, with nothing kept: "file.empty", "file.too_large",
  // "file.type_not_taken" (what it is said to be), "file.other_type" (it is not that).
  virtual Answered<KeptFile> put(Bytes bytes, std::string_view claimed_media_type) = 0;
  // Fails if it is not there or no longer what it was.
  virtual Stored<std::vector<uint8_t>> get(std::string_view id) = 0;
  virtual bool has(std::string_view id) const = 0;
  // For what must be erased. Gone already: fine. Every fact that names it loses it.
  virtual Stored<Unit> remove(std::string_view id) = 0;
};

}  // namespace diemcau::store
