#include "conference/facts.h"

namespace diemcau::conference {

std::string stream_of(ConferenceId id) { return "conference/" + std::to_string(id.value); }

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

}  // namespace diemcau::conference
