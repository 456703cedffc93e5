#pragma once

#include <array>
#include <concepts>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "journal/codec.h"

// Plain structs and enums as JSON, for facts, commands, state and views alike.
namespace diemcau::conference {

using journal::Json;

// Compared by value, written and read as a JSON object of the members named; a member that is not
// there keeps its default. Templates, so that a file pays only for what it reads or writes.
#define CONFERENCE_PLAIN(Type, ...)                                                         \
  bool operator==(const Type&) const = default;                                             \
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
#define CONFERENCE_EMPTY(Type)                                         \
  bool operator==(const Type&) const = default;                        \
  template <std::same_as<nlohmann::json> J>                            \
  friend void to_json(J& json, const Type&) {                          \
    json = nlohmann::json::object();                                   \
  }                                                                    \
  template <std::same_as<nlohmann::json> J>                            \
  friend void from_json(const J& json, Type&) {                        \
    if (!json.is_object()) throw_other_shape("an object is expected"); \
  }
// NOLINTEND(bugprone-macro-parentheses)

// Caught where the journal or a command is read; it never leaves the reader.
[[noreturn]] inline void throw_other_shape(const char* what) {
  throw Json::other_error::create(501, what, nullptr);
}

// An enum whose values have words: `words_of(E)` is found beside the enum and gives them in the
// order of the values, which count from 0.
template <class E>
concept Worded = std::is_enum_v<E> && requires(E e) {
  words_of(e).size();
};

template <Worded E>
const char* word(E value) {
  return words_of(value)[static_cast<size_t>(value)];
}

template <Worded E>
void to_json(Json& json, E value) {
  json = word(value);
}

// Unlike the library's macro for enums, a word that is none of ours is an error, not the first
// value.
template <Worded E>
void from_json(const Json& json, E& value) {
  if (!json.is_string()) throw_other_shape("a word is expected");
  const auto& words = words_of(E{});
  for (size_t i = 0; i < words.size(); ++i) {
    if (json.get_ref<const std::string&>() != words[i]) continue;
    value = static_cast<E>(i);
    return;
  }
  throw_other_shape("no such word");
}

#define CONFERENCE_WORDS(Enum, ...)                                           \
  inline const auto& words_of(Enum) {                                         \
    static constexpr auto kWords = std::to_array<const char*>({__VA_ARGS__}); \
    return kWords;                                                            \
  }

}  // namespace diemcau::conference
