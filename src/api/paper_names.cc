#include "api/paper_names.h"

#include "office/names.h"
#include "organisation/queries.h"

namespace diemcau::api {
namespace {

std::string name_in(const journal::Json& names, const char* kind, uint32_t id) {
  const auto& table = names.at(kind);
  const auto found = table.find(std::to_string(id));
  return found == table.end() ? std::string{} : found->get<std::string>();
}

std::string centre_of(const conference::State& state) {
  for (const auto& [id, site] : state.sites) {
    if (site.spec.level == conference::SiteLevel::kCentre) return site.spec.name;
  }
  return {};
}

std::vector<std::string> recipients(std::string_view language) {
  if (language == "en") return {"Those who attended;", "Records."};
  return {"Như thành phần dự hội nghị;", "Lưu: VT."};
}

}  // namespace

CopiedNames::CopiedNames(const conference::MinutesFacts& facts, const conference::Notes& notes,
                         const organisation::State& organisation)
    : names_(office::names_in(journal::Json(facts), organisation)),
      erased_(organisation::display_name(organisation, PersonId{})),
      themes_(notes.themes.begin(), notes.themes.end()) {}

std::string CopiedNames::person(PersonId person) const {
  std::string name = name_in(names_, "people", person.value);
  return name == erased_ ? std::string{} : name;
}

std::string CopiedNames::post(PostId post) const { return name_in(names_, "posts", post.value); }
std::string CopiedNames::unit(UnitId unit) const { return name_in(names_, "units", unit.value); }

std::string CopiedNames::theme(conference::ThemeId theme) const {
  const auto found = themes_.find(theme);
  return found == themes_.end() ? std::string{} : found->second;
}

IssuingBody issuing_body(const organisation::State& organisation, UnitId unit, Day day) {
  const organisation::Unit* found = organisation::find_unit(organisation, unit);
  if (found == nullptr) return {};
  IssuingBody body{{}, organisation::name_on(organisation, unit, day), found->spec.short_name};
  const auto path = organisation::path_of(organisation, unit);
  if (path.size() > 1) {
    body.superior = organisation::name_on(organisation, path[path.size() - 2], day);
  }
  return body;
}

paper::Letterhead minutes_letterhead(const conference::State& state,
                                     const organisation::State& organisation, UnixTime now,
                                     std::string_view language) {
  const conference::Stamp& closed = state.life.closed;
  const bool is_closed = conference::is_set(closed);
  const Day day = day_in_vietnam(is_closed ? closed.at : now);
  const IssuingBody body = issuing_body(organisation, state.life.call.unit, day);
  paper::Letterhead letterhead;
  letterhead.superior = body.superior;
  letterhead.agency = body.agency;
  letterhead.symbol = body.abbreviation.empty() ? "BB" : "BB-" + body.abbreviation;
  letterhead.place = kOpenPlace;
  if (is_closed) letterhead.date = day;
  letterhead.venue = centre_of(state);
  letterhead.recipients = recipients(language);
  return letterhead;
}

}  // namespace diemcau::api
