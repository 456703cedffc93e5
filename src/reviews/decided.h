#pragma once

#include "base/check.h"
#include "journal/decided.h"
#include "reviews/context.h"
#include "reviews/facts.h"
#include "reviews/refusals.h"

// Inside the folder only: what the decisions are written with.
namespace diemcau::reviews {

struct Decided : journal::DecidedOf<Fact> {
  using DecidedOf::DecidedOf;
};

using journal::Denial;
using journal::first_of;

// Bounds on everything that is kept.
inline constexpr size_t kTitleLetters = 500;
inline constexpr size_t kTextLetters = 10'000;
inline constexpr size_t kCodeLetters = 50;
inline constexpr size_t kMaxCourses = 2'000;
inline constexpr size_t kMaxRequired = 200;
inline constexpr size_t kMaxRecords = 2'000'000;
inline constexpr size_t kMaxReviews = 200'000;
inline constexpr size_t kMaxForms = 200;
inline constexpr size_t kMaxSections = 40;
inline constexpr size_t kMaxAppeals = 3;
inline constexpr uint32_t kMaxMonths = 600;
inline constexpr uint32_t kMaxDays = 365;

Denial too_long(const std::string& text, size_t max, const char* field);
Denial missing_or_too_long(const std::string& text, size_t max, const char* field);
Denial too_many(size_t count, size_t max, const char* field);

}  // namespace diemcau::reviews
