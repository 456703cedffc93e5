#pragma once

#include <algorithm>
#include <string_view>

#include "journal/event.h"
#include "journal/plain.h"
#include "journal/refusals.h"

// Every reason for which a conference refuses a command, with the sentence that a person reads. The
// names in braces are facts of the refusal; pages put names in the place of ids.
namespace diemcau::conference {

using journal::Json;
using journal::RefusalText;

inline constexpr auto kRefusals = std::to_array<RefusalText>({
    // Who and when
    {"role.not_allowed", "Vai trò của đồng chí không được làm việc này.",
     "Your role does not allow this."},
    {"site.not_yours", "Việc này chỉ làm được tại điểm cầu của đồng chí.",
     "You can do this for your own site only."},
    {"phase.wrong", "Hội nghị đang ở bước “{phase}” nên chưa làm được việc này.",
     "The conference is “{phase}” now: this cannot be done at this stage."},
    {"conference.unknown", "Không có hội nghị này.", "There is no such conference."},

    // What was entered
    {"text.missing", "Còn thiếu: {field}.", "This is missing: {field}."},
    {"text.too_long", "Mục {field} dài quá {max} ký tự.", "{field} is longer than {max} letters."},
    {"value.out_of_range", "Giá trị của mục {field} không hợp lệ.",
     "The value of {field} is out of range."},
    {"too_many", "Đã đạt giới hạn {max} của mục {field}.",
     "The limit of {max} for {field} is reached."},

    // The conference itself
    {"conference.state_secret",
     "Hệ thống này không được dùng cho hội nghị có nội dung bí mật nhà nước.",
     "This system must not be used for a conference marked as a state secret."},
    {"conference.times",
     "Thời gian kết thúc phải sau thời gian bắt đầu, các buổi không chồng nhau.",
     "A sitting must end after it begins, and sittings must not overlap."},
    {"conference.incomplete", "Chưa triệu tập được: còn thiếu {missing}.",
     "The conference cannot be convened yet: {missing} is missing."},
    {"conference.vote_open", "Đang biểu quyết. Hãy kết thúc biểu quyết trước.",
     "A vote is open. Close it first."},
    {"quorum.missing", "Chưa đủ số đại biểu theo quy định: có mặt {present}, triệu tập {expected}.",
     "The quorum is not reached: {present} present of {expected}."},
    {"quorum.rule", "Tỷ lệ quy định không hợp lệ.", "That is no valid share for a quorum."},
    {"chair.changed", "Người chủ trì vừa thay đổi. Hãy xem lại màn hình.",
     "Who presides has just changed. Look at the screen again."},
    {"chair.still_there", "Điểm cầu của người đang chủ trì vẫn có mặt.",
     "The site of who presides is still there."},
    {"chair.nobody_next", "Không còn đồng chủ trì nào có mặt để tiếp tục điều hành.",
     "No co-chair is there to go on."},
    {"chair.site_absent", "Điểm cầu của chủ trì chưa trở lại.",
     "The chair's site is not back yet."},

    // Programme
    {"item.unknown", "Không có mục này trong chương trình.", "The programme has no such item."},
    {"item.not_planned", "Mục này không còn ở trạng thái dự kiến (hiện: {status}).",
     "This item is not planned any more (now: {status})."},
    {"item.not_current", "Mục này không phải mục đang tiến hành.",
     "This is not the item under way."},
    {"item.nothing_to_take_back", "Mục này không có gì để lấy lại.",
     "There is nothing to take back for this item."},
    {"item.not_contribution", "Chỉ tham luận mới gửi bằng văn bản.",
     "Only a contribution can be filed as written."},
    {"item.changed", "Mục đang tiến hành vừa thay đổi. Hãy xem lại màn hình.",
     "The item under way has just changed. Look at the screen again."},

    // Sites
    {"site.unknown", "Không có điểm cầu này.", "There is no such site."},
    {"site.loop", "Điểm cầu cấp trên không thể là chính nó hoặc cấp dưới của nó.",
     "A site cannot stand below itself."},
    {"site.in_use", "Điểm cầu này đã vào hội nghị hoặc có điểm cầu cấp dưới nên không xoá được.",
     "This site has checked in or has sites below it, and cannot be removed."},
    {"site.absent", "Điểm cầu chưa có mặt trên đường truyền.", "The site is not on the line."},

    // Links, devices, sound
    {"link.unknown", "Đường dẫn không đúng. Hãy xin ban tổ chức đường dẫn mới.",
     "This link is not valid. Ask the organisers for a new one."},
    {"link.revoked", "Đường dẫn đã bị thu hồi. Hãy xin ban tổ chức đường dẫn mới.",
     "This link was withdrawn. Ask the organisers for a new one."},
    {"link.expired", "Đường dẫn đã hết hạn. Hãy xin ban tổ chức đường dẫn mới.",
     "This link has expired. Ask the organisers for a new one."},
    {"link.full", "Đường dẫn đã dùng đủ số thiết bị cho phép ({max}).",
     "This link was already used by as many devices as it allows ({max})."},
    {"link.role", "Đường dẫn này không dùng được cho loại thiết bị đó.",
     "This link does not allow this kind of device."},
    {"device.unknown", "Không có thiết bị này ở điểm cầu.", "The site has no such device."},
    {"sound.held", "Một thiết bị khác đang giữ âm thanh của điểm cầu (thiết bị {device}).",
     "Another device owns the sound of this site (device {device})."},
    {"sound.changed", "Thiết bị giữ âm thanh vừa thay đổi (thiết bị {device}).",
     "The device that owns the sound has just changed (device {device})."},
    {"sound.not_owner", "Thiết bị này không giữ âm thanh của điểm cầu.",
     "This device does not own the sound of the site."},

    // Roll call
    {"delegate.unknown", "Không có đại biểu này trong danh sách của điểm cầu.",
     "The site's roll has no such delegate."},
    {"delegate.twice", "Đại biểu này đã có trong danh sách.",
     "This delegate is on the roll already."},
    {"roll.reason_missing", "Vắng mặt phải ghi lý do.", "An absence needs a reason."},
    {"roll.substitute_missing", "Dự thay phải ghi người dự thay.", "A substitute must be named."},
    {"roll.nobody_left", "Không còn đại biểu nào chưa điểm danh.", "Everybody has been called."},

    // Queue and floor
    {"request.unknown", "Đăng ký phát biểu này không còn.", "This request to speak is gone."},
    {"request.already_raised", "Đã đăng ký phát biểu và đang chờ mời.",
     "A request to speak is waiting already."},
    {"request.other_queue", "Hai đăng ký không ở cùng một danh sách.",
     "The two requests stand in different queues."},
    {"request.not_local", "Đăng ký này đã chuyển lên trung tâm.",
     "This request has been passed on to the centre already."},
    {"floor.changed", "Người phát biểu vừa thay đổi. Hãy xem lại màn hình rồi thử lại.",
     "Who has the floor has just changed. Look at the screen and try again."},
    {"floor.holding_already", "Điểm cầu này đang được phát biểu.",
     "This site has the floor already."},
    {"floor.next_changed",
     "Người phát biểu tiếp theo vừa thay đổi. Hãy xem lại màn hình rồi thử lại.",
     "Who speaks next has just changed. Look at the screen and try again."},
    {"floor.nobody_next", "Không còn ai chờ phát biểu.", "Nobody is waiting to speak."},
    {"turn.not_holding", "Lượt phát biểu này đã kết thúc.", "This turn has ended already."},

    // Stage
    {"stage.changed", "Hình đang phát vừa thay đổi. Hãy xem lại màn hình.",
     "The picture on air has just changed. Look at the screen again."},
    {"talkback.on_air", "Điểm cầu đang lên sóng nên không đàm thoại kỹ thuật được.",
     "The site is on air: talkback would be heard by all."},
    {"tone.on_air", "Điểm cầu đang lên sóng nên không phát tiếng thử được.",
     "The site is on air: the test tone would be heard by all."},
    {"still.off_air", "Chỉ được chụp ảnh điểm cầu đang lên sóng.",
     "A still may be taken only of a site that is on air."},

    // Messages
    {"notice.unknown", "Không có thông báo này.", "There is no such notice."},
    {"message.unknown", "Không có tin nhắn này.", "There is no such message."},
    {"incident.unknown", "Không có sự cố này.", "There is no such incident."},

    // Notes and conclusion
    {"theme.unknown", "Không có nhóm vấn đề này.", "There is no such theme."},
    {"theme.exists", "Đã có nhóm vấn đề cùng tên.", "A theme of this name exists already."},
    {"note.unknown", "Không có ghi chép này.", "There is no such note."},
    {"note.changed", "Ghi chép vừa được người khác sửa (bản {version}).",
     "Somebody else has just changed this note (version {version})."},
    {"conclusion.changed", "Dự thảo kết luận vừa được người khác sửa (bản {version}).",
     "Somebody else has just changed the draft conclusion (version {version})."},
    {"conclusion.missing", "Chưa có dự thảo kết luận.", "There is no draft conclusion yet."},

    // Votes
    {"vote.personnel", "Không dùng biểu quyết này cho bầu cử, nhân sự hoặc lấy phiếu tín nhiệm.",
     "This vote is not for elections, personnel or confidence."},
    {"vote.labels", "Biểu quyết cần từ 2 đến 8 phương án khác nhau.",
     "A vote needs 2 to 8 different choices."},
    {"vote.hands_secret", "Giơ tay không thể là bỏ phiếu kín.",
     "A show of hands cannot be a secret ballot."},
    {"vote.already_open", "Đang có một biểu quyết khác.", "Another vote is open."},
    {"vote.nobody_entitled", "Chưa có ai có mặt để biểu quyết.", "Nobody is there to vote."},
    {"vote.unknown", "Không có biểu quyết này.", "There is no such vote."},
    {"vote.ended", "Biểu quyết này đã kết thúc.", "This vote has ended."},
    {"vote.other_way", "Biểu quyết này tiến hành theo cách khác.",
     "This vote is taken in another way."},
    {"vote.not_yours", "Chỉ người có quyền biểu quyết mới được bỏ phiếu này.",
     "Only who is entitled to this vote may cast it."},
    {"vote.not_present", "Đại biểu chưa được điểm danh có mặt.",
     "The delegate has not been marked as present."},
    {"vote.already_cast", "Đã biểu quyết.", "This vote has been cast already."},
    {"vote.choice", "Không có phương án này.", "There is no such choice."},
    {"vote.hands_too_many", "Số giơ tay vượt số có mặt ({present}).",
     "More hands than people present ({present})."},
    {"vote.counts_differ", "Số phiếu không khớp với số người đã bỏ phiếu.",
     "The number of ballots does not match the number of people who took part."},
});

// A code of the table above: another one does not compile.
using RefusalCode = journal::RefusalCodeOf<kRefusals>;

inline Err<journal::Refusal> deny(RefusalCode code, Json facts = Json::object()) {
  return journal::refuse(std::string(code.code), std::move(facts));
}

}  // namespace diemcau::conference
