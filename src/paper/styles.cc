#include "paper/styles.h"

#include "paper/fill.h"

namespace diemcau::paper {

namespace {

constexpr int kMaxLike = 8;

using SetMember = void (*)(Style&, const Json&);

const std::map<std::string, SetMember>& members() {
  static const std::map<std::string, SetMember> kMembers = {
      {"align", [](Style& s, const Json& v) { s.paragraph.align = read_align(v); }},
      {"indent_mm", [](Style& s, const Json& v) { s.paragraph.indent_mm = v; }},
      {"first_line_mm", [](Style& s, const Json& v) { s.paragraph.first_line_mm = v; }},
      {"before_pt", [](Style& s, const Json& v) { s.paragraph.before_pt = v; }},
      {"after_pt", [](Style& s, const Json& v) { s.paragraph.after_pt = v; }},
      {"line", [](Style& s, const Json& v) { s.paragraph.line = v; }},
      {"keep_with_next", [](Style& s, const Json& v) { s.paragraph.keep_with_next = v; }},
      {"heading", [](Style& s, const Json& v) { s.paragraph.heading = v; }},
      {"bold", [](Style& s, const Json& v) { s.run.bold = v; }},
      {"italic", [](Style& s, const Json& v) { s.run.italic = v; }},
      {"size_pt", [](Style& s, const Json& v) { s.run.size_pt = v; }},
      {"grey", [](Style& s, const Json& v) { s.run.grey = v; }},
  };
  return kMembers;
}

// Sizes come from a file that people write: outside these there is no page to lay out.
void check(const Style& style, const std::string& name) {
  const bool good = style.run.size_pt >= 4 && style.run.size_pt <= 200 &&
                    style.paragraph.line >= 0.5 && style.paragraph.line <= 5 &&
                    style.paragraph.before_pt >= 0 && style.paragraph.before_pt <= 500 &&
                    style.paragraph.after_pt >= 0 && style.paragraph.after_pt <= 500 &&
                    style.paragraph.indent_mm >= 0 && style.paragraph.indent_mm <= 150 &&
                    style.paragraph.first_line_mm >= -style.paragraph.indent_mm &&
                    style.paragraph.first_line_mm <= 150 && style.paragraph.heading <= 2 &&
                    style.run.grey >= 0 && style.run.grey <= 1;
  if (!good) refuse("template.size", name);
}

}  // namespace

Align read_align(const Json& value) {
  const auto word = value.get<std::string>();
  if (word == "left") return Align::kLeft;
  if (word == "centre") return Align::kCentre;
  if (word == "right") return Align::kRight;
  if (word == "justify") return Align::kJustify;
  refuse("template.member", word);
}

Styles::Styles(const Json& data) {
  for (const auto& [name, style] : data.items()) {
    styles_[name] = read(data, name, 0);
    check(styles_[name], name);
  }
}

Style Styles::read(const Json& data, const std::string& name, int depth) const {
  const auto found = data.find(name);
  if (found == data.end() || depth > kMaxLike) refuse("template.style", name);
  Style style;
  if (found->contains("like")) style = read(data, found->at("like"), depth + 1);
  for (const auto& [member, value] : found->items()) {
    if (member == "like") continue;
    const auto set = members().find(member);
    if (set == members().end()) refuse("template.member", member);
    set->second(style, value);
  }
  return style;
}

const Style& Styles::at(const std::string& name) const {
  const auto found = styles_.find(name);
  if (found == styles_.end()) refuse("template.style", name);
  return found->second;
}

PageSetup read_page(const Json& data) {
  PageSetup page;
  page.width_mm = data.value("width_mm", page.width_mm);
  page.height_mm = data.value("height_mm", page.height_mm);
  page.top_mm = data.value("top_mm", page.top_mm);
  page.bottom_mm = data.value("bottom_mm", page.bottom_mm);
  page.left_mm = data.value("left_mm", page.left_mm);
  page.right_mm = data.value("right_mm", page.right_mm);
  page.numbered = data.value("numbered", page.numbered);
  page.number_pt = data.value("number_pt", page.number_pt);
  page.one_page = data.value("one_page", page.one_page);
  const bool margins = page.top_mm >= 0 && page.bottom_mm >= 0 && page.left_mm >= 0 &&
                       page.right_mm >= 0 && page.number_pt >= 4 && page.number_pt <= 40;
  const bool room = text_width_mm(page) >= 40 && text_height_mm(page) >= 60 &&
                    page.width_mm <= 2000 && page.height_mm <= 2000;
  if (!margins || !room) refuse("template.size", "page");
  return page;
}

}  // namespace diemcau::paper
