#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conference/types.h"

namespace diemcau::office {

enum class ViewKind : uint8_t { kControl, kDesk, kRoll, kSynthesis, kMinutes, kSite };

// The name of a view of one conference, taken apart: "conference/4/site/7".
struct ViewName {
  ConferenceId conference;
  ViewKind kind = ViewKind::kControl;
  conference::SiteId site;  // of kSite
};

// None: there is no view of that name.
std::optional<ViewName> parse_view(std::string_view view);

// "conferences", and the picture that it is for one account: "conferences/12".
inline constexpr std::string_view kConferencesView = "conferences";
std::string conferences_picture(AccountId account);
std::optional<AccountId> account_of_picture(std::string_view picture);

}  // namespace diemcau::office
