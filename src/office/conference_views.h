#pragma once

#include "office/live_views.h"

namespace diemcau::office {

// What is to be seen of conferences:
//   conference/N/control   the control room, for who leads and who helps: conference/control_room.h
//   conference/N/site/S    one room: its strip, display and phones: conference/site_view.h
class ConferenceViews final : public Views {
 public:
  Result<Unit, journal::Refusal> may_see(const Folds& folds, const Caller& caller,
                                         const std::string& view) const override;
  journal::Json draw(const Folds& folds, const std::string& view) const override;
  bool depends_on(const std::string& view, const std::string& stream) const override;
};

}  // namespace diemcau::office
