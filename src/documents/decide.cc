#include "base/check.h"
#include "documents/decided.h"
#include "journal/commands.h"

namespace diemcau::documents {

const char* name_of(const Command& command) { return journal::name_of_command(command); }

Result<Command> read_command(std::string_view name, const Json& body) {
  return journal::read_command_of<Command>(name, body);
}

Json body_of(const Command& command) { return journal::body_of_command(command); }

journal::Decision decide(const State& state, const Command& command, const Context& context) {
  DIEMCAU_CHECK(context.organisation != nullptr);
  const Decided decided =
      std::visit([&](const auto& one) { return decide_one(state, one, context); }, command);
  if (!decided.ok()) return Err{decided.error()};
  return journal::drafts_of(stream_of(state.id), *decided);
}

void apply(State& state, const Fact& fact, const Stamp& stamp) {
  std::visit([&](const auto& one) { apply_one(state, one, stamp); }, fact);
}

Result<diemcau::Unit> apply(State& state, const journal::Event& event) {
  if (event.stream != stream_of(state.id)) return diemcau::Unit{};
  const auto fact = journal::from_body<Fact>(event.kind, event.body);
  if (!fact.ok()) return Err{fact.error()};
  apply(state, *fact, {event.seq, event.at, event.actor.who});
  state.seq = event.seq;
  return diemcau::Unit{};
}

Denial too_long(const std::string& text, size_t max, const char* field) {
  if (journal::letters_in(text) <= max) return {};
  return deny("text.too_long", {{"field", field}, {"max", max}});
}

Denial missing_or_too_long(const std::string& text, size_t max, const char* field) {
  if (journal::is_blank(text)) return deny("text.missing", {{"field", field}});
  return too_long(text, max, field);
}

Denial too_many(size_t count, size_t max, const char* field) {
  if (count <= max) return {};
  return deny("too_many", {{"field", field}, {"max", max}});
}

Denial not_active(UnitId unit, const Context& context) {
  if (context.organisation->is_active(unit)) return {};
  return deny("unit.unknown", {{"unit", unit}});
}

Denial may_not(const State& state, std::string_view command, UnitId unit, const Context& context) {
  const Rule& rule = rule_of(command);
  const bool drafts = rule.sides[0] != '.' && acts_for(context, state.spec.unit);
  const bool comments = rule.sides[1] != '.' && acts_for(context, unit);
  if (state.phase == Phase::kNone) return deny("draft.unknown");
  if (!drafts && !comments) return deny("role.not_allowed");
  if (rule.phases[static_cast<size_t>(state.phase)] != '.') return {};
  return deny("draft.phase", {{"phase", state.phase}});
}

}  // namespace diemcau::documents
