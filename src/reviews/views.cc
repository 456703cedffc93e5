#include "reviews/views.h"

#include <algorithm>

#include "base/check.h"
#include "reviews/rules.h"

namespace diemcau::reviews {

namespace {

uint32_t value_of(const std::vector<Figure>& figures, FigureKind kind) {
  const auto found = std::find_if(figures.begin(), figures.end(),
                                  [&](const Figure& one) { return one.kind == kind; });
  return found == figures.end() ? 0 : found->value;
}

Figure training_gaps(const State& state, UnitId unit, const Organisation& organisation, Day day) {
  std::vector<Row> rows;
  for (const Gap& gap : gaps_in(state, organisation, unit, day)) {
    rows.push_back({.stream = kStream, .text = gap.course, .unit = gap.unit, .post = gap.post});
  }
  return figure_of(FigureKind::kTrainingGaps, std::move(rows));
}

Remark share(std::string code, uint32_t count, uint32_t of, uint32_t limit) {
  const uint32_t percent = of == 0 ? 0 : (100 * count + of / 2) / of;
  const bool over = uint64_t{100} * count > uint64_t{limit} * of;
  return {std::move(code), count, of, percent, limit, over};
}

Remark late_share(const std::vector<Figure>& figures, const FormRules& rules) {
  const uint32_t late = value_of(figures, FigureKind::kTasksDoneLate) +
                        value_of(figures, FigureKind::kTasksOpenOverdue);
  const uint32_t in_time = value_of(figures, FigureKind::kTasksDoneInTime) +
                           value_of(figures, FigureKind::kTasksOpenInTime);
  return share("late_share", late, late + in_time, rules.late_percent);
}

// A cap is told to who decides; it changes nothing that was decided.
Remark excellent_share(const State& state, const Review& review, const FormRules& rules) {
  uint32_t all = 0;
  uint32_t excellent = 0;
  for (const auto& [id, other] : state.reviews) {
    const bool beside = other.superior == review.superior &&
                        other.spec.period == review.spec.period &&
                        other.status != Status::kWithdrawn;
    if (!beside) continue;
    ++all;
    const bool is = !other.decisions.empty() && other.decisions.back().level == Level::kExcellent;
    if (is) ++excellent;
  }
  return share("excellent_share", excellent, all, rules.excellent_percent);
}

std::vector<Remark> remarks_on(const State& state, const Review& review, const Form& form,
                               const std::vector<Figure>& figures) {
  const uint32_t gaps = value_of(figures, FigureKind::kTrainingGaps);
  std::vector<Remark> remarks;
  const Remark late = late_share(figures, form.rules);
  if (late.of != 0) remarks.push_back(late);
  remarks.push_back(excellent_share(state, review, form.rules));
  remarks.push_back({"training_gaps", gaps, 0, 0, 0, gaps != 0});
  return remarks;
}

Day days_after(const Stamp& stamp, uint32_t days) {
  return {day_in_vietnam(stamp.at).number + static_cast<int32_t>(days)};
}

std::vector<std::string> steps_now(const Review& review, const Form& form, const Context& context) {
  std::vector<std::string> steps;
  for (const Rule& rule : all_rules()) {
    const bool may = is_next(review, form, rule.command, today(context)) &&
                     is_allowed(review, rule.command, context);
    if (may) steps.emplace_back(rule.command);
  }
  return steps;
}

std::vector<Superior> people_of(UnitId unit, const Context& context) {
  std::vector<Superior> people;
  for (const HeldPost& held : context.organisation->posts_of(unit, today(context))) {
    const bool known = std::any_of(people.begin(), people.end(),
                                   [&](const Superior& one) { return one.person == held.person; });
    if (!known) people.push_back({held.person, held.post});
  }
  return people;
}

std::vector<std::string> may_for(UnitId unit, UnitId superior, const Context& context) {
  std::vector<std::string> may;
  const bool opens = superior.value != 0 && context.rights->may_review(superior);
  if (opens) may.emplace_back(ReviewOpen::kName);
  if (!context.rights->may_train(unit)) return may;
  for (const char* name : {CourseSet::kName, TrainingAdd::kName, TrainingVoid::kName}) {
    may.emplace_back(name);
  }
  return may;
}

}  // namespace

bool may_read(const Review& review, const Context& context) {
  for (const Side side : {Side::kSuperior, Side::kHead, Side::kAppraiser, Side::kDecider}) {
    if (stands_on(review, side, context)) return true;
  }
  if (review.status != Status::kPublished) return false;
  return context.rights->may_review(review.spec.unit) ||
         context.organisation->holds_post(context.person, review.spec.unit, today(context));
}

std::vector<Figure> figures_now(const State& state, const ReviewSpec& spec, const Form& form,
                                const Context& context, Day day) {
  const Day as_of = std::min(day, spec.period.to);
  auto known = context.evidence->of(spec.unit, spec.period.from, spec.period.to, as_of);
  known.push_back(training_gaps(state, spec.unit, *context.organisation, as_of));
  std::vector<Figure> figures;
  for (const FigureKind kind : form.figures) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const Figure& one) { return one.kind == kind; });
    if (found != known.end()) figures.push_back(std::move(*found));
  }
  return figures;
}

std::optional<ReviewPage> review_page(const State& state, ReviewId id, const Context& context) {
  const Review* review = find_review(state, id);
  if (review == nullptr) return {};
  const Form* form = find_form(state, review->form);
  DIEMCAU_CHECK(form != nullptr);
  ReviewPage page{.id = id, .review = *review, .form = *form};
  page.frozen = review->self.level != Level::kNone;
  page.figures = page.frozen ? review->figures
                             : figures_now(state, review->spec, *form, context, today(context));
  page.review.figures.clear();  // they stand in the page
  page.remarks = remarks_on(state, *review, *form, page.figures);
  if (review->appraisal.level != Level::kNone) {
    page.answer_until = days_after(review->appraisal.stamp, form->rules.answer_days);
  }
  if (!review->decisions.empty()) {
    page.appeal_until = days_after(review->decisions.back().stamp, form->rules.appeal_days);
  }
  page.may = steps_now(*review, *form, context);
  return page;
}

std::vector<ReviewLine> reviews_of(const State& state, UnitId unit, const Context& context) {
  std::vector<ReviewLine> lines;
  for (const auto& [id, review] : state.reviews) {
    if (review.spec.unit != unit || !may_read(review, context)) continue;
    lines.push_back({id, unit, review.spec.period, review.status});
  }
  std::reverse(lines.begin(), lines.end());
  return lines;
}

UnitReviews unit_reviews(const State& state, UnitId unit, const Context& context,
                         bool with_people) {
  const Day day = today(context);
  UnitReviews page{.unit = unit, .superior = context.organisation->superior_of(unit)};
  for (const ReviewLine& line : reviews_of(state, unit, context)) {
    page.reviews.push_back(*review_page(state, line.review, context));
  }
  for (const auto& [id, review] : state.reviews) {
    if (review.superior != unit || !may_read(review, context)) continue;
    page.below.push_back({id, review.spec.unit, review.spec.period, review.status});
  }
  page.form = newest_form(state);
  page.training = training_page(state, *context.organisation, unit, day, with_people);
  page.may = may_for(unit, page.superior, context);
  if (!page.may.empty() && page.may.front() == ReviewOpen::kName) {
    page.superiors = people_of(page.superior, context);
  }
  return page;
}

}  // namespace diemcau::reviews
