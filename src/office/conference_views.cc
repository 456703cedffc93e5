#include "office/conference_views.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "conference/control_room.h"
#include "conference/site_view.h"
#include "office/standing.h"

namespace diemcau::office {
namespace {

using conference::Role;
using conference::SiteId;
using conference::Standing;
using conference::State;
using journal::Json;
using journal::refuse;

// A view's name, taken apart; site 0 is the control room.
struct Name {
  ConferenceId conference;
  SiteId site;
};

std::optional<uint32_t> number_of(std::string_view text) {
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return {};
  return number;
}

std::optional<Name> parse(std::string_view view) {
  constexpr std::string_view kControl = "/control";
  constexpr std::string_view kSite = "/site/";
  const size_t end = view.find('/', view.find('/') + 1);
  if (end == view.npos) return {};
  const ConferenceId conference = conference_of(view.substr(0, end));
  const std::string_view rest = view.substr(end);
  if (conference.value == 0) return {};
  if (rest == kControl) return Name{conference, {}};
  if (!rest.starts_with(kSite)) return {};
  const auto site = number_of(rest.substr(kSite.size()));
  return site ? std::optional(Name{conference, {*site}}) : std::nullopt;
}

bool leads_or_helps(Role role) {
  return role == Role::kChair || role == Role::kCoChair || role == Role::kSecretary ||
         role == Role::kTechnician || role == Role::kSystem;
}

// Who leads sees every room; the people of a room see their own.
bool sees(const Standing& standing, const Name& name) {
  if (leads_or_helps(standing.role)) return true;
  return name.site.value != 0 && standing.site == name.site;
}

}  // namespace

Result<Unit, journal::Refusal> ConferenceViews::may_see(const Folds& folds, const Caller& caller,
                                                        const std::string& view) const {
  const auto name = parse(view);
  const State* state = name ? find_conference(folds, name->conference) : nullptr;
  const bool no_site =
      state != nullptr && name->site.value != 0 && !conference::find_site(*state, name->site);
  if (state == nullptr || no_site) return refuse("view.unknown", {{"view", view}});
  const auto standings = standings_in(*state, caller);
  const bool allowed = std::any_of(standings.begin(), standings.end(),
                                   [&](const Standing& one) { return sees(one, *name); });
  if (!allowed) return refuse("view.forbidden", {{"view", view}});
  return Unit{};
}

Json ConferenceViews::draw(const Folds& folds, const std::string& view) const {
  const auto name = parse(view);
  DIEMCAU_CHECK(name.has_value());
  const State* state = find_conference(folds, name->conference);
  DIEMCAU_CHECK(state != nullptr);
  if (name->site.value == 0) return Json(conference::control_room_view(*state));
  return Json(conference::site_view(*state, name->site));
}

bool ConferenceViews::depends_on(const std::string& view, const std::string& stream) const {
  return view.size() > stream.size() && view.starts_with(stream) && view[stream.size()] == '/';
}

}  // namespace diemcau::office
