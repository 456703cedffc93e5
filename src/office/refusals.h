#pragma once

#include <array>

#include "journal/refusals.h"

// What the office refuses by itself, before any domain is asked.
namespace diemcau::office {

inline constexpr auto kRefusals = std::to_array<journal::RefusalText>({
    {"caller.unknown", "Hãy đăng nhập, hoặc mở lại liên kết mời của điểm cầu.",
     "Sign in, or open the invitation link of your site again."},
    {"stream.unknown", "Không tìm thấy nơi nhận yêu cầu này: {stream}.",
     "There is nothing that this request could be for: {stream}."},
    {"command.unknown", "Máy chủ không có lệnh “{command}”. Hãy tải lại trang.",
     "The server has no command “{command}”. Reload the page."},
    {"command.malformed", "Lệnh “{command}” không đúng dạng. Hãy tải lại trang.",
     "The command “{command}” has another shape. Reload the page."},
    {"conference.not_allowed", "Đồng chí không có quyền triệu tập hội nghị của đơn vị này.",
     "You may not convene a conference of this unit."},
    {"draft.unknown", "Không có dự thảo này.", "There is no such draft."},
    {"source.unknown", "Nguồn được dẫn không có trong hội nghị ấy. Hãy tải lại trang.",
     "The source that is named is not in that conference. Reload the page."},
    {"view.unknown", "Không có màn hình này: {view}.", "There is no such screen: {view}."},
    {"view.forbidden", "Đồng chí không được xem màn hình này.", "You may not see this screen."},
    {"reading.not_logged",
     "Chưa mở được: trang này có dữ liệu cá nhân mà máy chủ chưa ghi được nhật ký truy cập. Hãy "
     "báo "
     "người quản trị.",
     "It cannot be opened: it shows personal data, and the server could not log that it was read. "
     "Tell the administrator."},
    {"not_signed_in", "Hãy đăng nhập.", "Sign in first."},
});

}  // namespace diemcau::office
