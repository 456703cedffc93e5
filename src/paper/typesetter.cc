#include "paper/typesetter.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>

namespace diemcau::paper {

namespace {

// Ascent, descent and line gap of Times New Roman and its twin, in em: what word processors call
// a single line.
constexpr double kSingleLine = 1.149;
constexpr double kAscent = 0.891;

struct DropConfig {
  void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};

// A configuration of our own: the machine's fonts and settings do not reach the page.
std::unique_ptr<FcConfig, DropConfig> config_of(const Fonts& fonts, std::string& missing) {
  std::unique_ptr<FcConfig, DropConfig> config(FcConfigCreate());
  for (const std::string& file : fonts.files) {
    const auto* path = reinterpret_cast<const FcChar8*>(file.c_str());
    if (FcConfigAppFontAddFile(config.get(), path) == FcFalse) missing = file;
  }
  return config;
}

struct FreeOptions {
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

// Paper has no pixels: letters stand where the font's own widths put them.
void measure_as_on_paper(PangoContext* context) {
  const std::unique_ptr<cairo_font_options_t, FreeOptions> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options.get());
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_round_glyph_positions(context, FALSE);
}

int units(double points) { return static_cast<int>(std::lround(points * PANGO_SCALE)); }

struct FreeFont {
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};

void add_attribute(PangoAttrList* list, PangoAttribute* attribute, guint from, guint to) {
  attribute->start_index = from;
  attribute->end_index = to;
  pango_attr_list_insert(list, attribute);
}

void add_run(PangoAttrList* list, const std::string& family, const RunStyle& style, guint from,
             guint to) {
  const std::unique_ptr<PangoFontDescription, FreeFont> font(pango_font_description_new());
  pango_font_description_set_family(font.get(), family.c_str());
  pango_font_description_set_absolute_size(font.get(), units(style.size_pt));
  pango_font_description_set_weight(font.get(),
                                    style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style(font.get(),
                                   style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  add_attribute(list, pango_attr_font_desc_new(font.get()), from, to);
  if (style.grey <= 0) return;
  const auto level = static_cast<guint16>(style.grey * 65535);
  add_attribute(list, pango_attr_foreground_new(level, level, level), from, to);
}

void set_text(PangoLayout* layout, const std::vector<Run>& runs, const std::string& family) {
  std::string text;
  PangoAttrList* list = pango_attr_list_new();
  add_attribute(list, pango_attr_insert_hyphens_new(FALSE), 0, PANGO_ATTR_INDEX_TO_TEXT_END);
  for (const Run& run : runs) {
    const auto from = static_cast<guint>(text.size());
    text += run.text;
    add_run(list, family, run.style, from, static_cast<guint>(text.size()));
  }
  pango_layout_set_text(layout, text.c_str(), static_cast<int>(text.size()));
  pango_layout_set_attributes(layout, list);
  pango_attr_list_unref(list);
}

void set_shape(PangoLayout* layout, const ParagraphStyle& style, double width_pt) {
  // A hanging first line begins at the indent's left: Pango indents the others then.
  const double first = style.first_line_mm * kPointsPerMm;
  const double indent = style.indent_mm * kPointsPerMm + std::min(first, 0.0);
  pango_layout_set_width(layout, units(std::max(width_pt - indent, 10.0)));
  pango_layout_set_indent(layout, static_cast<int>(first * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir(layout, FALSE);
  pango_layout_set_justify(layout, style.align == Align::kJustify);
  pango_layout_set_alignment(layout, style.align == Align::kCentre  ? PANGO_ALIGN_CENTER
                                     : style.align == Align::kRight ? PANGO_ALIGN_RIGHT
                                                                    : PANGO_ALIGN_LEFT);
}

double largest(const std::vector<Run>& runs) {
  double size = 0;
  for (const Run& run : runs) size = std::max(size, run.style.size_pt);
  return size == 0 ? 14 : size;
}

}  // namespace

Result<Typesetter, Problem> Typesetter::make(const Document& document, const Fonts& fonts) {
  std::string missing = fonts.files.empty() ? fonts.family : "";
  const auto config = config_of(fonts, missing);
  if (!missing.empty()) return problem("fonts.missing", missing);
  Typesetter typesetter;
  typesetter.family_ = fonts.family;
  typesetter.map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(typesetter.map_.get()), config.get());
  typesetter.context_.reset(pango_font_map_create_context(typesetter.map_.get()));
  pango_context_set_language(typesetter.context_.get(),
                             pango_language_from_string(document.language.c_str()));
  measure_as_on_paper(typesetter.context_.get());
  return typesetter;
}

Lines Typesetter::set(const Paragraph& paragraph, double width_pt) const {
  Lines lines;
  lines.layout.reset(pango_layout_new(context_.get()), Unref());
  set_text(lines.layout.get(), paragraph.runs, family_);
  set_shape(lines.layout.get(), paragraph.style, width_pt);
  const double size = largest(paragraph.runs);
  lines.pitch_pt = size * kSingleLine * paragraph.style.line;
  // What a wider pitch adds stands above the letters, as in a word processor.
  lines.ascent_pt = lines.pitch_pt - size * (kSingleLine - kAscent);
  lines.count = static_cast<size_t>(pango_layout_get_line_count(lines.layout.get()));
  return lines;
}

Lines Typesetter::set(const std::string& text, const RunStyle& style) const {
  return set(Paragraph{{{text, style}}, {}, ""}, 1000);
}

void draw_line(cairo_t* cairo, const Lines& lines, size_t line, double left_pt, double top_pt) {
  PangoLayout* layout = lines.layout.get();
  PangoLayoutIter* at = pango_layout_get_iter(layout);
  for (size_t i = 0; i < line; ++i) pango_layout_iter_next_line(at);
  PangoRectangle logical;
  pango_layout_iter_get_line_extents(at, nullptr, &logical);
  cairo_move_to(cairo, left_pt + pango_units_to_double(logical.x), top_pt + lines.ascent_pt);
  pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(at));
  pango_layout_iter_free(at);
}

}  // namespace diemcau::paper
