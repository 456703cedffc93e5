#pragma once

#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <memory>
#include <vector>

#include "paper/document.h"
#include "paper/fonts.h"
#include "paper/problem.h"

// Inside the folder only: text into lines, by Pango, in the given fonts alone.
namespace diemcau::paper {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

// Pango 1.50 does not let go of a map's configuration when the map ends.
struct DropMap {
  void operator()(PangoFontMap* map) const {
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), nullptr);
    g_object_unref(map);
  }
};

// A paragraph broken into lines of one width.
struct Lines {
  std::shared_ptr<PangoLayout> layout;
  size_t count = 0;
  double pitch_pt = 0;   // from one baseline to the next
  double ascent_pt = 0;  // of the first baseline below the top of its line
};

// The line's left end and baseline; lines of a paragraph in one go or one by one.
void draw_line(cairo_t* cairo, const Lines& lines, size_t line, double left_pt, double top_pt);

class Typesetter {
 public:
  static Result<Typesetter, Problem> make(const Document& document, const Fonts& fonts);

  Lines set(const Paragraph& paragraph, double width_pt) const;
  // The page's number.
  Lines set(const std::string& text, const RunStyle& style) const;

 private:
  Typesetter() = default;
  std::unique_ptr<PangoFontMap, DropMap> map_;
  Held<PangoContext> context_;
  std::string family_;
};

}  // namespace diemcau::paper
