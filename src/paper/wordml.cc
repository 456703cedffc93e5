#include "paper/wordml.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace diemcau::paper {

namespace {

using pugi::xml_node;

// A child with one attribute, which is most of what WordprocessingML is.
template <class Value>
xml_node put(xml_node parent, const char* name, const char* attribute, const Value& value) {
  xml_node child = parent.append_child(name);
  child.append_attribute(attribute).set_value(value);
  return child;
}

const char* word_of(Align align) {
  constexpr const char* kWords[] = {"left", "center", "right", "both"};
  return kWords[static_cast<size_t>(align)];
}

std::string hex_of(double grey) {
  constexpr const char* kDigits = "0123456789ABCDEF";
  const auto level = static_cast<size_t>(grey * 255);
  const std::string two{kDigits[level / 16], kDigits[level % 16]};
  return two + two + two;
}

class Writer {
 public:
  explicit Writer(const Document& document) : document_(document) {}

  std::string write() {
    pugi::xml_document xml;
    xml_node root = xml.append_child("w:document");
    root.append_attribute("xmlns:w").set_value(kWordNamespace);
    root.append_attribute("xmlns:r").set_value(kRelationNamespace);
    xml_node body = root.append_child("w:body");
    const double width = text_width_mm(document_.page);
    for (const Block& block : document_.body) {
      std::visit([&](const auto& one) { add(one, width, body); }, block);
    }
    // A table at the end takes a paragraph after it.
    if (after_table_) thin_paragraph(body);
    section(body);
    return xml_text(xml);
  }

 private:
  // ── Paragraphs ─────────────────────────────────────────────────────────────────────────────────

  struct Spacing {
    int before = 0;
    int after = 0;
    int line = 240;
    const char* rule = "auto";  // in 240ths of a single line; "exact": twips
  };

  // CT_PPr: keepNext, keepLines, pageBreakBefore, pBdr, spacing, ind, jc, outlineLvl.
  xml_node begin_properties(xml_node paragraph, bool keep_with_next) {
    xml_node properties = paragraph.append_child("w:pPr");
    if (keep_with_next || keep_row_) properties.append_child("w:keepNext");
    if (std::exchange(page_break_, false)) properties.append_child("w:pageBreakBefore");
    after_table_ = false;
    return properties;
  }
  static void add_spacing(xml_node properties, const Spacing& spacing) {
    xml_node node = put(properties, "w:spacing", "w:before", spacing.before);
    node.append_attribute("w:after").set_value(spacing.after);
    node.append_attribute("w:line").set_value(spacing.line);
    node.append_attribute("w:lineRule").set_value(spacing.rule);
  }
  static void add_indent(xml_node properties, const ParagraphStyle& style) {
    if (style.indent_mm == 0 && style.first_line_mm == 0) return;
    xml_node node = put(properties, "w:ind", "w:left", twips_of_mm(style.indent_mm));
    const int first = twips_of_mm(style.first_line_mm);
    if (first > 0) node.append_attribute("w:firstLine").set_value(first);
    if (first < 0) node.append_attribute("w:hanging").set_value(-first);
  }

  void add(const Paragraph& paragraph, double, xml_node parent) {
    xml_node node = parent.append_child("w:p");
    const ParagraphStyle& style = paragraph.style;
    xml_node properties = begin_properties(node, style.keep_with_next);
    add_spacing(properties, {twips_of_pt(style.before_pt), twips_of_pt(style.after_pt),
                             static_cast<int>(std::lround(style.line * 240))});
    add_indent(properties, style);
    put(properties, "w:jc", "w:val", word_of(style.align));
    if (style.heading != 0) put(properties, "w:outlineLvl", "w:val", style.heading - 1);
    begin_bookmark(paragraph.anchor, node);
    for (const Run& run : paragraph.runs) add_run(run, node);
    end_bookmark(paragraph.anchor, node);
  }

  void begin_bookmark(const std::string& anchor, xml_node paragraph) {
    if (anchor.empty()) return;
    put(paragraph, "w:bookmarkStart", "w:id", ++bookmark_)
        .append_attribute("w:name")
        .set_value(anchor.c_str());
  }
  void end_bookmark(const std::string& anchor, xml_node paragraph) const {
    if (!anchor.empty()) put(paragraph, "w:bookmarkEnd", "w:id", bookmark_);
  }

  // CT_RPr: b, bCs, i, iCs, color, sz, szCs.
  static void add_run(const Run& run, xml_node paragraph) {
    xml_node node = paragraph.append_child("w:r");
    xml_node properties = node.append_child("w:rPr");
    if (run.style.bold) properties.append_child("w:b");
    if (run.style.bold) properties.append_child("w:bCs");
    if (run.style.italic) properties.append_child("w:i");
    if (run.style.italic) properties.append_child("w:iCs");
    if (run.style.grey > 0) put(properties, "w:color", "w:val", hex_of(run.style.grey).c_str());
    const int half_points = static_cast<int>(std::lround(run.style.size_pt * 2));
    put(properties, "w:sz", "w:val", half_points);
    put(properties, "w:szCs", "w:val", half_points);
    xml_node text = put(node, "w:t", "xml:space", "preserve");
    text.text().set(run.text.c_str());
  }

  // A paragraph of a given height that holds nothing.
  xml_node empty_paragraph(xml_node parent, double height_pt, bool keep_with_next) {
    xml_node node = parent.append_child("w:p");
    xml_node properties = begin_properties(node, keep_with_next);
    add_spacing(properties, {0, 0, twips_of_pt(height_pt), "exact"});
    return properties;
  }
  void thin_paragraph(xml_node parent) { empty_paragraph(parent, 1, false); }

  void add(const Gap& gap, double, xml_node parent) {
    empty_paragraph(parent, gap.height_mm * kPointsPerMm, gap.keep_with_next);
  }

  // The upper border of an empty paragraph that is indented from both sides.
  void add(const Rule& rule, double width_mm, xml_node parent) {
    xml_node node = parent.append_child("w:p");
    xml_node properties = begin_properties(node, rule.keep_with_next);
    xml_node line = put(properties.append_child("w:pBdr"), "w:top", "w:val", "single");
    line.append_attribute("w:sz").set_value(6);  // eighths of a point
    line.append_attribute("w:space").set_value(0);
    line.append_attribute("w:color").set_value("000000");
    add_spacing(properties, {twips_of_pt(rule.gap_pt), 0, 20, "exact"});
    const int side = twips_of_mm((width_mm - rule.length_mm) / 2);
    put(properties, "w:ind", "w:left", side).append_attribute("w:right").set_value(side);
  }

  void add(const Drawing& drawing, double width, xml_node parent) {
    Paragraph paragraph{{{drawing.description, {}}}, {}, ""};
    paragraph.style.align = drawing.align;
    add(paragraph, width, parent);
  }

  void add(const PageBreak&, double, xml_node) { page_break_ = true; }

  // ── Tables ─────────────────────────────────────────────────────────────────────────────────────

  void add(const Table& table, double, xml_node parent) {
    // Two tables without a paragraph between them would grow together.
    if (after_table_ || page_break_) thin_paragraph(parent);
    xml_node node = parent.append_child("w:tbl");
    add_properties(table, node);
    xml_node grid = node.append_child("w:tblGrid");
    for (const double width : table.widths_mm) put(grid, "w:gridCol", "w:w", twips_of_mm(width));
    for (const Row& row : table.rows) {
      keep_row_ = row.header || (table.keep_whole && &row != &table.rows.back());
      add_row(table, row, node);
    }
    keep_row_ = false;
    after_table_ = true;
  }

  // CT_TblPr: tblW, tblBorders, tblLayout, tblCellMar.
  static void add_properties(const Table& table, xml_node node) {
    xml_node properties = node.append_child("w:tblPr");
    double width = 0;
    for (const double one : table.widths_mm) width += one;
    put(properties, "w:tblW", "w:w", twips_of_mm(width))
        .append_attribute("w:type")
        .set_value("dxa");
    // The cells' edge at the margin, not their text: what Word does by default varies.
    put(properties, "w:tblInd", "w:w", 0).append_attribute("w:type").set_value("dxa");
    add_borders(table, properties);
    put(properties, "w:tblLayout", "w:type", "fixed");
    add_padding(table, properties);
  }
  static void add_borders(const Table& table, xml_node properties) {
    xml_node borders = properties.append_child("w:tblBorders");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
      xml_node border = put(borders, side, "w:val", table.borders ? "single" : "nil");
      if (!table.borders) continue;
      border.append_attribute("w:sz").set_value(4);
      border.append_attribute("w:space").set_value(0);
      border.append_attribute("w:color").set_value("000000");
    }
  }
  static void add_padding(const Table& table, xml_node properties) {
    xml_node margins = properties.append_child("w:tblCellMar");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right"}) {
      const bool upright = side[2] == 't' || side[2] == 'b';
      const int twips = twips_of_mm(upright ? table.pad_mm / 2 : table.pad_mm);
      put(margins, side, "w:w", twips).append_attribute("w:type").set_value("dxa");
    }
  }

  void add_row(const Table& table, const Row& row, xml_node parent) {
    xml_node node = parent.append_child("w:tr");
    xml_node properties = node.append_child("w:trPr");
    properties.append_child("w:cantSplit");
    if (row.header) properties.append_child("w:tblHeader");
    for (size_t i = 0; i < row.cells.size(); ++i) add_cell(table, row.cells[i], i, node);
  }

  // CT_TcPr: tcW, vAlign. A cell ends with a paragraph.
  void add_cell(const Table& table, const Cell& cell, size_t column, xml_node parent) {
    xml_node node = parent.append_child("w:tc");
    xml_node properties = node.append_child("w:tcPr");
    const double width = table.widths_mm[column];
    put(properties, "w:tcW", "w:w", twips_of_mm(width)).append_attribute("w:type").set_value("dxa");
    if (cell.middle) put(properties, "w:vAlign", "w:val", "center");
    for (const Piece& piece : cell.pieces) {
      std::visit([&](const auto& one) { add(one, width - 2 * table.pad_mm, node); }, piece);
    }
    if (cell.pieces.empty()) thin_paragraph(node);
  }

  // ── The page ───────────────────────────────────────────────────────────────────────────────────

  // CT_SectPr: headerReference, pgSz, pgMar, titlePg.
  void section(xml_node body) const {
    const PageSetup& page = document_.page;
    xml_node node = body.append_child("w:sectPr");
    if (page.numbered) {
      put(node, "w:headerReference", "w:type", "default")
          .append_attribute("r:id")
          .set_value("rId3");
    }
    xml_node size = put(node, "w:pgSz", "w:w", twips_of_mm(page.width_mm));
    size.append_attribute("w:h").set_value(twips_of_mm(page.height_mm));
    if (page.width_mm > page.height_mm) size.append_attribute("w:orient").set_value("landscape");
    xml_node margins = put(node, "w:pgMar", "w:top", twips_of_mm(page.top_mm));
    margins.append_attribute("w:right").set_value(twips_of_mm(page.right_mm));
    margins.append_attribute("w:bottom").set_value(twips_of_mm(page.bottom_mm));
    margins.append_attribute("w:left").set_value(twips_of_mm(page.left_mm));
    const double number_pt = page.number_pt * 1.15;
    const double header_pt = std::max(0.0, (page.top_mm * kPointsPerMm - number_pt) / 2);
    margins.append_attribute("w:header").set_value(twips_of_pt(header_pt));
    margins.append_attribute("w:footer").set_value(twips_of_mm(page.bottom_mm / 2));
    margins.append_attribute("w:gutter").set_value(0);
    if (page.numbered) node.append_child("w:titlePg");
  }

  const Document& document_;
  int bookmark_ = 0;
  bool page_break_ = false;
  bool after_table_ = false;
  bool keep_row_ = false;  // what is written now stays with the next row
};

}  // namespace

std::string xml_text(const pugi::xml_document& xml) {
  std::ostringstream out;
  out << R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
      << "\n";
  xml.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(out).str();
}

std::string word_document(const Document& document) { return Writer(document).write(); }

}  // namespace diemcau::paper
