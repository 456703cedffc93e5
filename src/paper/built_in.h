#pragma once

#include <span>
#include <string_view>

// Inside the folder only: the files of templates/, which the build puts into the program
// (templates.cmake).
namespace diemcau::paper {

struct BuiltIn {
  std::string_view name;  // "minutes.vi"
  std::string_view text;
};

std::span<const BuiltIn> built_in_templates();

}  // namespace diemcau::paper
