#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/csv.h"
#include "text/encoding.h"
#include "text/search_key.h"
#include "text/test_text.h"
#include "text/unicode.h"

// What holds of any text, and of any bytes.
namespace diemcau::text {
namespace {

using Pieces = std::vector<const char*>;

// Text made of pieces that matter: letters in both forms, signs, spaces seen and unseen.
std::string text_of(const std::vector<uint8_t>& seeds, const Pieces& pieces) {
  std::string text;
  for (const uint8_t seed : seeds) text += pieces[seed % pieces.size()];
  return text;
}
const Pieces kLetters = {"a", "Đ",      "ễ",      "e\u0302\u0303", "O\u0323\u0302",
                         " ", "\u00a0", "\u200b", "\ufeff",        "3",
                         "-", "\n",     "😀",      "ư\u0301"};
const Pieces kCells = {"a", "ễ", "\"", ",", ";", "\t", "\n", " "};

RC_GTEST_PROP(TextProperties, equal_texts_have_one_form_and_one_key, (std::vector<uint8_t> seeds)) {
  const std::string text = text_of(seeds, kLetters);
  RC_ASSERT(is_nfc(nfc(text)));
  RC_ASSERT(nfc(nfc(text)) == nfc(text));
  RC_ASSERT(nfc(nfd(text)) == nfc(text));
  RC_ASSERT(search_key(nfd(text)) == search_key(nfc(text)));
  RC_ASSERT(search_key(search_key(text)) == search_key(text));
}

RC_GTEST_PROP(TextProperties, tidying_once_is_enough, (std::vector<uint8_t> seeds)) {
  const std::string clean = tidy(text_of(seeds, kLetters));
  RC_ASSERT(tidy(clean) == clean);
  RC_ASSERT(!clean.starts_with(' '));
  RC_ASSERT(!clean.ends_with(' '));
  RC_ASSERT(clean.find("  ") == std::string::npos);
}

RC_GTEST_PROP(TextProperties, cutting_leaves_a_beginning_of_whole_letters,
              (std::vector<uint8_t> seeds, uint8_t max)) {
  const std::string text = text_of(seeds, kLetters);
  const std::string cut = shortened(text, max);
  RC_ASSERT(text.starts_with(cut));
  RC_ASSERT(letters(cut) == std::min<size_t>(letters(text), max));
  RC_ASSERT(is_utf8(cut));
}

RC_GTEST_PROP(TextProperties, a_table_is_read_as_it_was_written,
              (std::vector<std::vector<std::vector<uint8_t>>> seeds, uint8_t choice)) {
  const char separator = ",;\t"[choice % 3];
  std::string file = std::string("h1") + separator + "h2" + separator + "h3\r\n";
  std::vector<std::vector<std::string>> rows;
  for (const auto& row_seeds : seeds) {
    std::vector<std::string> row = {"x"};  // no row is blank
    for (const auto& cell : row_seeds) row.push_back(text_of(cell, kCells));
    if (row.size() > CsvLimits{}.columns) continue;
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) file += separator;
      file += csv_cell(row[i]);
    }
    file += "\r\n";
    rows.push_back(std::move(row));
  }
  const auto table = read_csv(file);
  RC_ASSERT(table.ok());
  RC_ASSERT(table->separator == separator);
  RC_ASSERT(table->rows.size() == rows.size() + 1);
  for (size_t i = 0; i < rows.size(); ++i) RC_ASSERT(table->rows[i + 1].cells == rows[i]);
}

RC_GTEST_PROP(TextProperties, any_bytes_are_read_as_text_or_refused, (std::vector<uint8_t> file)) {
  const auto text = decode(file);
  if (!text.ok()) return RC_ASSERT(text.error().code.starts_with("file."));
  RC_ASSERT(is_utf8(*text));
  const auto table = read_csv(*text);
  if (!table.ok()) return;
  for (const CsvRow& row : table->rows) RC_ASSERT(!row.cells.empty());
}

RC_GTEST_PROP(TextProperties, utf16_comes_back, (std::vector<uint8_t> seeds, bool big)) {
  const Pieces pieces = {"a", "Đ", "ễ", "😀", ",", "\n", "\""};
  const std::string text = "ma,ten\n" + text_of(seeds, pieces);
  const std::string file = utf16(text, big);
  const auto read = decode(as_bytes(file));
  RC_ASSERT(read.ok());
  RC_ASSERT(*read == text);
}

}  // namespace
}  // namespace diemcau::text
