#pragma once

#include <sys/types.h>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

// Small files that the server keeps for itself. Every error is one sentence for a person.
namespace diemcau::http {

// Makes the directory and those above it; new ones are closed to others (0700).
Result<Unit, std::string> make_directory(const std::filesystem::path& directory);

// Replaces the file as a whole: after a crash or on a full disk the old one is still there.
Result<Unit, std::string> write_file(const std::filesystem::path& file, std::string_view content,
                                     mode_t mode);

Result<std::string, std::string> read_file(const std::filesystem::path& file,
                                           size_t max_bytes = 1024 * 1024);

// "… : the disk is full; free some space and start again."
std::string file_error(const std::filesystem::path& file, std::string_view what_failed,
                       int error_number);

}  // namespace diemcau::http
