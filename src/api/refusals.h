#pragma once

#include <array>

#include "journal/refusals.h"

// What is refused at the door, before the office is asked.
namespace diemcau::api {

inline constexpr auto kRefusals = std::to_array<journal::RefusalText>({
    {"request.bad", "Yêu cầu không đúng dạng. Hãy tải lại trang.",
     "The request is not what it should be. Reload the page."},
    {"request.elsewhere", "Yêu cầu đến từ trang của máy chủ khác nên bị từ chối.",
     "The request came from another server's page and was refused."},
    {"office.busy", "Máy chủ đang quá tải. Hãy thử lại sau vài giây.",
     "The server is busy. Try again in a few seconds."},
    {"journal.failed",
     "Chưa lưu được vì ổ đĩa của máy chủ có lỗi; chưa có gì thay đổi. Hãy báo người quản trị.",
     "It could not be stored because of the server's disk; nothing has changed. Tell the "
     "administrator."},
    {"login.wrong", "Tên đăng nhập hoặc mật khẩu không đúng.",
     "The login name or the password is wrong."},
    {"login.too_often", "Thử quá nhiều lần. Hãy đợi một phút rồi thử lại.",
     "Too many tries. Wait a minute, then try again."},
    {"login.name", "Tên đăng nhập gồm 3 đến 64 chữ cái không dấu, chữ số hoặc . _ - @.",
     "A login name has 3 to 64 letters without marks, digits, or . _ - @."},
    {"password.short", "Mật khẩu cần ít nhất {min} ký tự.",
     "A password has at least {min} letters."},
    {"password.long", "Mật khẩu quá dài.", "The password is too long."},
    {"account.gone", "Tài khoản này không còn được dùng. Hãy hỏi người quản trị.",
     "This account is no longer in use. Ask the administrator."},
    {"link.hours", "Liên kết cần có thời hạn từ 1 giờ đến 400 ngày.",
     "A link lives between 1 hour and 400 days."},
    {"still.too_large", "Ảnh lớn hơn {max} MB. Hãy chụp lại ở cỡ nhỏ hơn.",
     "The picture is larger than {max} MB. Take a smaller one."},
    {"still.not_a_picture", "Đây không phải ảnh JPEG, PNG hoặc WebP.",
     "This is not a JPEG, PNG or WebP picture."},
    {"still.damaged", "Tệp ảnh bị hỏng hoặc chưa tải lên hết. Hãy chụp hoặc gửi lại.",
     "The picture is damaged or did not arrive whole. Take or send it again."},
    {"still.animated", "Ảnh động không được nhận. Hãy gửi ảnh tĩnh.",
     "Pictures that move are not taken. Send a still one."},
    {"still.too_many_pixels", "Ảnh có cạnh dài quá {max} điểm ảnh hoặc quá nhiều điểm ảnh.",
     "The picture has a side of more than {max} pixels, or too many pixels in all."},
    {"still.too_small", "Ảnh nhỏ hơn {min} điểm ảnh mỗi cạnh.",
     "The picture is smaller than {min} pixels a side."},
    {"still.not_allowed",
     "Chỉ thiết bị của điểm cầu hoặc người điều hành hội nghị mới được chụp ảnh điểm cầu.",
     "Only the room's own devices and those who run the conference may take its picture."},
    {"still.unknown", "Không có ảnh này, hoặc ảnh đã được rút lại.",
     "There is no such picture, or it was withdrawn."},
    {"media.no_place", "Đồng chí không có chỗ trong hội nghị này. Hãy mở lại liên kết mời.",
     "You have no place in this conference. Open the invitation link again."},
});

}  // namespace diemcau::api
