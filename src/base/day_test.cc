#include "base/day.h"

#include <gtest/gtest.h>

namespace diemcau {
namespace {

TEST(Day, ReadsBothWaysOfWritingAndWritesOne) {
  for (const char* text : {"2025-07-01", "1/7/2025", "01/07/2025", "01.07.2025", "1-7-2025"}) {
    ASSERT_TRUE(parse_day(text)) << text;
    EXPECT_EQ(to_string(*parse_day(text)), "2025-07-01") << text;
  }
  EXPECT_EQ(to_string(Day{}), "");
  EXPECT_EQ(parse_day("1970-01-01")->number, 0);
}

TEST(Day, RefusesWhatIsNoDay) {
  for (const char* text :
       {"", "2025", "31/02/2025", "2025-13-01", "1/7-2025", "1/7/25", "1/7/2025 ", "00/07/2025",
        "99999-1-1", "1//2025", "1/7/2025/", "29/02/2023"}) {
    EXPECT_FALSE(parse_day(text)) << text;
  }
  EXPECT_TRUE(parse_day("29/02/2024"));
}

TEST(Day, PassesAtMidnightInVietnam) {
  EXPECT_EQ(to_string(day_in_vietnam({0})), "1970-01-01");
  EXPECT_EQ(to_string(day_in_vietnam({17 * 3'600'000 - 1})), "1970-01-01");
  EXPECT_EQ(to_string(day_in_vietnam({17 * 3'600'000})), "1970-01-02");
  EXPECT_EQ(to_string(day_in_vietnam({-8 * 3'600'000})), "1969-12-31");
}

TEST(Day, NoDayStandsBeforeAll) { EXPECT_LT(Day{}, *parse_day("1900-01-01")); }

}  // namespace
}  // namespace diemcau
