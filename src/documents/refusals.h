#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "journal/event.h"
#include "journal/plain.h"
#include "journal/refusals.h"

// Every reason for which a command on a draft is refused, with the sentence that a person reads.
namespace diemcau::documents {

using journal::Json;
using journal::RefusalText;

inline constexpr auto kRefusals = std::to_array<RefusalText>({
    // Who and when
    {"role.not_allowed", "Đồng chí không có quyền làm việc này với dự thảo này.",
     "You may not do this with this draft."},
    {"draft.unknown", "Không có dự thảo này.", "There is no such draft."},
    {"draft.phase", "Không làm được việc này ở giai đoạn hiện tại của dự thảo.",
     "This cannot be done at the draft's present stage."},
    {"draft.changed", "Dự thảo đã được người khác sửa (bản ghi {revision}). Hãy xem lại.",
     "Somebody else has changed the draft (revision {revision}). Look at it again."},
    {"draft.secret", "Không nhận tài liệu mật.", "Documents marked as secret are refused."},

    // What was entered
    {"text.missing", "Còn thiếu: {field}.", "This is missing: {field}."},
    {"text.too_long", "Mục {field} dài quá {max} ký tự.", "{field} is longer than {max} letters."},
    {"too_many", "Đã đạt giới hạn {max} của mục {field}.",
     "The limit of {max} for {field} is reached."},
    {"unit.unknown", "Không có đơn vị này hoặc đơn vị đã kết thúc hoạt động.",
     "There is no such unit, or it has ended."},
    {"unit.twice", "Đơn vị được nêu hai lần.", "A unit is named twice."},
    {"unit.not_asked", "Đơn vị này không được lấy ý kiến về dự thảo.",
     "This unit was not asked about the draft."},
    {"deadline.past", "Thời hạn đã qua.", "The deadline has passed already."},

    // Clauses
    {"clause.unknown", "Dự thảo không có điều khoản này.", "The draft has no such clause."},
    {"clause.twice", "Một điều khoản được nêu hai lần.", "A clause is there twice."},
    {"clauses.missing", "Dự thảo chưa có nội dung.", "The draft has no text yet."},

    // Comments
    {"comment.unknown", "Không có ý kiến này.", "There is no such comment."},
    {"comment.withdrawn", "Ý kiến này đã được rút.", "This comment was withdrawn."},
    {"comment.answered", "Ý kiến này đã được trả lời.", "This comment was answered already."},
    {"comments.open", "Còn {count} ý kiến chưa được tiếp thu hoặc giải trình.",
     "{count} comments are neither absorbed nor explained."},
});

// A code of the table above: another one does not compile.
using RefusalCode = journal::RefusalCodeOf<kRefusals>;

inline Err<journal::Refusal> deny(RefusalCode code, Json facts = Json::object()) {
  return journal::refuse(std::string(code.code), std::move(facts));
}

}  // namespace diemcau::documents
