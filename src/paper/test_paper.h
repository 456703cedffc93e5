#pragma once

#include <map>
#include <string>

#include "paper/minutes.h"

// For tests only: a conference of two provinces with everything that minutes can hold, and names.
namespace diemcau::paper {

class TestNames : public Names {
 public:
  std::map<uint32_t, std::string> people = {{1, "Nguyễn Thị Minh Nguyệt"},
                                            {2, "Trần Quốc Đạt"},
                                            {3, "Lò Văn Ươm"},
                                            {4, "Phạm Thuỳ Dương"},
                                            {5, "Hoàng Ngọc Ẩn"}};
  std::map<uint32_t, std::string> posts = {{1, "Trưởng ban"},
                                           {2, "Chánh Văn phòng"},
                                           {3, "Giám đốc"},
                                           {4, "Phó Giám đốc"},
                                           {5, "Bí thư Chi bộ"}};
  std::map<uint32_t, std::string> units = {{10, "Ban Chỉ đạo Trung ương"},
                                           {20, "Sở Nội vụ tỉnh Tuyên Quang"},
                                           {30, "Sở Nội vụ tỉnh Cà Mau"}};

  std::string person(PersonId id) const override { return of(people, id.value); }
  std::string post(PostId id) const override { return of(posts, id.value); }
  std::string unit(UnitId id) const override { return of(units, id.value); }
  std::string theme(conference::ThemeId) const override { return "Khó khăn"; }

 private:
  static std::string of(const std::map<uint32_t, std::string>& names, uint32_t id) {
    const auto found = names.find(id);
    return found == names.end() ? "" : found->second;
  }
};

// A name of 200 letters, as long as units may have.
inline std::string long_name() {
  std::string name = "Trung tâm Bồi dưỡng nghiệp vụ";
  for (const char* more :
       {" và phát triển nguồn nhân lực", " ngành Lao động, Thương binh và Xã hội",
        " thuộc Ủy ban nhân dân", " huyện đảo và các xã đặc biệt khó khăn",
        " vùng đồng bào dân tộc thiểu số", " miền núi"}) {
    name += more;
  }
  return name + " phía Bắc";
}

// 2026-02-05 08:00 in Vietnam is event 100; each further event is a minute later.
inline conference::Stamp stamp(uint64_t seq) {
  return {{seq}, {1'770'253'200'000 + (static_cast<int64_t>(seq) - 100) * 60'000}, "account:1"};
}

inline conference::RollSums sums(uint32_t expected, uint32_t in_room, uint32_t online,
                                 uint32_t substitutes, uint32_t absent) {
  conference::RollSums sums;
  sums.sites = 1;
  sums.expected = expected;
  sums.in_room = in_room;
  sums.online = online;
  sums.substitutes = substitutes;
  sums.absent = absent;
  sums.not_called = expected - in_room - online - substitutes - absent;
  return sums;
}

inline conference::SiteLine site_line(uint32_t id, const std::string& name,
                                      conference::SiteLevel level, uint64_t seq,
                                      const conference::RollSums& sums) {
  conference::SiteLine line;
  line.site = {id};
  line.name = name;
  line.level = level;
  line.sums = sums;
  line.confirmed = sums.in_room;
  if (seq != 0) line.checked_in = stamp(seq);
  return line;
}

inline void add_attendance(conference::MinutesFacts& facts) {
  using conference::SiteLevel;
  conference::Attendance& attendance = facts.attendance;
  attendance.sites = {site_line(1, "Trung tâm", SiteLevel::kCentre, 80, sums(30, 27, 1, 1, 1)),
                      site_line(2, "Tuyên Quang", SiteLevel::kProvince, 81, sums(20, 17, 2, 0, 1)),
                      site_line(3, "Cà Mau", SiteLevel::kProvince, 82, sums(25, 24, 0, 1, 0)),
                      site_line(4, "Đồng Văn", SiteLevel::kCommune, 0, sums(12, 0, 0, 0, 0))};
  for (const auto& site : attendance.sites) attendance.sums += site.sums;
  attendance.stamp = stamp(99);
  attendance.absent = {{{5}, {5}, {20}, {2}, "Ốm", 1, stamp(85)},
                       {{}, {}, {10}, {1}, "Công tác", 1, stamp(86)}};
  attendance.substitutes = {{{4}, {4}, {30}, {3}, {{}, {}, {}, "Đại diện Sở"}, "", stamp(87)}};
}

inline void add_sequence(conference::MinutesFacts& facts) {
  using conference::StepKind;
  facts.sequence = {
      {StepKind::kOpened, stamp(100), {}, {}, {}, {}, 0, ""},
      {StepKind::kItem, stamp(102), stamp(110), {1}, {}, {}, 0, "Tham luận về xây dựng cơ sở"},
      {StepKind::kSpeech, stamp(103), stamp(110), {1}, {1}, {}, 0, ""},
      {StepKind::kPause, stamp(111), stamp(120), {}, {}, {}, 0, "giải lao"},
      {StepKind::kVote, stamp(121), stamp(124), {}, {}, {1}, 0, "Thông qua dự thảo Quy chế"},
      {StepKind::kConclusion, stamp(130), {}, {}, {}, {}, 0, ""},
      {StepKind::kClosed, stamp(131), {}, {}, {}, {}, 0, ""}};
}

inline conference::MinutesFacts small_conference() {
  conference::MinutesFacts facts;
  facts.conference = {4};
  facts.seq = {131};
  facts.call.title =
      "Hội nghị chuyên đề toàn quốc về xây dựng cơ sở và nâng cao chất lượng thành viên";
  facts.call.unit = {10};
  facts.chair = {{1}, {1}, {1}};
  facts.co_chairs = {{{3}, {3}, {2}}};
  facts.secretaries = {{{2}, {2}, {1}}};
  facts.opened = stamp(100);
  facts.closed = stamp(131);
  add_attendance(facts);
  add_sequence(facts);
  facts.opinions = {{{1},
                     {2},
                     {{3}, {3}, {20}, ""},
                     {1},
                     {},
                     7 * 60'000,
                     stamp(103),
                     {{{1},
                       "Đề nghị bố trí kinh phí cho các xã mới sáp nhập; năm 2025 đã kết nạp "
                       "được 1.250 người, vượt 12 % so với chỉ tiêu được giao.",
                       {{1}},
                       60'000,
                       stamp(104)},
                      {{2},
                       "Hướng dẫn về biên chế còn chậm <3 tháng> & thiếu thống nhất.",
                       {},
                       90'000,
                       stamp(105)}}}};
  conference::VoteLine vote;
  vote.vote = {1};
  vote.spec.question = "Thông qua dự thảo Quy chế";
  vote.spec.labels = {"Đồng ý", "Không đồng ý", "Ý kiến khác"};
  vote.result = {{3, 0, 1}, 4, 4, false, true};
  vote.opened = stamp(121);
  vote.ended = stamp(124);
  facts.votes = {vote};
  facts.conclusion = {2,
                      "Một là, thống nhất đánh giá kết quả mười năm qua.\nHai là, mỗi đơn vị chọn "
                      "sáu nhiệm vụ trọng tâm, báo cáo trước ngày 30 tháng 6.",
                      stamp(130)};
  return facts;
}

inline Letterhead letterhead() {
  return {"Bộ Nội vụ",
          "Ban Chỉ đạo Trung ương",
          "12",
          "BB-BCĐ",
          "Hà Nội",
          *parse_day("2026-02-05"),
          "Hội trường A, số 8 Tôn Thất Thuyết, Hà Nội",
          {"Như thành phần dự;", "Lãnh đạo Bộ (để báo cáo);", "Lưu: VT, Hồ sơ."}};
}

inline Document small_minutes(const char* language = "vi") {
  auto document = minutes_document(small_conference(), TestNames(), letterhead(),
                                   built_in_template("minutes", language));
  DIEMCAU_CHECK(document.ok());
  return std::move(*document);
}

}  // namespace diemcau::paper
