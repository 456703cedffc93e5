#include "conference/rules.h"

#include "base/check.h"

namespace diemcau::conference {

namespace {

// Roles, one place each; a site's three roles act for their own site only:
//   C  who presides: the chair, or the co-chair who succeeded
//   K  a co-chair (or the chair while somebody else presides)
//   S  secretary        T  technician
//   H  chair of a site  O  operator of a site  D  delegate of a site
//   V  viewer           Y  diemcau itself
// Phases, one place each:
//   N  not drafted yet  D  draft  C  convened  S  in session  P  paused  X  closed
// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    //                        CKSTHODVY    NDCSPX
    {"conference.draft",      "C.S......", "N....."},
    {"conference.change",     "C.S......", ".DC..."},
    {"chairs.appoint",        "C.S......", ".DCSP."},
    {"secretaries.appoint",   "C.S......", ".DCSP."},
    {"technicians.appoint",   "C.ST.....", ".DCSP."},
    {"conference.convene",    "C.S......", ".D...."},
    {"conference.open",       "C.S......", "..C..."},
    {"conference.pause",      "C.ST.....", "...S.."},
    {"conference.resume",     "C.S......", "....P."},
    {"conference.close",      "C........", "...SP."},
    {"chair.succeed",         "CKST.....", "..CSP."},
    {"chair.return",          "CKS......", "..CSP."},
    {"quorum.set_rule",       "C.S......", ".DC..."},

    {"item.add",              "CKS......", ".DCSP."},
    {"item.change",           "CKS......", ".DCSP."},
    {"item.move",             "CKS......", ".DCSP."},
    {"item.remove",           "CKS......", ".DCSP."},
    {"item.skip",             "CKS......", "..CSP."},
    {"item.take_back",        "CKS......", "..CSP."},
    {"item.file",             "CKS......", "..CSP."},
    {"item.begin",            "CKS......", "...S.."},
    {"item.end",              "CKS......", "...S.."},

    {"site.add",              "C.ST.....", ".DCSP."},
    {"site.change",           "C.ST.....", ".DCSP."},
    {"site.remove",           "C.ST.....", ".DCSP."},
    {"site.check_in",         "..STHO...", "..CSP."},
    {"site.count",            "..STHO...", "..CSP."},
    {"site.check_out",        "..STHO...", "..CSP."},
    {"line.lose",             "...T....Y", "..CSP."},
    {"line.regain",           "...T....Y", "..CSP."},
    {"readiness.report",      "...THO..Y", "..CSP."},

    {"link.issue",            "..ST.....", ".DCSP."},
    {"link.revoke",           "..ST.....", ".DCSPX"},
    {"device.join",           "CKSTHODVY", "..CSP."},
    {"device.leave",          "..STHO..Y", "..CSPX"},
    {"sound.claim",           "...THO...", "..CSP."},
    {"sound.take_over",       "...T.O...", "..CSP."},
    {"sound.release",         "...THO..Y", "..CSP."},

    {"delegates.invite",      "C.S......", ".DCSP."},
    {"delegates.remove",      "C.S......", ".DC..."},
    {"roll.mark",             "..S.HO...", "..CSP."},
    {"roll.mark_rest",        "..S.HO...", "..CSP."},
    {"roll.declare",          "..S.HO...", "..CSP."},
    {"roll.confirm",          "....H....", "..CSP."},
    {"roll.report",           "CKS......", "..CSP."},

    {"queue.raise",           "CKSTHOD..", "...SP."},
    {"queue.lower",           "CKS.HOD..", "...SP."},
    {"queue.move",            "CKS.H....", "...SP."},
    {"queue.forward",         "....HO...", "...SP."},

    {"floor.grant",           "CK.T.....", "...S.."},
    {"floor.next",            "CK.T.....", "...S.."},
    {"floor.extend",          "CKS......", "...S.."},
    {"floor.warn",            "CKST.....", "...S.."},
    {"floor.take_back",       "CK.T.....", "...S.."},
    {"floor.end",             "CK.THO...", "...S.."},
    {"floor.mute_all",        "CK.T.....", "...S.."},
    {"floor.set_mode",        "CK.T.....", "..CSP."},
    {"site.mute",             "CK.T.....", "..CSP."},
    {"chair.microphone",      "CK.T.....", "..CSP."},
    {"clock.pause",           "CKST.....", "...S.."},
    {"clock.resume",          "CKST.....", "...S.."},

    {"stage.set_layout",      "CK.T.....", "..CSP."},
    {"stage.put",             "CK.T.....", "...S.."},
    {"film.start",            "C..T.....", "...S.."},
    {"film.stop",             "C..T.....", "...SP."},
    {"tone.start",            "...T.....", "..CSP."},
    {"tone.stop",             "...T.....", "..CSP."},
    {"talkback.start",        "...T.....", "..CSP."},
    {"talkback.stop",         "...T.....", "..CSP."},
    {"recording.start",       "C.ST.....", "...S.."},
    {"recording.stop",        "C.ST.....", "...SP."},
    {"still.take",            "..STHO...", "..CSP."},

    {"notice.send",           "C.ST.....", "..CSP."},
    {"notice.clear",          "C.ST.....", "..CSP."},
    {"message.send",          "....HOD..", "..CSP."},
    {"message.answer",        "..ST.....", "..CSP."},
    {"incident.open",         "...THO..Y", "..CSP."},
    {"incident.resolve",      "...T....Y", "..CSP."},

    {"theme.add",             "C.S......", ".DCSP."},
    {"theme.rename",          "C.S......", ".DCSP."},
    {"theme.move",            "C.S......", ".DCSP."},
    {"theme.remove",          "C.S......", ".DCSP."},
    {"note.take",             "C.S......", "...SP."},
    {"note.change",           "C.S......", "...SP."},
    {"note.remove",           "C.S......", "...SP."},
    {"conclusion.draft",      "C.S......", ".DCSP."},
    {"conclusion.adopt",      "C........", "...S.."},

    {"vote.open",             "C........", "...S.."},
    {"vote.cast",             "....H.D..", "...S.."},
    {"vote.hands",            "....HO...", "...S.."},
    {"vote.close",            "C.S......", "...SP."},
    {"vote.cancel",           "C.S......", "...SP."},
});
// clang-format on

constexpr std::string_view kRolePlaces = "CKSTHODVY";
constexpr std::string_view kPhasePlaces = "NDCSPX";

constexpr bool is_one_of_a_site(Role role) {
  return role == Role::kSiteChair || role == Role::kSiteOperator || role == Role::kDelegate;
}

// The column that a standing reads in: who presides is C, whatever was printed on the invitation.
char column_of(const State& state, const Context& context, const Standing& standing) {
  if (presides(state, context, standing)) return 'C';
  if (standing.role == Role::kChair) return 'K';
  return kRolePlaces[static_cast<size_t>(standing.role)];
}

bool has(std::string_view places, std::string_view row, char column) {
  return row[places.find(column)] == column;
}

}  // namespace

std::span<const Rule> all_rules() { return kRules; }

const Rule& rule_of(std::string_view command) {
  const auto found = std::find_if(kRules.begin(), kRules.end(),
                                  [&](const Rule& rule) { return rule.command == command; });
  DIEMCAU_CHECK(found != kRules.end());
  return *found;
}

bool stands_as(const Context& context, Role role, SiteId site) {
  return std::find(context.standings.begin(), context.standings.end(), Standing{role, site}) !=
         context.standings.end();
}

bool presides(const State& state, const Context& context, const Standing& standing) {
  if (state.life.presiding == 0) return standing.role == Role::kChair;
  return standing.role == Role::kCoChair && context.person.value != 0 &&
         context.person == presiding(state.life).person;
}

Denial check_rule(const State& state, const Rule& rule, const Context& context, SiteId site) {
  std::vector<Standing> standings = context.standings;
  if (standings.empty()) standings.push_back({Role::kViewer, {}});
  bool elsewhere = false;
  bool allowed = false;
  for (const Standing& standing : standings) {
    if (!has(kRolePlaces, rule.roles, column_of(state, context, standing))) continue;
    const bool here = !is_one_of_a_site(standing.role) || standing.site == site;
    (here ? allowed : elsewhere) = true;
  }
  if (!allowed && elsewhere) return deny("site.not_yours", {{"site", site}});
  if (!allowed) return deny("role.not_allowed", {{"command", rule.command}});
  const char phase = kPhasePlaces[static_cast<size_t>(state.life.phase)];
  if (has(kPhasePlaces, rule.phases, phase)) return {};
  if (state.life.phase == Phase::kNone) return deny("conference.unknown");
  return deny("phase.wrong", {{"phase", state.life.phase}});
}

}  // namespace diemcau::conference
