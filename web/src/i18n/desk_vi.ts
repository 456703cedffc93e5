// The desk, and what surrounds a conference: invitations, minutes, news. In Vietnamese.
export const deskVi = {
  nav_label: 'Hội nghị này',
  nav_control: 'Điều hành',

  invite_room_qr: 'Mời điểm cầu bằng QR',
  site_invite: 'Mời bằng QR',
  invite_title: 'Mời một điểm cầu',
  invite_room: 'Điểm cầu',
  invite_choose: 'Chọn điểm cầu…',
  invite_group_waiting: 'Chưa vào',
  invite_group_there: 'Đã vào',
  invite_lead:
    'Máy nào quét mã sẽ là hình và tiếng của điểm cầu này: điện thoại, máy tính bảng hay máy tính có camera.',
  invite_lead_there:
    'Điểm cầu này đang có máy giữ tiếng. Máy quét mã chỉ thay được khi máy kia thôi giữ tiếng.',
  invite_make: 'Tạo mã QR',
  invite_steps:
    'Mở máy ảnh trên điện thoại, hướng vào mã.|Mở đường dẫn, bấm Hình và tiếng của điểm cầu.|Cho phép camera và micro, ghi số người rồi điểm danh.',
  invite_waiting: 'Đang chờ quét mã…',
  invite_joined: 'Máy đã nối với {site}, đang chờ điểm danh.',
  invite_in: '{site} đã có mặt, {heads} người.',
  invite_until: 'Dùng được đến {time} ngày {day}, cho một máy.',
  invite_code: 'Không quét được? Vào trang đầu, nhập mã:',
  invite_certificate:
    'Lần đầu trên mỗi điện thoại, trình duyệt báo chưa tin cậy: mở {address} để cài chứng chỉ, rồi quét lại.',
  invite_revoke: 'Huỷ mã này',

  code_label: 'Có mã mời',
  code_hint: 'Mã in trên giấy mời của điểm cầu.',
  code_wrong: 'Mã chưa đúng. Hãy chép đủ các ký tự trong giấy mời, hoa thường đúng như in.',
  code_enter: 'Vào',

  demo_acts: 'Trình diễn trong ba bước',
  demo_command: 'Lệnh',
  demo_act_scan: 'Quét mã bằng điện thoại',
  demo_act_scan_lead:
    'Điện thoại thành một điểm cầu trên tường. Bấm Xin phát biểu trên điện thoại, rồi bấm Mời ở danh sách đăng ký: hình và tiếng của nó lên màn hình chung.',
  demo_act_scan_do: 'Hiện mã QR',
  demo_act_plug: 'Rút phích cắm',
  demo_act_plug_lead:
    'Chạy lệnh này ở một cửa sổ dòng lệnh. Máy chủ tắt ngay và chạy lại; năm giây sau vẫn người ấy, đồng hồ ấy, hàng đợi ấy.',
  demo_act_plug_elsewhere: 'Lệnh chỉ hiện trên chính máy đang chạy diemcau.',
  demo_act_close: 'Bế mạc hội nghị',
  demo_act_close_lead:
    'Biên bản mở ra, ghi điều đã nói vào đúng lúc đã nói; kết luận thành nhiệm vụ; mỗi tỉnh có bản tin riêng.',
  demo_act_close_done: 'Mở biên bản',
} as const;
