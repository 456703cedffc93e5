#pragma once

#include "office/live_views.h"

namespace diemcau::office {

// What is to be seen of conferences; each is a struct of conference/ and `names` (names.h):
//   conference/N/control    the control room, for who leads and who helps: control_room.h
//   conference/N/desk       what the secretariat prepares: desk.h
//   conference/N/roll       roll_view.h
//   conference/N/synthesis  synthesis.h, and `themes`
//   conference/N/minutes    what the minutes are written from: minutes.h
//   conference/N/site/S     one room: its strip, display and phones: site_view.h
//   conferences             those that the caller has to do with, each one's own picture
class ConferenceViews final : public Views {
 public:
  Result<Unit, journal::Refusal> may_see(const Folds& folds, const Caller& caller,
                                         const std::string& view) const override;
  std::string picture_of(const std::string& view, const Caller& caller) const override;
  journal::Json draw(const Folds& folds, const std::string& picture) const override;
  bool depends_on(const std::string& picture, const std::string& stream) const override;
};

}  // namespace diemcau::office
