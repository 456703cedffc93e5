#pragma once

#include <cairo.h>

#include <string>

#include "paper/document.h"

// Inside the folder only: ink and the PDF's tags.
namespace diemcau::paper {

// An element of the structure tree, for readers that speak (ISO 32000-1 section 14.8.4).
class Tagged {
 public:
  Tagged(cairo_t* cairo, const char* tag, const std::string& attributes = "")
      : cairo_(cairo), tag_(tag) {
    cairo_tag_begin(cairo_, tag_, attributes.c_str());
  }
  ~Tagged() { cairo_tag_end(cairo_, tag_); }
  Tagged(const Tagged&) = delete;
  Tagged& operator=(const Tagged&) = delete;

 private:
  cairo_t* cairo_;
  const char* tag_;
};

// With a named destination around it, if there is an anchor.
template <class Draw>
void draw_anchored(cairo_t* cairo, const std::string* anchor, const Draw& draw) {
  if (anchor == nullptr) return draw();
  const Tagged destination(cairo, CAIRO_TAG_DEST, "name='" + *anchor + "'");
  draw();
}

void draw_rule(cairo_t* cairo, double left, double top, double length, double thick);
void draw_box(cairo_t* cairo, double left, double top, double width, double height);
void draw_drawing(cairo_t* cairo, const Drawing& drawing, double left, double top);

}  // namespace diemcau::paper
