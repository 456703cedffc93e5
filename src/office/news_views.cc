#include "office/news_views.h"

#include <charconv>

#include "base/check.h"
#include "office/conference_list.h"
#include "office/names.h"
#include "office/news_desk.h"

namespace diemcau::office {
namespace {

using journal::Json;
using journal::refuse;

// "news/conference/5", and "news/conference/5/12" as account 12 sees it.
struct NewsName {
  ConferenceId conference;
  AccountId account;
};

std::optional<uint32_t> take_number(std::string_view& text) {
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number == 0) return {};
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  return number;
}

std::optional<NewsName> parse(std::string_view name) {
  if (!name.starts_with(kNewsPrefix)) return {};
  name.remove_prefix(kNewsPrefix.size());
  const auto conference = take_number(name);
  if (!conference) return {};
  if (name.empty()) return NewsName{{*conference}, {}};
  if (!name.starts_with('/')) return {};
  name.remove_prefix(1);
  const auto account = take_number(name);
  if (!account || !name.empty()) return {};
  return NewsName{{*conference}, {*account}};
}

}  // namespace

Result<Unit, journal::Refusal> NewsViews::may_see(const Folds& folds, const Caller& caller,
                                                  const std::string& view) const {
  if (caller.account.value == 0) return refuse("not_signed_in");
  const auto name = parse(view);
  const bool mine = name && (name->account.value == 0 || name->account == caller.account);
  const auto* state = mine ? find_conference(folds, name->conference) : nullptr;
  if (state == nullptr) return refuse("view.unknown", {{"view", view}});
  const NewsWorld world(folds, caller);
  if (!news::may_look(name->conference, units_in(*state), world)) {
    return refuse("view.forbidden", {{"view", view}});
  }
  return Unit{};
}

std::string NewsViews::picture_of(const std::string& view, const Caller& caller) const {
  const auto name = parse(view);
  if (!name || name->account.value != 0) return view;
  return view + "/" + std::to_string(caller.account.value);
}

Json NewsViews::draw(const Folds& folds, const std::string& picture) const {
  const auto name = parse(picture);
  DIEMCAU_CHECK(name.has_value());
  const auto* state = find_conference(folds, name->conference);
  DIEMCAU_CHECK(state != nullptr);
  const Caller caller = caller_of_account(folds, name->account);
  const NewsWorld world(folds, caller);
  const news::Context context{folds.at, actor_of(caller), caller.person, &world};
  const auto posts = posts_of(folds.organisation, caller.person, news::today(context));
  Json drawn = news::news_page(folds.news, name->conference, units_in(*state), posts, context);
  drawn["names"] = names_in(drawn, folds.organisation);
  return drawn;
}

// Rights come from the organisation, stills and the close from the conference.
bool NewsViews::depends_on(const std::string& picture, const std::string& stream) const {
  if (stream == news::kStream || stream == organisation::kStream) return true;
  const auto name = parse(picture);
  return name && conference_of(stream) == name->conference;
}

}  // namespace diemcau::office
