#include "office/acting.h"

#include <algorithm>

#include "organisation/may.h"
#include "organisation/queries.h"

namespace diemcau::office {

organisation::UnitsFor acting_for(const organisation::State& organisation, const Caller& caller,
                                  organisation::Purpose purpose) {
  if (caller.system) return {.all = true};
  return organisation::units_for(organisation, caller.account, purpose);
}

bool OrganisationAnswers::is_active(UnitId unit) const {
  const organisation::Unit* found = organisation::find_unit(state_, unit);
  return found != nullptr && organisation::is_active(*found);
}

UnitId OrganisationAnswers::superior_of(UnitId unit) const {
  const organisation::Unit* found = organisation::find_unit(state_, unit);
  return found == nullptr ? UnitId{} : found->spec.superior;
}

UnitId OrganisationAnswers::second_superior_of(UnitId unit) const {
  const organisation::Unit* found = organisation::find_unit(state_, unit);
  return found == nullptr ? UnitId{} : found->spec.second_superior;
}

bool OrganisationAnswers::holds_post(PersonId person, PostId post, UnitId unit, Day day) const {
  const auto held = [&](PostId id) {
    const organisation::Post* found = organisation::find_post(state_, id);
    return found != nullptr && found->spec.person == person && found->spec.unit == unit &&
           organisation::is_held(*found, day);
  };
  if (post.value != 0) return held(post);
  const auto posts = state_.index.posts_of_person.find(person);
  return posts != state_.index.posts_of_person.end() &&
         std::any_of(posts->second.begin(), posts->second.end(), held);
}

}  // namespace diemcau::office
