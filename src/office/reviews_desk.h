#pragma once

#include "office/caller.h"
#include "office/folds.h"
#include "reviews/context.h"

// What reviews ask of the rest of the office. Inside the folder only.
namespace diemcau::office {

class OrganisationOfReviews final : public reviews::Organisation {
 public:
  explicit OrganisationOfReviews(const Folds& folds) : state_(folds.organisation) {}
  bool is_active(UnitId unit) const override;
  UnitId superior_of(UnitId unit) const override;
  PersonId head_of(UnitId unit, Day day) const override;
  bool holds_post(PersonId person, UnitId unit, Day day) const override;
  std::vector<UnitId> units_of(PersonId person, Day day) const override;
  std::vector<reviews::HeldPost> posts_of(UnitId unit, Day day) const override;
  std::vector<reviews::HeldPost> posts_in(UnitId branch, Day day) const override;

 private:
  const organisation::State& state_;
};

// What the other folds say of a unit: tasks of its branch in their four buckets, conferences
// convened and attended, papers presented or filed, comments made and answered. Presence of a room
// counts, never how its line was or how long anybody spoke.
class EvidenceOfReviews final : public reviews::Evidence {
 public:
  explicit EvidenceOfReviews(const Folds& folds) : folds_(folds) {}
  std::vector<reviews::Figure> of(UnitId unit, Day from, Day to, Day as_of) const override;

 private:
  const Folds& folds_;
};

class RightsOfReviews final : public reviews::Rights {
 public:
  RightsOfReviews(const Folds& folds, const Caller& caller) : folds_(folds), caller_(caller) {}
  bool may_review(UnitId unit) const override;
  bool may_train(UnitId unit) const override;

 private:
  const Folds& folds_;
  const Caller& caller_;
};

// All of it for one caller, who outlives it.
class ReviewsAsked {
 public:
  ReviewsAsked(const Folds& folds, const Caller& caller, UnixTime now)
      : organisation_(folds), evidence_(folds), rights_(folds, caller), context_{now,
                                                                                 actor_of(caller),
                                                                                 caller.person,
                                                                                 &organisation_,
                                                                                 &evidence_,
                                                                                 &rights_} {}
  ReviewsAsked(const ReviewsAsked&) = delete;
  ReviewsAsked& operator=(const ReviewsAsked&) = delete;
  const reviews::Context& context() const { return context_; }

 private:
  OrganisationOfReviews organisation_;
  EvidenceOfReviews evidence_;
  RightsOfReviews rights_;
  reviews::Context context_;
};

}  // namespace diemcau::office
