#pragma once

#include <algorithm>
#include <array>
#include <string>

#include "base/result.h"
#include "text/problem.h"

// Every reason for which a file is not read, with the sentence that a person reads.
namespace diemcau::text {

struct ProblemText {
  std::string_view code;
  std::string_view vi;
  std::string_view en;
};

inline constexpr auto kProblems = std::to_array<ProblemText>({
    {"file.empty", "Tệp không có nội dung.", "The file is empty."},
    {"file.too_large", "Tệp quá lớn (tối đa {max} MB). Hãy chia thành nhiều tệp.",
     "The file is too large ({max} MB at most). Split it into several files."},
    {"file.binary",
     "Đây không phải tệp văn bản CSV (có thể là tệp Excel .xlsx). Trong Excel hãy chọn Lưu thành "
     "(Save As) → “CSV UTF-8 (Comma delimited) (*.csv)”.",
     "This is not a CSV text file (perhaps an Excel .xlsx). In Excel choose Save As → “CSV UTF-8 "
     "(Comma delimited) (*.csv)”."},
    {"file.tcvn3",
     "Tệp dùng bảng mã TCVN3 (phông .VnTime). Hãy chuyển mã sang Unicode, rồi trong Excel chọn "
     "Lưu thành (Save As) → “CSV UTF-8 (Comma delimited) (*.csv)”.",
     "The file is in the legacy TCVN3 encoding (.VnTime fonts). Convert it to Unicode, then in "
     "Excel choose Save As → “CSV UTF-8 (Comma delimited) (*.csv)”."},
    {"file.vni",
     "Tệp dùng bảng mã VNI (phông VNI-Times). Hãy chuyển mã sang Unicode, rồi trong Excel chọn "
     "Lưu thành (Save As) → “CSV UTF-8 (Comma delimited) (*.csv)”.",
     "The file is in the legacy VNI encoding (VNI-Times fonts). Convert it to Unicode, then in "
     "Excel choose Save As → “CSV UTF-8 (Comma delimited) (*.csv)”."},
    {"file.encoding",
     "Không nhận ra bảng mã của tệp. Trong Excel hãy chọn Lưu thành (Save As) → “CSV UTF-8 (Comma "
     "delimited) (*.csv)”.",
     "The encoding of the file was not recognised. In Excel choose Save As → “CSV UTF-8 (Comma "
     "delimited) (*.csv)”."},
    {"csv.quote_open", "Dòng {line}: dấu nháy kép mở mà không đóng.",
     "Line {line}: a double quote is opened and never closed."},
    {"csv.quote_inside", "Dòng {line}: có chữ ngay sau dấu nháy kép đóng.",
     "Line {line}: text follows a closing double quote."},
    {"csv.too_many_rows", "Tệp có quá {max} dòng. Hãy chia thành nhiều tệp.",
     "The file has more than {max} rows. Split it into several files."},
    {"csv.too_many_columns", "Dòng {line}: có quá {max} cột.",
     "Line {line}: more than {max} columns."},
    {"csv.cell_too_long", "Dòng {line}, cột {column}: ô dài quá {max} byte.",
     "Line {line}, column {column}: the cell is longer than {max} bytes."},
});

// A code of the table above: another one does not compile.
struct ProblemCode {
  template <size_t N>
  consteval ProblemCode(const char (&text)[N]) : code(text) {  // NOLINT
    if (std::none_of(kProblems.begin(), kProblems.end(),
                     [&](const ProblemText& known) { return known.code == code; })) {
      throw "a code that is not in kProblems";
    }
  }
  std::string_view code;
};

inline Err<Problem> problem(ProblemCode code, Problem where = {}) {
  where.code = std::string(code.code);
  return Err{std::move(where)};
}

}  // namespace diemcau::text
