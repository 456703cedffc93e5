#pragma once

#include "reviews/types.h"

// The form of a review: sections, figures and rules as data. Version 1 is built in, a sample to be
// checked by whoever adopts one of its own.
namespace diemcau::reviews {

// kNone: nobody has said one. The system never says one.
enum class Level : uint8_t { kNone, kExcellent, kGood, kFulfilled, kNotFulfilled };
DIEMCAU_WORDS(Level, "none", "excellent", "good", "fulfilled", "not_fulfilled")

struct FormSection {
  std::string code;  // "results"
  std::string vi;
  std::string en;
  bool required = false;
  DIEMCAU_PLAIN(FormSection, code, vi, en, required)
};
struct FormLevel {
  Level level = Level::kNone;
  std::string vi;  // "Hoàn thành tốt nhiệm vụ"
  std::string en;
  std::string rule_vi;  // what the rules say about it, to be read by who decides
  std::string rule_en;
  DIEMCAU_PLAIN(FormLevel, level, vi, en, rule_vi, rule_en)
};
// Thresholds that are shown beside the evidence. None of them makes or changes a level.
struct FormRules {
  uint32_t late_percent = 20;       // at most that share late
  uint32_t excellent_percent = 20;  // at most that share of a superior's units
  uint32_t answer_days = 5;         // in which the unit may answer the appraisal
  uint32_t appeal_days = 30;        // after a decision
  DIEMCAU_PLAIN(FormRules, late_percent, excellent_percent, answer_days, appeal_days)
};
struct Form {
  uint32_t version = 0;
  bool sample = false;  // nobody has checked it yet
  std::string title_vi;
  std::string title_en;
  std::string basis;  // the document that it follows
  std::vector<FormSection> sections;
  std::vector<FigureKind> figures;
  std::vector<FormLevel> levels;
  FormRules rules;
  DIEMCAU_PLAIN(Form, version, sample, title_vi, title_en, basis, sections, figures, levels, rules)
};

inline constexpr uint32_t kBuiltInForm = 1;
const Form& built_in_form();

// The form of that version; none: there is none.
const Form* find_form(const State& state, uint32_t version);
// That which a new review follows.
const Form& newest_form(const State& state);

// A form of one's own takes the place of the last; reviews that are open keep theirs.
struct FormAdopt {
  static constexpr const char* kName = "form.adopt";
  Form form;  // version and sample are given to it
  DIEMCAU_PLAIN(FormAdopt, form)
};
struct FormAdopted {
  static constexpr const char* kKind = "form.adopted";
  Form form;
  DIEMCAU_PLAIN(FormAdopted, form)
};

Decided decide_one(const State&, const FormAdopt&, const Context&);
void apply_one(State&, const FormAdopted&, const Stamp&);

}  // namespace diemcau::reviews
