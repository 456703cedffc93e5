#include "paper/template.h"

#include "base/check.h"
#include "paper/built_in.h"

namespace diemcau::paper {

Result<Template, Problem> read_template(std::string_view text) {
  Json data = Json::parse(text, nullptr, false);
  if (data.is_discarded() || !data.is_object()) return problem("template.json");
  for (const char* member : {"language", "title", "author", "page", "styles", "body"}) {
    if (!data.contains(member)) return problem("template.member", member);
  }
  return Template{std::move(data)};
}

Template built_in_template(std::string_view name, std::string_view language) {
  for (const BuiltIn& one : built_in_templates()) {
    if (one.name != std::string(name) + "." + std::string(language)) continue;
    auto form = read_template(one.text);
    DIEMCAU_CHECK(form.ok());
    return std::move(*form);
  }
  DIEMCAU_CHECK(false);
  return {};
}

}  // namespace diemcau::paper
