#pragma once

#include "office/folds.h"
#include "paper/minutes.h"

// What a document is made from, copied on the office thread so that another one may write it.
namespace diemcau::api {

// The names of all ids that stand in `facts`, as they are now.
class CopiedNames final : public paper::Names {
 public:
  CopiedNames(const conference::MinutesFacts& facts, const conference::Notes& notes,
              const organisation::State& organisation);

  std::string person(PersonId person) const override;
  std::string post(PostId post) const override;
  std::string unit(UnitId unit) const override;
  std::string theme(conference::ThemeId theme) const override;

 private:
  journal::Json names_;
  std::string erased_;  // the organisation's own word, which a template says in its language
  std::map<conference::ThemeId, std::string> themes_;
};

// Where a place is to be written by hand.
inline constexpr const char* kOpenPlace = "....................";

// Whose paper it is: the unit's name on that day, and that of the line above it.
struct IssuingBody {
  std::string superior;
  std::string agency;
  std::string abbreviation;
};
IssuingBody issuing_body(const organisation::State& organisation, UnitId unit, Day day);

// The head of the minutes of a conference of `unit`, in "vi" or "en". Number, place and, until the
// close, the date stay open: they are written by hand or by the office's own document system.
paper::Letterhead minutes_letterhead(const conference::State& state,
                                     const organisation::State& organisation, UnixTime now,
                                     std::string_view language);

}  // namespace diemcau::api
