#pragma once

#include <array>

#include "journal/refusals.h"

// What the store refuses by itself, with the sentence that a person reads. ("person.on_hold" is the
// organisation's.)
namespace diemcau::store {

inline constexpr auto kRefusals = std::to_array<journal::RefusalText>({
    {"login.taken", "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.",
     "This login name is taken. Choose another."},
    {"file.empty", "Tệp không có nội dung. Hãy chọn tệp khác.",
     "The file is empty. Choose another."},
    {"file.too_large", "Tệp lớn hơn {megabytes} MB. Hãy chia nhỏ hoặc nén tệp.",
     "The file is larger than {megabytes} MB. Split it or make it smaller."},
    {"file.type_not_taken",
     "Loại tệp này không được nhận. Hãy dùng PDF, Word, Excel, PowerPoint, ODT, ảnh, video MP4 "
     "hoặc WebM, hoặc văn bản.",
     "Files of this type are not taken. Use PDF, Word, Excel, PowerPoint, ODT, a picture, MP4 or "
     "WebM video, or text."},
    {"file.other_type",
     "Nội dung tệp không đúng với loại của nó ({claimed}). Hãy mở tệp và lưu lại cho đúng loại.",
     "The file is not what it says it is ({claimed}). Open it and save it as that type."},
});

}  // namespace diemcau::store
