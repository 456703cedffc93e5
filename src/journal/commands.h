#pragma once

#include <string_view>
#include <type_traits>
#include <variant>

#include "journal/plain.h"

// Commands of a domain: a std::variant of plain structs with `static constexpr const char* kName`.
// Their bodies come from outside: what does not fit is refused, never bent.
namespace diemcau::journal {

namespace detail {

// Whether a body holds only what commands have: no fractions (their conversion to a whole number is
// undefined when they are large), nothing nested deeper than commands are.
bool is_plain_body(const Json& json, int depth = 0);

// Whether everything in `given` came through: no member was overlooked, no number was cut off.
bool came_through(const Json& given, const Json& read);

template <class C, class Command>
Result<Command> read_command_as(const Json& body) {
  try {
    C command = body.get<C>();
    if (!came_through(body, Json(command))) return Err{ParseError::kBadValue};
    return Command{std::in_place_type<C>, std::move(command)};
  } catch (const Json::exception&) {
    return Err{ParseError::kBadValue};
  }
}

template <class Variant>
struct CommandReader;

template <class... Commands>
struct CommandReader<std::variant<Commands...>> {
  using Command = std::variant<Commands...>;
  static Result<Command> read(std::string_view name, const Json& body) {
    Result<Command> result{Err{ParseError::kUnsupported}};
    (void)((name == Commands::kName && (result = read_command_as<Commands, Command>(body), true)) ||
           ...);
    return result;
  }
};

}  // namespace detail

// The command of a request {name, body}. kUnsupported: no such command; kBadValue: its body holds
// another shape, a member that the command does not have, or a number that does not fit. A member
// that is missing has its default.
template <class Command>
Result<Command> read_command_of(std::string_view name, const Json& body) {
  if (!body.is_object() || !detail::is_plain_body(body)) return Err{ParseError::kBadValue};
  return detail::CommandReader<Command>::read(name, body);
}

template <class... Commands>
const char* name_of_command(const std::variant<Commands...>& command) {
  return std::visit([](const auto& one) { return std::remove_cvref_t<decltype(one)>::kName; },
                    command);
}

template <class... Commands>
Json body_of_command(const std::variant<Commands...>& command) {
  return std::visit([](const auto& one) { return Json(one); }, command);
}

}  // namespace diemcau::journal
