#include "paper/ledger.h"

#include "paper/moment.h"

namespace diemcau::paper {

namespace {

const char* word_of(Answered answered) {
  constexpr const char* kWords[] = {"open", "absorbed", "partly", "explained"};
  return kWords[static_cast<size_t>(answered)];
}

Json rows_of(const Ledger& ledger) {
  Json rows = Json::array();
  for (const LedgerRow& row : ledger.rows) {
    rows.push_back({{"clause", row.clause},
                    {"comment", row.comment},
                    {"unit", row.unit},
                    {"answered", word_of(row.answered)},
                    {"answer", row.answer}});
  }
  return rows;
}

size_t count(const Ledger& ledger, Answered answered) {
  size_t sum = 0;
  for (const LedgerRow& row : ledger.rows) sum += row.answered == answered ? 1 : 0;
  return sum;
}

}  // namespace

Result<Document, Problem> ledger_document(const Ledger& ledger, const Template& form) {
  const Json values = {{"superior", ledger.superior},
                       {"agency", ledger.agency},
                       {"place", ledger.place},
                       {"date", date_of(ledger.date)},
                       {"draft", ledger.draft},
                       {"version", ledger.version},
                       {"made", moment_of(ledger.made)},
                       {"rows", rows_of(ledger)},
                       {"total", ledger.rows.size()},
                       {"absorbed", count(ledger, Answered::kAbsorbed)},
                       {"partly", count(ledger, Answered::kPartly)},
                       {"explained", count(ledger, Answered::kExplained)},
                       {"open", count(ledger, Answered::kOpen)}};
  auto document = render(form, values);
  if (document.ok()) document->created = ledger.made;
  return document;
}

}  // namespace diemcau::paper
