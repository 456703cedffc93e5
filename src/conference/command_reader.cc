#include <limits>

#include "conference/commands.h"

// Bodies of commands come from outside: what does not fit is refused, never bent.
namespace diemcau::conference {

namespace {

// Whether a body holds only what commands have: no fractions (their conversion to a whole number is
// undefined when they are large), nothing nested deeper than commands are.
bool is_plain(const Json& json, int depth = 0) {
  if (depth > 8 || json.is_number_float() || json.is_binary()) return false;
  if (!json.is_structured()) return true;
  return std::all_of(json.begin(), json.end(),
                     [&](const Json& inner) { return is_plain(inner, depth + 1); });
}

// Whether everything in `given` came through: no member was overlooked, no number was cut off.
bool came_through(const Json& given, const Json& read) {
  if (given.is_number() && read.is_number()) return given == read;
  if (given.type() != read.type()) return false;
  if (given.is_object()) {
    for (const auto& [key, value] : given.items()) {
      if (!read.contains(key) || !came_through(value, read[key])) return false;
    }
    return true;
  }
  if (given.is_array()) {
    return given.size() == read.size() &&
           std::equal(given.begin(), given.end(), read.begin(), came_through);
  }
  return given == read;
}

template <class C>
Result<Command> read_as(const Json& body) {
  try {
    C command = body.get<C>();
    if (!came_through(body, Json(command))) return Err{ParseError::kBadValue};
    return Command{std::in_place_type<C>, std::move(command)};
  } catch (const Json::exception&) {
    return Err{ParseError::kBadValue};
  }
}

template <class Variant>
struct Reader;

template <class... Commands>
struct Reader<std::variant<Commands...>> {
  static Result<Command> read(std::string_view name, const Json& body) {
    Result<Command> result{Err{ParseError::kUnsupported}};
    (void)((name == Commands::kName && (result = read_as<Commands>(body), true)) || ...);
    return result;
  }
};

}  // namespace

Result<Command> read_command(std::string_view name, const Json& body) {
  if (!body.is_object() || !is_plain(body)) return Err{ParseError::kBadValue};
  return Reader<Command>::read(name, body);
}

Json body_of(const Command& command) {
  return std::visit([](const auto& one) { return Json(one); }, command);
}

}  // namespace diemcau::conference
