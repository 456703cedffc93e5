#pragma once

#include <string>
#include <vector>

#include "paper/problem.h"

namespace diemcau::paper {

// What a PDF is set in: these files and no other fonts of the machine, so that a page looks the
// same everywhere.
struct Fonts {
  std::string family = "Liberation Serif";  // has the widths of Times New Roman
  std::vector<std::string> files;           // its four faces, then any for letters it has not
};

// Liberation Serif where Debian's fonts-liberation2 puts it (in later releases: fonts-liberation);
// `folders` come before those places.
Result<Fonts, Problem> find_fonts(const std::vector<std::string>& folders = {});

}  // namespace diemcau::paper
