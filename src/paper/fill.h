#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "paper/template.h"

// Inside the folder only: how the texts of a template take their values.
namespace diemcau::paper {

// Caught in render(); it never leaves the folder.
struct Refused {
  Problem problem;
};
[[noreturn]] inline void refuse(std::string code, std::string where) {
  throw Refused{{std::move(code), std::move(where)}};
}

// The values that a part of a template sees: those of the row it is drawn for, then those of what
// surrounds that row, up to the document's.
class Scope {
 public:
  Scope(const Json& values, const Json& phrases);

  // The same with one row's values in front; `number` counts the rows from 1.
  Scope inside(const Json& row, size_t number) const;

  // "call.title"; nullptr: there is none.
  const Json* find(std::string_view path) const;
  // As find(), but a value that is not there is a Problem.
  const Json& at(std::string_view path) const;

  // Neither empty, nor zero, nor false, nor absent from the row.
  bool holds(std::string_view path) const;

  // "Số: {letterhead.number}": "{path}" becomes the value, "{path|phrase}" the phrase with the
  // value in front of its scope; a phrase that is an object is looked up by the value;
  // "{path|upper}" is in capitals. Text comes out composed and without control characters other
  // than the line's end.
  std::string fill(std::string_view text) const;

 private:
  struct Level {
    const Json* values;
    Json number;  // null on the outermost level
  };
  std::string value_of(std::string_view asked) const;
  std::string phrase(const std::string& name, const Json& value) const;

  const Json* phrases_;
  std::vector<Level> levels_;  // innermost last
};

}  // namespace diemcau::paper
