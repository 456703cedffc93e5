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

void apply_one(State& state, const PictureSent& fact, const Stamp& stamp) {
  state.last.picture = std::max(state.last.picture, fact.picture.value);
  state.pictures[fact.picture] = {fact.spec, fact.unit, stamp};
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
  const auto& pictures = edition.content.pictures;
  return std::any_of(pictures.begin(), pictures.end(), [&](const ShownPicture& shown) {
    const Picture* picture = find_picture(state, shown.picture);
    return picture != nullptr && picture->spec.file == file;
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

bool is_public(const State& state, const std::string& file) {
  return std::any_of(state.editions.begin(), state.editions.end(), [&](const auto& one) {
    return one.second.status == Status::kPublished && shows(state, one.second, file);
  });
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
