#include "paper/paginate.h"

#include <gtest/gtest.h>

namespace diemcau::paper {
namespace {

StripSize strip(double height, bool stick = false) {
  StripSize size;
  size.height_pt = height;
  size.stick = stick;
  return size;
}

std::vector<size_t> first_of_each(const std::vector<PlacedPage>& pages) {
  std::vector<size_t> first;
  for (const PlacedPage& page : pages) first.push_back(page.front().strip);
  return first;
}

TEST(Paginate, FillsAPageToItsLastPoint) {
  const std::vector<StripSize> strips(10, strip(10));
  const auto pages = paginate(strips, 50);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].size(), 5u);
  EXPECT_EQ(pages[0].back(), (Placed{4, 40}));
  EXPECT_EQ(pages[1].front(), (Placed{5, 0}));
}

TEST(Paginate, KeepsTogetherWhatSticks) {
  std::vector<StripSize> strips(6, strip(10));
  strips[3].stick = strips[4].stick = true;
  EXPECT_EQ(first_of_each(paginate(strips, 50)), (std::vector<size_t>{0, 3}));
}

TEST(Paginate, CutsAGroupThatNoPageHolds) {
  const std::vector<StripSize> strips(12, strip(10, true));
  EXPECT_EQ(first_of_each(paginate(strips, 50)), (std::vector<size_t>{0, 5, 10}));
}

TEST(Paginate, DropsTheGapAtTheTopOfAPage) {
  std::vector<StripSize> strips(3, strip(20));
  strips[1].before_pt = 5;
  strips[2].before_pt = 5;
  const auto pages = paginate(strips, 50);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0][1], (Placed{1, 25}));
  EXPECT_EQ(pages[1][0], (Placed{2, 0}));
}

TEST(Paginate, RepeatsTheHeaderAboveWhatGoesOn) {
  std::vector<StripSize> strips(6, strip(10));
  strips[0].stick = true;
  for (size_t i = 1; i < 6; ++i) {
    strips[i].header = 0;
    strips[i].header_end = 1;
  }
  const auto pages = paginate(strips, 40);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[1], (PlacedPage{{0, 0}, {4, 10}, {5, 20}}));
}

TEST(Paginate, BeginsAPageWhereOneIsAskedFor) {
  std::vector<StripSize> strips(3, strip(10));
  strips[1].new_page = true;
  EXPECT_EQ(first_of_each(paginate(strips, 50)), (std::vector<size_t>{0, 1}));
}

TEST(Paginate, GivesAStripThatIsTooHighAPageOfItsOwn) {
  const std::vector<StripSize> strips = {strip(10), strip(90), strip(10)};
  EXPECT_EQ(first_of_each(paginate(strips, 50)).back(), 2u);
  EXPECT_TRUE(paginate({}, 50).empty());
}

}  // namespace
}  // namespace diemcau::paper
