#include "office/folds.h"

#include <fmt/format.h>

#include <charconv>

#include "organisation/facts.h"
#include "reviews/facts.h"

namespace diemcau::office {
namespace {

constexpr std::string_view kConferencePrefix = "conference/";

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

}  // namespace

ConferenceId conference_of(std::string_view stream) {
  if (!stream.starts_with(kConferencePrefix)) return {};
  stream.remove_prefix(kConferencePrefix.size());
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(stream.data(), stream.data() + stream.size(), number);
  const bool whole = error == std::errc{} && end == stream.data() + stream.size();
  return ConferenceId{whole ? number : 0};
}

const conference::State* find_conference(const Folds& folds, ConferenceId id) {
  const auto found = folds.conferences.find(id);
  return found == folds.conferences.end() ? nullptr : &found->second;
}

Result<Unit, std::string> apply(Folds& folds, const journal::Event& event) {
  if (event.stream == organisation::kStream) {
    if (!organisation::apply(folds.organisation, event).ok()) return unreadable(event);
  } else if (const ConferenceId id = conference_of(event.stream); id.value != 0) {
    auto& state = folds.conferences.try_emplace(id, conference::state_of(id)).first->second;
    if (!conference::apply(state, event).ok()) return unreadable(event);
    note_way_in(folds, id, event);
    note_course(folds, id, event);
  } else if (event.stream == reviews::kStream) {
    if (!reviews::apply(folds.reviews, event).ok()) return unreadable(event);
  } else {
    return unreadable(event);
  }
  folds.seq = event.seq;
  folds.at = event.at;
  return Unit{};
}

}  // namespace diemcau::office
