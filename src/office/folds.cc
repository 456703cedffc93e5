#include "office/folds.h"

#include <fmt/format.h>

#include <charconv>

#include "news/facts.h"
#include "organisation/facts.h"
#include "reviews/facts.h"

namespace diemcau::office {
namespace {

constexpr std::string_view kConferencePrefix = "conference/";
constexpr std::string_view kDraftPrefix = "draft/";

// 0: the text is not the prefix and a number.
uint32_t number_after(std::string_view prefix, std::string_view text) {
  if (!text.starts_with(prefix)) return 0;
  text.remove_prefix(prefix.size());
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

template <class Map, class Id>
auto* find_in(Map& map, Id id) {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : &found->second;
}

Result<Unit, std::string> unreadable(const journal::Event& event) {
  return Err{fmt::format(
      "Event {} of the journal ({} in {}) cannot be read by this version of diemcau. If a newer "
      "version was in use before, install it again; else restore the data from a backup.",
      event.seq.value, event.kind, event.stream)};
}

// The facts that lead from a secret to a room. The conference's own state says whether they still
// hold.
void note_way_in(Folds& folds, ConferenceId id, const journal::Event& event) {
  if (event.kind == conference::LinkIssued::kKind) {
    const auto issued = event.body.get<conference::LinkIssued>();
    folds.links[issued.hash] = {id, issued.site};
  } else if (event.kind == conference::DeviceJoined::kKind) {
    const auto joined = event.body.get<conference::DeviceJoined>();
    folds.devices[joined.key][id] = {joined.site, joined.device};
  }
}

// Who was there while a course was held becomes a training record by itself.
void note_course(Folds& folds, ConferenceId id, const journal::Event& event) {
  if (event.kind != conference::PresenceRecorded::kKind) return;
  const auto recorded = event.body.get<conference::PresenceRecorded>();
  reviews::CourseHeld held{.conference = id, .item = recorded.item.value};
  held.course = recorded.course;
  for (const auto& site : recorded.sites) {
    held.people.insert(held.people.end(), site.people.begin(), site.people.end());
    held.unnamed += site.unnamed;
  }
  reviews::apply_held(folds.reviews, held, {event.seq, event.at, event.actor.who});
}

// A still that was taken in a conference is a picture that its news may show.
void note_still(Folds& folds, ConferenceId id, const journal::Event& event) {
  if (event.kind != conference::StillTaken::kKind) return;
  const auto taken = event.body.get<conference::StillTaken>();
  const auto* site = conference::find_site(folds.conferences.at(id), taken.site);
  const news::PictureSpec spec{
      id, {taken.site.value}, {taken.still.value}, taken.file, {taken.turn.value}};
  news::apply_still(folds.news, spec, site == nullptr ? UnitId{} : site->spec.unit,
                    {event.seq, event.at, event.actor.who});
}

}  // namespace

ConferenceId conference_of(std::string_view stream) {
  return {number_after(kConferencePrefix, stream)};
}
documents::DraftId draft_of(std::string_view stream) {
  return {number_after(kDraftPrefix, stream)};
}

const conference::State* find_conference(const Folds& folds, ConferenceId id) {
  return find_in(folds.conferences, id);
}
const documents::State* find_draft(const Folds& folds, documents::DraftId id) {
  return find_in(folds.drafts, id);
}

namespace {

bool apply_to_conference(Folds& folds, ConferenceId id, const journal::Event& event) {
  auto& state = folds.conferences.try_emplace(id, conference::state_of(id)).first->second;
  if (!conference::apply(state, event).ok()) return false;
  note_way_in(folds, id, event);
  note_course(folds, id, event);
  note_still(folds, id, event);
  return true;
}

bool apply_to_draft(Folds& folds, documents::DraftId id, const journal::Event& event) {
  auto& state = folds.drafts.try_emplace(id, documents::state_of(id)).first->second;
  return documents::apply(state, event).ok();
}

bool apply_to_stream(Folds& folds, const journal::Event& event) {
  if (event.stream == organisation::kStream) {
    return organisation::apply(folds.organisation, event).ok();
  }
  if (event.stream == reviews::kStream) return reviews::apply(folds.reviews, event).ok();
  if (event.stream == news::kStream) return news::apply(folds.news, event).ok();
  if (event.stream == tasks::kStream) return tasks::apply(folds.tasks, event).ok();
  if (const auto id = conference_of(event.stream); id.value != 0) {
    return apply_to_conference(folds, id, event);
  }
  const auto draft = draft_of(event.stream);
  return draft.value != 0 && apply_to_draft(folds, draft, event);
}

}  // namespace

Result<Unit, std::string> apply(Folds& folds, const journal::Event& event) {
  if (!apply_to_stream(folds, event)) return unreadable(event);
  folds.seq = event.seq;
  folds.at = event.at;
  return Unit{};
}

}  // namespace diemcau::office
