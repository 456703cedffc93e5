#include "http/text.h"

#include <gtest/gtest.h>

namespace diemcau::http {
namespace {

TEST(Text, DecodesWellFormedUtf8Only) {
  EXPECT_EQ(decode_utf8("aé€😀"), U"aé€😀");
  EXPECT_EQ(decode_utf8(""), U"");
  // RFC 3629, section 10 and Unicode, table 3-7: overlong, surrogates, too high, cut, stray.
  for (const char* text : {"\xc0\xaf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf", "\xed\xa0\x80",
                           "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\x80", "a\xff"}) {
    EXPECT_FALSE(decode_utf8(text)) << text;
  }
}

TEST(Text, TakesNamesAsPeopleWriteThem) {
  EXPECT_TRUE(is_person_name("Nguyễn Thị Ánh"));
  EXPECT_TRUE(is_person_name("👩‍👩‍👧"));
  EXPECT_TRUE(is_person_name(std::string(80, 'a')));
  EXPECT_FALSE(is_person_name(std::string(81, 'a')));
  EXPECT_FALSE(is_person_name(""));
  EXPECT_FALSE(is_person_name("\xe2\x80\x8b \xc2\xa0"));  // shows nothing
  EXPECT_FALSE(
      is_person_name("a\xe2\x80\xae"
                     "b"));  // turns the direction
  EXPECT_FALSE(is_person_name("a\nb"));
  EXPECT_FALSE(is_person_name("\xff"));
}

TEST(Text, TakesRoomsThatCanStandInAnAddress) {
  EXPECT_TRUE(is_room_name("Họp giao ban 28.10"));
  for (const char* name : {"", ".", "..", "a/b", "a\\b", "a?b", "a#b", "a%b", " a", "a "}) {
    EXPECT_FALSE(is_room_name(name)) << name;
  }
  EXPECT_TRUE(is_room_name(std::string(64, 'a')));
  EXPECT_FALSE(is_room_name(std::string(65, 'a')));
}

TEST(Text, Trims) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim("  "), "");
}

}  // namespace
}  // namespace diemcau::http
