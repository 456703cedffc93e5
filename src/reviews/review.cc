#include "reviews/review.h"

#include "reviews/decided.h"
#include "reviews/rules.h"
#include "reviews/views.h"

namespace diemcau::reviews {

namespace {

Review& review_at(State& state, ReviewId review) {
  const auto found = state.reviews.find(review);
  DIEMCAU_CHECK(found != state.reviews.end());
  return found->second;
}

const Form& form_at(const State& state, const Review& review) {
  const Form* form = find_form(state, review.form);
  DIEMCAU_CHECK(form != nullptr);
  return *form;
}

// There is such a review, whoever acts may take that step, and it is the next one.
Denial may_not(const State& state, ReviewId id, std::string_view command, const Context& context) {
  const Review* review = find_review(state, id);
  if (review == nullptr) return deny("review.unknown", {{"review", id}});
  if (!is_allowed(*review, command, context)) return deny("review.not_allowed", {{"review", id}});
  const Form& form = form_at(state, *review);
  if (is_next(*review, form, command, today(context))) return {};
  if (command == ReviewDecide::kName && review->status == Status::kAppraised) {
    const Day day{day_in_vietnam(review->appraisal.stamp.at).number +
                  static_cast<int32_t>(form.rules.answer_days)};
    return deny("answer.awaited", {{"day", day}});
  }
  return deny("review.not_now", {{"status", review->status}});
}

Denial bad_voice(Level level, const std::string& reasons) {
  if (level == Level::kNone) return deny("level.missing");
  return missing_or_too_long(reasons, kTextLetters, "reasons");
}

// ── Opening ──────────────────────────────────────────────────────────────────────────────────────

Denial bad_period(const Period& period) {
  constexpr int32_t kLongestTerm = 11 * 366;
  const bool good = is_set(period.from) && is_set(period.to) && period.from <= period.to &&
                    period.to.number - period.from.number <= kLongestTerm;
  return good ? Denial{} : deny("period.bad");
}

Denial bad_person(PersonId person, const ReviewSpec& spec, UnitId superior,
                  const Context& context) {
  const Day day = today(context);
  if (person.value == 0 || !context.organisation->holds_post(person, superior, day)) {
    return deny("person.not_above");
  }
  if (context.organisation->head_of(spec.unit, day) == person) return deny("person.own");
  return {};
}

Denial bad_people(const ReviewSpec& spec, UnitId superior, const Context& context) {
  Denial no = first_of(bad_person(spec.appraiser, spec, superior, context),
                       bad_person(spec.decider, spec, superior, context));
  if (!no && spec.appraiser == spec.decider) return deny("person.twice");
  return no;
}

Denial has_review(const State& state, const ReviewSpec& spec) {
  for (const auto& [id, review] : state.reviews) {
    const bool same = review.spec.unit == spec.unit && review.spec.period == spec.period &&
                      review.status != Status::kWithdrawn;
    if (same) return deny("review.twice", {{"review", id}});
  }
  return {};
}

// ── Self-rating ──────────────────────────────────────────────────────────────────────────────────

Denial bad_text(const FormSection& section, const std::map<std::string, std::string>& texts) {
  const auto text = texts.find(section.code);
  const std::string empty;
  const std::string& written = text == texts.end() ? empty : text->second;
  if (section.required) return missing_or_too_long(written, kTextLetters, section.vi.c_str());
  return too_long(written, kTextLetters, section.vi.c_str());
}

Denial bad_texts(const Form& form, const std::map<std::string, std::string>& texts) {
  for (const auto& [code, text] : texts) {
    const bool known =
        std::any_of(form.sections.begin(), form.sections.end(),
                    [&, &wanted = code](const FormSection& one) { return one.code == wanted; });
    if (!known) return deny("section.unknown", {{"section", code}});
  }
  for (const FormSection& section : form.sections) {
    if (Denial no = bad_text(section, texts)) return no;
  }
  return {};
}

}  // namespace

Decided decide_one(const State& state, const ReviewOpen& command, const Context& context) {
  const ReviewSpec& spec = command.spec;
  if (!context.organisation->is_active(spec.unit)) return deny("unit.unknown");
  Review review{.spec = spec, .superior = context.organisation->superior_of(spec.unit)};
  if (review.superior.value == 0) return deny("unit.highest");
  if (!is_allowed(review, ReviewOpen::kName, context)) return deny("review.not_allowed");
  Denial no =
      first_of(bad_period(spec.period), bad_people(spec, review.superior, context),
               has_review(state, spec), too_many(state.reviews.size() + 1, kMaxReviews, "reviews"));
  if (no) return *no;
  return ReviewOpened{{state.last.review + 1}, spec, review.superior, newest_form(state).version};
}

Decided decide_one(const State& state, const ReviewRate& command, const Context& context) {
  if (Denial no = may_not(state, command.review, ReviewRate::kName, context)) return *no;
  const Review& review = state.reviews.at(command.review);
  Denial no = first_of(bad_texts(form_at(state, review), command.sections),
                       bad_voice(command.level, command.reasons));
  if (no) return *no;
  const Day day = today(context);
  return ReviewRated{command.review,
                     context.person,
                     command.sections,
                     command.level,
                     command.reasons,
                     figures_now(state, review.spec, form_at(state, review), context, day),
                     day};
}

Decided decide_one(const State& state, const ReviewAppraise& command, const Context& context) {
  if (Denial no = may_not(state, command.review, ReviewAppraise::kName, context)) return *no;
  if (Denial no = bad_voice(command.level, command.reasons)) return *no;
  return ReviewAppraised{command.review, context.person, command.level, command.reasons};
}

Decided decide_one(const State& state, const ReviewAnswer& command, const Context& context) {
  if (Denial no = may_not(state, command.review, ReviewAnswer::kName, context)) return *no;
  if (Denial no = missing_or_too_long(command.text, kTextLetters, "text")) return *no;
  return ReviewAnswered{command.review, context.person, command.text};
}

Decided decide_one(const State& state, const ReviewDecide& command, const Context& context) {
  if (Denial no = may_not(state, command.review, ReviewDecide::kName, context)) return *no;
  if (command.seen != state.reviews.at(command.review).decisions.size()) {
    return deny("review.stale");
  }
  if (Denial no = bad_voice(command.level, command.reasons)) return *no;
  return ReviewDecided{command.review, context.person, command.level, command.reasons};
}

Decided decide_one(const State& state, const ReviewAppeal& command, const Context& context) {
  if (Denial no = may_not(state, command.review, ReviewAppeal::kName, context)) return *no;
  const size_t appeals = state.reviews.at(command.review).appeals.size();
  Denial no = first_of(missing_or_too_long(command.text, kTextLetters, "text"),
                       too_many(appeals + 1, kMaxAppeals, "appeals"));
  if (no) return *no;
  return ReviewAppealed{command.review, context.person, command.text};
}

Decided decide_one(const State& state, const ReviewPublish& command, const Context& context) {
  if (Denial no = may_not(state, command.review, ReviewPublish::kName, context)) return *no;
  return ReviewPublished{command.review};
}

Decided decide_one(const State& state, const ReviewWithdraw& command, const Context& context) {
  if (Denial no = may_not(state, command.review, ReviewWithdraw::kName, context)) return *no;
  if (Denial no = missing_or_too_long(command.why, kTextLetters, "why")) return *no;
  return ReviewWithdrawn{command.review, command.why};
}

void apply_one(State& state, const ReviewOpened& fact, const Stamp& stamp) {
  state.last.review = std::max(state.last.review, fact.review.value);
  Review& review = state.reviews[fact.review];
  review.spec = fact.spec;
  review.superior = fact.superior;
  review.form = fact.form;
  review.opened = stamp;
}

void apply_one(State& state, const ReviewRated& fact, const Stamp& stamp) {
  Review& review = review_at(state, fact.review);
  review.status = Status::kRated;
  review.sections = fact.sections;
  review.figures = fact.figures;
  review.as_of = fact.as_of;
  review.self = {fact.level, fact.reasons, fact.person, stamp};
}

void apply_one(State& state, const ReviewAppraised& fact, const Stamp& stamp) {
  Review& review = review_at(state, fact.review);
  review.status = Status::kAppraised;
  review.appraisal = {fact.level, fact.reasons, fact.person, stamp};
}

void apply_one(State& state, const ReviewAnswered& fact, const Stamp& stamp) {
  Review& review = review_at(state, fact.review);
  review.status = Status::kAnswered;
  review.answer = {fact.text, fact.person, stamp};
}

void apply_one(State& state, const ReviewDecided& fact, const Stamp& stamp) {
  Review& review = review_at(state, fact.review);
  review.status = Status::kDecided;
  review.decisions.push_back({fact.level, fact.reasons, fact.person, stamp});
}

void apply_one(State& state, const ReviewAppealed& fact, const Stamp& stamp) {
  Review& review = review_at(state, fact.review);
  review.status = Status::kAppealed;
  review.appeals.push_back({fact.text, fact.person, stamp});
}

void apply_one(State& state, const ReviewPublished& fact, const Stamp& stamp) {
  Review& review = review_at(state, fact.review);
  review.status = Status::kPublished;
  review.published = stamp;
}

void apply_one(State& state, const ReviewWithdrawn& fact, const Stamp&) {
  Review& review = review_at(state, fact.review);
  review.status = Status::kWithdrawn;
  review.withdrawn_why = fact.why;
}

}  // namespace diemcau::reviews
