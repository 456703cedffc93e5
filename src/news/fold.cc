#include <algorithm>

#include "base/check.h"
#include "journal/codec.h"
#include "news/facts.h"

namespace diemcau::news {
namespace {

Edition& edition_at(State& state, EditionId edition) {
  const auto found = state.editions.find(edition);
  DIEMCAU_CHECK(found != state.editions.end());
  return found->second;
}

void apply_one(State& state, const PictureWithdrawn& fact, const Stamp& stamp) {
  const auto found = state.pictures.find(fact.picture);
  DIEMCAU_CHECK(found != state.pictures.end());
  found->second.withdrawn = stamp;
  found->second.why = fact.why;
}

void apply_one(State& state, const NewsBegun& fact, const Stamp& stamp) {
  state.last.edition = std::max(state.last.edition, fact.edition.value);
  Edition& edition = state.editions[fact.edition];
  edition.conference = fact.conference;
  edition.unit = fact.unit;
  edition.central = fact.central;
  edition.content = fact.content;
  edition.figures = fact.figures;
  edition.local = fact.local;
  edition.version = 1;
  edition.begun = stamp;
}

// What was approved was another text.
void apply_one(State& state, const NewsChanged& fact, const Stamp& /*stamp*/) {
  Edition& edition = edition_at(state, fact.edition);
  edition.content = fact.content;
  edition.version += 1;
  edition.status = Status::kDraft;
  edition.approval = {};
  edition.published = {};
}

void apply_one(State& state, const NewsSubmitted& fact, const Stamp& /*stamp*/) {
  edition_at(state, fact.edition).status = Status::kSubmitted;
}

void apply_one(State& state, const NewsApproved& fact, const Stamp& stamp) {
  Edition& edition = edition_at(state, fact.edition);
  edition.status = Status::kApproved;
  edition.approval = {fact.person, fact.post, stamp};
}

void apply_one(State& state, const NewsPublished& fact, const Stamp& stamp) {
  Edition& edition = edition_at(state, fact.edition);
  edition.status = Status::kPublished;
  edition.published = stamp;
}

void apply_one(State& state, const NewsWithdrawn& fact, const Stamp& stamp) {
  Edition& edition = edition_at(state, fact.edition);
  edition.status = Status::kWithdrawn;
  edition.withdrawn = stamp;
  edition.why = fact.why;
}

template <class Wanted>
const Edition* first_edition(const State& state, const Wanted& wanted) {
  const auto found =
      std::find_if(state.editions.begin(), state.editions.end(), [&](const auto& one) {
        return one.second.status != Status::kWithdrawn && wanted(one.second);
      });
  return found == state.editions.end() ? nullptr : &found->second;
}

bool shows(const State& state, const Edition& edition, const std::string& file) {
  const auto shown = shown_in(state, edition);
  return std::any_of(shown.begin(), shown.end(), [&](const ShownPicture& one) {
    return state.pictures.at(one.picture).spec.file == file;
  });
}

}  // namespace

const Edition* find_edition(const State& state, EditionId edition) {
  const auto found = state.editions.find(edition);
  return found == state.editions.end() ? nullptr : &found->second;
}

const Picture* find_picture(const State& state, PictureId picture) {
  const auto found = state.pictures.find(picture);
  return found == state.pictures.end() ? nullptr : &found->second;
}

const Edition* central_of(const State& state, ConferenceId conference) {
  return first_edition(
      state, [&](const Edition& one) { return one.conference == conference && one.central; });
}

const Edition* edition_of(const State& state, ConferenceId conference, UnitId unit) {
  return first_edition(
      state, [&](const Edition& one) { return one.conference == conference && one.unit == unit; });
}

std::vector<EditionId> published(const State& state) {
  std::vector<EditionId> out;
  for (const auto& [id, edition] : state.editions) {
    if (edition.status == Status::kPublished) out.push_back(id);
  }
  return out;
}

std::vector<ShownPicture> shown_in(const State& state, const Edition& edition) {
  std::vector<ShownPicture> shown;
  for (const ShownPicture& one : edition.content.pictures) {
    const Picture* picture = find_picture(state, one.picture);
    if (picture != nullptr && !is_withdrawn(*picture)) shown.push_back(one);
  }
  return shown;
}

bool is_used(const State& state, const std::string& file) {
  return std::any_of(state.pictures.begin(), state.pictures.end(), [&](const auto& one) {
    return !is_withdrawn(one.second) && one.second.spec.file == file;
  });
}

bool is_public(const State& state, const std::string& file) {
  return std::any_of(state.editions.begin(), state.editions.end(), [&](const auto& one) {
    return one.second.status == Status::kPublished && shows(state, one.second, file);
  });
}

void apply_still(State& state, const PictureSpec& spec, UnitId unit, const Stamp& stamp) {
  const PictureId picture{++state.last.picture};
  state.pictures[picture] = {
      .spec = spec, .unit = unit, .taken = stamp, .withdrawn = {}, .why = {}};
}

void apply(State& state, const Fact& fact, const Stamp& stamp) {
  std::visit([&](const auto& one) { apply_one(state, one, stamp); }, fact);
}

Result<diemcau::Unit> apply(State& state, const journal::Event& event) {
  if (event.stream != kStream) return diemcau::Unit{};
  const auto fact = journal::from_body<Fact>(event.kind, event.body);
  if (!fact.ok()) return Err{fact.error()};
  apply(state, *fact, {event.seq, event.at, event.actor.who});
  state.seq = event.seq;
  return diemcau::Unit{};
}

}  // namespace diemcau::news
