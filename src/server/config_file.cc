#define TOML_EXCEPTIONS 0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "http/files.h"
#include "server/settings.h"

namespace diemcau::server {
namespace {

namespace fs = std::filesystem;
using Values = std::vector<std::string>;

std::optional<std::string> text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  if (const auto number = node.value_exact<int64_t>()) return std::to_string(*number);
  return std::nullopt;
}

std::optional<Values> texts_of(const toml::array& array) {
  Values values;
  for (const toml::node& node : array) {
    auto text = text_of(node);
    if (!text) return std::nullopt;
    values.push_back(std::move(*text));
  }
  return values;
}

// [keys] with name = "secret" is the same as keys = ["name:secret"].
std::optional<Values> pairs_of(const toml::table& table) {
  Values values;
  for (const auto& [key, node] : table) {
    const auto text = text_of(node);
    if (!text) return std::nullopt;
    values.push_back(fmt::format("{}:{}", key.str(), *text));
  }
  return values;
}

std::optional<Values> values_of(const Setting& setting, const toml::node& node) {
  const bool is_list = setting.kind == Setting::Kind::kList;
  if (const auto* array = node.as_array()) return is_list ? texts_of(*array) : std::nullopt;
  if (const auto* table = node.as_table()) {
    return setting.name == "keys" ? pairs_of(*table) : std::nullopt;
  }
  auto text = text_of(node);
  if (!text) return std::nullopt;
  return Values{std::move(*text)};
}

const Setting* find_setting(std::string_view name) {
  const auto& settings = all_settings();
  const auto found = std::find_if(settings.begin(), settings.end(), [name](const Setting& setting) {
    return file_name_of(setting) == name;
  });
  return found == settings.end() ? nullptr : &*found;
}

Done apply_node(const std::string& file, std::string_view name, const toml::node& node,
                Config& config) {
  const std::string place = fmt::format("{}, line {}", file, node.source().begin.line);
  const Setting* setting = find_setting(name);
  if (setting == nullptr) {
    return Err{fmt::format(
        "{}: there is no setting '{}': correct its name ('diemcau serve --help' lists them; - is "
        "written _ here).",
        place, name)};
  }
  const auto values = values_of(*setting, node);
  if (!values) {
    return Err{fmt::format("{}: '{}' has a value of the wrong kind: write {}.", place, name,
                           setting->kind == Setting::Kind::kList ? "a list [\"…\"]" : "one value")};
  }
  return apply(*setting, fmt::format("{}, {}", place, name), *values, config);
}

}  // namespace

Done apply_file(const fs::path& file, Config& config) {
  const auto content = http::read_file(file);
  if (!content.ok()) return Err{content.error()};
  const toml::parse_result parsed = toml::parse(*content, file.string());
  if (!parsed) {
    return Err{fmt::format("{}, line {}: this is not TOML ({}): correct it.", file.string(),
                           parsed.error().source().begin.line, parsed.error().description())};
  }
  for (const auto& [key, node] : parsed.table()) {
    auto done = apply_node(file.string(), key.str(), node, config);
    if (!done.ok()) return done;
  }
  return Unit{};
}

}  // namespace diemcau::server
