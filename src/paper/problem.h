#pragma once

#include <string>

#include "base/result.h"

namespace diemcau::paper {

// Why there is no document. `code` is the key of a sentence (sentence()); `where` fills its gap: a
// part of the template, a file, a value's name.
struct Problem {
  std::string code;
  std::string where;
  bool operator==(const Problem&) const = default;
};

inline Err<Problem> problem(std::string code, std::string where = {}) {
  return Err{Problem{std::move(code), std::move(where)}};
}

// For a person, in "vi" or "en": what to do next.
std::string sentence(const Problem& problem, const std::string& language);

}  // namespace diemcau::paper
