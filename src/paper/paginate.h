#pragma once

#include <cstddef>
#include <vector>

// Inside the folder only: which strip of a document stands on which page and where. Pure numbers.
namespace diemcau::paper {

inline constexpr size_t kNoHeader = static_cast<size_t>(-1);

// A horizontal piece that is never cut: a line of text, a row of a table.
struct StripSize {
  double height_pt = 0;
  double before_pt = 0;       // above it, unless it begins a page
  bool stick = false;         // no page ends between it and the next
  bool new_page = false;      // it begins one
  size_t header = kNoHeader;  // strips [header, header_end) stand again above it on a new page
  size_t header_end = 0;
};

struct Placed {
  size_t strip = 0;
  double top_pt = 0;  // from the top of the text's area
  bool operator==(const Placed&) const = default;
};
using PlacedPage = std::vector<Placed>;

// Strips that stick together stand on one page if one page can hold them; a strip higher than a
// page stands alone on one.
std::vector<PlacedPage> paginate(const std::vector<StripSize>& strips, double page_height_pt);

}  // namespace diemcau::paper
