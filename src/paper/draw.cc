#include "paper/draw.h"

#include <numbers>

namespace diemcau::paper {

namespace {

constexpr double kBorderPt = 0.5;
constexpr double kQuarter = std::numbers::pi / 2;

void rounded(cairo_t* cairo, double x, double y, double w, double h, double r) {
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + w - r, y + r, r, -kQuarter, 0);
  cairo_arc(cairo, x + w - r, y + h - r, r, 0, kQuarter);
  cairo_arc(cairo, x + r, y + h - r, r, kQuarter, 2 * kQuarter);
  cairo_arc(cairo, x + r, y + r, r, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(cairo);
}

void polygon(cairo_t* cairo, const std::vector<double>& points) {
  cairo_new_sub_path(cairo);
  for (size_t i = 0; i + 1 < points.size(); i += 2) cairo_line_to(cairo, points[i], points[i + 1]);
}

void trace(cairo_t* cairo, const Shape& shape) {
  const std::vector<double>& n = shape.numbers;
  switch (shape.kind) {
    case Shape::Kind::kRect:
      return cairo_rectangle(cairo, n[0], n[1], n[2], n[3]);
    case Shape::Kind::kRounded:
      return rounded(cairo, n[0], n[1], n[2], n[3], n[4]);
    case Shape::Kind::kCircle:
      cairo_new_sub_path(cairo);
      return cairo_arc(cairo, n[0], n[1], n[2], 0, 4 * kQuarter);
    case Shape::Kind::kLine:
      return polygon(cairo, n);
    case Shape::Kind::kArea:
      polygon(cairo, n);
      return cairo_close_path(cairo);
  }
}

void draw_shape(cairo_t* cairo, const Shape& shape) {
  cairo_new_path(cairo);
  trace(cairo, shape);
  cairo_set_source_rgb(cairo, shape.grey, shape.grey, shape.grey);
  if (shape.stroke <= 0) return cairo_fill(cairo);
  cairo_set_line_width(cairo, shape.stroke);
  cairo_stroke(cairo);
}

}  // namespace

void draw_rule(cairo_t* cairo, double left, double top, double length, double thick) {
  cairo_rectangle(cairo, left, top, length, thick);
  cairo_fill(cairo);
}

void draw_box(cairo_t* cairo, double left, double top, double width, double height) {
  cairo_set_line_width(cairo, kBorderPt);
  cairo_rectangle(cairo, left, top, width, height);
  cairo_stroke(cairo);
}

void draw_drawing(cairo_t* cairo, const Drawing& drawing, double left, double top) {
  cairo_save(cairo);
  cairo_translate(cairo, left, top);
  const double scale = drawing.width_mm * kPointsPerMm / drawing.units;
  cairo_scale(cairo, scale, scale);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  for (const Shape& shape : drawing.shapes) draw_shape(cairo, shape);
  cairo_restore(cairo);
}

}  // namespace diemcau::paper
