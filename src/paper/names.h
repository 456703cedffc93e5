#pragma once

#include <string>

#include "conference/types.h"

namespace diemcau::paper {

// What ids are called in a document. Empty: erased or unknown; the document then says so in the
// template's words. Asked on the thread that builds the document: hand in a copy that it may read.
class Names {
 public:
  virtual ~Names() = default;
  virtual std::string person(PersonId person) const = 0;
  virtual std::string post(PostId post) const = 0;  // "Giám đốc", without its unit
  virtual std::string unit(UnitId unit) const = 0;
  virtual std::string theme(conference::ThemeId theme) const = 0;
};

}  // namespace diemcau::paper
