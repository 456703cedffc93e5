#pragma once

#include "office/conference_views.h"
#include "office/review_views.h"

namespace diemcau::office {

// Every view that there is, each by the folder of its name.
class OfficeViews final : public Views {
 public:
  Result<Unit, journal::Refusal> may_see(const Folds& folds, const Caller& caller,
                                         const std::string& view) const override {
    return of(view).may_see(folds, caller, view);
  }
  std::string picture_of(const std::string& view, const Caller& caller) const override {
    return of(view).picture_of(view, caller);
  }
  journal::Json draw(const Folds& folds, const std::string& picture) const override {
    return of(picture).draw(folds, picture);
  }
  bool depends_on(const std::string& picture, const std::string& stream) const override {
    return of(picture).depends_on(picture, stream);
  }

 private:
  const Views& of(const std::string& name) const {
    if (name.starts_with(kReviewsPrefix)) return reviews_;
    return conferences_;
  }
  ConferenceViews conferences_;
  ReviewViews reviews_;
};

}  // namespace diemcau::office
