#pragma once

#include <variant>

#include "news/context.h"
#include "news/state.h"

namespace diemcau::news {

// A picture is taken in its conference (`still.take`); here it can only be taken back. It goes from
// every page at once, and its bytes are erased.
struct PictureWithdraw {
  static constexpr const char* kName = "picture.withdraw";
  PictureId picture;
  std::string why;
  DIEMCAU_PLAIN(PictureWithdraw, picture, why)
};
// The centre's item where `unit` convenes the conference, else the unit's own edition: a copy of
// the centre's, with the unit's room. After a withdrawal: the unit's own words again.
struct NewsBegin {
  static constexpr const char* kName = "news.begin";
  ConferenceId conference;
  UnitId unit;
  DIEMCAU_PLAIN(NewsBegin, conference, unit)
};
// Takes an approval back, and what was out is out no longer.
struct NewsChange {
  static constexpr const char* kName = "news.change";
  EditionId edition;
  Content content;
  uint32_t seen = 0;  // the version that was changed
  DIEMCAU_PLAIN(NewsChange, edition, content, seen)
};
struct NewsSubmit {
  static constexpr const char* kName = "news.submit";
  EditionId edition;
  uint32_t seen = 0;
  DIEMCAU_PLAIN(NewsSubmit, edition, seen)
};
// By who leads the unit.
struct NewsApprove {
  static constexpr const char* kName = "news.approve";
  EditionId edition;
  PostId post;
  uint32_t seen = 0;
  DIEMCAU_PLAIN(NewsApprove, edition, post, seen)
};
struct NewsPublish {
  static constexpr const char* kName = "news.publish";
  EditionId edition;
  uint32_t seen = 0;
  DIEMCAU_PLAIN(NewsPublish, edition, seen)
};
struct NewsWithdraw {
  static constexpr const char* kName = "news.withdraw";
  EditionId edition;
  std::string why;
  DIEMCAU_PLAIN(NewsWithdraw, edition, why)
};

using Command = std::variant<PictureWithdraw, NewsBegin, NewsChange, NewsSubmit, NewsApprove,
                             NewsPublish, NewsWithdraw>;

const char* name_of(const Command& command);
// See journal/commands.h for what is refused.
Result<Command> read_command(std::string_view name, const Json& body);
Json body_of(const Command& command);

bool may_begin(const State& state, const NewsBegin& command, const World& world);

// The centre's item takes any picture of the conference; a unit those of its own room, and what the
// centre has put out.
bool may_be_chosen(const State& state, const Edition& edition, PictureId picture);

// Decides. Pure: the facts that the command makes of this state, in order, or why not.
journal::Decision decide(const State& state, const Command& command, const Context& context);

}  // namespace diemcau::news
