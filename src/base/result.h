#pragma once

#include <cstdint>
#include <utility>
#include <variant>

#include "base/check.h"

namespace diemcau {

// Why bytes from outside were refused; counted by reason, never shown to a person.
enum class ParseError : uint8_t {
  kTruncated,    // fewer bytes than the format needs
  kOversized,    // more than we are willing to hold
  kBadMagic,     // a constant of the format is not there: another protocol's bytes
  kBadVersion,   // a version we do not speak
  kBadLength,    // a length field disagrees with what surrounds it
  kBadValue,     // a field has a value that the format forbids
  kBadChecksum,  // an integrity check failed
  kUnsupported,  // well-formed, but not something we handle
};

const char* to_string(ParseError error);

// Wraps an error on its way into a Result.
template <class E>
struct Err {
  E error;
};
template <class E>
Err(E) -> Err<E>;

// A value or the reason why there is none. Never throws; asking for the wrong side is a broken
// invariant.
template <class T, class E = ParseError>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}             // NOLINT
  Result(Err<E> error) : state_(std::in_place_index<1>, std::move(error.error)) {}  // NOLINT

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    DIEMCAU_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    DIEMCAU_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    DIEMCAU_CHECK(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const E& error() const {
    DIEMCAU_CHECK(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, E> state_;
};

// Stands for "done" in a Result that carries no value.
struct Unit {};

}  // namespace diemcau
