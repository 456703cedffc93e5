#include <gtest/gtest.h>

#include <algorithm>

#include "text/collation.h"
#include "text/search_key.h"
#include "text/test_text.h"
#include "text/unicode.h"

// What is equal, what is found by what, and what stands before what.
namespace diemcau::text {
namespace {

// ── Unicode ──────────────────────────────────────────────────────────────────────────────────────

TEST(Unicode, decomposed_names_become_the_composed_ones) {
  for (const char* name : {"Nguyễn Thị Ánh", "Đắk Lắk", "Thừa Thiên Huế", "Ữ", "ặ"}) {
    EXPECT_FALSE(is_nfc(nfd(name))) << name;
    EXPECT_EQ(nfc(nfd(name)), name);
    EXPECT_TRUE(is_nfc(name));
  }
  // Marks in the order in which Windows-1258 keyboards leave them.
  EXPECT_EQ(nfc("o\u0323\u0302"), "ộ");
  EXPECT_EQ(nfc("ô\u0323"), "ộ");
}

TEST(Unicode, bytes_that_are_none_become_replacement_characters) {
  EXPECT_FALSE(is_utf8("\xc3"));
  EXPECT_FALSE(is_utf8("\xc0\x80"));
  EXPECT_FALSE(is_utf8("\xed\xa0\x80"));
  EXPECT_TRUE(is_utf8("ẫ😀"));
  EXPECT_EQ(nfc("a\xff"), "a\ufffd");
}

TEST(Unicode, tidy_takes_what_spreadsheets_leave_behind) {
  EXPECT_EQ(tidy("  Hà \u00a0\t Nam\r\n"), "Hà Nam");
  EXPECT_EQ(tidy("\ufeffHà\u200b Nam\u200e"), "Hà Nam");
  EXPECT_EQ(tidy("\u3000"), "");
}

TEST(Unicode, letters_are_counted_and_cut_whole) {
  EXPECT_EQ(letters("ẫu"), 2u);
  EXPECT_EQ(shortened("Mẫu Văn", 2), "Mẫ");
  EXPECT_EQ(shortened("Mẫu", 20), "Mẫu");
}

// ── Search keys ──────────────────────────────────────────────────────────────────────────────────

TEST(SearchKey, leaves_diacritics_case_and_signs_out) {
  EXPECT_EQ(search_key("Đắk Lắk"), "dak lak");
  EXPECT_EQ(search_key("  TP. Hồ-Chí/Minh!"), "tp ho chi minh");
  EXPECT_EQ(search_key("ĐƯỜNG số 3"), "duong so 3");
  EXPECT_EQ(search_key(nfd("Thừa Thiên Huế")), search_key("thua thien hue"));
  EXPECT_EQ(search_key("\u200bA\u00adn"), "an");
  EXPECT_EQ(search_key("…"), "");
}

TEST(SearchKey, ranks_how_well_it_is_met) {
  EXPECT_EQ(match("ha nam", "ha nam"), Match::kWhole);
  EXPECT_EQ(match("ha nam", "ha"), Match::kStart);
  EXPECT_EQ(match("tinh ha nam", "nam"), Match::kWord);
  EXPECT_EQ(match("thanh", "an"), Match::kInside);
  EXPECT_EQ(match("thanh an", "an"), Match::kWord);
  EXPECT_EQ(match("ha nam", "hue"), Match::kNone);
  EXPECT_EQ(match("ha nam", ""), Match::kNone);
}

// ── Order ────────────────────────────────────────────────────────────────────────────────────────

void expect_in_order(const std::vector<std::string>& words, auto key_of) {
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    EXPECT_LT(key_of(words[i]), key_of(words[i + 1])) << words[i] << " " << words[i + 1];
  }
}

TEST(Collation, letters_go_before_tones) {
  const Collator collator;
  const auto key = [&](const std::string& text) { return collator.key(text); };
  expect_in_order({"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "i", "o", "ô", "ơ", "u", "ư",
                   "v", "x", "y"},
                  key);
  expect_in_order({"ma", "mà", "mả", "mã", "má", "mạ", "mac", "man", "màn", "măn", "mân"}, key);
  expect_in_order({"An Giang", "Bắc Giang", "Bắc Ninh", "Cao Bằng", "Đà Nẵng", "Đắk Lắk",
                   "Điện Biên", "Hà Giang", "Hà Nam", "Hà Nội", "Hải Phòng", "Hoà Bình", "Huế"},
                  key);
  expect_in_order({"ăn", "Ăn"}, key);
  EXPECT_EQ(key(nfd("Đắk Lắk")), key("Đắk Lắk"));
}

TEST(Collation, people_stand_by_their_given_names) {
  const Collator collator;
  std::vector<std::string> names = {"Bùi Văn Đạt", "Trần Thị Ánh", "Nguyễn Văn An", "Đỗ Dũng",
                                    "Lê Thị An",   "Phạm Bình",    "Nguyễn Văn Ẩn", "Ý"};
  std::sort(names.begin(), names.end(), [&](const auto& a, const auto& b) {
    return collator.name_key(a) < collator.name_key(b);
  });
  EXPECT_EQ(names,
            (std::vector<std::string>{"Lê Thị An", "Nguyễn Văn An", "Trần Thị Ánh", "Nguyễn Văn Ẩn",
                                      "Phạm Bình", "Đỗ Dũng", "Bùi Văn Đạt", "Ý"}));
}

}  // namespace
}  // namespace diemcau::text
