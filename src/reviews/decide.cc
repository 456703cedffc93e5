#include "journal/commands.h"
#include "reviews/commands.h"
#include "reviews/decided.h"

namespace diemcau::reviews {

const char* name_of(const Command& command) { return journal::name_of_command(command); }

Result<Command> read_command(std::string_view name, const Json& body) {
  return journal::read_command_of<Command>(name, body);
}

Json body_of(const Command& command) { return journal::body_of_command(command); }

journal::Decision decide(const State& state, const Command& command, const Context& context) {
  DIEMCAU_CHECK(context.organisation != nullptr && context.evidence != nullptr &&
                context.rights != nullptr);
  const Decided decided =
      std::visit([&](const auto& one) { return decide_one(state, one, context); }, command);
  if (!decided.ok()) return Err{decided.error()};
  return journal::drafts_of(kStream, *decided);
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

}  // namespace diemcau::reviews
