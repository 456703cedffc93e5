#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "journal/event.h"
#include "journal/plain.h"
#include "journal/refusals.h"

// Every reason for which a command on news is refused, with the sentence that a person reads.
namespace diemcau::news {

using journal::Json;
using journal::RefusalText;

inline constexpr auto kRefusals = std::to_array<RefusalText>({
    // Who
    {"role.not_allowed", "Đồng chí không có quyền làm việc này với tin bài này.",
     "You may not do this with this piece of news."},
    {"post.not_leading", "Chỉ người giữ chức vụ lãnh đạo của đơn vị mới được duyệt tin bài.",
     "Only somebody who leads the unit by this post may approve its news."},

    // What was entered
    {"text.missing", "Còn thiếu: {field}.", "This is missing: {field}."},
    {"text.too_long", "Mục {field} dài quá {max} ký tự.", "{field} is longer than {max} letters."},
    {"too_many", "Đã đạt giới hạn {max} của mục {field}.",
     "The limit of {max} for {field} is reached."},

    // Pictures
    {"conference.unknown", "Không có hội nghị này.", "There is no such conference."},
    {"picture.unknown", "Không có ảnh này trong hội nghị.", "The conference has no such picture."},
    {"picture.withdrawn", "Ảnh này đã được rút lại nên không dùng được nữa.",
     "This picture was withdrawn and cannot be used any more."},
    {"picture.other_room",
     "Chỉ dùng được ảnh của điểm cầu đơn vị mình và ảnh trong tin chung đã đăng.",
     "Only pictures of your own room, and those of the published main item, can be used."},
    {"picture.twice", "Một ảnh được chọn hai lần.", "A picture was chosen twice."},

    // Editions
    {"news.unknown", "Không có tin bài này.", "There is no such piece of news."},
    {"news.begun", "Đơn vị đã có tin bài về hội nghị này.",
     "The unit has a piece of news about this conference already."},
    {"news.no_central", "Cơ quan triệu tập chưa soạn tin chung của hội nghị.",
     "Who convened the conference has not begun its news yet."},
    {"news.no_room", "Đơn vị không có điểm cầu trong hội nghị này.",
     "The unit has no room in this conference."},
    {"news.not_closed", "Hội nghị chưa bế mạc.", "The conference has not been closed yet."},
    {"news.changed", "Tin bài vừa được người khác sửa. Hãy xem lại bản mới.",
     "Somebody else has just changed it. Look at the new version."},
    {"news.wrong_status", "Tin bài đang ở trạng thái không làm được việc này ({status}).",
     "In its present state this cannot be done with it ({status})."},
});

// A code of the table above: another one does not compile.
using RefusalCode = journal::RefusalCodeOf<kRefusals>;

inline Err<journal::Refusal> deny(RefusalCode code, Json facts = Json::object()) {
  return journal::refuse(std::string(code.code), std::move(facts));
}

}  // namespace diemcau::news
