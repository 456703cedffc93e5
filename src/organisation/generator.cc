#include "organisation/generator.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "base/random.h"
#include "text/csv.h"

namespace diemcau::organisation {

namespace {

constexpr auto kProvinces = std::to_array<std::string_view>({"Thành phố Hà Nội",
                                                             "Thành phố Hồ Chí Minh",
                                                             "Thành phố Hải Phòng",
                                                             "Thành phố Đà Nẵng",
                                                             "Thành phố Cần Thơ",
                                                             "An Giang",
                                                             "Bà Rịa - Vũng Tàu",
                                                             "Bắc Giang",
                                                             "Bắc Kạn",
                                                             "Bạc Liêu",
                                                             "Bắc Ninh",
                                                             "Bến Tre",
                                                             "Bình Định",
                                                             "Bình Dương",
                                                             "Bình Phước",
                                                             "Bình Thuận",
                                                             "Cà Mau",
                                                             "Cao Bằng",
                                                             "Đắk Lắk",
                                                             "Đắk Nông",
                                                             "Điện Biên",
                                                             "Đồng Nai",
                                                             "Đồng Tháp",
                                                             "Gia Lai",
                                                             "Hà Giang",
                                                             "Hà Nam",
                                                             "Hà Tĩnh",
                                                             "Hải Dương",
                                                             "Hậu Giang",
                                                             "Hoà Bình",
                                                             "Hưng Yên",
                                                             "Khánh Hoà",
                                                             "Kiên Giang",
                                                             "Kon Tum",
                                                             "Lai Châu",
                                                             "Lâm Đồng",
                                                             "Lạng Sơn",
                                                             "Lào Cai",
                                                             "Long An",
                                                             "Nam Định",
                                                             "Nghệ An",
                                                             "Ninh Bình",
                                                             "Ninh Thuận",
                                                             "Phú Thọ",
                                                             "Phú Yên",
                                                             "Quảng Bình",
                                                             "Quảng Nam",
                                                             "Quảng Ngãi",
                                                             "Quảng Ninh",
                                                             "Quảng Trị",
                                                             "Sóc Trăng",
                                                             "Sơn La",
                                                             "Tây Ninh",
                                                             "Thái Bình",
                                                             "Thái Nguyên",
                                                             "Thanh Hoá",
                                                             "Thừa Thiên Huế",
                                                             "Tiền Giang",
                                                             "Trà Vinh",
                                                             "Tuyên Quang",
                                                             "Vĩnh Long",
                                                             "Vĩnh Phúc",
                                                             "Yên Bái"});
static_assert(kProvinces.size() == 63);

constexpr auto kDepartments = std::to_array<std::string_view>(
    {"Văn phòng", "Vụ Tổ chức", "Vụ Tuyên truyền", "Vụ Kế hoạch", "Vụ Tài chính", "Vụ Pháp chế",
     "Vụ Đào tạo", "Cục Cơ sở", "Cục Công nghệ thông tin", "Thanh tra", "Viện Nghiên cứu",
     "Tạp chí"});

constexpr auto kOffices = std::to_array<std::string_view>(
    {"Văn phòng", "Phòng Tổ chức", "Phòng Tuyên truyền", "Phòng Kế hoạch", "Phòng Tài chính"});

constexpr auto kFamilies = std::to_array<std::string_view>({"Mẫu", "Thử", "Ví Dụ", "Giả Định"});
constexpr auto kMiddles =
    std::to_array<std::string_view>({"Văn", "Thị", "Hữu", "Minh", "Ngọc", "Đức", "Thanh", "Quốc"});
constexpr auto kGivens = std::to_array<std::string_view>(
    {"An",   "Ánh",   "Bình",  "Châu", "Cường", "Dũng", "Đạt",  "Giang", "Hà",   "Hạnh",
     "Hùng", "Hương", "Khánh", "Lan",  "Linh",  "Long", "Mai",  "Nam",   "Nga",  "Oanh",
     "Phúc", "Quân",  "Sơn",   "Tâm",  "Thảo",  "Tuấn", "Uyên", "Vinh",  "Xuân", "Yến"});
constexpr auto kPlaces = std::to_array<std::string_view>(
    {"Suối", "Đồi", "Đồng", "Bến", "Cầu", "Giếng", "Hồ", "Núi", "Rừng", "Sông"});
constexpr auto kKinds = std::to_array<std::string_view>(
    {"Mẫu", "Trong", "Cao", "Rộng", "Xanh", "Mới", "Cũ", "Vàng", "Trắng", "Thử"});

constexpr auto kCentreTitles =
    std::to_array<std::string_view>({"Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch", "Văn thư"});
constexpr auto kDepartmentTitles = std::to_array<std::string_view>(
    {"Vụ trưởng", "Phó Vụ trưởng", "Phó Vụ trưởng", "Văn thư", "Cán bộ"});
constexpr auto kLocalTitles = std::to_array<std::string_view>(
    {"Bí thư", "Phó Bí thư", "Văn thư", "Uỷ viên thường vụ", "Uỷ viên", "Cán bộ", "Thành viên"});
constexpr auto kRanks = std::to_array<std::string_view>(
    {"Chuyên viên cao cấp", "Chuyên viên chính", "Chuyên viên", "Cán sự"});

template <class List>
std::string_view pick(SeededRandom& random, const List& list) {
  return list[random.below(list.size())];
}

std::string numbered(const char* form, uint32_t a, uint32_t b = 0) {
  char text[32];
  std::snprintf(text, sizeof text, form, a, b);
  return text;
}

class Generator {
 public:
  explicit Generator(const GeneratorOptions& options) : options_(options), random_(options.seed) {}

  GeneratedFiles run() {
    files_.units = "Mã đơn vị,Tên đơn vị,Tên viết tắt,Cấp,Mã cấp trên,Mã cấp trên thứ hai\r\n";
    files_.people =
        "Mã cán bộ,Họ và tên,Ngày sinh,Điện thoại,Email,Cấp bậc,Mã đơn vị,Chức vụ,Từ ngày\r\n";
    unit("TW", "Uỷ ban Trung ương (mẫu)", "TW", "centre", "", "");
    staff("TW", kCentreTitles, 4);
    departments();
    const uint32_t provinces =
        std::min<uint32_t>(options_.provinces, static_cast<uint32_t>(kProvinces.size()));
    for (uint32_t i = 0; i < provinces; ++i) province(i, provinces);
    return std::move(files_);
  }

 private:
  void departments() {
    for (uint32_t i = 0; i < options_.departments; ++i) {
      const std::string code = numbered("V%02u", i + 1);
      std::string name(kDepartments[i % kDepartments.size()]);
      if (i >= kDepartments.size()) name += numbered(" %u", i / kDepartments.size() + 1);
      unit(code, name, "", "department", "TW", "");
      staff(code, kDepartmentTitles, options_.people_a_department);
    }
  }

  void province(uint32_t i, uint32_t provinces) {
    const std::string code = numbered("T%02u", i + 1);
    const std::string_view name = kProvinces[i];
    const bool city = name.starts_with("Thành phố");
    unit(code, (city ? "Uỷ ban " : "Uỷ ban tỉnh ") + std::string(name), std::string(name),
         "province", "TW", "");
    staff(code, kLocalTitles, options_.people_a_province);
    offices(i, code);
    const auto share = [&](uint32_t all) {
      return all / provinces + (i < all % provinces ? 1 : 0);
    };
    const uint32_t districts = share(options_.districts);
    for (uint32_t k = 0; k < districts; ++k) district(i, k, code);
    const uint32_t communes = share(options_.communes);
    for (uint32_t k = 0; k < communes; ++k) {
      commune(i, k, districts == 0 ? code : numbered("H%02u%02u", i + 1, k % districts + 1));
    }
  }

  void district(uint32_t province, uint32_t k, const std::string& code) {
    const std::string own = numbered("H%02u%02u", province + 1, k + 1);
    unit(own, "Huyện " + std::string(pick(random_, kPlaces)) + numbered(" %u", k + 1), "",
         "district", code, "");
  }

  // An office answers to its province and, by its line of work, to a department of the centre.
  void offices(uint32_t province, const std::string& code) {
    for (uint32_t k = 0; k < std::min<uint32_t>(options_.offices_a_province, 20); ++k) {
      const std::string own = numbered("P%02u%02u", province + 1, k + 1);
      std::string name(kOffices[k % kOffices.size()]);
      if (k >= kOffices.size()) name += numbered(" %u", k / kOffices.size() + 1);
      const std::string second =
          options_.departments == 0 ? "" : numbered("V%02u", k % options_.departments + 1);
      unit(own, name, "", "province_office", code, second);
      staff(own, kLocalTitles, 2);
    }
  }

  void commune(uint32_t province, uint32_t k, const std::string& code) {
    const std::string own = numbered("X%02u%03u", province + 1, k + 1);
    std::string name = random_.chance(0.25) ? "Phường " : "Xã ";
    name += pick(random_, kPlaces);
    name += ' ';
    name += pick(random_, kKinds);
    name += numbered(" %u", k + 1);
    unit(own, name, "", "commune", code, "");
    staff(own, kLocalTitles, options_.people_a_commune);
  }

  void unit(const std::string& code, const std::string& name, const std::string& short_name,
            const char* level, const std::string& superior, const std::string& second) {
    line(files_.units, {code, name, short_name, level, superior, second});
  }

  template <class Titles>
  void staff(const std::string& unit, const Titles& titles, uint32_t people) {
    for (uint32_t i = 0; i < people; ++i) {
      person(unit, titles[std::min<size_t>(i, titles.size() - 1)]);
    }
  }

  void person(const std::string& unit, std::string_view title) {
    const std::string code = numbered("CB%06u", ++people_);
    std::string name(pick(random_, kFamilies));
    for (const std::string_view part : {pick(random_, kMiddles), pick(random_, kGivens)}) {
      name += ' ';
      name += part;
    }
    const auto year = static_cast<uint32_t>(1964 + random_.below(38));
    const auto month = static_cast<uint32_t>(1 + random_.below(12));
    const auto day = static_cast<uint32_t>(1 + random_.below(28));
    const std::string born = numbered("%02u/%02u/", day, month) + std::to_string(year);
    // Numbers and addresses that reach nobody.
    const std::string telephone = numbered("0000 %03u %03u", people_ / 1000, people_ % 1000);
    const std::string email = numbered("cb%06u@vi-du.example", people_);
    line(files_.people, {code, name, born, telephone, email, std::string(pick(random_, kRanks)),
                         unit, std::string(title), "01/07/2020"});
  }

  static void line(std::string& file, std::initializer_list<std::string> cells) {
    for (const std::string& cell : cells) {
      if (&cell != cells.begin()) file += ',';
      file += text::csv_cell(cell);
    }
    file += "\r\n";
  }

  GeneratorOptions options_;
  SeededRandom random_;
  GeneratedFiles files_;
  uint32_t people_ = 0;
};

}  // namespace

GeneratedFiles generate(const GeneratorOptions& options) { return Generator(options).run(); }

}  // namespace diemcau::organisation
