#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "journal/event.h"
#include "journal/plain.h"
#include "journal/refusals.h"

// Every reason for which the organisation refuses a command, and every remark about a file that is
// to come in, with the sentence that a person reads.
namespace diemcau::organisation {

using journal::Json;
using journal::RefusalText;

inline constexpr auto kRefusals = std::to_array<RefusalText>({
    // Who
    {"role.not_allowed", "Đồng chí không có quyền làm việc này ở đơn vị đó.",
     "You may not do this for that unit."},
    {"role.system_only", "Việc này chỉ do hệ thống thực hiện.",
     "Only the system itself does this."},

    // What was entered
    {"text.missing", "Còn thiếu: {field}.", "This is missing: {field}."},
    {"text.too_long", "Mục {field} dài quá {max} ký tự.", "{field} is longer than {max} letters."},
    {"too_many", "Đã đạt giới hạn {max} của mục {field}.",
     "The limit of {max} for {field} is reached."},
    {"day.missing", "Còn thiếu ngày: {field}.", "This day is missing: {field}."},
    {"day.order", "Ngày kết thúc phải sau ngày bắt đầu.",
     "The last day must not be before the first."},

    // Words
    {"words.twice", "Danh mục có hai mục cùng mã “{code}”.", "Two entries have the code “{code}”."},
    {"words.in_use", "Mục “{code}” đang được dùng nên không bỏ được.",
     "“{code}” is in use and cannot go."},
    {"words.begun", "Danh mục đã có.", "The lists are set already."},
    {"level.unknown", "Không có cấp “{level}” trong danh mục.", "There is no level “{level}”."},
    {"title.unknown", "Không có chức vụ “{title}” trong danh mục.", "There is no title “{title}”."},
    {"rank.unknown", "Không có cấp bậc “{rank}” trong danh mục.", "There is no rank “{rank}”."},

    // Units
    {"unit.unknown", "Không có đơn vị này.", "There is no such unit."},
    {"unit.ended", "Đơn vị này đã kết thúc hoạt động.", "This unit has ended."},
    {"unit.code_taken", "Mã đơn vị “{code}” đã có.", "A unit with the code “{code}” exists."},
    {"unit.loop", "Đơn vị cấp trên không thể là chính nó hoặc cấp dưới của nó.",
     "A unit cannot stand under itself."},
    {"unit.same_superior", "Cấp trên thứ hai phải khác cấp trên thứ nhất.",
     "The second superior must differ from the first."},
    {"unit.too_deep", "Cây tổ chức sâu quá {max} cấp.", "The tree is deeper than {max} levels."},
    {"unit.has_subordinates", "Đơn vị còn {count} đơn vị cấp dưới. Hãy chuyển chúng trước.",
     "{count} units stand under this one. Move them first."},
    {"units.merge_few", "Sáp nhập cần ít nhất một đơn vị kết thúc và hai đơn vị tham gia.",
     "A merger takes at least two units."},
    {"units.merge_itself", "Đơn vị tiếp nhận không thể nằm trong đơn vị bị sáp nhập.",
     "The unit that follows cannot be, or stand under, one that ends."},
    {"unit.split_few", "Chia tách cần ít nhất {min} đơn vị mới.",
     "A split takes at least {min} new units."},
    {"unit.split_not_its_own", "Đơn vị được chuyển không phải cấp dưới trực tiếp.",
     "A unit that is handed over does not stand directly under this one."},
    {"unit.split_left", "Còn {count} đơn vị cấp dưới chưa được chuyển về đơn vị mới.",
     "{count} subordinate units are assigned to none of the parts."},

    // People, posts
    {"person.unknown", "Không có người này.", "There is no such person."},
    {"person.erased", "Thông tin của người này đã được xoá.", "This person has been erased."},
    {"person.code_taken", "Mã cán bộ “{code}” đã có.", "A person with the code “{code}” exists."},
    {"post.unknown", "Không có chức vụ này.", "There is no such post."},
    {"post.twice", "Người này đang giữ chức vụ đó ở đơn vị.",
     "This person holds that post in the unit already."},
    {"post.other_person", "Một chức vụ không chuyển sang người khác; hãy kết thúc và thêm mới.",
     "A post does not pass to another person: end it and add a new one."},
    {"post.ended", "Chức vụ này đã kết thúc.", "This post has ended."},

    // Accounts
    {"account.unknown", "Không có tài khoản này.", "There is no such account."},
    {"account.person_has_one", "Người này đã có tài khoản.", "This person has an account already."},
    {"account.disabled", "Tài khoản này đã khoá.", "This account is disabled."},
    {"account.last_administrator", "Phải còn ít nhất một quản trị viên của toàn hệ thống.",
     "One administrator of the whole must remain."},
    {"invitation.wrong", "Đường dẫn không đúng, đã được dùng hoặc đã có đường dẫn mới hơn.",
     "This link is wrong, has been used, or a newer one has taken its place."},
    {"invitation.expired", "Đường dẫn đã hết hạn. Hãy xin người quản trị đường dẫn mới.",
     "This link has expired. Ask the administrator for a new one."},
    {"invitation.twice", "Đường dẫn này đã được cấp.", "This link is out already."},
    {"invitation.days", "Đường dẫn phải có thời hạn, dài nhất {max} ngày.",
     "A link needs a time limit of {max} days at most."},
    {"grant.unknown", "Không có phân quyền này.", "There is no such grant."},
    {"grant.withdrawn", "Phân quyền này đã thu hồi.", "This grant was withdrawn."},
    {"grant.twice", "Tài khoản đã có vai trò này.", "The account has this role already."},
    {"grant.to_yourself", "Không ai tự phân quyền cho mình; hãy nhờ một quản trị viên khác.",
     "Nobody grants a role to themselves: ask another administrator."},
    {"first.exists", "Hệ thống đã có quản trị viên.", "There is an administrator already."},
    {"first.wrong", "Đường dẫn không đúng hoặc đã được dùng.",
     "This link is wrong or has been used."},
    {"first.expired", "Đường dẫn đã hết hạn. Hãy khởi động lại máy chủ để có đường dẫn mới.",
     "This link has expired. Start the server again to get a new one."},

    // Exports, holds, erasure
    {"export.unknown", "Không có yêu cầu xuất dữ liệu này.", "There is no such request."},
    {"export.decided", "Yêu cầu này đã được quyết định.", "This request has been decided."},
    {"export.second_person", "Người duyệt phải khác người yêu cầu.",
     "A second person must decide, not who asked."},
    {"export.not_approved", "Yêu cầu này chưa được duyệt.", "This request is not approved."},
    {"export.not_yours", "Chỉ người yêu cầu được nhận dữ liệu.", "Only who asked may take it."},
    {"export.taken", "Dữ liệu đã được nhận. Hãy yêu cầu lại nếu cần.",
     "The data has been taken. Ask again if needed."},
    {"export.expired", "Đã quá 24 giờ sau khi duyệt. Hãy yêu cầu lại.",
     "More than 24 hours have passed since the approval. Ask again."},
    {"person.on_hold", "Đang có lệnh giữ thông tin của người này nên không xoá được.",
     "A legal hold stands on this person: nothing may be erased."},
    {"hold.none", "Không có lệnh giữ thông tin.", "There is no legal hold."},
    {"erasure.unknown", "Không có yêu cầu xoá này.", "There is no such request."},
    {"erasure.decided", "Yêu cầu xoá này đã được quyết định.", "This request has been decided."},
    {"erasure.asked", "Đã có yêu cầu xoá đang chờ.", "A request is waiting already."},

    // Imports as a whole
    {"import.refused", "Tệp chưa nhập được: {remark}", "The file cannot come in: {remark}"},
    {"import.rows_refused",
     "Có {count} dòng chưa nhập được. Hãy sửa tệp, hoặc chọn bỏ qua các dòng đó.",
     "{count} rows cannot come in. Mend the file, or choose to leave these rows out."},
    {"import.changed", "Từ lúc xem trước, dữ liệu đã thay đổi. Hãy xem lại.",
     "Things have changed since the preview. Look at it again."},
    {"import.nothing", "Tệp không có gì mới.", "The file brings nothing new."},
    {"import.unknown", "Không có lần nhập này.", "There is no such import."},
    {"import.undone", "Lần nhập này đã được hoàn tác.", "This import was undone already."},
    {"import.built_on", "Không hoàn tác được: {what} đã dùng dữ liệu của lần nhập này.",
     "It cannot be undone: {what} builds on it."},

    // Imports: the file
    {"column.missing", "Thiếu cột “{column}”. Các cột của tệp: {found}.",
     "The column “{column}” is missing. The file has: {found}."},
    {"column.twice", "Cột “{column}” có hai lần.", "The column “{column}” stands there twice."},
    {"column.barred",
     "Cột “{column}” không được đưa vào hệ thống: không lưu dân tộc, tôn giáo, sức khoẻ, gia đình, "
     "kỷ luật, giấy tờ tuỳ thân. Hãy xoá cột đó khỏi tệp.",
     "The column “{column}” has no place here: ethnicity, religion, health, family, discipline and "
     "identity papers are never kept. Delete the column from the file."},

    // Imports: a row
    {"row.empty", "Thiếu {column}.", "{column} is empty."},
    {"row.too_long", "Ô {column} dài {letters} ký tự (tối đa {max}).",
     "{column} has {letters} letters ({max} at most)."},
    {"row.code_twice", "Mã “{code}” trùng với dòng {line}.",
     "The code “{code}” stands on line {line} too."},
    {"row.name_twice", "Cùng tên với dòng {line} trong cùng đơn vị cấp trên.",
     "The same name as on line {line}, under the same superior."},
    {"row.superior_unknown", "Không có đơn vị cấp trên “{code}” trong tệp và trong hệ thống.",
     "No unit “{code}” in the file or in the system."},
    {"row.superior_refused", "Đơn vị cấp trên “{code}” (dòng {line}) chưa nhập được.",
     "The superior “{code}” (line {line}) cannot come in itself."},
    {"row.loop", "Vòng lặp: đơn vị này là cấp trên của chính nó (qua “{code}”).",
     "A loop: the unit stands above itself (through “{code}”)."},
    {"row.same_superior", "Cấp trên thứ hai trùng cấp trên thứ nhất.",
     "The second superior is the same as the first."},
    {"row.level_unknown", "Cấp “{level}” không có trong danh mục. Hãy thêm vào danh mục trước.",
     "The level “{level}” is not in the list. Add it to the list first."},
    {"row.title_unknown", "Chức vụ “{title}” không có trong danh mục. Hãy thêm vào danh mục trước.",
     "The title “{title}” is not in the list. Add it to the list first."},
    {"row.rank_unknown", "Cấp bậc “{rank}” không có trong danh mục. Hãy thêm vào danh mục trước.",
     "The rank “{rank}” is not in the list. Add it to the list first."},
    {"row.unit_unknown", "Không có đơn vị “{code}”.", "There is no unit “{code}”."},
    {"row.day", "Ô {column} không phải ngày: “{text}”. Hãy viết như 28/10/2021.",
     "{column} is no day: “{text}”. Write it like 28/10/2021."},
    {"row.day_order", "Ngày kết thúc trước ngày bắt đầu.", "The last day is before the first."},
    {"row.not_yours", "Đơn vị này ngoài phạm vi được nhập của đồng chí.",
     "This unit is outside the branch that you may import into."},
    {"row.person_unclear",
     "Trùng họ tên trong cùng đơn vị (dòng {line}) mà không có mã cán bộ hoặc ngày sinh để phân "
     "biệt.",
     "The same name in the same unit (line {line}), and neither a code nor a birth date to tell "
     "them apart."},
    {"row.person_differs", "Cùng mã “{code}” với dòng {line} nhưng khác {column}.",
     "The code “{code}” of line {line}, but another {column}."},
    {"row.post_twice", "Chức vụ này của cùng người đã có ở dòng {line}.",
     "The same person's same post stands on line {line}."},
    {"row.person_erased", "Người có mã này đã được xoá.", "The person of this code was erased."},

    // Imports: said, and taken in
    {"row.composed", "Đã chuyển chữ tổ hợp rời sang dạng dựng sẵn (Unicode NFC).",
     "Decomposed letters were composed (Unicode NFC)."},
    {"row.same_name_elsewhere", "Có người cùng họ tên ở đơn vị khác (dòng {line}).",
     "Somebody of the same name is in another unit (line {line})."},
    {"row.cells_left", "Dòng có nhiều ô hơn số cột; phần thừa bị bỏ qua.",
     "The row has more cells than there are columns; the rest is not read."},
    {"row.new_post", "Thêm chức vụ cho người đã có.", "One more post for somebody known."},
    {"column.unread", "Cột “{column}” không dùng đến.", "The column “{column}” is not read."},
});

// A code of the table above: another one does not compile.
using RefusalCode = journal::RefusalCodeOf<kRefusals>;

inline Err<journal::Refusal> deny(RefusalCode code, Json facts = Json::object()) {
  return journal::refuse(std::string(code.code), std::move(facts));
}

}  // namespace diemcau::organisation
