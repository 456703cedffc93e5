#pragma once

#include "office/live_views.h"

namespace diemcau::office {

inline constexpr std::string_view kReviewsPrefix = "reviews/unit/";

// The reviews of a unit and the training of its people, each caller's own picture: reviews/views.h
// UnitReviews and `names`. For who may see the unit or holds a post in it.
class ReviewViews final : public Views {
 public:
  Result<Unit, journal::Refusal> may_see(const Folds& folds, const Caller& caller,
                                         const std::string& view) const override;
  std::string picture_of(const std::string& view, const Caller& caller) const override;
  journal::Json draw(const Folds& folds, const std::string& picture) const override;
  bool depends_on(const std::string& picture, const std::string& stream) const override;
  std::set<PersonShown> people_in(const std::string& picture,
                                  const journal::Json& drawn) const override;
};

}  // namespace diemcau::office
