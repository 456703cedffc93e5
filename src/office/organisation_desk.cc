#include <algorithm>

#include "conference/state.h"
#include "office/desks.h"
#include "office/office.h"
#include "organisation/commands.h"

namespace diemcau::office {
namespace {

bool names(const std::vector<conference::Official>& officials, PersonId person) {
  return std::any_of(officials.begin(), officials.end(),
                     [&](const auto& one) { return one.person == person; });
}

bool is_of_unit(const conference::State& state, UnitId unit) {
  if (state.life.call.unit == unit) return true;
  return std::any_of(state.sites.begin(), state.sites.end(),
                     [&](const auto& site) { return site.second.spec.unit == unit; });
}

bool leads(const conference::State& state, PersonId person) {
  return state.life.chair.person == person || names(state.life.co_chairs, person) ||
         names(state.life.secretaries, person);
}

bool is_of_unit(const tasks::Task& task, UnitId unit) {
  const auto& helpers = task.spec.helpers;
  return task.spec.giver == unit || task.spec.lead == unit ||
         std::find(helpers.begin(), helpers.end(), unit) != helpers.end();
}

// What in the office refers to units and people.
class OfficeUses final : public organisation::Uses {
 public:
  explicit OfficeUses(const Folds& folds) : folds_(folds) {}
  std::string of_unit(UnitId unit) const override {
    const auto refers = [&](const auto& one) { return is_of_unit(one, unit); };
    std::string found = first("conference:", folds_.conferences, refers);
    if (found.empty()) found = first("task:", folds_.tasks.tasks, refers);
    if (!found.empty()) return found;
    return first("draft:", folds_.drafts,
                 [&](const documents::State& draft) { return draft.spec.unit == unit; });
  }
  std::string of_person(PersonId person) const override {
    std::string found = first("conference:", folds_.conferences,
                              [&](const auto& state) { return leads(state, person); });
    if (!found.empty()) return found;
    return first("task:", folds_.tasks.tasks,
                 [&](const auto& task) { return task.spec.head == person; });
  }
  std::string of_post(PostId post) const override {
    std::string found = first("conference:", folds_.conferences,
                              [&](const auto& state) { return state.life.chair.post == post; });
    if (!found.empty()) return found;
    return first("task:", folds_.tasks.tasks,
                 [&](const auto& task) { return task.spec.head_post == post; });
  }

 private:
  template <class Map, class Refers>
  static std::string first(const char* kind, const Map& all, Refers refers) {
    for (const auto& [id, one] : all) {
      if (refers(one)) return kind + std::to_string(id.value);
    }
    return {};
  }
  const Folds& folds_;
};

// A one-time link is the permission of who is not signed in yet.
bool may_address(const Request& request) {
  return request.caller.system || request.caller.account.value != 0 ||
         request.command == organisation::FirstAdministratorClaim::kName ||
         request.command == organisation::AccountClaim::kName;
}

}  // namespace

DeskAnswer decide_organisation(const DeskContext& desk, const Request& request) {
  if (!may_address(request)) return no(journal::Refusal{"caller.unknown"});
  const auto command = organisation::read_command(request.command, request.body);
  if (!command.ok()) return no(unreadable_command(command.error(), request.command));
  const OfficeUses uses(desk.folds);
  organisation::Context context;
  context.now = desk.now;
  context.actor = actor_of(request.caller);
  context.account = request.caller.account;
  context.system = request.caller.system;
  context.sealer = &desk.sealer;
  context.uses = &uses;
  auto decision = organisation::decide(desk.folds.organisation, *command, context);
  if (!decision.ok()) return no(decision.error());
  return Decided{organisation::kStream, std::move(*decision)};
}

}  // namespace diemcau::office
