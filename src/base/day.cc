#include "base/day.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace diemcau {

namespace {

using std::chrono::year_month_day;

struct Numbers {
  std::array<uint32_t, 3> values{};
  std::array<size_t, 3> digits{};
};

bool is_separator(char c) { return c == '-' || c == '/' || c == '.'; }

// Three numbers with the same separator between them, nothing else.
std::optional<Numbers> three_numbers(std::string_view text) {
  Numbers out;
  size_t at = 0;
  char separator = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (++out.digits[at] > 4) return {};
      out.values[at] = out.values[at] * 10 + static_cast<uint32_t>(c - '0');
    } else if (is_separator(c) && out.digits[at] > 0 && at < 2 && (at == 0 || c == separator)) {
      separator = c;
      ++at;
    } else {
      return {};
    }
  }
  if (at != 2 || out.digits[2] == 0) return {};
  return out;
}

std::optional<Day> day_of(uint32_t year, uint32_t month, uint32_t day) {
  if (year < 1900 || year > 2200) return {};
  const year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                            std::chrono::day(day)};
  if (!date.ok()) return {};
  return Day{static_cast<int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

}  // namespace

std::string to_string(Day day) {
  if (!is_set(day)) return {};
  const year_month_day date{std::chrono::sys_days(std::chrono::days(day.number))};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::optional<Day> parse_day(std::string_view text) {
  const auto numbers = three_numbers(text);
  if (!numbers) return {};
  const auto& [values, digits] = *numbers;
  if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2) {
    return day_of(values[0], values[1], values[2]);
  }
  if (digits[2] == 4 && digits[0] <= 2 && digits[1] <= 2) {
    return day_of(values[2], values[1], values[0]);
  }
  return {};
}

Day day_in_vietnam(UnixTime time) {
  constexpr int64_t kZone = 7 * 3600 * 1000;
  constexpr int64_t kDay = 24 * 3600 * 1000;
  const int64_t local = time.ms + kZone;
  return Day{static_cast<int32_t>(local >= 0 ? local / kDay : (local - kDay + 1) / kDay)};
}

}  // namespace diemcau
