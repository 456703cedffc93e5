#pragma once

#include "news/context.h"
#include "news/state.h"

// What the page "/conferences/N/news" shows, as whoever looks may see it.
namespace diemcau::news {

struct PictureLine {
  PictureId picture;
  SiteId site;
  std::string site_name;
  UnitId unit;
  std::string file;
  TurnId turn;
  UnixTime taken;
  bool withdrawn = false;
  std::string why;
  bool is_public = false;  // everybody sees it now
  bool may_withdraw = false;
  DIEMCAU_PLAIN(PictureLine, picture, site, site_name, unit, file, turn, taken, withdrawn, why,
                is_public, may_withdraw)
};

struct UnitRef {
  UnitId unit;
  DIEMCAU_PLAIN(UnitRef, unit)
};
struct PostRef {
  PostId post;
  DIEMCAU_PLAIN(PostRef, post)
};

struct EditionPage {
  EditionId id;
  Edition edition;
  std::vector<PictureId> pictures;  // that may be chosen for it
  std::vector<PostRef> posts;       // by which whoever looks leads the unit
  std::vector<std::string> may;     // "news.approve": the steps that whoever looks may take now
  DIEMCAU_PLAIN(EditionPage, id, edition, pictures, posts, may)
};

// How far a unit is, for who may not read what it has not put out.
struct EditionLine {
  EditionId edition;  // 0: the unit has not begun
  UnitId unit;
  bool central = false;
  Status status = Status::kDraft;
  DIEMCAU_PLAIN(EditionLine, edition, unit, central, status)
};

struct NewsPage {
  ConferenceId conference;
  std::string title;
  UnitId convener;
  bool closed = false;
  std::string conclusion;             // for who writes
  std::vector<EditionPage> editions;  // the centre's first; those that may be read
  std::vector<EditionLine> lines;     // of every unit that has begun
  std::vector<PictureLine> pictures;  // as they were taken; those that may be seen
  std::vector<UnitRef> may_begin;
  DIEMCAU_PLAIN(NewsPage, conference, title, convener, closed, conclusion, editions, lines,
                pictures, may_begin)
};

// `units`: those with a room in it. `posts`: of whoever looks.
NewsPage news_page(const State& state, ConferenceId conference, const std::vector<UnitId>& units,
                   const std::vector<PostId>& posts, const Context& context);

// Whether the page is for whoever looks: who keeps the desk, who writes for a unit of it.
bool may_look(ConferenceId conference, const std::vector<UnitId>& units, const World& world);
// Whether a picture may be seen by whoever looks, before it is public.
bool may_see(const State& state, const Picture& picture, const World& world);

}  // namespace diemcau::news
