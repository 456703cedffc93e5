#include "paper/fill.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "text/unicode.h"

namespace diemcau::paper {

namespace {

// XML 1.0 section 2.2 has no place for the other control characters, nor for U+FFFE and U+FFFF.
std::string printable(std::string_view text) {
  std::string composed = text::nfc(text);
  std::string out;
  out.reserve(composed.size());
  for (size_t i = 0; i < composed.size(); ++i) {
    const auto byte = static_cast<unsigned char>(composed[i]);
    const std::string_view three = std::string_view(composed).substr(i, 3);
    if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
      i += 2;
    } else if (byte == '\t') {
      out += ' ';
    } else if (byte == '\n' || (byte >= 0x20 && byte != 0x7F)) {
      out += composed[i];
    }
  }
  return out;
}

std::string text_of(const Json& value, std::string_view path) {
  if (value.is_string()) return printable(value.get_ref<const std::string&>());
  if (value.is_number_integer()) return value.dump();
  refuse("template.value", std::string(path));
}

std::string upper(const std::string& text) {
  std::string out;
  icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale("vi")).toUTF8String(out);
  return out;
}

const Json* member(const Json* from, std::string_view path) {
  while (from != nullptr && !path.empty()) {
    const size_t dot = std::min(path.find('.'), path.size());
    const auto found = from->find(std::string(path.substr(0, dot)));
    if (!from->is_object() || found == from->end()) return nullptr;
    from = &*found;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return from;
}

}  // namespace

Scope::Scope(const Json& values, const Json& phrases)
    : phrases_(&phrases), levels_{{&values, Json()}} {}

Scope Scope::inside(const Json& row, size_t number) const {
  Scope scope = *this;
  scope.levels_.push_back({&row, Json(number)});
  return scope;
}

const Json* Scope::find(std::string_view path) const {
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    if (path == "number" && !level->number.is_null()) return &level->number;
    if (path == "item" && !level->number.is_null()) return level->values;
    if (const Json* found = member(level->values, path)) return found;
  }
  return nullptr;
}

const Json& Scope::at(std::string_view path) const {
  const Json* found = find(path);
  if (found == nullptr) refuse("template.value", std::string(path));
  return *found;
}

bool Scope::holds(std::string_view path) const {
  const Json& value = at(path);
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number()) return value.get<double>() != 0;
  if (value.is_string()) return !value.get_ref<const std::string&>().empty();
  return !value.empty();
}

std::string Scope::phrase(const std::string& name, const Json& value) const {
  const auto found = phrases_->find(name);
  if (found == phrases_->end()) refuse("template.phrase", name);
  if (!found->is_object()) return inside(value, 0).fill(found->get_ref<const std::string&>());
  const std::string key = text_of(value, name);
  const auto chosen = found->find(key);
  if (chosen == found->end()) refuse("template.phrase", name + "." + key);
  return fill(chosen->get_ref<const std::string&>());
}

std::string Scope::value_of(std::string_view asked) const {
  const size_t bar = asked.find('|');
  const std::string_view path = asked.substr(0, bar);
  if (bar == std::string_view::npos) return text_of(at(path), path);
  if (asked.substr(bar + 1) == "upper") return upper(text_of(at(path), path));
  return phrase(std::string(asked.substr(bar + 1)), at(path));
}

std::string Scope::fill(std::string_view text) const {
  std::string out;
  while (!text.empty()) {
    const size_t open = std::min(text.find('{'), text.size());
    out += printable(text.substr(0, open));
    text.remove_prefix(open);
    if (text.empty()) break;
    const size_t close = text.find('}');
    if (close == std::string_view::npos) refuse("template.brace", std::string(text));
    out += value_of(text.substr(1, close - 1));
    text.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace diemcau::paper
