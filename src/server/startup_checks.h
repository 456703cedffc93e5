#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "server/media.h"

namespace diemcau::server {

// Makes the data directory and tries to write into it; a sentence if that fails.
Result<Unit, std::string> prepare_data_directory(const std::filesystem::path& data);

// Raises the limit of open files as far as this process may; a sentence if that is too little for
// `wanted`.
std::optional<std::string> raise_open_files(size_t wanted);

// A sentence if the kernel's socket buffers are too small for many sites.
std::optional<std::string> judge_buffers(const Media::Buffers& buffers);

}  // namespace diemcau::server
