#pragma once

#include <string>
#include <vector>

#include "base/day.h"
#include "paper/template.h"

// The table of comments on a draft: bảng tổng hợp ý kiến, tiếp thu, giải trình.
namespace diemcau::paper {

enum class Answered : uint8_t { kOpen, kAbsorbed, kPartly, kExplained };

struct LedgerRow {
  std::string clause;  // "Điều 5, khoản 2"
  std::string comment;
  std::string unit;  // whose comment it is
  Answered answered = Answered::kOpen;
  std::string answer;  // the new text or the reason
};

struct Ledger {
  std::string superior;
  std::string agency;
  std::string place;
  Day date;
  std::string draft;    // "dự thảo Quy chế ..."
  std::string version;  // "lần 2"
  UnixTime made;
  std::vector<LedgerRow> rows;
};

Result<Document, Problem> ledger_document(const Ledger& ledger, const Template& form);

}  // namespace diemcau::paper
