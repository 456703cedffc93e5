#pragma once

#include <string>
#include <utility>
#include <vector>

#include "paper/problem.h"

namespace diemcau::paper {

// A zip archive of these files, in this order, all dated 1980-01-01: equal files, equal bytes.
using NamedFile = std::pair<std::string, std::string>;
Result<std::string, Problem> zip_of(const std::vector<NamedFile>& files);

}  // namespace diemcau::paper
