#include <algorithm>

#include "documents/commands.h"
#include "office/acting.h"
#include "office/desks.h"
#include "office/office.h"
#include "office/standing.h"

namespace diemcau::office {
namespace {

constexpr std::string_view kNewDraft = "draft/new";

documents::DraftId next_draft(const Folds& folds) {
  return {folds.drafts.empty() ? 1 : folds.drafts.rbegin()->first.value + 1};
}

bool is_note_of(const conference::State& state, const documents::Source& source) {
  const auto note = state.notes.notes.find(conference::NoteId{source.note});
  return note != state.notes.notes.end() && note->second.taken.seq == source.event;
}

bool is_item_with(const conference::State& state, PaperId paper) {
  return std::any_of(state.programme.items.begin(), state.programme.items.end(),
                     [&](const auto& item) { return item.second.spec.paper == paper; });
}

// What was said in a conference is carried over by who keeps its papers, and is there.
bool is_true(const Folds& folds, const Caller& caller, const documents::Source& source) {
  if (source.conference.value == 0) return source == documents::Source{};
  const conference::State* state = find_conference(folds, source.conference);
  if (state == nullptr || !keeps_or_leads(*state, folds.organisation, caller)) return false;
  if (source.note != 0) return is_note_of(*state, source);
  return source.paper.value != 0 && is_item_with(*state, source.paper);
}

bool has_true_source(const Folds& folds, const Caller& caller, const documents::Command& command) {
  const auto* comment = std::get_if<documents::CommentMake>(&command);
  return comment == nullptr || is_true(folds, caller, comment->source);
}

}  // namespace

documents::Context draft_context(const Folds& folds, const Caller& caller, UnixTime now,
                                 const documents::Organisation& answers) {
  auto acting = acting_for(folds.organisation, caller, organisation::Purpose::kDocuments);
  documents::Context context;
  context.now = now;
  context.actor = actor_of(caller);
  context.acts_for = std::move(acting.units);
  context.everywhere = acting.all;
  context.organisation = &answers;
  return context;
}

DeskAnswer decide_draft(const DeskContext& desk, const Request& request) {
  if (!request.caller.system && request.caller.account.value == 0) {
    return no(journal::Refusal{"caller.unknown"});
  }
  const bool is_new = request.stream == kNewDraft;
  const documents::DraftId id = is_new ? next_draft(desk.folds) : draft_of(request.stream);
  const documents::State* found = find_draft(desk.folds, id);
  if (!is_new && found == nullptr) return no(journal::Refusal{"draft.unknown"});
  const auto command = documents::read_command(request.command, request.body);
  if (!command.ok()) return no(unreadable_command(command.error(), request.command));
  if (!has_true_source(desk.folds, request.caller, *command)) {
    return no(journal::Refusal{"source.unknown"});
  }
  const OrganisationAnswers answers(desk.folds.organisation);
  const auto context = draft_context(desk.folds, request.caller, desk.now, answers);
  auto decision = documents::decide(is_new ? documents::state_of(id) : *found, *command, context);
  if (!decision.ok()) return no(decision.error());
  return Decided{documents::stream_of(id), std::move(*decision)};
}

}  // namespace diemcau::office
