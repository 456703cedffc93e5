#pragma once

#include "office/account_views.h"
#include "office/conference_views.h"
#include "office/news_views.h"
#include "office/review_views.h"

namespace diemcau::office {

// Every view that there is, each by the family that knows its name.
class OfficeViews final : public Views {
 public:
  explicit OfficeViews(std::function<UnixTime()> now) : accounts_(std::move(now)) {}

  Result<Unit, journal::Refusal> may_see(const Folds& folds, const Caller& caller,
                                         const std::string& view) const override {
    return of(view).may_see(folds, caller, view);
  }
  std::string picture_of(const std::string& view, const Caller& caller) const override {
    return of(view).picture_of(view, caller);
  }
  journal::Json draw(const Folds& folds, const std::string& picture) const override {
    return of_picture(picture).draw(folds, picture);
  }
  bool depends_on(const std::string& picture, const std::string& stream) const override {
    return of_picture(picture).depends_on(picture, stream);
  }
  std::set<PersonShown> people_in(const std::string& picture,
                                  const journal::Json& drawn) const override {
    return of_picture(picture).people_in(picture, drawn);
  }

 private:
  const Views& of(std::string_view view) const {
    if (view.starts_with(kReviewsPrefix)) return reviews_;
    if (AccountViews::has(view)) return accounts_;
    if (view.starts_with(kNewsPrefix)) return news_;
    return conferences_;
  }
  // A picture is named after its view, some with who sees it behind an "@".
  const Views& of_picture(std::string_view picture) const {
    return of(picture.substr(0, picture.rfind('@')));
  }

  ConferenceViews conferences_;
  ReviewViews reviews_;
  AccountViews accounts_;
  NewsViews news_;
};

}  // namespace diemcau::office
