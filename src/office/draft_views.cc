#include "office/draft_views.h"

#include <algorithm>

#include "documents/commands.h"
#include "office/acting.h"
#include "organisation/may.h"
#include "organisation/queries.h"

namespace diemcau::office {
namespace {

using documents::ClauseLine;
using documents::State;
using journal::Json;
using organisation::Purpose;

// The first that the caller acts for.
UnitId asked_unit(const State& draft, const organisation::UnitsFor& acting) {
  for (const documents::Version& version : draft.versions) {
    for (const UnitId unit : version.units) {
      if (acting.holds(unit)) return unit;
    }
  }
  return {};
}

// Where somebody may begin a draft, without all that stands below.
std::vector<UnitId> heads_of_branches(const Folds& folds, const Caller& caller) {
  const auto& state = folds.organisation;
  std::vector<UnitId> heads;
  for (const UnitId branch :
       organisation::branches_for(state, caller.account, Purpose::kDocuments)) {
    const auto roots = branch.value == 0 ? organisation::roots_of(state, text::Collator())
                                         : std::vector<UnitId>{branch};
    heads.insert(heads.end(), roots.begin(), roots.end());
  }
  return heads;
}

DraftSide side_of(const State& draft, const organisation::UnitsFor& acting) {
  if (acting.holds(draft.spec.unit)) return {true, draft.spec.unit};
  return {false, asked_unit(draft, acting)};
}

// What a version said, with how much was said about it by then.
std::vector<ClauseLine> lines_of(const documents::Version& version) {
  const auto labels = documents::labels_of(version.clauses);
  std::vector<ClauseLine> lines;
  lines.reserve(version.clauses.size());
  for (const documents::Clause& clause : version.clauses) {
    lines.push_back({clause, labels.at(clause.id)});
  }
  return lines;
}

Json versions_of(const State& draft, const DraftSide& side) {
  Json versions = Json::array();
  for (size_t i = 0; i < draft.versions.size(); ++i) {
    const documents::Version& version = draft.versions[i];
    const auto& asked = version.units;
    const bool sent = std::find(asked.begin(), asked.end(), side.unit) != asked.end();
    if (!side.drafter && !sent) continue;
    versions.push_back({{"version", i + 1},
                        {"clauses", lines_of(version)},
                        {"deadline", version.deadline},
                        {"note", version.note},
                        {"at", version.stamp.at}});
  }
  return versions;
}

std::vector<std::string_view> allowed(const State& draft, const DraftSide& side) {
  std::vector<std::string_view> may;
  const auto phase = static_cast<size_t>(draft.phase);
  for (const documents::Rule& rule : documents::all_rules()) {
    const bool stands = rule.sides.find(side.drafter ? 'D' : 'U') != rule.sides.npos;
    if (stands && rule.phases[phase] != '.') may.push_back(rule.command);
  }
  return may;
}

}  // namespace

DraftSide side_of(const Folds& folds, const Caller& caller, const State& draft) {
  return side_of(draft, acting_for(folds.organisation, caller, Purpose::kDocuments));
}

DraftCard card_of(const State& draft, const DraftSide& side) {
  const auto ledger =
      side.drafter ? documents::ledger_of(draft) : documents::ledger_for(draft, side.unit);
  const auto rows = static_cast<uint32_t>(ledger.rows.size());
  return {draft.id,
          draft.spec.title,
          draft.spec.unit,
          draft.phase,
          static_cast<uint32_t>(draft.versions.size()),
          draft.versions.empty() ? Day{} : draft.versions.back().deadline,
          rows,
          ledger.open,
          side.drafter ? 0 : rows,
          side.drafter ? "drafter" : "asked"};
}

Result<documents::Ledger, journal::Refusal> ledger_seen_by(const Folds& folds, const Caller& caller,
                                                           documents::DraftId id,
                                                           std::optional<UnitId> unit) {
  const std::string view = "draft/" + std::to_string(id.value);
  const State* draft = find_draft(folds, id);
  if (draft == nullptr) return journal::refuse("view.unknown", {{"view", view}});
  const DraftSide side = side_of(folds, caller, *draft);
  const bool other = unit && !side.drafter && *unit != side.unit;
  if (side.unit.value == 0 || other) return journal::refuse("view.forbidden", {{"view", view}});
  if (side.drafter && !unit) return documents::ledger_of(*draft);
  return documents::ledger_for(*draft, unit.value_or(side.unit));
}

Json draft_view(const Folds& folds, const Caller& caller, UnixTime, documents::DraftId id) {
  const State& draft = *find_draft(folds, id);
  const DraftSide side = side_of(folds, caller, draft);
  Json page = side.drafter ? Json(documents::draft_page(draft))
                           : Json(*documents::draft_page_for(draft, side.unit));
  Json ledger = side.drafter ? Json(documents::ledger_of(draft))
                             : Json(documents::ledger_for(draft, side.unit));
  return {{"page", std::move(page)},
          {"ledger", std::move(ledger)},
          {"versions", versions_of(draft, side)},
          {"side", side.drafter ? "drafter" : "asked"},
          {"for_unit", side.unit},
          {"may", allowed(draft, side)}};
}

Json drafts_view(const Folds& folds, const Caller& caller) {
  const auto acting = acting_for(folds.organisation, caller, Purpose::kDocuments);
  Json drafts = Json::array();
  for (const auto& [id, draft] : folds.drafts) {
    const DraftSide side = side_of(draft, acting);
    if (side.unit.value != 0) drafts.push_back(card_of(draft, side));
  }
  return {{"drafts", std::move(drafts)}, {"may_begin", heads_of_branches(folds, caller)}};
}

}  // namespace diemcau::office
