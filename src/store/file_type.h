#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace diemcau::store {

// What may be uploaded.
enum class FileType : uint8_t {
  kPdf,
  kPng,
  kJpeg,
  kWebp,
  kMp4,
  kWebm,
  kDocx,
  kXlsx,
  kPptx,
  kOdt,
  kText,  // UTF-8, without control characters
};

std::string_view media_type(FileType type);

// By a Content-Type, parameters and case aside. None: nothing that is taken. text/csv is kText.
std::optional<FileType> type_of(std::string_view media_type);

// What the bytes themselves say.
std::optional<FileType> sniff(Bytes bytes);

}  // namespace diemcau::store
