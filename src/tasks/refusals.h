#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "journal/event.h"
#include "journal/plain.h"
#include "journal/refusals.h"

// Every reason for which a command on tasks is refused, with the sentence that a person reads.
namespace diemcau::tasks {

using journal::Json;
using journal::RefusalText;

inline constexpr auto kRefusals = std::to_array<RefusalText>({
    // Who
    {"role.not_allowed", "Đồng chí không có quyền làm việc này với nhiệm vụ này.",
     "You may not do this with this task."},

    // What was entered
    {"text.missing", "Còn thiếu: {field}.", "This is missing: {field}."},
    {"text.too_long", "Mục {field} dài quá {max} ký tự.", "{field} is longer than {max} letters."},
    {"too_many", "Đã đạt giới hạn {max} của mục {field}.",
     "The limit of {max} for {field} is reached."},
    {"value.out_of_range", "Số liệu {field} nằm ngoài khoảng cho phép.",
     "The figure {field} is out of range."},
    {"file.not_a_hash", "Tệp minh chứng không hợp lệ.", "The file given as evidence is not one."},

    // Units and people
    {"unit.unknown", "Không có đơn vị này hoặc đơn vị đã kết thúc hoạt động.",
     "There is no such unit, or it has ended."},
    {"lead.not_below", "Đơn vị chủ trì phải là đơn vị giao hoặc đơn vị cấp dưới của đơn vị giao.",
     "The lead must be the unit that gives the task, or stand under it."},
    {"lead.fixed", "Nhiệm vụ đã được tiếp nhận nên không đổi đơn vị chủ trì được.",
     "The task was accepted: its lead cannot be changed."},
    {"giver.fixed", "Không đổi được đơn vị giao nhiệm vụ.",
     "The unit that gave the task cannot be changed."},
    {"helper.twice", "Đơn vị phối hợp bị trùng hoặc chính là đơn vị chủ trì.",
     "A helping unit is named twice, or is the lead."},
    {"head.missing", "Chưa nêu người chịu trách nhiệm.", "Nobody is named who answers for it."},
    {"head.not_in_unit", "Người chịu trách nhiệm không giữ chức vụ đó ở đơn vị chủ trì.",
     "Who answers for it does not hold that post in the lead unit."},

    // Days
    {"deadline.past", "Thời hạn đã qua.", "The deadline has passed already."},
    {"deadline.none", "Nhiệm vụ không có thời hạn.", "The task has no deadline."},
    {"deadline.after_whole", "Thời hạn không được sau thời hạn của nhiệm vụ cấp trên ({deadline}).",
     "The deadline must not be after that of the whole ({deadline})."},
    {"deadline.by_extension", "Nhiệm vụ đã được tiếp nhận: thời hạn chỉ đổi bằng gia hạn.",
     "The task was accepted: its deadline moves by an extension only."},

    // Tasks
    {"task.unknown", "Không có nhiệm vụ này.", "There is no such task."},
    {"task.ended", "Nhiệm vụ đã hoàn thành hoặc đã được rút.", "The task is done or withdrawn."},
    {"task.not_accepted", "Nhiệm vụ chưa được tiếp nhận.", "The task was not accepted yet."},
    {"task.accepted", "Nhiệm vụ đã được tiếp nhận.", "The task was accepted already."},
    {"parts.missing", "Chưa nêu đơn vị nào được giao.", "No unit is named to pass the task to."},
    {"part.not_below", "Chỉ giao xuống đơn vị cấp dưới trực tiếp.",
     "A task is passed down to direct subordinates only."},
    {"part.twice", "Đơn vị này đã được giao phần việc.", "This unit has a part already."},
    {"parts.open", "Còn {count} phần việc ở cấp dưới chưa hoàn thành.",
     "{count} parts below are still open."},

    // Reports and extensions
    {"report.unknown", "Không có báo cáo này.", "There is no such report."},
    {"report.answered", "Báo cáo này đã được xác nhận hoặc trả lại.",
     "This report was confirmed or returned already."},
    {"report.waiting", "Báo cáo hoàn thành đang chờ xác nhận.",
     "A report that the task is done waits to be confirmed."},
    {"extension.unknown", "Không có đề nghị gia hạn này.", "There is no such extension."},
    {"extension.decided", "Đề nghị gia hạn này đã được quyết định.",
     "This extension was decided already."},
    {"extension.waiting", "Đang có một đề nghị gia hạn chờ quyết định.",
     "An extension waits to be decided."},
    {"extension.not_later", "Thời hạn mới phải sau thời hạn hiện tại ({deadline}).",
     "The new deadline must be after the present one ({deadline})."},
});

// A code of the table above: another one does not compile.
using RefusalCode = journal::RefusalCodeOf<kRefusals>;

inline Err<journal::Refusal> deny(RefusalCode code, Json facts = Json::object()) {
  return journal::refuse(std::string(code.code), std::move(facts));
}

}  // namespace diemcau::tasks
