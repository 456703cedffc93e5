#pragma once

#include "conference/commands.h"
#include "demo/office_user.h"
#include "office/conference_list.h"

// A conference that its chair drafts and leads. Inside the folder only.
namespace diemcau::demo {

inline constexpr conference::SiteId kCentreSite{1};
inline constexpr int64_t kMinuteMs = 60'000;

class Conference {
 public:
  Conference(OfficeUser& user, AccountId chair) : user_(user), chair_(chair) {}

  // For that sitting.
  void draft(const char* title, UnitId unit, const conference::Sitting& sitting);
  template <class Command>
  void must(const Command& command) {
    user_.as_account(chair_, stream_, command);
  }
  void add_site(UnitId unit, std::string name, conference::SiteLevel level);
  // Its chair, secretary and technician are one person, at the centre.
  void appoint(const conference::Speaker& head);

  const OfficeUser& user() const { return user_; }
  ConferenceId id() const { return office::conference_of(stream_); }
  const conference::State& state() const { return user_.folds().conferences.at(id()); }

 private:
  OfficeUser& user_;
  AccountId chair_;
  std::string stream_;
};

void add_item(Conference& conference, const conference::ItemSpec& item);

}  // namespace diemcau::demo
