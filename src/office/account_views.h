#pragma once

#include <functional>

#include "office/live_views.h"
#include "text/collation.h"

namespace diemcau::office {

// What each account sees its own way of units, tasks and drafts; docs/api/office.md has the shapes:
//   units, organisation/words, accounts, unit/U, unit/U/past
//   task/T, tasks/unit/U, conference/N/tasks
//   drafts, draft/N
// A picture's name is the view's with the account behind it: "unit/5@12". What counts by days
// counts by the day on which it is drawn (LiveViews::handle_new_day).
class AccountViews final : public Views {
 public:
  explicit AccountViews(std::function<UnixTime()> now) : now_(std::move(now)) {}

  // Whether the view is one of these.
  static bool has(std::string_view view);

  Result<Unit, journal::Refusal> may_see(const Folds& folds, const Caller& caller,
                                         const std::string& view) const override;
  std::string picture_of(const std::string& view, const Caller& caller) const override;
  journal::Json draw(const Folds& folds, const std::string& picture) const override;
  bool depends_on(const std::string& picture, const std::string& stream) const override;
  std::set<PersonShown> people_in(const std::string& picture,
                                  const journal::Json& drawn) const override;

 private:
  std::function<UnixTime()> now_;
  text::Collator collator_;
};

}  // namespace diemcau::office
