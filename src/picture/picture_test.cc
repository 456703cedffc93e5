#include <gtest/gtest.h>

#include "picture/test_pictures.h"

namespace diemcau::picture {
namespace {

Result<Cleaned, Problem> clean(const std::string& file) { return picture::clean(as_bytes(file)); }
std::string text_of(const Cleaned& cleaned) { return std::string(as_text(cleaned.bytes)); }

struct Sample {
  Format format;
  std::string file;
};
std::vector<Sample> samples() {
  return {{Format::kJpeg, jpeg()}, {Format::kPng, png()}, {Format::kWebp, webp()}};
}

TEST(Picture, is_told_by_its_bytes_and_loses_what_says_more_than_it_shows) {
  for (const auto& [format, file] : samples()) {
    ASSERT_NE(file.find(kSecret), std::string::npos);
    const auto cleaned = clean(file);
    ASSERT_TRUE(cleaned.ok()) << media_type(format);
    EXPECT_EQ(cleaned->format, format);
    EXPECT_EQ(cleaned->width, 64u);
    EXPECT_EQ(cleaned->height, 48u);
    EXPECT_EQ(text_of(*cleaned).find(kSecret), std::string::npos) << media_type(format);
    EXPECT_EQ(text_of(*cleaned).find("Exif"), std::string::npos) << media_type(format);
  }
}

TEST(Picture, that_is_clean_stays_as_it_is) {
  for (const auto& [format, file] : samples()) {
    const auto once = clean(file);
    ASSERT_TRUE(once.ok());
    const auto twice = picture::clean(once->bytes);
    ASSERT_TRUE(twice.ok()) << media_type(format);
    EXPECT_EQ(*twice, *once);
  }
}

TEST(Picture, that_ends_too_soon_is_damaged) {
  for (const auto& [format, file] : samples()) {
    const std::string whole = text_of(*clean(file));
    for (size_t size = 0; size < whole.size(); ++size) {
      EXPECT_FALSE(clean(whole.substr(0, size)).ok()) << media_type(format) << " " << size;
    }
  }
}

TEST(Picture, of_a_telephone_held_upright_stays_upright) {
  const auto cleaned = clean(jpeg(64, 48, 6));
  ASSERT_TRUE(cleaned.ok());
  EXPECT_EQ(cleaned->width, 48u);
  EXPECT_EQ(cleaned->height, 64u);
  EXPECT_NE(text_of(*cleaned).find("Exif"), std::string::npos);
  EXPECT_EQ(text_of(*cleaned).find(kSecret), std::string::npos);
  EXPECT_EQ(*picture::clean(cleaned->bytes), *cleaned);
  EXPECT_EQ(clean(jpeg(64, 48, 9))->width, 64u) << "no such way up";
}

TEST(Picture, has_bounds) {
  EXPECT_EQ(clean(jpeg(8, 48)).error(), Problem::kTooSmall);
  EXPECT_EQ(clean(png(9'000, 48)).error(), Problem::kTooLarge);
  EXPECT_EQ(clean(webp(8'000, 8'000)).error(), Problem::kTooLarge);
  EXPECT_TRUE(clean(webp(8'000, 4'000)).ok());
}

TEST(Picture, of_another_kind_is_none) {
  for (const char* file : {"", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7"}) {
    EXPECT_EQ(clean(file).error(), Problem::kNotAPicture) << file;
  }
  EXPECT_EQ(clean(webp(64, 48, '\x02')).error(), Problem::kAnimated);
}

TEST(Picture, whose_parts_do_not_fit_is_damaged) {
  std::string broken = png();
  broken[20] ^= 1;  // the sum of the header is another one
  EXPECT_EQ(clean(broken).error(), Problem::kDamaged);
  EXPECT_EQ(clean(std::string("\xff\xd8") + segment(0xc9, frame(64, 48)) + "\xff\xd9").error(),
            Problem::kDamaged)
      << "arithmetic coding, which no browser shows";
  EXPECT_EQ(clean(std::string("\xff\xd8") + segment(0xc0, frame(64, 48)) + "\xff\xd9").error(),
            Problem::kDamaged)
      << "nothing in it";
  EXPECT_EQ(clean(riff(part("VP8 ", lossy(64, 48)) + part("VP8 ", lossy(64, 48)))).error(),
            Problem::kDamaged);
}

}  // namespace
}  // namespace diemcau::picture
