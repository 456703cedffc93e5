#pragma once

#include "news/views.h"
#include "office/caller.h"
#include "office/folds.h"

// What news ask of the rest of the office.
namespace diemcau::office {

// For one caller, who outlives it.
class NewsWorld final : public news::World {
 public:
  NewsWorld(const Folds& folds, const Caller& caller) : folds_(folds), caller_(caller) {}
  UnitId convener(ConferenceId conference) const override;
  bool is_closed(ConferenceId conference) const override;
  std::string title(ConferenceId conference) const override;
  news::SiteId site_of(ConferenceId conference, UnitId unit) const override;
  std::string site_name(ConferenceId conference, news::SiteId site) const override;
  news::Figures figures(ConferenceId conference) const override;
  news::LocalFigures local_figures(ConferenceId conference, news::SiteId site) const override;
  bool leads(PersonId person, PostId post, UnitId unit, Day day) const override;
  // Who has the right over the unit's branch, or leads the unit itself.
  bool may_write(UnitId unit) const override;
  bool keeps(ConferenceId conference) const override;
  bool is_room(ConferenceId conference, news::SiteId site) const override;

 private:
  const Folds& folds_;
  const Caller& caller_;
};

// Units that have a room in the conference.
std::vector<UnitId> units_in(const conference::State& state);
// By which the person acts on that day.
std::vector<PostId> posts_of(const organisation::State& state, PersonId person, Day day);

// Whether the caller may have the bytes of a picture: everybody, once it is out.
bool may_see_still(const Folds& folds, const Caller& caller, const std::string& file);

// The conference that a command on news is about, by what its body names; 0: none. Only there a
// room's device is somebody.
ConferenceId conference_of_news(const Folds& folds, const journal::Json& body);

}  // namespace diemcau::office
