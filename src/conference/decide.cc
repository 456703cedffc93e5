#include <type_traits>

#include "conference/commands.h"
#include "conference/decided.h"
#include "conference/rules.h"

// What every decision has in common: may it be done at all, and what always follows.
namespace diemcau::conference {

namespace {

// ── Before: which site a command concerns, and whether it exists ─────────────────────────────────

template <class C>
concept NamesSite = requires(const C& command) {
  { command.site } -> std::convertible_to<SiteId>;
};
template <class C>
concept NamesRequest = requires(const C& command) {
  { command.request } -> std::convertible_to<RequestId>;
};
template <class C>
concept NamesTurn = requires(const C& command) {
  { command.turn } -> std::convertible_to<TurnId>;
};

template <class C>
SiteId site_concerned(const State& state, const C& command) {
  if constexpr (NamesSite<C>) {
    return command.site;
  } else if constexpr (NamesRequest<C>) {
    const Request* request = find(state.queue, command.request);
    return request == nullptr ? SiteId{} : request->site;
  } else if constexpr (NamesTurn<C>) {
    const Turn* turn = find(state.floor, command.turn);
    return turn == nullptr ? SiteId{} : turn->site;
  } else {
    return {};
  }
}

template <class C>
Denial unknown_site(const State& state, const C& command) {
  if constexpr (NamesSite<C>) {
    if constexpr (requires { C::kSiteMayBeNone; }) {
      if (command.site.value == 0) return {};
    }
    if (find_site(state, command.site) == nullptr) {
      return deny("site.unknown", {{"site", command.site}});
    }
  }
  return {};
}

template <class C>
Decided decide_command(const State& state, const C& command, const Context& context) {
  const SiteId site = site_concerned(state, command);
  if (Denial no = check_rule(state, rule_of(C::kName), context, site)) return *no;
  if (Denial no = unknown_site(state, command)) return *no;
  return decide_one(state, command, context);
}

// ── After: presence at a course that ends, and the quorum ────────────────────────────────────────

bool ends_current_item(const State& state, const Fact& fact) {
  if (const auto* granted = std::get_if<FloorGranted>(&fact)) {
    return granted->item != state.programme.current;
  }
  return std::holds_alternative<ItemBegan>(fact) || std::holds_alternative<ItemEnded>(fact) ||
         std::holds_alternative<ConferenceClosed>(fact);
}

void add_presence(const State& state, std::vector<Fact>& facts) {
  const Item* item = find(state.programme, state.programme.current);
  if (item == nullptr || item->spec.course.empty()) return;
  const bool ends = std::any_of(facts.begin(), facts.end(),
                                [&](const Fact& fact) { return ends_current_item(state, fact); });
  if (ends) facts.emplace_back(presence_now(state, state.programme.current));
}

// The site whose attendance a fact changes; 0: none.
SiteId attendance_of(const Fact& fact) {
  return std::visit(
      [](const auto& one) {
        using F = std::remove_cvref_t<decltype(one)>;
        using Changing = std::variant<SiteAdded, SiteChanged, SiteRemoved, SiteCheckedIn,
                                      SiteCheckedOut, LineLost, LineRegained, DelegatesInvited,
                                      DelegatesRemoved, RollMarked, RollDeclared>;
        if constexpr (detail::kIsOneOf<F, Changing>) {
          return one.site;
        } else {
          return SiteId{};
        }
      },
      fact);
}

// What the totals will be: the facts are tried on a state that holds only the sites they change.
std::optional<RollSums> totals_after(const State& state, const std::vector<Fact>& facts) {
  State tried;
  tried.totals = state.totals;
  bool changes = false;
  for (const Fact& fact : facts) {
    const SiteId id = attendance_of(fact);
    if (id.value == 0) continue;
    changes = true;
    const Site* site = find_site(state, id);
    if (site != nullptr) tried.sites.emplace(id, *site);
    apply(tried, fact, {});
  }
  if (!changes) return {};
  return tried.totals;
}

void add_quorum(const State& state, std::vector<Fact>& facts) {
  const Phase phase = state.life.phase;
  if (phase != Phase::kInSession && phase != Phase::kPaused) return;
  const auto sums = totals_after(state, facts);
  if (!sums) return;
  const bool held = fulfils(state.quorum.rule, *sums);
  if (held && !state.quorum.held) facts.emplace_back(QuorumRegained{*sums});
  if (!held && state.quorum.held) facts.emplace_back(QuorumLost{*sums});
}

std::vector<journal::Draft> drafts_of(const State& state, const std::vector<Fact>& facts) {
  const std::string stream = stream_of(state.id);
  std::vector<journal::Draft> drafts;
  drafts.reserve(facts.size());
  for (const Fact& fact : facts) drafts.push_back(journal::to_draft(stream, fact));
  return drafts;
}

}  // namespace

journal::Decision decide(const State& state, const Command& command, const Context& context) {
  Decided decided =
      std::visit([&](const auto& one) { return decide_command(state, one, context); }, command);
  if (!decided.ok()) return Err{decided.error()};
  std::vector<Fact> facts = std::move(*decided);
  add_presence(state, facts);
  add_quorum(state, facts);
  return drafts_of(state, facts);
}

const char* name_of(const Command& command) {
  return std::visit([](const auto& one) { return std::remove_cvref_t<decltype(one)>::kName; },
                    command);
}

}  // namespace diemcau::conference
