#include "store/file_type.h"

#include <algorithm>
#include <array>
#include <string>

namespace diemcau::store {

namespace {

using namespace std::string_view_literals;

struct Named {
  std::string_view name;
  FileType type;
};
// The first name of a type is the one that it is served with.
constexpr auto kNames = std::to_array<Named>({
    {"application/pdf", FileType::kPdf},
    {"image/png", FileType::kPng},
    {"image/jpeg", FileType::kJpeg},
    {"image/webp", FileType::kWebp},
    {"video/mp4", FileType::kMp4},
    {"video/webm", FileType::kWebm},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileType::kDocx},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileType::kXlsx},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", FileType::kPptx},
    {"application/vnd.oasis.opendocument.text", FileType::kOdt},
    {"text/plain", FileType::kText},
    {"text/csv", FileType::kText},
});

std::string_view at(Bytes bytes, size_t offset, size_t size) {
  if (bytes.size() < offset + size) return {};
  return as_text(bytes.subspan(offset, size));
}
bool has(Bytes bytes, size_t offset, std::string_view mark) {
  return at(bytes, offset, mark.size()) == mark;
}

// A ZIP archive names its parts in its headers; OpenDocument's first part is its type, stored as it
// is (ODF 1.2 part 3, section 3.3).
std::optional<FileType> sniff_zip(Bytes bytes) {
  if (has(bytes, 30, "mimetypeapplication/vnd.oasis.opendocument.text"sv)) return FileType::kOdt;
  const std::string_view all = as_text(bytes);
  if (all.find("[Content_Types].xml") == all.npos) return std::nullopt;
  if (all.find("word/document.xml") != all.npos) return FileType::kDocx;
  if (all.find("xl/workbook.xml") != all.npos) return FileType::kXlsx;
  if (all.find("ppt/presentation.xml") != all.npos) return FileType::kPptx;
  return std::nullopt;
}

// How many bytes the UTF-8 character at the front has (RFC 3629, section 4); 0: it is none.
size_t utf8_length(Bytes bytes) {
  const uint8_t first = bytes[0];
  if (first < 0x80) return 1;
  const size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || bytes.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((bytes[i] & 0xc0) != 0x80) return 0;
  }
  const bool overlong = (first == 0xe0 && bytes[1] < 0xa0) || (first == 0xf0 && bytes[1] < 0x90);
  const bool surrogate = first == 0xed && bytes[1] > 0x9f;
  const bool beyond = first == 0xf4 && bytes[1] > 0x8f;
  return overlong || surrogate || beyond ? 0 : length;
}

bool is_control(uint8_t byte) {
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f;
}

bool is_text(Bytes bytes) {
  while (!bytes.empty()) {
    const size_t length = utf8_length(bytes);
    if (length == 0 || is_control(bytes[0])) return false;
    bytes = bytes.subspan(length);
  }
  return true;
}

}  // namespace

std::string_view media_type(FileType type) {
  return std::ranges::find(kNames, type, &Named::type)->name;
}

std::optional<FileType> type_of(std::string_view media_type) {
  std::string name(media_type.substr(0, media_type.find(';')));
  while (name.ends_with(' ')) name.pop_back();
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  const auto found = std::ranges::find(kNames, name, &Named::name);
  if (found == kNames.end()) return std::nullopt;
  return found->type;
}

std::optional<FileType> sniff(Bytes bytes) {
  if (has(bytes, 0, "%PDF-"sv)) return FileType::kPdf;
  if (has(bytes, 0, "\x89PNG\r\n\x1a\n"sv)) return FileType::kPng;
  if (has(bytes, 0, "\xff\xd8\xff"sv)) return FileType::kJpeg;
  if (has(bytes, 0, "RIFF"sv) && has(bytes, 8, "WEBP"sv)) return FileType::kWebp;
  if (has(bytes, 4, "ftyp"sv)) return FileType::kMp4;
  if (has(bytes, 0, "\x1a\x45\xdf\xa3"sv) &&
      as_text(bytes).substr(0, 64).find("webm") != std::string_view::npos) {
    return FileType::kWebm;
  }
  if (has(bytes, 0, "PK\x03\x04"sv)) return sniff_zip(bytes);
  if (!bytes.empty() && is_text(bytes)) return FileType::kText;
  return std::nullopt;
}

}  // namespace diemcau::store
