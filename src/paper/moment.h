#pragma once

#include <string>

#include "base/day.h"
#include "paper/template.h"

// Inside the folder only: times as documents write them.
namespace diemcau::paper {

// "2026-11-23T01:05:09Z"
std::string iso_time(UnixTime time);

// {"hour": "08", "minute": "05", "day": "05", "month": "02", "year": "2026"} in Vietnam's time
// (UTC+7 all year). Days below 10 and the months January and February have a nought in front, as
// the decree wants it; other months have none.
Json moment_of(UnixTime time);
// The same without hour and minute; empty strings for no day.
Json date_of(Day day);

}  // namespace diemcau::paper
