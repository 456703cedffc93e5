#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/day.h"
#include "journal/codec.h"

// Plain structs and enums as JSON, for the facts, commands, states and views of a domain.

// Compared by value, written and read as a JSON object of the members named; a member that is not
// there keeps its default. Templates, so that a file pays only for what it reads or writes.
#define DIEMCAU_PLAIN(Type, ...)                \
  bool operator==(const Type&) const = default; \
  DIEMCAU_JSON(Type, __VA_ARGS__)

// The same without the comparison, for a struct with members that its JSON leaves out.
#define DIEMCAU_JSON(Type, ...)                                                             \
  template <std::same_as<nlohmann::json> J>                                                 \
  friend void to_json(J& nlohmann_json_j, const Type& nlohmann_json_t) {                    \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_TO, __VA_ARGS__))                \
  }                                                                                         \
  template <std::same_as<nlohmann::json> J>                                                 \
  friend void from_json(const J& nlohmann_json_j, Type& nlohmann_json_t) {                  \
    const Type nlohmann_json_default_obj{};                                                 \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_FROM_WITH_DEFAULT, __VA_ARGS__)) \
  }

// The same for a struct without members.
// NOLINTBEGIN(bugprone-macro-parentheses): a type cannot stand in them.
#define DIEMCAU_EMPTY(Type)                                                              \
  bool operator==(const Type&) const = default;                                          \
  template <std::same_as<nlohmann::json> J>                                              \
  friend void to_json(J& json, const Type&) {                                            \
    json = nlohmann::json::object();                                                     \
  }                                                                                      \
  template <std::same_as<nlohmann::json> J>                                              \
  friend void from_json(const J& json, Type&) {                                          \
    if (!json.is_object()) diemcau::journal::throw_other_shape("an object is expected"); \
  }
// NOLINTEND(bugprone-macro-parentheses)

// The words of an enum whose values count from 0, in their order.
#define DIEMCAU_WORDS(Enum, ...)                                              \
  inline const auto& words_of(Enum) {                                         \
    static constexpr auto kWords = std::to_array<const char*>({__VA_ARGS__}); \
    return kWords;                                                            \
  }

namespace diemcau::journal {

// Caught where the journal or a command is read; it never leaves the reader.
[[noreturn]] inline void throw_other_shape(const char* what) {
  throw Json::other_error::create(501, what, nullptr);
}

// An enum with words: `words_of(E)` is found beside the enum.
template <class E>
concept WordedEnum = std::is_enum_v<E> && requires(E e) {
  words_of(e).size();
};

template <WordedEnum E>
const char* word(E value) {
  return words_of(value)[static_cast<size_t>(value)];
}

}  // namespace diemcau::journal

// Unlike the library's macro for enums, a word that is none of ours is an error, not the first
// value.
template <diemcau::journal::WordedEnum E>
struct nlohmann::adl_serializer<E> {
  static void to_json(json& json, E value) { json = diemcau::journal::word(value); }
  static void from_json(const json& json, E& value) {
    if (!json.is_string()) diemcau::journal::throw_other_shape("a word is expected");
    const auto& words = words_of(E{});
    for (size_t i = 0; i < words.size(); ++i) {
      if (json.get_ref<const std::string&>() != words[i]) continue;
      value = static_cast<E>(i);
      return;
    }
    diemcau::journal::throw_other_shape("no such word");
  }
};

// What may be absent is null.
template <class T>
struct nlohmann::adl_serializer<std::optional<T>> {
  static void to_json(json& json, const std::optional<T>& value) {
    json = value ? nlohmann::json(*value) : nlohmann::json();
  }
  static void from_json(const json& json, std::optional<T>& value) {
    value.reset();
    if (!json.is_null()) value = json.get<T>();
  }
};

// A day is "2025-07-01", no day "".
namespace diemcau {

inline void to_json(nlohmann::json& json, const Day& day) { json = to_string(day); }
inline void from_json(const nlohmann::json& json, Day& day) {
  if (!json.is_string()) journal::throw_other_shape("a day is expected");
  const auto& text = json.get_ref<const std::string&>();
  if (text.empty()) {
    day = {};
    return;
  }
  const auto read = parse_day(text);
  if (!read) journal::throw_other_shape("no such day");
  day = *read;
}

}  // namespace diemcau
