#include "text/csv.h"

#include <gtest/gtest.h>

namespace diemcau::text {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, const CsvLimits& limits = {}) {
  const auto table = read_csv(text, limits);
  if (!table.ok()) return {{"refused: " + table.error().code}};
  Rows rows;
  for (const CsvRow& row : table->rows) rows.push_back(row.cells);
  return rows;
}

TEST(Csv, separators_are_told_by_the_first_row) {
  EXPECT_EQ(rows_of("a,b\n1;2,3\n"), (Rows{{"a", "b"}, {"1;2", "3"}}));
  EXPECT_EQ(rows_of("a;b\n1,2;3\n"), (Rows{{"a", "b"}, {"1,2", "3"}}));
  EXPECT_EQ(rows_of("a\tb\n1,2\t3\n"), (Rows{{"a", "b"}, {"1,2", "3"}}));
  EXPECT_EQ(rows_of("\"x,y,z\";b\n1;2\n"), (Rows{{"x,y,z", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("a\n1\n"), (Rows{{"a"}, {"1"}}));
}

TEST(Csv, a_first_line_may_say_the_separator) {
  EXPECT_EQ(rows_of("sep=;\r\na,x;b\n1;2\n"), (Rows{{"a,x", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("sep=|\na\n"), (Rows{{"sep=|"}, {"a"}}));
  EXPECT_EQ(rows_of("sep=;x\n"), (Rows{{"sep=", "x"}}));
}

TEST(Csv, every_line_ending_and_none_at_the_end) {
  for (const char* end : {"\n", "\r\n", "\r"}) {
    const std::string e = end;
    EXPECT_EQ(rows_of("a,b" + e + "1,2" + e), (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(rows_of("a,b" + e + "1,2"), (Rows{{"a", "b"}, {"1", "2"}}));
  }
}

TEST(Csv, quotes_hold_separators_line_ends_and_quotes) {
  EXPECT_EQ(rows_of("a,b\n\"1,2\",\"x\r\ny\"\n\"nói \"\"vâng\"\"\",\"\"\n"),
            (Rows{{"a", "b"}, {"1,2", "x\ny"}, {"nói \"vâng\"", ""}}));
  EXPECT_EQ(rows_of("a,b\n1 \"x\",2\n"), (Rows{{"a", "b"}, {"1 \"x\"", "2"}}));
}

TEST(Csv, lines_are_counted_as_an_editor_does) {
  const auto table = read_csv("a,b\r\n\r\n\"x\ny\",1\r\n3,4\n");
  ASSERT_TRUE(table.ok());
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->rows[1].line, 3u);
  EXPECT_EQ(table->rows[2].line, 5u);
}

TEST(Csv, rows_with_nothing_in_them_are_left_out) {
  EXPECT_EQ(rows_of("a,b\n , \n,,,\n\n1,2\n\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(rows_of("\n\n"), (Rows{{"refused: file.empty"}}));
  EXPECT_EQ(rows_of(""), (Rows{{"refused: file.empty"}}));
}

TEST(Csv, quotes_that_do_not_close_say_their_line) {
  const auto open = read_csv("a,b\n1,2\n\"3,4\n5,6\n");
  ASSERT_FALSE(open.ok());
  EXPECT_EQ(open.error(), (Problem{"csv.quote_open", 3, 0, 0}));
  const auto after = read_csv("a,b\n\"1\"x,2\n");
  ASSERT_FALSE(after.ok());
  EXPECT_EQ(after.error(), (Problem{"csv.quote_inside", 2, 0, 0}));
  EXPECT_EQ(rows_of("\""), (Rows{{"refused: csv.quote_open"}}));
}

TEST(Csv, bounds_are_kept) {
  const CsvLimits limits{.rows = 3, .columns = 2, .cell_bytes = 4};
  EXPECT_EQ(rows_of("a,b\n1,2\n3,4\n", limits).size(), 3u);
  EXPECT_EQ(rows_of("a,b\n1,2\n3,4\n5,6\n", limits), (Rows{{"refused: csv.too_many_rows"}}));
  EXPECT_EQ(rows_of("a,b,c\n", limits), (Rows{{"refused: csv.too_many_columns"}}));
  EXPECT_EQ(rows_of("abcd\n", limits), (Rows{{"abcd"}}));
  const auto table = read_csv("a,b\n1,\"abcde\"\n", limits);
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error(), (Problem{"csv.cell_too_long", 2, 2, 4}));
}

TEST(Csv, cells_are_quoted_where_they_must_be) {
  EXPECT_EQ(csv_cell("Hà Nam"), "Hà Nam");
  EXPECT_EQ(csv_cell(""), "");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(csv_cell(" a"), "\" a\"");
  EXPECT_EQ(csv_cell("a\nb"), "\"a\nb\"");
}

}  // namespace
}  // namespace diemcau::text
