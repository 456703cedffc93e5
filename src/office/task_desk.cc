#include "office/acting.h"
#include "office/desks.h"
#include "office/office.h"
#include "tasks/commands.h"

namespace diemcau::office {
namespace {

// A task that says it comes from a conclusion comes from one that was adopted: its page opens the
// sentence in the minutes.
bool is_adopted(const Folds& folds, const tasks::Source& source) {
  if (source.conference.value == 0) return source.event.value == 0;
  const conference::State* state = find_conference(folds, source.conference);
  return state != nullptr && state->conclusion.adopted > 0 &&
         state->conclusion.adopted_at.seq == source.event;
}

bool has_true_source(const Folds& folds, const tasks::Command& command) {
  if (const auto* give = std::get_if<tasks::TaskGive>(&command)) {
    return is_adopted(folds, give->spec.source);
  }
  const auto* change = std::get_if<tasks::TaskChange>(&command);
  if (change == nullptr) return true;
  // What was true when it was given stays so.
  const tasks::Task* task = tasks::find_task(folds.tasks, change->task);
  return (task != nullptr && task->spec.source == change->spec.source) ||
         is_adopted(folds, change->spec.source);
}

}  // namespace

tasks::Context task_context(const Folds& folds, const Caller& caller, UnixTime now,
                            const tasks::Organisation& answers) {
  auto acting = acting_for(folds.organisation, caller, organisation::Purpose::kTasks);
  tasks::Context context;
  context.now = now;
  context.actor = actor_of(caller);
  context.person = caller.person;
  context.acts_for = std::move(acting.units);
  context.everywhere = acting.all;
  context.organisation = &answers;
  return context;
}

DeskAnswer decide_tasks(const DeskContext& desk, const Request& request) {
  if (!request.caller.system && request.caller.account.value == 0) {
    return no(journal::Refusal{"caller.unknown"});
  }
  const auto command = tasks::read_command(request.command, request.body);
  if (!command.ok()) return no(unreadable_command(command.error(), request.command));
  if (!has_true_source(desk.folds, *command)) return no(journal::Refusal{"source.unknown"});
  const OrganisationAnswers answers(desk.folds.organisation);
  const auto context = task_context(desk.folds, request.caller, desk.now, answers);
  auto decision = tasks::decide(desk.folds.tasks, *command, context);
  if (!decision.ok()) return no(decision.error());
  return Decided{tasks::kStream, std::move(*decision)};
}

}  // namespace diemcau::office
