#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "journal/event.h"

// Between a domain's typed facts and the journal's text.
//
// A fact is a plain struct with `static constexpr const char* kKind` and JSON functions, as
// NLOHMANN_DEFINE_TYPE_INTRUSIVE_WITH_DEFAULT makes them (a field that an older journal lacks gets
// its default). A domain's facts together are a std::variant.
namespace diemcau::journal {

template <class Fact>
Draft to_draft(std::string stream, const Fact& fact) {
  return Draft{std::move(stream), Fact::kKind, Json(fact)};
}

template <class... Facts>
Draft to_draft(std::string stream, const std::variant<Facts...>& fact) {
  return std::visit([&](const auto& one) { return to_draft(std::move(stream), one); }, fact);
}

namespace detail {

// Fills `out` if the kind is Fact's; false if its body does not have Fact's shape.
template <class Fact, class Variant>
bool read_if(std::string_view kind, const Json& body, std::optional<Variant>& out) {
  if (kind != Fact::kKind) return true;
  try {
    out = body.get<Fact>();
    return true;
  } catch (const Json::exception&) {
    return false;
  }
}

template <class Variant>
struct Reader;

template <class... Facts>
struct Reader<std::variant<Facts...>> {
  static Result<std::variant<Facts...>> read(std::string_view kind, const Json& body) {
    std::optional<std::variant<Facts...>> out;
    if (!(read_if<Facts>(kind, body, out) && ...)) return Err{ParseError::kBadValue};
    if (!out) return Err{ParseError::kUnsupported};
    return std::move(*out);
  }
};

}  // namespace detail

// The typed fact of a kind. kUnsupported: no such kind in Variant; kBadValue: another shape.
template <class Variant>
Result<Variant> from_body(std::string_view kind, const Json& body) {
  return detail::Reader<Variant>::read(kind, body);
}

}  // namespace diemcau::journal

// An Id in a journal's body is its number.
namespace diemcau {

template <class Tag, class Number>
void to_json(nlohmann::json& json, const Id<Tag, Number>& id) {
  json = id.value;
}
template <class Tag, class Number>
void from_json(const nlohmann::json& json, Id<Tag, Number>& id) {
  json.get_to(id.value);
}
inline void to_json(nlohmann::json& json, const UnixTime& time) { json = time.ms; }
inline void from_json(const nlohmann::json& json, UnixTime& time) { json.get_to(time.ms); }

}  // namespace diemcau
