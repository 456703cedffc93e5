#pragma once

#include <cairo.h>

#include <functional>
#include <string>
#include <vector>

#include "paper/document.h"
#include "paper/paginate.h"
#include "paper/typesetter.h"

// Inside the folder only: blocks into strips that can be put on pages.
namespace diemcau::paper {

struct Strip {
  StripSize size;
  std::function<void(cairo_t*, double top_pt)> draw;
  size_t owner = 0;       // strips of one block have one number
  const char* tag = "P";  // of the PDF's structure tree: "P", "H1", "H2", "Table", "Figure"
  std::string title;      // of a heading's first strip: its text, for the outline
};

// The strips' closures refer to `typesetter`'s fonts and to `document`.
std::vector<Strip> compose(const Document& document, const Typesetter& typesetter);

}  // namespace diemcau::paper
