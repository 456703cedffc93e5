#include "paper/moment.h"

#include <chrono>

namespace diemcau::paper {

namespace {

constexpr int64_t kVietnamMs = 7 * 3'600'000;
constexpr int64_t kDayMs = 24 * 3'600'000;

std::string two_digits(int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

int64_t ms_of_day(int64_t ms) { return ((ms % kDayMs) + kDayMs) % kDayMs; }

std::chrono::year_month_day calendar(Day day) {
  return std::chrono::sys_days(std::chrono::days(day.number));
}

Day day_of(int64_t ms) { return {static_cast<int32_t>((ms - ms_of_day(ms)) / kDayMs)}; }

}  // namespace

std::string iso_time(UnixTime time) {
  const int64_t s = ms_of_day(time.ms) / 1000;
  return to_string(day_of(time.ms)) + "T" + two_digits(s / 3600) + ":" + two_digits(s / 60 % 60) +
         ":" + two_digits(s % 60) + "Z";
}

Json date_of(Day day) {
  if (!is_set(day)) return {{"day", ""}, {"month", ""}, {"year", ""}, {"known", false}};
  const auto date = calendar(day);
  const auto month = static_cast<unsigned>(date.month());
  return {{"day", two_digits(static_cast<unsigned>(date.day()))},
          {"month", month <= 2 ? two_digits(month) : std::to_string(month)},
          {"year", std::to_string(static_cast<int>(date.year()))},
          {"known", true}};
}

Json moment_of(UnixTime time) {
  Json moment = date_of(day_in_vietnam(time));
  const int64_t minutes = ms_of_day(time.ms + kVietnamMs) / 60'000;
  moment["hour"] = two_digits(minutes / 60);
  moment["minute"] = two_digits(minutes % 60);
  return moment;
}

}  // namespace diemcau::paper
