#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/time.h"

// A document as it lies on paper, before any file format: built once, written as DOCX (docx.h) and
// as PDF (pdf.h). Plain data. Lengths in millimetres, sizes of type in points (1/72 inch). Text is
// UTF-8, composed, without control characters: render() (template.h) sees to that.
namespace diemcau::paper {

inline constexpr double kPointsPerMm = 72 / 25.4;

enum class Align : uint8_t { kLeft, kCentre, kRight, kJustify };

struct RunStyle {
  bool bold = false;
  bool italic = false;
  double size_pt = 14;
  double grey = 0;  // 0 black … 1 white
  bool operator==(const RunStyle&) const = default;
};

// A stretch of text in one style.
struct Run {
  std::string text;
  RunStyle style;
  bool operator==(const Run&) const = default;
};

struct ParagraphStyle {
  Align align = Align::kLeft;
  double indent_mm = 0;      // of all lines
  double first_line_mm = 0;  // of the first one, beyond `indent_mm`; negative: it hangs out
  double before_pt = 0;      // not at the top of a page
  double after_pt = 0;
  double line = 1;  // of the single line's height
  bool keep_with_next = false;
  uint8_t heading = 0;  // 1, 2: a title of the outline; 0: text
  bool operator==(const ParagraphStyle&) const = default;
};

struct Paragraph {
  std::vector<Run> runs;
  ParagraphStyle style;
  std::string anchor;  // a name that links can lead to ("su_kien_12"); unique in its document
  bool operator==(const Paragraph&) const = default;
};

// A straight line below a motto or an agency's name: drawn, as the decree wants it, no underline.
struct Rule {
  double length_mm = 0;
  double gap_pt = 2;  // above it
  bool keep_with_next = true;
  bool operator==(const Rule&) const = default;
};

// Empty height: where a signature and a seal go.
struct Gap {
  double height_mm = 0;
  bool keep_with_next = true;
  bool operator==(const Gap&) const = default;
};

// Lines and areas in a box of its own units. Stands in PDFs only; a DOCX shows `description`.
struct Shape {
  enum class Kind : uint8_t { kRect, kRounded, kCircle, kLine, kArea };
  Kind kind = Kind::kRect;
  std::vector<double>
      numbers;        // rect: x y w h · rounded: x y w h r · circle: x y r · others: x y …
  double stroke = 0;  // width of the pen; 0: filled
  double grey = 0;
  bool operator==(const Shape&) const = default;
};
struct Drawing {
  double width_mm = 0;
  double height_mm = 0;
  double units = 100;  // the width in the shapes' units; one unit is as high as wide
  Align align = Align::kLeft;
  std::vector<Shape> shapes;
  std::string description;
  bool keep_with_next = false;
  bool operator==(const Drawing&) const = default;
};

// What a cell holds, one below the other.
using Piece = std::variant<Paragraph, Rule, Gap, Drawing>;

struct Cell {
  std::vector<Piece> pieces;
  bool middle = false;  // centred over the height of its row
  bool operator==(const Cell&) const = default;
};

struct Row {
  std::vector<Cell> cells;
  bool header = false;  // repeated on every page; header rows come first
  bool operator==(const Row&) const = default;
};

// Rows are not cut unless one is higher than a page.
struct Table {
  std::vector<double> widths_mm;
  std::vector<Row> rows;
  bool borders = true;
  double pad_mm = 1.5;      // left and right inside a cell; half of it above and below
  bool keep_whole = false;  // on one page, if one page can hold it
  std::string description;
  bool operator==(const Table&) const = default;
};

struct PageBreak {
  bool operator==(const PageBreak&) const = default;
};

using Block = std::variant<Paragraph, Rule, Gap, Drawing, Table, PageBreak>;

struct PageSetup {
  double width_mm = 210;
  double height_mm = 297;
  double top_mm = 20;
  double bottom_mm = 20;
  double left_mm = 30;
  double right_mm = 20;
  bool numbered = true;  // in the middle of the top margin, from the second page on
  double number_pt = 13;
  bool one_page = false;  // what does not fit is made smaller, letters and all; in PDFs
  bool operator==(const PageSetup&) const = default;
};

inline double text_width_mm(const PageSetup& page) {
  return page.width_mm - page.left_mm - page.right_mm;
}
inline double text_height_mm(const PageSetup& page) {
  return page.height_mm - page.top_mm - page.bottom_mm;
}

struct Document {
  std::string title;
  std::string author;
  std::string language = "vi";  // BCP 47
  std::string font = "Times New Roman";
  UnixTime created;  // stands in the file; nothing else makes two writings differ
  PageSetup page;
  std::vector<Block> body;
  bool operator==(const Document&) const = default;
};

}  // namespace diemcau::paper
