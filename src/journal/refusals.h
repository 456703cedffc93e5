#pragma once

#include <algorithm>
#include <string_view>

namespace diemcau::journal {

// A reason for which a domain refuses, with the sentence that a person reads in both languages. The
// names in braces are facts of the refusal; pages put names in the place of ids.
struct RefusalText {
  std::string_view code;
  std::string_view vi;
  std::string_view en;
};

// A code of a domain's table: another one does not compile.
template <const auto& kTable>
struct RefusalCodeOf {
  template <size_t N>
  consteval RefusalCodeOf(const char (&text)[N]) : code(text) {  // NOLINT
    if (std::none_of(kTable.begin(), kTable.end(),
                     [&](const RefusalText& known) { return known.code == code; })) {
      throw "a code that is not in the table";
    }
  }
  std::string_view code;
};

}  // namespace diemcau::journal
