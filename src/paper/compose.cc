#include "paper/compose.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "paper/draw.h"

namespace diemcau::paper {

namespace {

constexpr double kRulePt = 0.7;
constexpr size_t kOrphans = 2;  // lines of a paragraph that stand alone at neither end of a page

// Where a block stands: the page's text area or the inside of a cell.
struct Column {
  double left_pt = 0;
  double width_pt = 0;
};

double aligned(Align align, const Column& column, double width_pt) {
  const double rest = column.width_pt - width_pt;
  const double share = align == Align::kCentre ? 0.5 : align == Align::kRight ? 1 : 0;
  return column.left_pt + rest * share;
}

const char* tag_of(const Paragraph& paragraph) {
  constexpr const char* kTags[] = {"P", "H1", "H2"};
  return kTags[std::min<uint8_t>(paragraph.style.heading, 2)];
}

std::string text_of(const Paragraph& paragraph) {
  std::string text;
  for (const Run& run : paragraph.runs) text += run.text;
  return text;
}

// A cell's strips and which of them stand in the piece of the row that is being cut.
struct CellStrips {
  std::vector<Strip> strips;
  size_t next = 0;
};
struct RowPiece {
  std::vector<std::vector<Placed>> cells;  // by column
  double height_pt = 0;                    // of the highest cell's content
};

class Composer {
 public:
  Composer(const Document& document, const Typesetter& typesetter)
      : document_(document), typesetter_(typesetter) {}

  std::vector<Strip> all() {
    const Column column{0, text_width_mm(document_.page) * kPointsPerMm};
    for (const Block& block : document_.body) {
      std::visit([&](const auto& one) { add(one, column, strips_); }, block);
    }
    return std::move(strips_);
  }

 private:
  using Strips = std::vector<Strip>;

  Strip& append(Strips& strips, size_t owner, double height_pt) {
    Strip& strip = strips.emplace_back();
    strip.size.height_pt = height_pt;
    strip.size.new_page = std::exchange(new_page_, false);
    strip.size.before_pt = std::exchange(after_pt_, 0);
    strip.owner = owner;
    return strip;
  }

  void add(const PageBreak&, const Column&, Strips&) { new_page_ = true; }

  void add(const Paragraph& paragraph, const Column& column, Strips& strips) {
    const size_t owner = ++owners_;
    const ParagraphStyle& style = paragraph.style;
    const auto lines = std::make_shared<Lines>(typesetter_.set(paragraph, column.width_pt));
    const double hang = std::min(style.first_line_mm, 0.0);
    const double left = column.left_pt + (style.indent_mm + hang) * kPointsPerMm;
    // The larger of the two, as Word has it.
    after_pt_ = std::max(after_pt_, style.before_pt);
    for (size_t i = 0; i < lines->count; ++i) {
      Strip& strip = append(strips, owner, lines->pitch_pt);
      const bool last = i + 1 == lines->count;
      strip.size.stick =
          last ? style.keep_with_next : i + 1 < kOrphans || i + kOrphans >= lines->count;
      strip.tag = tag_of(paragraph);
      if (i == 0 && style.heading != 0) strip.title = text_of(paragraph);
      const std::string* anchor = i == 0 && !paragraph.anchor.empty() ? &paragraph.anchor : nullptr;
      strip.draw = [lines, i, left, anchor](cairo_t* cairo, double top) {
        draw_anchored(cairo, anchor, [&] { draw_line(cairo, *lines, i, left, top); });
      };
    }
    after_pt_ = style.after_pt;
  }

  void add(const Rule& rule, const Column& column, Strips& strips) {
    const size_t owner = ++owners_;
    const double length = rule.length_mm * kPointsPerMm;
    const double left = aligned(Align::kCentre, column, length);
    Strip& strip = append(strips, owner, rule.gap_pt + kRulePt + 1);
    strip.size.stick = rule.keep_with_next;
    strip.draw = [left, length, down = rule.gap_pt](cairo_t* cairo, double top) {
      draw_rule(cairo, left, top + down, length, kRulePt);
    };
  }

  void add(const Gap& gap, const Column&, Strips& strips) {
    Strip& strip = append(strips, ++owners_, gap.height_mm * kPointsPerMm);
    strip.size.stick = gap.keep_with_next;
    strip.draw = [](cairo_t*, double) {};
  }

  void add(const Drawing& drawing, const Column& column, Strips& strips) {
    const double left = aligned(drawing.align, column, drawing.width_mm * kPointsPerMm);
    Strip& strip = append(strips, ++owners_, drawing.height_mm * kPointsPerMm);
    strip.size.stick = drawing.keep_with_next;
    strip.tag = "Figure";
    strip.draw = [&drawing, left](cairo_t* cairo, double top) {
      draw_drawing(cairo, drawing, left, top);
    };
  }

  // ── Tables ─────────────────────────────────────────────────────────────────────────────────────

  void add(const Table& table, const Column& column, Strips& strips) {
    const size_t owner = ++owners_;
    const size_t first = strips.size();
    const auto body = std::find_if(table.rows.begin(), table.rows.end(),
                                   [](const Row& row) { return !row.header; });
    header_height_ = 0;
    for (auto row = table.rows.begin(); row != table.rows.end(); ++row) {
      const size_t begin = strips.size();
      add_row(table, *row, column, owner, strips);
      for (size_t i = begin; i < strips.size(); ++i) {
        if (row < body) header_height_ += strips[i].size.height_pt;
        strips[i].size.stick = row < body || (table.keep_whole && row + 1 != table.rows.end());
      }
      if (row + 1 == body) header_end_ = strips.size();
    }
    if (body != table.rows.begin()) repeat_header(first, strips);
    header_height_ = 0;
  }

  void repeat_header(size_t first, Strips& strips) const {
    for (size_t i = header_end_; i < strips.size(); ++i) {
      strips[i].size.header = first;
      strips[i].size.header_end = header_end_;
    }
  }

  double room_for_row(const Table& table) const {
    return text_height_mm(document_.page) * kPointsPerMm - header_height_ -
           table.pad_mm * kPointsPerMm;
  }

  // Usually one strip; more if the row is higher than a page.
  void add_row(const Table& table, const Row& row, const Column& column, size_t owner,
               Strips& strips) {
    const double after = std::exchange(after_pt_, 0);
    const bool new_page = std::exchange(new_page_, false);
    auto cells = std::make_shared<std::vector<CellStrips>>();
    const std::vector<Column> columns = columns_of(table, column);
    for (size_t i = 0; i < row.cells.size(); ++i) {
      cells->push_back({strips_of(row.cells[i], inside(columns[i], table))});
    }
    after_pt_ = after;
    new_page_ = new_page;
    do {
      RowPiece piece = cut(*cells, room_for_row(table));
      Strip& strip = append(strips, owner, piece.height_pt + table.pad_mm * kPointsPerMm);
      strip.tag = "Table";
      strip.draw = [this_cells = cells, piece = std::move(piece), columns, &table, &row](
                       cairo_t* cairo, double top) {
        draw_row(cairo, *this_cells, piece, columns, table, row, top);
      };
    } while (std::any_of(cells->begin(), cells->end(),
                         [](const CellStrips& cell) { return cell.next < cell.strips.size(); }));
  }

  static std::vector<Column> columns_of(const Table& table, const Column& column) {
    std::vector<Column> columns;
    double left = column.left_pt;
    for (const double width : table.widths_mm) {
      columns.push_back({left, width * kPointsPerMm});
      left += width * kPointsPerMm;
    }
    return columns;
  }
  static Column inside(const Column& column, const Table& table) {
    const double pad = table.pad_mm * kPointsPerMm;
    return {column.left_pt + pad, column.width_pt - 2 * pad};
  }

  Strips strips_of(const Cell& cell, const Column& column) {
    Strips strips;
    for (const Piece& piece : cell.pieces) {
      std::visit([&](const auto& one) { add(one, column, strips); }, piece);
    }
    after_pt_ = 0;
    return strips;
  }

  // As much of each cell as `room` holds; at least one strip of a cell that has any left.
  static RowPiece cut(std::vector<CellStrips>& cells, double room) {
    RowPiece piece;
    for (CellStrips& cell : cells) {
      double top = 0;
      auto& placed = piece.cells.emplace_back();
      while (cell.next < cell.strips.size()) {
        const StripSize& size = cell.strips[cell.next].size;
        // Kept at the top of a cell, as word processors do, but not where a cell goes on.
        const double before = placed.empty() && cell.next != 0 ? 0 : size.before_pt;
        if (!placed.empty() && top + before + size.height_pt > room) break;
        placed.push_back({cell.next++, top + before});
        top += before + size.height_pt;
      }
      piece.height_pt = std::max(piece.height_pt, top);
    }
    return piece;
  }

  static void draw_row(cairo_t* cairo, const std::vector<CellStrips>& cells, const RowPiece& piece,
                       const std::vector<Column>& columns, const Table& table, const Row& row,
                       double top) {
    const double pad = table.pad_mm * kPointsPerMm / 2;
    const double height = piece.height_pt + 2 * pad;
    const Tagged tagged(cairo, "TR");
    for (size_t i = 0; i < columns.size(); ++i) {
      if (table.borders) draw_box(cairo, columns[i].left_pt, top, columns[i].width_pt, height);
      const Tagged cell_tag(cairo, row.header ? "TH" : "TD");
      const std::vector<Placed>& placed = piece.cells[i];
      double down = pad;
      if (row.cells[i].middle && !placed.empty()) {
        const Placed& last = placed.back();
        const double used = last.top_pt + cells[i].strips[last.strip].size.height_pt;
        down += (piece.height_pt - used) / 2;
      }
      for (const Placed& one : placed) {
        cells[i].strips[one.strip].draw(cairo, top + down + one.top_pt);
      }
    }
  }

  const Document& document_;
  const Typesetter& typesetter_;
  Strips strips_;
  size_t owners_ = 0;
  double after_pt_ = 0;  // what the block before leaves below itself
  bool new_page_ = false;
  double header_height_ = 0;
  size_t header_end_ = 0;
};

}  // namespace

std::vector<Strip> compose(const Document& document, const Typesetter& typesetter) {
  return Composer(document, typesetter).all();
}

}  // namespace diemcau::paper
