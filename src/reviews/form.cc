#include "reviews/form.h"

#include <set>

#include "reviews/decided.h"

namespace diemcau::reviews {

namespace {

// A sample after the practice of yearly classification in four levels. Whoever adopts it checks it
// against the regulation in force and adopts a version of their own.
constexpr const char* kSample = R"json({
  "version": 1,
  "sample": true,
  "title_vi": "Bản kiểm điểm, đánh giá đơn vị",
  "title_en": "Review of a unit",
  "basis": "Mẫu tham khảo: đơn vị sử dụng phải đối chiếu với quy định hiện hành trước khi áp dụng.",
  "sections": [
    {"code": "results", "vi": "Kết quả đạt được", "en": "Results", "required": true},
    {"code": "difficulties", "vi": "Khó khăn, vướng mắc", "en": "Difficulties"},
    {"code": "shortfalls", "vi": "Hạn chế, khuyết điểm", "en": "Shortfalls", "required": true},
    {"code": "causes", "vi": "Nguyên nhân", "en": "Causes", "required": true},
    {"code": "lessons", "vi": "Bài học kinh nghiệm", "en": "Lessons"},
    {"code": "forecast", "vi": "Dự báo tình hình", "en": "Forecast"},
    {"code": "grounds", "vi": "Căn cứ dự báo", "en": "Grounds of the forecast"}
  ],
  "figures": ["tasks_done_in_time", "tasks_done_late", "tasks_open_in_time", "tasks_open_overdue",
              "conferences_convened", "conferences_attended", "papers_presented", "papers_filed",
              "comments_made", "comments_answered", "training_gaps"],
  "levels": [
    {"level": "excellent", "vi": "Hoàn thành xuất sắc nhiệm vụ", "en": "Excellent",
     "rule_vi": "Từ 90 điểm; mọi nhiệm vụ đúng hạn, ít nhất 30 % vượt yêu cầu; không ai bị kỷ luật; tỷ lệ có giới hạn.",
     "rule_en": "90 points and up; all tasks on time, at least 30 % beyond what was asked; nobody disciplined; a capped share."},
    {"level": "good", "vi": "Hoàn thành tốt nhiệm vụ", "en": "Good",
     "rule_vi": "Từ 70 đến dưới 90 điểm.", "rule_en": "From 70 to under 90 points."},
    {"level": "fulfilled", "vi": "Hoàn thành nhiệm vụ", "en": "Fulfilled",
     "rule_vi": "Từ 50 đến dưới 70 điểm; quá hạn không quá 20 %.",
     "rule_en": "From 50 to under 70 points; at most 20 % late."},
    {"level": "not_fulfilled", "vi": "Không hoàn thành nhiệm vụ", "en": "Not fulfilled",
     "rule_vi": "Dưới 50 điểm.", "rule_en": "Under 50 points."}
  ],
  "rules": {"late_percent": 20, "excellent_percent": 20, "answer_days": 5, "appeal_days": 30}
})json";

Denial bad_section(const FormSection& section) {
  return first_of(missing_or_too_long(section.code, kCodeLetters, "code"),
                  missing_or_too_long(section.vi, kTitleLetters, "vi"),
                  missing_or_too_long(section.en, kTitleLetters, "en"));
}

Denial bad_sections(const Form& form) {
  if (form.sections.empty()) return deny("text.missing", {{"field", "sections"}});
  if (Denial no = too_many(form.sections.size(), kMaxSections, "sections")) return no;
  std::set<std::string> codes;
  for (const FormSection& section : form.sections) {
    if (Denial no = bad_section(section)) return no;
    if (!codes.insert(section.code).second) {
      return deny("section.twice", {{"section", section.code}});
    }
  }
  return {};
}

Denial bad_levels(const Form& form) {
  if (Denial no = too_many(form.levels.size(), kMaxSections, "levels")) return no;
  for (const FormLevel& level : form.levels) {
    if (level.level == Level::kNone) return deny("level.missing");
    Denial no = first_of(missing_or_too_long(level.vi, kTitleLetters, "vi"),
                         missing_or_too_long(level.en, kTitleLetters, "en"),
                         too_long(level.rule_vi, kTitleLetters, "rule_vi"),
                         too_long(level.rule_en, kTitleLetters, "rule_en"));
    if (no) return no;
  }
  return {};
}

Denial bad_rules(const FormRules& rules) {
  const bool good = rules.late_percent <= 100 && rules.excellent_percent <= 100 &&
                    rules.answer_days >= 1 && rules.answer_days <= kMaxDays &&
                    rules.appeal_days >= 1 && rules.appeal_days <= kMaxDays;
  return good ? Denial{} : deny("value.out_of_range", {{"field", "rules"}});
}

}  // namespace

const Form& built_in_form() {
  static const Form form = Json::parse(kSample).get<Form>();
  return form;
}

const Form* find_form(const State& state, uint32_t version) {
  if (version == kBuiltInForm) return &built_in_form();
  const auto found = state.forms.find(version);
  return found == state.forms.end() ? nullptr : &found->second;
}

const Form& newest_form(const State& state) {
  return state.forms.empty() ? built_in_form() : state.forms.rbegin()->second;
}

Decided decide_one(const State& state, const FormAdopt& command, const Context& context) {
  if (!context.rights->may_review({})) return deny("form.not_allowed");
  Denial no = first_of(
      missing_or_too_long(command.form.title_vi, kTitleLetters, "title_vi"),
      missing_or_too_long(command.form.title_en, kTitleLetters, "title_en"),
      missing_or_too_long(command.form.basis, kTitleLetters, "basis"), bad_sections(command.form),
      bad_levels(command.form), too_many(command.form.figures.size(), kMaxSections, "figures"),
      bad_rules(command.form.rules), too_many(state.forms.size() + 1, kMaxForms, "forms"));
  if (no) return *no;
  FormAdopted fact{command.form};
  fact.form.version = newest_form(state).version + 1;
  fact.form.sample = false;
  return fact;
}

void apply_one(State& state, const FormAdopted& fact, const Stamp&) {
  state.forms[fact.form.version] = fact.form;
}

}  // namespace diemcau::reviews
