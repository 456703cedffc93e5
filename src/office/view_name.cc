#include "office/view_name.h"

#include <array>
#include <charconv>

#include "office/folds.h"

namespace diemcau::office {
namespace {

std::optional<uint32_t> number_of(std::string_view text) {
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return {};
  return number;
}

struct KindName {
  std::string_view name;
  ViewKind kind;
};
constexpr auto kKinds = std::to_array<KindName>({{"control", ViewKind::kControl},
                                                 {"desk", ViewKind::kDesk},
                                                 {"roll", ViewKind::kRoll},
                                                 {"synthesis", ViewKind::kSynthesis},
                                                 {"minutes", ViewKind::kMinutes}});

}  // namespace

std::optional<ViewName> parse_view(std::string_view view) {
  constexpr std::string_view kSite = "site/";
  const size_t end = view.find('/', view.find('/') + 1);
  if (end == view.npos) return {};
  const ConferenceId conference = conference_of(view.substr(0, end));
  if (conference.value == 0) return {};
  const std::string_view rest = view.substr(end + 1);
  for (const KindName& one : kKinds) {
    if (rest == one.name) return ViewName{conference, one.kind, {}};
  }
  if (!rest.starts_with(kSite)) return {};
  const auto site = number_of(rest.substr(kSite.size()));
  if (!site) return {};
  return ViewName{conference, ViewKind::kSite, {*site}};
}

std::string conferences_picture(AccountId account) {
  return std::string(kConferencesView) + "/" + std::to_string(account.value);
}

std::optional<AccountId> account_of_picture(std::string_view picture) {
  if (!picture.starts_with(kConferencesView)) return {};
  picture.remove_prefix(kConferencesView.size());
  if (!picture.starts_with('/')) return {};
  const auto account = number_of(picture.substr(1));
  return account ? std::optional(AccountId{*account}) : std::nullopt;
}

}  // namespace diemcau::office
