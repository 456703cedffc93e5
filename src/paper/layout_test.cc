#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "paper/docx.h"
#include "paper/guide.h"
#include "paper/ledger.h"
#include "paper/pdf.h"
#include "paper/test_layout.h"
#include "paper/test_paper.h"

// Where things lie on the page, as other programs read it from the finished file: poppler from our
// PDF, and LibreOffice with poppler from our DOCX.
namespace diemcau::paper {
namespace {

constexpr double kPlaceMm = 3;   // of the nine parts
constexpr double kMarginMm = 1;  // of the margins

Fonts fonts() {
  auto found = find_fonts();
  DIEMCAU_CHECK(found.ok());
  return std::move(*found);
}

std::string pdf_file(const Document& document, const std::string& name) {
  const auto bytes = to_pdf(document, fonts());
  DIEMCAU_CHECK(bytes.ok());
  return write_scratch(name + ".pdf", *bytes);
}

// By LibreOffice, which has to do it without a word of complaint; empty: it is not installed.
std::string pdf_of_docx(const Document& document, const std::string& name) {
  if (std::system("command -v soffice >/dev/null") != 0) return "";
  const auto bytes = to_docx(document);
  DIEMCAU_CHECK(bytes.ok());
  const std::string docx = write_scratch(name + ".docx", *bytes);
  const std::string home = scratch_file("office");
  const std::string said = output_of(
      "SAL_LOG=+WARN soffice --headless --norestore "
      "-env:UserInstallation=file://" +
      home + " --convert-to pdf --outdir " + home + " " + docx);
  EXPECT_EQ(said.find("rror"), std::string::npos) << said;
  EXPECT_EQ(said.find("corrupt"), std::string::npos) << said;
  return home + docx.substr(docx.rfind('/'), docx.size() - docx.rfind('/') - 5) + ".pdf";
}

void expect_at(const Word& part, double middle_mm, double top_mm, const char* what) {
  EXPECT_EQ(part.page, 1u) << what;
  EXPECT_NEAR(middle(part), middle_mm, kPlaceMm) << what;
  EXPECT_NEAR(part.top, top_mm, kPlaceMm) << what;
}

// The decree's appendix I, part II: number by number as in its sketch of the page.
void expect_nine_parts(const std::vector<Word>& words) {
  // 1 Quốc hiệu và tiêu ngữ: upper right, from the upper margin.
  expect_at(find_words(words, {"CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"}), 142.5,
            20, "1 quốc hiệu");
  expect_at(find_words(words, {"Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "phúc"}), 142.5, 24.9,
            "1 tiêu ngữ");
  // 2 Tên cơ quan: upper left, on the same lines.
  expect_at(find_words(words, {"BỘ", "NỘI", "VỤ"}), 62.5, 20, "2 cơ quan chủ quản");
  expect_at(find_words(words, {"BAN", "CHỈ", "ĐẠO", "TRUNG", "ƯƠNG"}), 62.5, 24.9, "2 cơ quan");
  // 3 Số, ký hiệu below 2; 4 địa danh, ngày below 1, on one line.
  expect_at(find_words(words, {"Số:", "12/BB-BCĐ"}), 62.5, 33.5, "3 số, ký hiệu");
  expect_at(find_words(words, {"Hà", "Nội,", "ngày", "05", "tháng", "02", "năm", "2026"}), 142.5,
            33.5, "4 địa danh, ngày");
  // 5 Tên loại, trích yếu: in the middle of the text.
  expect_at(find_words(words, {"BIÊN", "BẢN"}), 110, 45, "5 tên loại");
  expect_at(find_words(words, {"thành", "viên"}), 110, 55.5, "5 trích yếu");
  // 6 Nội dung: from the left margin, first lines 12.7 mm in.
  const Word body = find_words(words, {"Thời", "gian", "bắt", "đầu:"});
  EXPECT_NEAR(body.left, 42.7, kPlaceMm) << "6 nội dung";
  EXPECT_GT(body.top, 60) << "6 nội dung";
}

void expect_end_parts(const std::vector<Word>& words) {
  // 7 Chức vụ, họ tên, chữ ký: right below the text, the secretary's left of it.
  const Word title = find_words(words, {"CHỦ", "TRÌ"});
  const Word name = find_words(words, {"Trần", "Quốc", "Đạt", "Nguyễn", "Thị", "Minh", "Nguyệt"});
  const Word secretary = find_words(words, {"THƯ", "KÝ"});
  EXPECT_NEAR(middle(title), 147.5, kPlaceMm) << "7 chức vụ";
  EXPECT_NEAR(middle(secretary), 67.5, kPlaceMm) << "7 thư ký";
  ASSERT_NE(name.page, 0u);
  EXPECT_EQ(name.page, title.page);
  // 8 Dấu: 30 mm that hold nothing, from the title down to the name.
  EXPECT_GT(name.top - title.bottom, 28) << "8 dấu";
  for (const Word& word : words) {
    if (word.page != title.page) continue;
    EXPECT_FALSE(word.top > title.bottom && word.bottom < name.top) << "8 dấu: " << word.text;
  }
  // 9 Nơi nhận: at the left margin, below.
  const Word recipients = find_words(words, {"Nơi", "nhận:"});
  EXPECT_NEAR(recipients.left, 30, kPlaceMm) << "9 nơi nhận";
  EXPECT_GT(recipients.top, name.bottom) << "9 nơi nhận";
  EXPECT_EQ(recipients.page, name.page) << "9 nơi nhận";
}

// Nothing but the page's number stands in a margin, and the text reaches each of the side ones.
void expect_margins(const std::vector<Word>& words, const PageSetup& page) {
  double left = page.width_mm;
  double right = 0;
  double top = page.height_mm;
  for (const Word& word : words) {
    if (word.bottom < page.top_mm - 1) continue;  // the number, looked at elsewhere
    left = std::min(left, word.left);
    right = std::max(right, word.right);
    top = std::min(top, word.top);
    EXPECT_LE(word.bottom, page.height_mm - page.bottom_mm + kMarginMm) << word.text;
  }
  EXPECT_NEAR(left, page.left_mm, kMarginMm);
  EXPECT_NEAR(right, page.width_mm - page.right_mm, kMarginMm);
  EXPECT_NEAR(top, page.top_mm, kMarginMm);
}

// Two words that cover each other: a name ran into its neighbour's cell.
void expect_no_overlap(const std::vector<Word>& words) {
  constexpr double kMm = 0.6;
  for (size_t i = 0; i < words.size(); ++i) {
    for (size_t j = i + 1; j < words.size() && words[j].page == words[i].page; ++j) {
      const Word& a = words[i];
      const Word& b = words[j];
      const double wide = std::min(a.right, b.right) - std::max(a.left, b.left);
      // Boxes of lines that follow each other touch: half a letter's height is no accident.
      const double high = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
      ASSERT_FALSE(wide > kMm && high > (a.bottom - a.top) / 2)
          << a.text << " and " << b.text << " on page " << a.page;
    }
  }
}

TEST(Layout, PutsTheNinePartsInTheirPlaces) {
  const Document document = small_minutes();
  const auto words = words_of(pdf_file(document, "minutes"));
  expect_nine_parts(words);
  expect_end_parts(words);
  expect_margins(words, document.page);
  expect_no_overlap(words);
}

TEST(Layout, PutsTheNinePartsInTheirPlacesInLibreOfficeToo) {
  const Document document = small_minutes();
  const std::string path = pdf_of_docx(document, "minutes_word");
  if (path.empty()) GTEST_SKIP() << "LibreOffice is not installed";
  const auto words = words_of(path);
  ASSERT_FALSE(words.empty());
  expect_nine_parts(words);
  expect_end_parts(words);
  expect_margins(words, document.page);
  expect_no_overlap(words);
}

TEST(Layout, DrawsTheMottosRuleAsLongAsTheMotto) {
  const Document document = small_minutes();
  const auto words = words_of(pdf_file(document, "rule"));
  const Word motto = find_words(words, {"Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "phúc"});
  const auto& letterhead_table = std::get<Table>(document.body.at(0));
  const auto& rule = std::get<Rule>(letterhead_table.rows[0].cells[1].pieces.back());
  EXPECT_NEAR(rule.length_mm, motto.right - motto.left, 0.5);
}

TEST(Layout, DrawsTheRuleBelowTheAgencyAThirdToAHalfAsLong) {
  const Document document = small_minutes();
  const auto words = words_of(pdf_file(document, "agency"));
  const Word agency = find_words(words, {"BAN", "CHỈ", "ĐẠO", "TRUNG", "ƯƠNG"});
  const auto& letterhead_table = std::get<Table>(document.body.at(0));
  const auto& rule = std::get<Rule>(letterhead_table.rows[0].cells[0].pieces.back());
  EXPECT_GE(rule.length_mm, (agency.right - agency.left) / 3);
  EXPECT_LE(rule.length_mm, (agency.right - agency.left) / 2);
}

TEST(Layout, EmbedsEveryFont) {
  std::istringstream lines(output_of("pdffonts " + pdf_file(small_minutes(), "fonts")));
  std::string line;
  std::getline(lines, line);
  const size_t column = line.find("emb");
  ASSERT_NE(column, std::string::npos);
  std::getline(lines, line);
  size_t fonts = 0;
  while (std::getline(lines, line)) {
    ++fonts;
    EXPECT_EQ(line.substr(column, 3), "yes") << line;
    EXPECT_NE(line.find("LiberationSerif"), std::string::npos) << line;
  }
  EXPECT_GE(fonts, 3u);
}

TEST(Layout, KeepsEveryLetterReadable) {
  const std::string text =
      output_of("pdftotext -enc UTF-8 " + pdf_file(small_minutes(), "letters") + " -");
  for (const char* name :
       {"Lò Văn Ươm", "Hoàng Ngọc Ẩn", "Nguyễn Thị Minh Nguyệt", "<3 tháng> & thiếu thống nhất"}) {
    EXPECT_NE(text.find(name), std::string::npos) << name;
  }
}

TEST(Layout, LeadsFromEachEventToItsLine) {
  const std::string path = pdf_file(small_minutes(), "dests");
  const std::string named = output_of("pdfinfo -dests " + path);
  for (const char* name : {"su_kien_100", "su_kien_103", "su_kien_104", "su_kien_124",
                           "su_kien_130", "su_kien_131", "su_kien_85"}) {
    EXPECT_NE(named.find(std::string("\"") + name + "\""), std::string::npos) << name;
  }
}

// ── Long ones ────────────────────────────────────────────────────────────────────────────────────

conference::MinutesFacts long_conference(uint32_t turns) {
  conference::MinutesFacts facts = small_conference();
  facts.attendance.sites[1].name = long_name();
  for (uint32_t i = 0; i < turns; ++i) {
    const std::string name = i % 50 == 7 ? long_name() : "Xã số " + std::to_string(i);
    facts.attendance.sites.push_back(
        site_line(10 + i, name, conference::SiteLevel::kCommune, 1000 + i, sums(10, 8, 1, 0, 1)));
    facts.sequence.insert(
        facts.sequence.end() - 1,
        {conference::StepKind::kSpeech, stamp(140 + i), stamp(141 + i), {1}, {1}, {}, 0, ""});
  }
  for (uint32_t i = 0; i < 20; ++i) facts.opinions.push_back(facts.opinions[0]);
  facts.conclusion.text += "\n" + std::string(3000, 'x');
  return facts;
}

Document long_minutes() {
  TestNames names;
  names.units[20] = long_name();
  Letterhead head = letterhead();
  head.agency = head.superior = long_name();
  auto document =
      minutes_document(long_conference(300), names, head, built_in_template("minutes", "vi"));
  DIEMCAU_CHECK(document.ok());
  return std::move(*document);
}

size_t count(const std::vector<Word>& words, const std::string& text, double below_mm,
             double above_mm) {
  std::set<size_t> pages;
  for (const Word& word : words) {
    if (word.text == text && word.top > below_mm && word.top < above_mm) pages.insert(word.page);
  }
  return pages.size();
}

TEST(Layout, WrapsNamesOfTwoHundredLetters) {
  ASSERT_EQ(long_name().size() > 200, true);
  const Document document = long_minutes();
  const auto words = words_of(pdf_file(document, "long"));
  expect_margins(words, document.page);
  expect_no_overlap(words);
  const Word motto = find_words(words, {"Độc", "lập", "-", "Tự", "do"});
  EXPECT_NEAR(motto.top, 24.9, kPlaceMm);  // the long name on its left pushes nothing
}

TEST(Layout, NumbersEveryPageButTheFirst) {
  const auto words = words_of(pdf_file(long_minutes(), "numbers"));
  const size_t pages = words.back().page;
  ASSERT_GT(pages, 15u);
  for (size_t page = 1; page <= pages; ++page) {
    std::vector<Word> in_margin;
    for (const Word& word : words) {
      if (word.page == page && word.bottom < 19) in_margin.push_back(word);
    }
    if (page == 1) {
      EXPECT_TRUE(in_margin.empty());
      continue;
    }
    ASSERT_EQ(in_margin.size(), 1u) << page;
    EXPECT_EQ(in_margin[0].text, std::to_string(page));
    EXPECT_NEAR(middle(in_margin[0]), 110, kMarginMm);
  }
}

TEST(Layout, RepeatsTheHeaderOfATableOnEachPage) {
  const auto words = words_of(pdf_file(long_minutes(), "headers"));
  const size_t annex = find_words(words, {"DANH", "SÁCH", "ĐIỂM", "CẦU"}).page;
  const size_t next = find_words(words, {"DANH", "SÁCH", "VẮNG", "MẶT"}).page;
  ASSERT_GT(next, annex + 5);
  std::set<size_t> with_header;
  for (const Word& word : words) {
    if (word.text == "TT" && word.page >= annex && word.page < next) with_header.insert(word.page);
  }
  EXPECT_EQ(with_header.size(), next - annex);
  EXPECT_EQ(count(words, "TT", 18, 24), next - annex - 1);  // at the top of all but the first
}

TEST(Layout, CarriesALongConferenceThroughLibreOffice) {
  const Document document = long_minutes();
  const std::string path = pdf_of_docx(document, "long_word");
  if (path.empty()) GTEST_SKIP() << "LibreOffice is not installed";
  const auto words = words_of(path);
  ASSERT_FALSE(words.empty());
  expect_no_overlap(words);
  EXPECT_NEAR(static_cast<double>(words.back().page),
              static_cast<double>(words_of(pdf_file(document, "long")).back().page), 2);
}

// ── The other papers ─────────────────────────────────────────────────────────────────────────────

Ledger ledger(size_t rows) {
  Ledger ledger{
      "Bộ Nội vụ", "Ban Chỉ đạo Trung ương", "Hà Nội", *parse_day("2026-03-01"), "dự thảo Quy chế",
      "lần 2",     {1'770'253'200'000},      {}};
  for (size_t i = 0; i < rows; ++i) {
    ledger.rows.push_back({"Điều " + std::to_string(i + 1), "Đề nghị làm rõ trách nhiệm.",
                           i % 3 == 0 ? long_name() : "Sở Nội vụ", static_cast<Answered>(i % 4),
                           "Đã chỉnh sửa tại khoản 3."});
  }
  return ledger;
}

TEST(Layout, SetsTheLedgerAcross) {
  const auto document = ledger_document(ledger(40), built_in_template("ledger", "vi"));
  ASSERT_TRUE(document.ok()) << sentence(document.error(), "en");
  const std::string path = pdf_file(*document, "ledger");
  EXPECT_NE(output_of("pdfinfo " + path).find("841.89 x 595.276"), std::string::npos);
  const auto words = words_of(path);
  EXPECT_GT(words.back().page, 3u);
  expect_no_overlap(words);
  EXPECT_EQ(count(words, "TT", 0, 210), words.back().page);
}

Guide guide(const std::string& site) {
  return {"Hội nghị chuyên đề toàn quốc",
          site,
          "160 Trần Hưng Đạo",
          {1'770'253'200'000},
          60,
          "https://hop.example.vn:7443/s/8f2c-41aa",
          "482 913",
          "024 3999 0000"};
}

TEST(Layout, KeepsTheGuideOnOnePage) {
  for (const std::string& site : {std::string("Tuyên Quang"), long_name()}) {
    for (const char* language : {"vi", "en"}) {
      const auto document = guide_document(guide(site), built_in_template("guide", language));
      ASSERT_TRUE(document.ok()) << sentence(document.error(), "en");
      const auto words = words_of(pdf_file(*document, "guide"));
      EXPECT_EQ(words.back().page, 1u);
      EXPECT_LE(words.back().bottom, 297 - 12 + kMarginMm);
      EXPECT_NE(find_words(words, {"024", "3999", "0000"}).page, 0u);
      expect_no_overlap(words);
    }
  }
}

TEST(Layout, PrintsSevenInTheMorningForAConferenceAtEight) {
  const auto document = guide_document(guide("Tuyên Quang"), built_in_template("guide", "vi"));
  const auto words = words_of(pdf_file(*document, "times"));
  EXPECT_NE(find_words(words, {"07", "giờ", "00"}).page, 0u);
  EXPECT_NE(find_words(words, {"08", "giờ", "00"}).page, 0u);
}

}  // namespace
}  // namespace diemcau::paper
