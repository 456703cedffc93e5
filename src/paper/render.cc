#include <algorithm>

#include "paper/fill.h"
#include "paper/qr.h"
#include "paper/styles.h"
#include "paper/template.h"
#include "text/unicode.h"

// Walks through the parts of a template. What each kind of part holds: templates/README.md.
namespace diemcau::paper {

namespace {

constexpr int kMaxNesting = 12;
constexpr size_t kMaxBlocks = 200'000;

class Renderer {
 public:
  explicit Renderer(const Json& data) : data_(data), styles_(data.at("styles")) {}

  Document document(const Scope& scope) {
    Document document;
    document.title = scope.fill(text("title"));
    document.author = scope.fill(text("author"));
    document.language = text("language");
    document.font = data_.value("font", document.font);
    document.page = read_page(data_.at("page"));
    blocks(data_.at("body"), scope, document.body);
    return document;
  }

 private:
  const std::string& text(const char* member) const {
    return data_.at(member).get_ref<const std::string&>();
  }

  // ── Parts that hold parts ──────────────────────────────────────────────────────────────────────

  // Calls `one(part, scope)` for each part that is drawn, with "if", "choose" and "each" resolved.
  template <class One>
  void walk(const Json& parts, const Scope& scope, const One& one) {
    if (++nesting_ > kMaxNesting) refuse("template.nesting", "");
    for (const Json& part : parts) {
      if (part.contains("each")) {
        walk_each(part, scope, one);
      } else if (part.contains("if")) {
        walk_if(part, scope, one);
      } else if (part.contains("choose")) {
        walk_choice(part, scope, one);
      } else {
        one(part, scope);
      }
    }
    --nesting_;
  }
  template <class One>
  void walk_each(const Json& part, const Scope& scope, const One& one) {
    const Json& rows = scope.at(part.at("each").get_ref<const std::string&>());
    if (!rows.is_array()) refuse("template.value", part.at("each"));
    size_t number = 0;
    for (const Json& row : rows) walk(part.at("do"), scope.inside(row, ++number), one);
  }
  template <class One>
  void walk_if(const Json& part, const Scope& scope, const One& one) {
    const bool holds = scope.holds(part.at("if").get_ref<const std::string&>());
    const char* branch = holds ? "then" : "else";
    if (part.contains(branch)) walk(part.at(branch), scope, one);
  }
  template <class One>
  void walk_choice(const Json& part, const Scope& scope, const One& one) {
    const auto value = scope.at(part.at("choose").get_ref<const std::string&>()).get<std::string>();
    const Json& cases = part.at("cases");
    if (cases.contains(value)) walk(cases.at(value), scope, one);
  }

  template <class Kind>
  void blocks(const Json& parts, const Scope& scope, std::vector<Kind>& out) {
    walk(parts, scope, [&](const Json& part, const Scope& inner) { add(part, inner, out); });
  }

  // ── Parts ──────────────────────────────────────────────────────────────────────────────────────

  void add(const Json& part, const Scope& scope, std::vector<Block>& out) {
    if (++blocks_ > kMaxBlocks) refuse("template.too_long", "");
    if (part.contains("table")) {
      out.emplace_back(table(part.at("table"), scope));
    } else if (part.contains("page_break")) {
      out.emplace_back(PageBreak{});
    } else {
      std::vector<Piece> pieces;
      add(part, scope, pieces);
      for (Piece& piece : pieces) {
        std::visit([&](auto& one) { out.emplace_back(std::move(one)); }, piece);
      }
    }
  }

  void add(const Json& part, const Scope& scope, std::vector<Piece>& out) {
    if (part.contains("text")) return add_text(part, scope, out);
    if (part.contains("rule")) return out.push_back(rule(part.at("rule"), scope));
    if (part.contains("gap_mm")) return out.push_back(gap(part));
    if (part.contains("figure")) return out.push_back(figure(part));
    if (part.contains("qr")) return out.push_back(qr(part, scope));
    refuse("template.part", part.dump().substr(0, 80));
  }

  // Each line of the text is a paragraph of its own; the anchor is the first one's.
  void add_text(const Json& part, const Scope& scope, std::vector<Piece>& out) {
    const Style& style = styles_.at(part.at("style"));
    Paragraph paragraph{{}, style.paragraph, anchor(part, scope)};
    const Json& runs = part.at("text");
    for (const Json& run : runs.is_array() ? runs : Json::array({runs})) {
      add_run(run, style, scope, paragraph, out);
    }
    out.emplace_back(std::move(paragraph));
  }
  void add_run(const Json& run, const Style& style, const Scope& scope, Paragraph& paragraph,
               std::vector<Piece>& out) {
    const bool plain = run.is_string();
    const RunStyle look = plain ? style.run : styles_.at(run.at("as")).run;
    std::string rest = scope.fill((plain ? run : run.at("text")).get_ref<const std::string&>());
    for (size_t end; (end = rest.find('\n')) != std::string::npos; rest.erase(0, end + 1)) {
      paragraph.runs.push_back({rest.substr(0, end), look});
      if (!is_blank(paragraph)) out.emplace_back(std::move(paragraph));
      paragraph = {{}, style.paragraph, ""};
    }
    if (!rest.empty()) paragraph.runs.push_back({std::move(rest), look});
  }
  static bool is_blank(const Paragraph& paragraph) {
    return std::all_of(paragraph.runs.begin(), paragraph.runs.end(), [](const Run& run) {
      return run.text.find_first_not_of(' ') == std::string::npos;
    });
  }

  std::string anchor(const Json& part, const Scope& scope) {
    if (!part.contains("anchor")) return "";
    const std::string name = scope.fill(part.at("anchor").get_ref<const std::string&>());
    const size_t times = ++anchors_[name];
    return times == 1 ? name : name + "_" + std::to_string(times);
  }

  // Either of a given length or a share of the text above it, whose width is guessed from the mean
  // width of its letters in em: the decree leaves a third to a half, so a guess is enough.
  Rule rule(const Json& data, const Scope& scope) {
    Rule rule;
    rule.gap_pt = data.value("gap_pt", rule.gap_pt);
    rule.keep_with_next = data.value("keep_with_next", rule.keep_with_next);
    if (data.contains("mm")) {
      rule.length_mm = data.at("mm");
    } else {
      const std::string above = scope.fill(data.at("of").get_ref<const std::string&>());
      const double size = styles_.at(data.at("style")).run.size_pt;
      const double em = data.at("em");
      const double guessed = static_cast<double>(text::letters(above)) * em * size / kPointsPerMm;
      rule.length_mm = std::min(guessed, data.at("within_mm").get<double>());
      rule.length_mm *= data.at("share").get<double>();
    }
    return rule;
  }

  static Gap gap(const Json& part) {
    Gap gap{part.at("gap_mm"), part.value("keep_with_next", true)};
    if (gap.height_mm < 0 || gap.height_mm > 150) refuse("template.size", "gap_mm");
    return gap;
  }

  Drawing qr(const Json& part, const Scope& scope) const {
    const std::string content = scope.fill(part.at("qr").get_ref<const std::string&>());
    auto drawing = qr_drawing(content, part.at("size_mm"));
    if (!drawing.ok()) throw Refused{drawing.error()};
    drawing->align = read_align(part.value("align", Json("centre")));
    return std::move(*drawing);
  }

  Drawing figure(const Json& part) const {
    const Json& data = data_.at("figures").at(part.at("figure").get<std::string>());
    Drawing drawing;
    drawing.units = data.value("units", 100.0);
    drawing.width_mm = part.at("width_mm");
    drawing.height_mm = drawing.width_mm * data.at("height").get<double>() / drawing.units;
    drawing.align = read_align(part.value("align", Json("centre")));
    drawing.description = data.value("description", "");
    for (const Json& one : data.at("shapes")) drawing.shapes.push_back(shape(one));
    return drawing;
  }
  // ["rect", x, y, w, h, {"stroke": 3}]
  static Shape shape(const Json& data) {
    static constexpr const char* kWords[] = {"rect", "rounded", "circle", "line", "area"};
    static constexpr size_t kNumbers[] = {4, 5, 3, 4, 6};  // of line and area: at least
    const auto word = std::find(std::begin(kWords), std::end(kWords), data.at(0));
    if (word == std::end(kWords)) refuse("template.part", data.dump().substr(0, 80));
    const auto kind = static_cast<size_t>(word - std::begin(kWords));
    Shape shape{static_cast<Shape::Kind>(kind)};
    for (size_t i = 1; i < data.size(); ++i) {
      if (data[i].is_number()) shape.numbers.push_back(data[i]);
    }
    shape.stroke = data.back().is_object() ? data.back().value("stroke", 0.0) : 0;
    shape.grey = data.back().is_object() ? data.back().value("grey", 0.0) : 0;
    const size_t count = shape.numbers.size();
    const bool right =
        kind < 3 ? count == kNumbers[kind] : count >= kNumbers[kind] && count % 2 == 0;
    if (!right) refuse("template.part", data.dump().substr(0, 80));
    return shape;
  }

  // ── Tables ─────────────────────────────────────────────────────────────────────────────────────

  Table table(const Json& data, const Scope& scope) {
    Table table;
    table.widths_mm = data.at("widths_mm").get<std::vector<double>>();
    table.borders = data.value("borders", true);
    table.pad_mm = data.value("pad_mm", table.pad_mm);
    table.keep_whole = data.value("keep_whole", false);
    table.description = scope.fill(data.value("description", ""));
    check(table);
    for (const Json& row : data.value("header", Json::array())) {
      table.rows.push_back(this->row(row, scope, table));
      table.rows.back().header = true;
    }
    walk(data.at("rows"), scope, [&](const Json& row, const Scope& inner) {
      if (++blocks_ > kMaxBlocks) refuse("template.too_long", "");
      table.rows.push_back(this->row(row, inner, table));
    });
    return table;
  }
  static void check(const Table& table) {
    const bool narrow = std::any_of(table.widths_mm.begin(), table.widths_mm.end(),
                                    [&](double width) { return width < 2 * table.pad_mm + 4; });
    if (table.widths_mm.empty() || narrow || table.pad_mm < 0) {
      refuse("template.size", "widths_mm");
    }
  }

  Row row(const Json& data, const Scope& scope, const Table& table) {
    const Json& cells = data.at("cells");
    if (cells.size() != table.widths_mm.size())
      refuse("template.columns", data.dump().substr(0, 80));
    Row row;
    for (const Json& one : cells) {
      Cell cell;
      cell.middle = data.value("middle", false);
      const Json parts = one.is_array() ? one : Json::array({one});
      blocks(parts, scope, cell.pieces);
      row.cells.push_back(std::move(cell));
    }
    return row;
  }

  const Json& data_;
  Styles styles_;
  std::map<std::string, size_t> anchors_;
  int nesting_ = 0;
  size_t blocks_ = 0;
};

}  // namespace

Result<Document, Problem> render(const Template& form, const Json& values) {
  const Json none = Json::object();
  try {
    const auto phrases = form.data.find("phrases");
    const Scope scope(values, phrases == form.data.end() ? none : *phrases);
    return Renderer(form.data).document(scope);
  } catch (const Refused& refused) {
    return Err{refused.problem};
  } catch (const Json::exception& other_shape) {
    return problem("template.shape", other_shape.what());
  }
}

}  // namespace diemcau::paper
