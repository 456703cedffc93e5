#pragma once

#include "office/live_views.h"

namespace diemcau::office {

inline constexpr std::string_view kNewsPrefix = "news/conference/";

// The news of a conference, each caller's own picture: news/views.h NewsPage and `names`. For who
// keeps the conference's desk or writes for a unit that has a room in it.
class NewsViews final : public Views {
 public:
  Result<Unit, journal::Refusal> may_see(const Folds& folds, const Caller& caller,
                                         const std::string& view) const override;
  std::string picture_of(const std::string& view, const Caller& caller) const override;
  journal::Json draw(const Folds& folds, const std::string& picture) const override;
  bool depends_on(const std::string& picture, const std::string& stream) const override;
};

}  // namespace diemcau::office
