#pragma once

#include <string>
#include <vector>

#include "base/day.h"
#include "conference/minutes.h"
#include "paper/names.h"
#include "paper/template.h"

// The minutes of a conference (biên bản), in the nine parts of Decree 30/2020/NĐ-CP.
namespace diemcau::paper {

// What stands around the minutes and no journal knows. Number and date are given by the office's
// own document system: empty until then, and left open on paper.
struct Letterhead {
  std::string superior;  // cơ quan chủ quản; empty: none
  std::string agency;    // whose document it is
  std::string number;    // "12"
  std::string symbol;    // "BB-BTG"
  std::string place;     // "Hà Nội"
  Day date;
  std::string venue;                    // where the centre sat
  std::vector<std::string> recipients;  // each a line of "Nơi nhận"
};

// Each line that rests on an event has the anchor "su_kien_<seq>"; the second line that rests on
// the same event "su_kien_<seq>_2", and so on.
Result<Document, Problem> minutes_document(const conference::MinutesFacts& facts,
                                           const Names& names, const Letterhead& letterhead,
                                           const Template& form);

}  // namespace diemcau::paper
