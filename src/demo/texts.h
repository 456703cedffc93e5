#pragma once

#include <array>
#include <string_view>

// What is said in the demo's conference. Everything is made up.
namespace diemcau::demo {

inline constexpr const char* kTitle =
    "Hội nghị trực tuyến toàn quốc sơ kết công tác 6 tháng đầu năm (bản trình diễn)";
inline constexpr const char* kPhoneSite = "Điểm cầu điện thoại của khách";
inline constexpr const char* kWhy = "Bản trình diễn";

inline constexpr auto kTopics = std::to_array<std::string_view>({
    "Kết quả thực hiện nghị quyết và bài học kinh nghiệm ở cơ sở",
    "Đổi mới sinh hoạt chi bộ ở vùng sâu, vùng xa",
    "Phối hợp giữa các đơn vị trong công tác tuyên truyền",
    "Đào tạo, bồi dưỡng cán bộ cấp xã",
    "Ứng dụng công nghệ thông tin trong quản lý văn bản",
    "Nắm bắt và giải quyết kiến nghị của người dân",
    "Chăm lo đời sống cán bộ ở địa bàn khó khăn",
    "Công tác thi đua, khen thưởng",
    "Kiểm tra, giám sát việc thực hiện kế hoạch",
    "Xây dựng mô hình điểm và nhân rộng",
    "Chuyển đổi số ở cấp cơ sở",
    "Công tác phát triển tổ chức",
    "Tiết kiệm, chống lãng phí trong hội họp",
    "Phòng, chống thiên tai và hỗ trợ người dân",
    "Phát huy vai trò của thanh niên",
    "Bình đẳng giới trong công tác cán bộ",
    "Truyền thông trên nền tảng số",
    "Chuẩn bị nhiệm vụ 6 tháng cuối năm",
});

inline constexpr auto kThemes =
    std::to_array<std::string_view>({"Cán bộ và đào tạo", "Công nghệ thông tin",
                                     "Phối hợp giữa các đơn vị", "Kiến nghị về nguồn lực"});

inline constexpr auto kSubjects = std::to_array<std::string_view>(
    {"Xin bổ sung số liệu của tỉnh", "Đề nghị làm rõ thời hạn báo cáo"});

}  // namespace diemcau::demo
