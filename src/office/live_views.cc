#include "office/live_views.h"

#include <algorithm>
#include <iterator>

#include "office/sentences.h"

namespace diemcau::office {
namespace {

using journal::Json;
using journal::Refusal;
using journal::Seq;

// Half an hour of a busy conference; who was away longer gets the whole picture.
constexpr size_t kMaxPatches = 1024;
constexpr size_t kMaxPatchBytes = 1024 * 1024;

std::shared_ptr<const std::string> text_of(const Json& message) {
  // Names are checked on their way in, but no screen may be lost over a byte that is not UTF-8.
  return std::make_shared<const std::string>(
      message.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

LiveViews::LiveViews(const Views& views) : views_(views) {}

void LiveViews::subscribe(const Folds& folds, SubscriberId screen, const Caller& caller,
                          std::string view, Seq after) {
  unsubscribe(screen);
  const auto allowed = views_.may_see(folds, caller, view);
  if (!allowed.ok()) return refuse(screen, view, folds.seq, allowed.error());
  const std::string name = views_.picture_of(view, caller);
  const auto [entry, fresh] = pictures_.try_emplace(name);
  Picture& picture = entry->second;
  if (fresh) {
    picture.view = std::move(view);
    draw(folds, name, picture);
    picture.seq = folds.seq;
  }
  picture.screens.insert(screen);
  screens_.emplace(screen, Screen{caller, name});
  note_readings(screen, picture, picture.people);
  send_since(screen, picture, after);
}

void LiveViews::unsubscribe(SubscriberId screen) {
  const auto found = screens_.find(screen);
  if (found == screens_.end()) return;
  const auto picture = pictures_.find(found->second.picture);
  picture->second.screens.erase(screen);
  // A view that nobody sees is drawn no more; its changes since would be unknown.
  if (picture->second.screens.empty()) pictures_.erase(picture);
  screens_.erase(found);
}

void LiveViews::handle_events(const Folds& folds, std::span<const journal::Event> events) {
  std::set<std::string> streams;
  for (const journal::Event& event : events) streams.insert(event.stream);
  std::vector<std::string> touched;
  for (const auto& [name, picture] : pictures_) {
    if (std::any_of(streams.begin(), streams.end(), [&, &one = name](const std::string& stream) {
          return views_.depends_on(one, stream);
        })) {
      touched.push_back(name);
    }
  }
  for (const std::string& name : touched) {
    drop_forbidden(folds, pictures_.at(name));
    const auto left = pictures_.find(name);
    if (left != pictures_.end()) refresh(folds, name, left->second);
  }
}

void LiveViews::handle_new_day(const Folds& folds) {
  for (auto& [name, picture] : pictures_) {
    const Json before = picture.state;
    draw(folds, name, picture);
    if (picture.state == before) continue;
    picture.turned = picture.seq;
    for (const SubscriberId screen : picture.screens) send_since(screen, picture, {});
  }
}

// Rights may have changed with these very events.
void LiveViews::drop_forbidden(const Folds& folds, const Picture& picture) {
  // The last screen to go takes the picture with it.
  const std::set<SubscriberId> screens = picture.screens;
  const std::string view = picture.view;
  for (const SubscriberId screen : screens) {
    const auto allowed = views_.may_see(folds, screens_.at(screen).caller, view);
    if (allowed.ok()) continue;
    unsubscribe(screen);
    refuse(screen, view, folds.seq, allowed.error());
  }
}

void LiveViews::refresh(const Folds& folds, const std::string& name, Picture& picture) {
  const Json before = std::move(picture.state);
  draw(folds, name, picture);
  Json difference = Json::diff(before, picture.state);
  if (difference.empty()) return;
  const Seq from = picture.seq;
  picture.seq = folds.seq;
  const auto text = text_of({{"view", picture.view},
                             {"from", from.value},
                             {"seq", picture.seq.value},
                             {"patch", std::move(difference)}});
  for (const SubscriberId screen : picture.screens) messages_.push_back({screen, text});
  remember(picture, {from, picture.seq, text});
}

// Who comes into a picture that is shown already is read from then on.
void LiveViews::draw(const Folds& folds, const std::string& name, Picture& picture) {
  picture.state = views_.draw(folds, name);
  auto people = views_.people_in(name, picture.state);
  std::set<PersonShown> fresh;
  std::set_difference(people.begin(), people.end(), picture.people.begin(), picture.people.end(),
                      std::inserter(fresh, fresh.end()));
  picture.people = std::move(people);
  for (const SubscriberId screen : picture.screens) note_readings(screen, picture, fresh);
}

void LiveViews::note_readings(SubscriberId screen, const Picture& picture,
                              const std::set<PersonShown>& people) {
  const Caller& caller = screens_.at(screen).caller;
  for (const PersonShown& shown : people) {
    if (shown.person == caller.person) continue;
    readings_.push_back({screen, caller.account, shown, picture.view});
  }
}

void LiveViews::remember(Picture& picture, Patch patch) {
  picture.patch_bytes += patch.text->size();
  picture.patches.push_back(std::move(patch));
  while (picture.patches.size() > kMaxPatches || picture.patch_bytes > kMaxPatchBytes) {
    picture.patch_bytes -= picture.patches.front().text->size();
    picture.patches.pop_front();
  }
}

void LiveViews::send_since(SubscriberId screen, const Picture& picture, Seq after) {
  // What led on from the picture of yesterday does not lead to that of today.
  const bool turned = picture.turned && after <= *picture.turned;
  const auto begin = turned ? picture.patches.end()
                            : std::find_if(picture.patches.begin(), picture.patches.end(),
                                           [&](const Patch& patch) { return patch.from == after; });
  // Also a screen that knows of the very last change is told so: it waits for a first word.
  if (begin == picture.patches.end()) {
    messages_.push_back(
        {screen,
         text_of({{"view", picture.view}, {"seq", picture.seq.value}, {"state", picture.state}})});
    return;
  }
  for (auto patch = begin; patch != picture.patches.end(); ++patch) {
    messages_.push_back({screen, patch->text});
  }
}

void LiveViews::refuse(SubscriberId screen, const std::string& view, Seq seq,
                       const Refusal& refusal) {
  messages_.push_back(
      {screen, text_of({{"view", view}, {"seq", seq.value}, {"refused", to_json(refusal)}})});
}

void LiveViews::withhold(SubscriberId screen, const Refusal& why) {
  const auto found = screens_.find(screen);
  if (found == screens_.end()) return;
  const Picture& picture = pictures_.at(found->second.picture);
  const std::string view = picture.view;
  const Seq seq = picture.seq;
  std::erase_if(messages_, [&](const ScreenMessage& one) { return one.to == screen; });
  unsubscribe(screen);
  refuse(screen, view, seq, why);
}

std::vector<Reading> LiveViews::poll_readings() { return std::exchange(readings_, {}); }

std::vector<ScreenMessage> LiveViews::poll_messages() { return std::exchange(messages_, {}); }

}  // namespace diemcau::office
