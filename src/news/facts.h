#pragma once

#include <variant>

#include "news/state.h"

namespace diemcau::news {

struct PictureWithdrawn {
  static constexpr const char* kKind = "picture.withdrawn";
  PictureId picture;
  std::string why;
  DIEMCAU_PLAIN(PictureWithdrawn, picture, why)
};
struct NewsBegun {
  static constexpr const char* kKind = "news.begun";
  EditionId edition;
  ConferenceId conference;
  UnitId unit;
  bool central = false;
  Content content;
  Figures figures;
  LocalFigures local;
  DIEMCAU_PLAIN(NewsBegun, edition, conference, unit, central, content, figures, local)
};
struct NewsChanged {
  static constexpr const char* kKind = "news.changed";
  EditionId edition;
  Content content;
  DIEMCAU_PLAIN(NewsChanged, edition, content)
};
struct NewsSubmitted {
  static constexpr const char* kKind = "news.submitted";
  EditionId edition;
  DIEMCAU_PLAIN(NewsSubmitted, edition)
};
struct NewsApproved {
  static constexpr const char* kKind = "news.approved";
  EditionId edition;
  PersonId person;
  PostId post;
  DIEMCAU_PLAIN(NewsApproved, edition, person, post)
};
struct NewsPublished {
  static constexpr const char* kKind = "news.published";
  EditionId edition;
  DIEMCAU_PLAIN(NewsPublished, edition)
};
struct NewsWithdrawn {
  static constexpr const char* kKind = "news.withdrawn";
  EditionId edition;
  std::string why;
  DIEMCAU_PLAIN(NewsWithdrawn, edition, why)
};

// Everything that can come to hold of news.
using Fact = std::variant<PictureWithdrawn, NewsBegun, NewsChanged, NewsSubmitted, NewsApproved,
                          NewsPublished, NewsWithdrawn>;

// Brings the state forward by one event; events of other streams pass it by. An error says that the
// journal holds what this program cannot read: the state is as before.
Result<diemcau::Unit> apply(State& state, const journal::Event& event);
void apply(State& state, const Fact& fact, const Stamp& stamp);

// A still was taken in a conference: from then on it can be chosen.
void apply_still(State& state, const PictureSpec& spec, UnitId unit, const Stamp& stamp);

}  // namespace diemcau::news
