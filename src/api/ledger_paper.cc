#include "api/ledger_paper.h"

#include <fmt/format.h>

#include "api/paper_names.h"
#include "organisation/queries.h"

namespace diemcau::api {
namespace {

paper::Answered answered(const documents::LedgerRow& row) {
  if (!row.answer) return paper::Answered::kOpen;
  return *row.answer == documents::AnswerKind::kAbsorbed ? paper::Answered::kAbsorbed
                                                         : paper::Answered::kExplained;
}

// "dự thảo Nghị quyết về …": most titles begin with what kind of document it is, some do not.
std::string name_of(const documents::DraftSpec& spec, bool vietnamese) {
  if (!vietnamese) return fmt::format("the draft “{}”", spec.title);
  if (spec.title.starts_with(spec.kind)) return "dự thảo " + spec.title;
  return fmt::format("dự thảo {} {}", spec.kind, spec.title);
}

std::string clause_of(const documents::LedgerRow& row, bool vietnamese) {
  if (!row.label.empty()) return row.label;
  return vietnamese ? "Toàn văn dự thảo" : "The draft as a whole";
}

}  // namespace

paper::Ledger ledger_on_paper(const documents::State& draft, const documents::Ledger& ledger,
                              const organisation::State& organisation, UnixTime now,
                              std::string_view language) {
  const bool vietnamese = language == "vi";
  const Day today = day_in_vietnam(now);
  const IssuingBody body = issuing_body(organisation, ledger.unit, today);
  paper::Ledger paper;
  paper.superior = body.superior;
  paper.agency = body.agency;
  paper.place = kOpenPlace;
  paper.draft = name_of(draft.spec, vietnamese);
  paper.version = fmt::format("{} {}", vietnamese ? "lần" : "version", draft.versions.size());
  paper.made = now;
  for (const documents::LedgerRow& row : ledger.rows) {
    paper.rows.push_back({clause_of(row, vietnamese), row.text,
                          organisation::name_on(organisation, row.unit, today), answered(row),
                          row.answer_text});
  }
  return paper;
}

}  // namespace diemcau::api
