#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "journal/event.h"
#include "journal/plain.h"
#include "journal/refusals.h"

// Every reason for which a command on training and reviews is refused, with the sentence that a
// person reads.
namespace diemcau::reviews {

using journal::Json;
using journal::RefusalText;

inline constexpr auto kRefusals = std::to_array<RefusalText>({
    // Who
    {"review.not_allowed", "Bước này của bản đánh giá không thuộc quyền của đồng chí.",
     "This step of the review is not yours to take."},
    {"training.not_allowed", "Đồng chí không quản lý đào tạo của đơn vị này.",
     "You do not keep the training of this unit."},
    {"form.not_allowed", "Chỉ người phụ trách đánh giá của toàn hệ thống được ban hành mẫu.",
     "Only who reviews the whole organisation may adopt a form."},

    // What was entered
    {"text.missing", "Còn thiếu: {field}.", "This is missing: {field}."},
    {"text.too_long", "Mục {field} dài quá {max} ký tự.", "{field} is longer than {max} letters."},
    {"too_many", "Đã đạt giới hạn {max} của mục {field}.",
     "The limit of {max} for {field} is reached."},
    {"level.missing", "Chưa chọn mức xếp loại.", "No level was chosen."},
    {"section.unknown", "Mẫu đánh giá không có mục {section}.",
     "The form has no section {section}."},
    {"section.twice", "Mục {section} có hai lần trong mẫu.",
     "The section {section} is in the form twice."},
    {"value.out_of_range", "Số liệu {field} nằm ngoài khoảng cho phép.",
     "The figure {field} is out of range."},

    // Training
    {"course.unknown", "Danh mục không có khoá bồi dưỡng này.",
     "There is no such course in the register."},
    {"record.unknown", "Không có ghi nhận này.", "There is no such record."},
    {"record.voided", "Ghi nhận này đã được huỷ.", "This record was corrected already."},
    {"record.twice", "Người này đã được ghi nhận học khoá đó trong ngày đó.",
     "This person has a record of that course on that day."},
    {"person.not_there", "Người này không giữ chức vụ ở đơn vị đồng chí quản lý đào tạo.",
     "This person holds no post in a unit whose training you keep."},
    {"day.future", "Ngày chưa đến.", "That day has not come yet."},
    {"day.missing", "Chưa nhập ngày.", "The day is missing."},

    // Reviews
    {"review.unknown", "Không có bản đánh giá này.", "There is no such review."},
    {"review.not_now", "Bản đánh giá chưa đến hoặc đã qua bước này.",
     "The review has not come to this step, or is past it."},
    {"review.twice", "Đơn vị đã có bản đánh giá của kỳ này.",
     "The unit has a review of this period."},
    {"review.stale", "Đã có quyết định mới. Hãy xem lại trước khi quyết định.",
     "There is a newer decision. Look at it first."},
    {"answer.awaited", "Đơn vị còn quyền giải trình đến hết ngày {day}.",
     "The unit may answer until the end of {day}."},
    {"unit.unknown", "Không có đơn vị này hoặc đơn vị đã kết thúc hoạt động.",
     "There is no such unit, or it has ended."},
    {"unit.highest", "Đơn vị cao nhất không có cấp trên để đánh giá.",
     "The highest unit has nobody above to review it."},
    {"period.bad", "Kỳ đánh giá không hợp lệ.", "That is no period."},
    {"person.not_above", "Người thẩm định và người quyết định phải công tác ở đơn vị cấp trên.",
     "Who appraises and who decides must hold a post in the superior unit."},
    {"person.twice", "Người thẩm định và người quyết định phải là hai người.",
     "Who appraises and who decides must be two persons."},
    {"person.own", "Không ai tự thẩm định hay quyết định về đơn vị do mình đứng đầu.",
     "Nobody appraises or decides on the unit that they head."},
});

// A code of the table above: another one does not compile.
using RefusalCode = journal::RefusalCodeOf<kRefusals>;

inline Err<journal::Refusal> deny(RefusalCode code, Json facts = Json::object()) {
  return journal::refuse(std::string(code.code), std::move(facts));
}

}  // namespace diemcau::reviews
