#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "documents/types.h"

// What is said in the demo's conference. Everything is made up.
namespace diemcau::demo {

inline constexpr const char* kTitle =
    "Hội nghị trực tuyến toàn quốc sơ kết công tác 6 tháng đầu năm (bản trình diễn)";
inline constexpr const char* kEarlierTitle =
    "Hội nghị tập huấn người vận hành điểm cầu và triển khai nhiệm vụ (bản trình diễn)";
inline constexpr uint32_t kDrafted = 40;  // days ago
inline constexpr uint32_t kHeld = 21;     // days ago: the earlier one
inline constexpr const char* kPhoneSite = "Điểm cầu điện thoại của khách";
inline constexpr const char* kWhy = "Bản trình diễn";

// The news of the conference that was held before.
inline constexpr const char* kNewsTitle = "Hội nghị trực tuyến rút kinh nghiệm công tác cơ sở";
inline constexpr const char* kNewsLead =
    "Các điểm cầu trong cả nước cùng nhìn lại cách làm ở cơ sở và thống nhất việc cần làm trong "
    "quý tới.";
inline constexpr const char* kNewsLocalLead =
    "Tại điểm cầu của tỉnh, đại biểu theo dõi toàn bộ hội nghị và trình bày tham luận của đơn vị.";
inline constexpr const char* kNewsCaption = "Quang cảnh điểm cầu Trung ương (hình vẽ minh hoạ)";
inline constexpr const char* kNewsLocalCaption = "Quang cảnh điểm cầu (hình vẽ minh hoạ): ";
inline constexpr auto kNewsParagraphs = std::to_array<std::string_view>({
    "Hội nghị nghe tham luận của các đơn vị, trao đổi về những khó khăn ở cấp xã và cách tháo gỡ.",
    "Kết luận hội nghị, chủ trì đề nghị mỗi đơn vị chọn một việc làm cụ thể, có người chịu trách "
    "nhiệm và thời hạn, báo cáo kết quả trong kỳ họp sau.",
});

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

inline constexpr const char* kConclusion =
    "1. Các tỉnh rà soát, kiện toàn tổ chức ở cơ sở, báo cáo trong quý.\n"
    "2. Mở lớp bồi dưỡng cho cán bộ mới ở cấp xã, mỗi tỉnh ít nhất một lớp.\n"
    "3. Hoàn thiện dự thảo nghị quyết theo ý kiến của hội nghị.\n"
    "4. Các điểm cầu tự kiểm tra đường truyền trước mỗi hội nghị.";

// ── The earlier conference ───────────────────────────────────────────────────────────────────────

inline constexpr const char* kClerk = "Văn thư";
inline constexpr const char* kCourse = "TH-DC-01";
inline constexpr const char* kCourseTitle = "Tập huấn vận hành điểm cầu";
inline constexpr const char* kEarlierNote =
    "Nhiều xã đề nghị có tài liệu hướng dẫn ngắn, in một trang, để ngay tại phòng họp.";
inline constexpr const char* kEarlierConclusion =
    "1. Rà soát, kiện toàn đơn vị cơ sở.\n"
    "2. Bồi dưỡng cán bộ cấp xã.\n"
    "3. Kiểm tra đường truyền của các điểm cầu.\n"
    "4. Thống kê thiết bị; báo cáo sơ kết 6 tháng.";

// ── Tasks ────────────────────────────────────────────────────────────────────────────────────────

struct GivenTask {
  const char* title;
  const char* text;
  const char* place;  // in the conclusion
  int32_t due_in;     // days from today
  uint32_t target = 0;
  const char* indicator = "";
  const char* measure = "";
};

inline constexpr GivenTask kStructureTask{
    "Rà soát, kiện toàn đơn vị cơ sở",
    "Lập danh sách đơn vị còn thiếu người đứng đầu hoặc thiếu uỷ viên; đề xuất cách bổ sung.",
    "Kết luận, mục 1",
    14,
    30,
    "đơn vị cơ sở đã rà soát",
    "đơn vị"};
inline constexpr GivenTask kTrainingTask{"Bồi dưỡng cán bộ cấp xã năm nay",
                                         "Mở lớp tại ba miền, mỗi lớp không quá 40 người.",
                                         "Kết luận, mục 2",
                                         5,
                                         120,
                                         "cán bộ đã bồi dưỡng",
                                         "người"};
inline constexpr GivenTask kLinesTask{"Kiểm tra đường truyền của các điểm cầu",
                                      "Đo từng đường, ghi lỗi, sửa xong trước hội nghị sơ kết.",
                                      "Kết luận, mục 3", -8};
inline constexpr GivenTask kListTask{"Thống kê thiết bị tại các điểm cầu",
                                     "Máy quay, micrô, màn hình của từng phòng họp.",
                                     "Kết luận, mục 4", -10};
inline constexpr GivenTask kSummaryTask{
    "Gửi báo cáo sơ kết 6 tháng", "Theo đề cương đã gửi kèm kết luận.", "Kết luận, mục 4", -3};
inline constexpr const char* kCommuneTask = "Gửi danh sách người vận hành điểm cầu của xã";
inline constexpr const char* kPartReport = "Đã rà soát xong 10 chi bộ, có danh sách kèm theo.";
inline constexpr const char* kLinesReport = "Đã đo đủ các đường; ba đường lỗi đã sửa.";
inline constexpr const char* kListReport = "Đã thống kê xong, gửi chậm vì hai phòng đang sửa chữa.";
inline constexpr const char* kTrainingReport = "Đã mở hai lớp với 80 người; lớp thứ ba tháng sau.";
inline constexpr const char* kExtensionWhy =
    "Lớp thứ ba trùng thời gian diễn tập phòng, chống thiên tai.";

// ── The draft ────────────────────────────────────────────────────────────────────────────────────

inline constexpr const char* kDraftTitle = "Về nâng cao chất lượng hoạt động của đơn vị cơ sở";
inline constexpr const char* kDraftNote =
    "Đề nghị góp ý từng điều, khoản; nêu rõ câu chữ thay thế.";

struct WrittenClause {
  documents::ClauseKind kind;
  const char* heading;
  const char* text;
};
inline constexpr auto kClauses = std::to_array<WrittenClause>({
    {documents::ClauseKind::kChapter, "Mục tiêu", ""},
    {documents::ClauseKind::kArticle, "Mục tiêu chung",
     "Đơn vị cơ sở hoạt động đều, đúng nội dung, gắn với việc của địa phương."},
    {documents::ClauseKind::kArticle, "Mục tiêu cụ thể",
     "Đến cuối năm, mọi đơn vị cơ sở sinh hoạt ít nhất mỗi tháng một lần."},
    {documents::ClauseKind::kClause, "",
     "Ít nhất 90 % cán bộ cấp xã qua bồi dưỡng theo chương trình của năm."},
    {documents::ClauseKind::kChapter, "Nhiệm vụ và giải pháp", ""},
    {documents::ClauseKind::kArticle, "Bồi dưỡng cán bộ",
     "Mỗi tỉnh mở ít nhất một lớp; ưu tiên cán bộ mới và địa bàn khó khăn."},
    {documents::ClauseKind::kArticle, "Họp trực tuyến đến cấp xã",
     "Hội nghị toàn quốc nối đến từng xã; không triệu tập về tỉnh khi họp trực tuyến được."},
});
inline constexpr auto kOpinions = std::to_array<const char*>({
    "Nên ghi rõ “ít nhất mỗi tháng một lần, trừ thời gian phòng, chống thiên tai”.",
    "Đề nghị giảm chỉ tiêu 90 % xuống 80 % cho các tỉnh miền núi.",
    "Bổ sung kinh phí đi lại cho cán bộ ở xã đảo, xã biên giới.",
});
inline constexpr const char* kAbsorbed =
    "Tiếp thu: thêm cụm từ “trừ thời gian phòng, chống thiên tai” vào Điều 2.";
inline constexpr const char* kExplained =
    "Giữ chỉ tiêu 90 %, vì lớp học mở cả trực tuyến; tỉnh miền núi được thêm thời gian.";

// ── The review ───────────────────────────────────────────────────────────────────────────────────

inline constexpr auto kReviewSections = std::to_array<std::pair<const char*, const char*>>({
    {"results", "Rà soát xong phần lớn đơn vị cơ sở; dự đủ các hội nghị trực tuyến."},
    {"difficulties", "Một số xã ở xa, đường truyền chưa ổn định."},
    {"shortfalls", "Một báo cáo của cấp xã gửi chậm."},
    {"causes", "Người phụ trách mới nhận việc, chưa được hướng dẫn."},
    {"lessons", "Giao việc cần có người chịu trách nhiệm và thời hạn cụ thể."},
});
inline constexpr const char* kReviewReasons =
    "Các nhiệm vụ được giao đều đang đúng tiến độ; còn việc chậm ở một xã.";

}  // namespace diemcau::demo
