#include "organisation/import_table.h"

#include "text/search_key.h"
#include "text/unicode.h"

namespace diemcau::organisation {

namespace {

// What must never be kept (MISSION: what we owe the people in it), by what it is called in files.
// A header is barred if it begins with one of these as whole words.
constexpr auto kBarred = std::to_array<std::string_view>({"dan toc",
                                                          "thanh phan dan toc",
                                                          "ton giao",
                                                          "dao",
                                                          "tin nguong",
                                                          "suc khoe",
                                                          "tinh trang suc khoe",
                                                          "nhom mau",
                                                          "benh",
                                                          "khuyet tat",
                                                          "gia dinh",
                                                          "hoan canh gia dinh",
                                                          "quan he gia dinh",
                                                          "thanh phan gia dinh",
                                                          "ho ten cha",
                                                          "ho ten me",
                                                          "cha",
                                                          "me",
                                                          "bo",
                                                          "vo",
                                                          "chong",
                                                          "vo chong",
                                                          "ho ten vo",
                                                          "ho ten chong",
                                                          "con",
                                                          "so con",
                                                          "hon nhan",
                                                          "tinh trang hon nhan",
                                                          "than nhan",
                                                          "ly lich",
                                                          "lich su chinh tri",
                                                          "ky luat",
                                                          "hinh thuc ky luat",
                                                          "vi pham",
                                                          "tien an",
                                                          "cccd",
                                                          "so cccd",
                                                          "can cuoc",
                                                          "so can cuoc",
                                                          "cmnd",
                                                          "so cmnd",
                                                          "chung minh",
                                                          "so chung minh",
                                                          "so dinh danh",
                                                          "ho chieu",
                                                          "so ho chieu",
                                                          "ethnicity",
                                                          "ethnic",
                                                          "religion",
                                                          "health",
                                                          "blood",
                                                          "disability",
                                                          "family",
                                                          "father",
                                                          "mother",
                                                          "spouse",
                                                          "wife",
                                                          "husband",
                                                          "children",
                                                          "marital",
                                                          "discipline",
                                                          "disciplinary",
                                                          "criminal",
                                                          "national id",
                                                          "identity",
                                                          "passport"});

bool is_barred(std::string_view header_key) {
  return std::any_of(kBarred.begin(), kBarred.end(), [&](std::string_view barred) {
    return header_key == barred ||
           (header_key.starts_with(barred) && header_key.size() > barred.size() &&
            header_key[barred.size()] == ' ');
  });
}

const ColumnRule* rule_for(std::span<const ColumnRule> rules, std::string_view header_key) {
  for (const ColumnRule& rule : rules) {
    const auto& headers = rule.headers;
    if (std::find(headers.begin(), headers.end(), header_key) != headers.end()) return &rule;
  }
  return nullptr;
}

std::string joined(const std::vector<std::string>& headers) {
  std::string all;
  for (const std::string& header : headers) {
    if (!all.empty()) all += ", ";
    all += text::shortened(text::tidy(header), 40);
  }
  return text::shortened(all, 400);
}

}  // namespace

std::span<const ColumnRule> unit_columns() {
  static const std::vector<ColumnRule> kRules = {
      {"code", "mã đơn vị", true, {"ma", "ma don vi", "ma so", "code", "unit code"}},
      {"name", "tên đơn vị", true, {"ten", "ten don vi", "don vi", "name", "unit name"}},
      {"short_name",
       "tên ngắn",
       false,
       {"ten ngan", "ten viet tat", "viet tat", "ten tat", "short name"}},
      {"level", "cấp", true, {"cap", "cap don vi", "loai", "loai don vi", "level"}},
      {"superior",
       "mã cấp trên",
       true,
       {"ma cap tren", "cap tren", "ma don vi cap tren", "don vi cap tren", "truc thuoc",
        "superior", "superior code", "parent"}},
      {"second_superior",
       "mã cấp trên thứ hai",
       false,
       {"ma cap tren thu hai", "cap tren thu hai", "ma cap tren 2", "cap tren 2", "second superior",
        "second superior code"}},
      {"from", "từ ngày", false, {"tu ngay", "hieu luc tu", "ngay thanh lap", "from"}},
      {"to", "đến ngày", false, {"den ngay", "hieu luc den", "to"}},
  };
  return kRules;
}

std::span<const ColumnRule> people_columns() {
  static const std::vector<ColumnRule> kRules = {
      {"code", "mã cán bộ", false, {"ma can bo", "ma nhan vien", "ma so", "ma", "so hieu", "code"}},
      {"name", "họ và tên", true, {"ho ten", "ho va ten", "name", "full name"}},
      {"born", "ngày sinh", false, {"ngay sinh", "ngay thang nam sinh", "birth date", "born"}},
      {"telephone",
       "điện thoại",
       false,
       {"dien thoai", "so dien thoai", "dien thoai di dong", "sdt", "telephone", "phone"}},
      {"email", "thư điện tử", false, {"email", "e mail", "thu dien tu", "hop thu"}},
      {"rank", "cấp bậc", false, {"cap bac", "cap ham", "quan ham", "ngach", "rank"}},
      {"unit", "mã đơn vị", true, {"ma don vi", "don vi", "unit", "unit code"}},
      {"title", "chức vụ", true, {"chuc vu", "chuc danh", "title", "post"}},
      {"from", "từ ngày", false, {"tu ngay", "ngay bo nhiem", "giu chuc vu tu", "from"}},
      {"to", "đến ngày", false, {"den ngay", "giu chuc vu den", "to"}},
  };
  return kRules;
}

RowReader::RowReader(const text::CsvRow& row, const std::map<std::string_view, size_t>& places,
                     size_t columns, std::span<const ColumnRule> rules)
    : cells_(row), places_(places), rules_(rules) {
  row_.line = row.line;
  if (row.cells.size() > columns) say(remark("row.cells_left"));
}

std::string_view RowReader::title_of(std::string_view meaning) const {
  for (const ColumnRule& rule : rules_) {
    if (rule.meaning == meaning) return rule.title;
  }
  return meaning;
}

std::string RowReader::text(std::string_view meaning, size_t max) {
  const auto place = places_.find(meaning);
  if (place == places_.end() || place->second >= cells_.cells.size()) return {};
  const std::string& raw = cells_.cells[place->second];
  std::string clean = text::nfc(text::tidy(raw));
  if (!said_composed_ && !text::is_nfc(raw)) {
    said_composed_ = true;
    say(remark("row.composed"));
  }
  const size_t letters = text::letters(clean);
  if (letters <= max) return clean;
  refuse(
      remark("row.too_long", {{"column", title_of(meaning)}, {"letters", letters}, {"max", max}}));
  return text::shortened(clean, max);
}

std::string RowReader::required(std::string_view meaning, size_t max) {
  std::string found = text(meaning, max);
  if (found.empty()) refuse(remark("row.empty", {{"column", title_of(meaning)}}));
  return found;
}

Day RowReader::day(std::string_view meaning) {
  const std::string found = text(meaning, 200);
  if (found.empty()) return {};
  if (const auto day = parse_day(found)) return *day;
  refuse(remark("row.day", {{"column", title_of(meaning)}, {"text", text::shortened(found, 40)}}));
  return {};
}

void RowReader::refuse(Remark why) {
  row_.outcome = RowOutcome::kRefuse;
  row_.remarks.push_back(std::move(why));
}

bool ImportTable::read(std::string_view text, std::span<const ColumnRule> rules, Preview& preview) {
  auto table = text::read_csv(text);
  if (!table.ok()) {
    const text::Problem& why = table.error();
    preview.refused.push_back(
        {why.code, {{"line", why.line}, {"column", why.column}, {"max", why.max}}});
    return false;
  }
  csv = std::move(*table);
  const auto& headers = csv.rows.front().cells;
  for (size_t i = 0; i < headers.size(); ++i) {
    const std::string key = text::search_key(headers[i]);
    const std::string shown = text::shortened(text::nfc(text::tidy(headers[i])), 80);
    const ColumnRule* rule = rule_for(rules, key);
    preview.columns.push_back({shown, std::string(rule == nullptr ? "" : rule->meaning)});
    if (is_barred(key)) preview.refused.push_back(remark("column.barred", {{"column", shown}}));
    if (rule == nullptr) continue;
    if (!places.emplace(rule->meaning, i).second) {
      preview.refused.push_back(remark("column.twice", {{"column", shown}}));
    }
  }
  for (const ColumnRule& rule : rules) {
    if (!rule.required || places.contains(rule.meaning)) continue;
    preview.refused.push_back(
        remark("column.missing", {{"column", rule.title}, {"found", joined(headers)}}));
  }
  return preview.refused.empty();
}

}  // namespace diemcau::organisation
