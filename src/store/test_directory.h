#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

#include "base/check.h"

namespace diemcau::store {

// A directory for one test, in memory where the system has such a place: what these tests ask about
// does not need a real disk, and a real sync would make them slow.
class TestDirectory {
 public:
  TestDirectory() {
    std::error_code ignored;
    const bool has_shm = std::filesystem::is_directory("/dev/shm", ignored);
    std::string name = (has_shm ? std::filesystem::path("/dev/shm")
                                : std::filesystem::temp_directory_path(ignored)) /
                       "diemcau-test-XXXXXX";
    DIEMCAU_CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace diemcau::store
