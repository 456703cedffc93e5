#pragma once

#include <string>
#include <vector>

#include "clip.h"

namespace diemcau::sites {

// Reads the clips that make_clips.sh has made, up to `count`, in their order. `picture` is an IVF
// file that takes the place of every picture; empty: each its own. The error is a sentence.
Result<std::vector<Clip>, std::string> load_clips(const std::string& folder, size_t count,
                                                  const std::string& picture);

}  // namespace diemcau::sites
