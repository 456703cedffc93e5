#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace diemcau {

// A day of the calendar, without a time and without a zone: deadlines, dates of posts. Days order
// as they pass; `Day{}` is no day and stands before all of them.
struct Day {
  int32_t number = std::numeric_limits<int32_t>::min();  // days since 1970-01-01
  auto operator<=>(const Day&) const = default;
};

inline bool is_set(Day day) { return day != Day{}; }

// "2025-07-01"; "" for no day.
std::string to_string(Day day);

// "2025-07-01", or as people write it in Vietnam, "1/7/2025", "01-07-2025", "01.07.2025". Only
// real days between 1900 and 2200.
std::optional<Day> parse_day(std::string_view text);

// The day it is in Vietnam (UTC+7 all year).
Day day_in_vietnam(UnixTime time);

}  // namespace diemcau
