#include "office/conference_views.h"

#include <algorithm>

#include "conference/control_room.h"
#include "conference/desk.h"
#include "conference/minutes.h"
#include "conference/roll_view.h"
#include "conference/site_view.h"
#include "conference/synthesis.h"
#include "office/conference_list.h"
#include "office/names.h"
#include "office/standing.h"
#include "office/view_name.h"

namespace diemcau::office {
namespace {

using conference::Standing;
using conference::State;
using journal::Json;
using journal::refuse;

// Who leads sees every room; the people of a room see their own.
bool sees(const Standing& standing, const ViewName& name) {
  if (leads_or_helps(standing.role)) return true;
  return name.kind == ViewKind::kSite && standing.site == name.site;
}

bool exists(const State* state, const ViewName& name) {
  if (state == nullptr) return false;
  return name.kind != ViewKind::kSite || conference::find_site(*state, name.site) != nullptr;
}

Json synthesis(const State& state) {
  Json picture = conference::synthesis_view(state);
  picture["themes"] = Json::array();
  for (const auto theme : state.notes.order) {
    picture["themes"].push_back({{"theme", theme}, {"name", state.notes.themes.at(theme)}});
  }
  return picture;
}

Json picture_of_conference(const State& state, const ViewName& name) {
  switch (name.kind) {
    case ViewKind::kControl:
      return conference::control_room_view(state);
    case ViewKind::kDesk:
      return conference::desk_view(state);
    case ViewKind::kRoll:
      return conference::roll_view(state);
    case ViewKind::kSynthesis:
      return synthesis(state);
    case ViewKind::kMinutes:
      return conference::minutes_facts(state);
    case ViewKind::kSite:
      break;
  }
  return conference::site_view(state, name.site);
}

}  // namespace

Result<Unit, journal::Refusal> ConferenceViews::may_see(const Folds& folds, const Caller& caller,
                                                        const std::string& view) const {
  if (view == kConferencesView) {
    if (caller.account.value == 0) return refuse("not_signed_in");
    return Unit{};
  }
  const auto name = parse_view(view);
  const State* state = name ? find_conference(folds, name->conference) : nullptr;
  if (!name || !exists(state, *name)) return refuse("view.unknown", {{"view", view}});
  const auto standings = standings_in(*state, folds.organisation, caller);
  const bool allowed = std::any_of(standings.begin(), standings.end(),
                                   [&](const Standing& one) { return sees(one, *name); });
  if (!allowed) return refuse("view.forbidden", {{"view", view}});
  return Unit{};
}

std::string ConferenceViews::picture_of(const std::string& view, const Caller& caller) const {
  return view == kConferencesView ? conferences_picture(caller.account) : view;
}

Json ConferenceViews::draw(const Folds& folds, const std::string& picture) const {
  Json drawn;
  if (const auto account = account_of_picture(picture)) {
    drawn = conferences_of(folds, *account);
  } else {
    const auto name = parse_view(picture);
    DIEMCAU_CHECK(name.has_value());
    const State* state = find_conference(folds, name->conference);
    DIEMCAU_CHECK(state != nullptr);
    drawn = picture_of_conference(*state, *name);
  }
  drawn["names"] = names_in(drawn, folds.organisation);
  return drawn;
}

bool ConferenceViews::depends_on(const std::string& picture, const std::string& stream) const {
  if (stream == organisation::kStream) return true;  // names
  if (account_of_picture(picture)) return conference_of(stream).value != 0;
  return picture.size() > stream.size() && picture.starts_with(stream) &&
         picture[stream.size()] == '/';
}

}  // namespace diemcau::office
