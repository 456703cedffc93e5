#pragma once

#include <string_view>

namespace diemcau::journal {

// A reason for which a domain refuses, with the sentence that a person reads in both languages. The
// names in braces are facts of the refusal; pages put names in the place of ids.
struct RefusalText {
  std::string_view code;
  std::string_view vi;
  std::string_view en;
};

}  // namespace diemcau::journal
