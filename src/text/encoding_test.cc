#include "text/encoding.h"

#include <gtest/gtest.h>

#include "text/refusals.h"
#include "text/test_text.h"
#include "text/unicode.h"

namespace diemcau::text {
namespace {

// The same three lines as offices have them. Written out by the tables of the standards, not by the
// code that is tried.
const std::string kUtf8 = "Tỉnh Hà Nam\nXã Đồi Cao\nMẫu Văn Ngọ\n";
const std::string kWindows1258 =
    "Ti\xd2nh H\xe0 Nam\nXa\xde \xd0\xf4\xcci Cao\nM\xe2\xdeu V\xe3n Ngo\xf2\n";
const std::string kTcvn3 = "T\xd8nh H\xb5 Nam\nX\xb7 \xa7\xe5i Cao\nM\xc9u V\xa8n Ng\xe4\n";
const std::string kVni = "T\xe6nh Ha\xf8 Nam\nXa\xf5 \xd1o\xe0i Cao\nMa\xe3u Va\xean Ngo\xef\n";

Encoding detect(const std::string& file) { return detect_encoding(as_bytes(file)); }
std::string read(const std::string& file) {
  const auto text = decode(as_bytes(file));
  return text.ok() ? *text : "refused: " + text.error().code;
}

TEST(Encoding, utf8_with_and_without_a_mark) {
  EXPECT_EQ(detect(kUtf8), Encoding::kUtf8);
  EXPECT_EQ(read(kUtf8), kUtf8);
  EXPECT_EQ(detect("\xef\xbb\xbf" + kUtf8), Encoding::kUtf8Bom);
  EXPECT_EQ(read("\xef\xbb\xbf" + kUtf8), kUtf8);
  EXPECT_EQ(detect("ma,ten\n"), Encoding::kUtf8);
}

TEST(Encoding, utf16_in_both_orders_with_and_without_a_mark) {
  for (const bool big : {false, true}) {
    const Encoding expected = big ? Encoding::kUtf16Be : Encoding::kUtf16Le;
    for (const bool mark : {true, false}) {
      const std::string file = utf16(kUtf8, big, mark);
      EXPECT_EQ(detect(file), expected) << big << mark;
      EXPECT_EQ(read(file), kUtf8) << big << mark;
    }
  }
}

TEST(Encoding, utf16_pairs_and_what_is_half_of_one) {
  EXPECT_EQ(read(utf16("a😀b", false)), "a😀b");
  EXPECT_EQ(read(std::string("\xff\xfe\x00\xd8", 4) + utf16("b", false, false)), "\ufffdb");
  EXPECT_EQ(read(std::string("\xff\xfe\x61\x00\x62", 5)), "a");  // an odd byte at the end
}

TEST(Encoding, windows_1258_is_read_and_composed) {
  EXPECT_EQ(detect(kWindows1258), Encoding::kWindows1258);
  EXPECT_EQ(read(kWindows1258), kUtf8);
}

TEST(Encoding, tcvn3_and_vni_are_recognised_and_refused_with_a_way_out) {
  EXPECT_EQ(detect(kTcvn3), Encoding::kTcvn3);
  EXPECT_EQ(read(kTcvn3), "refused: file.tcvn3");
  EXPECT_EQ(detect(kVni), Encoding::kVni);
  EXPECT_EQ(read(kVni), "refused: file.vni");
  for (const ProblemText& one : kProblems) {
    EXPECT_FALSE(one.vi.empty() || one.en.empty()) << one.code;
    if (one.code == "file.tcvn3" || one.code == "file.vni") {
      EXPECT_NE(one.vi.find("CSV UTF-8"), std::string_view::npos);
    }
  }
}

TEST(Encoding, spreadsheets_and_other_files_are_no_text) {
  EXPECT_EQ(read("PK\x03\x04 xlsx"), "refused: file.binary");
  EXPECT_EQ(read("\xd0\xcf\x11\xe0 xls"), "refused: file.binary");
  EXPECT_EQ(read(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0", 22)),
            "refused: file.binary");
  EXPECT_EQ(read("\x80\x81\x82\x83\x84 \x90\x91\x92"), "refused: file.encoding");
  EXPECT_EQ(read(""), "refused: file.empty");
}

TEST(Encoding, a_mark_that_lies_is_refused) {
  EXPECT_EQ(read("\xef\xbb\xbf\xff\xff"), "refused: file.encoding");
}

TEST(Encoding, a_long_file_is_judged_by_its_beginning_also_within_a_letter) {
  for (size_t shift = 0; shift < 3; ++shift) {
    std::string file(shift, 'a');
    while (file.size() < 300'000) file += "ẫ";
    EXPECT_EQ(detect(file), Encoding::kUtf8) << shift;
    EXPECT_EQ(read(file), file);
    // What comes after the sample is read too.
    EXPECT_EQ(read(file + "\xff"), "refused: file.encoding");
  }
}

TEST(Encoding, every_encoding_has_a_name) {
  for (int i = 0; i <= static_cast<int>(Encoding::kUnknown); ++i) {
    EXPECT_STRNE(to_string(static_cast<Encoding>(i)), "");
  }
}

}  // namespace
}  // namespace diemcau::text
