#include "paper/problem.h"

#include <array>
#include <string_view>

namespace diemcau::paper {

namespace {

struct Sentence {
  std::string_view code;
  std::string_view vi;
  std::string_view en;
};

constexpr std::array kSentences = {
    Sentence{"template.json",
             "Tệp mẫu không phải là JSON hợp lệ. Hãy sửa tệp hoặc dùng mẫu có sẵn.",
             "The template is no valid JSON. Mend the file or use the built-in template."},
    Sentence{"template.member", "Mẫu thiếu hoặc có mục không biết: {}. Hãy sửa tệp mẫu.",
             "The template lacks or has an unknown member: {}. Mend the template."},
    Sentence{"template.shape", "Một mục của mẫu không đúng kiểu: {}. Hãy sửa tệp mẫu.",
             "A member of the template is of the wrong kind: {}. Mend the template."},
    Sentence{"template.value", "Mẫu hỏi một giá trị không có: {}. Hãy sửa tệp mẫu.",
             "The template asks for a value that there is not: {}. Mend the template."},
    Sentence{"template.phrase", "Mẫu thiếu cách diễn đạt: {}. Hãy thêm vào mục phrases.",
             "The template lacks a phrase: {}. Add it to its phrases."},
    Sentence{"template.brace", "Mẫu có dấu { không đóng: {}. Hãy sửa tệp mẫu.",
             "The template has a { that is not closed: {}. Mend the template."},
    Sentence{"template.style", "Mẫu không có kiểu chữ: {}. Hãy thêm vào mục styles.",
             "The template has no style of this name: {}. Add it to its styles."},
    Sentence{"template.size", "Kích thước trong mẫu ngoài khoảng cho phép: {}. Hãy sửa tệp mẫu.",
             "A size in the template is out of bounds: {}. Mend the template."},
    Sentence{"template.part", "Mẫu có phần không biết: {}. Hãy sửa tệp mẫu.",
             "The template has a part of an unknown kind: {}. Mend the template."},
    Sentence{"template.columns", "Một hàng của bảng có số ô khác số cột: {}. Hãy sửa tệp mẫu.",
             "A row has not as many cells as its table has columns: {}. Mend the template."},
    Sentence{"template.nesting", "Mẫu lồng nhau quá sâu. Hãy làm phẳng tệp mẫu.",
             "The template nests too deep. Flatten it."},
    Sentence{"template.too_long", "Văn bản quá dài. Hãy chia nội dung thành nhiều văn bản.",
             "The document is too long. Divide it into several."},
    Sentence{"fonts.missing", "Không thấy phông chữ {}. Hãy cài gói fonts-liberation2.",
             "The font {} was not found. Install the package fonts-liberation2."},
    Sentence{"qr.too_long", "Địa chỉ quá dài cho một mã QR. Hãy rút ngắn địa chỉ.",
             "The address is too long for a QR code. Shorten it."},
    Sentence{"pdf.failed", "Không tạo được tệp PDF ({}). Hãy thử lại.",
             "The PDF could not be made ({}). Try again."},
    Sentence{"docx.failed", "Không tạo được tệp DOCX ({}). Hãy thử lại.",
             "The DOCX could not be made ({}). Try again."},
};

}  // namespace

std::string sentence(const Problem& problem, const std::string& language) {
  for (const Sentence& one : kSentences) {
    if (one.code != problem.code) continue;
    std::string text(language == "en" ? one.en : one.vi);
    const size_t gap = text.find("{}");
    return gap == std::string::npos ? text : text.replace(gap, 2, problem.where);
  }
  return problem.code + " " + problem.where;
}

}  // namespace diemcau::paper
