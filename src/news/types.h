#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "journal/event.h"
#include "journal/plain.h"

// The news of a conference: the centre's item and each unit's own edition of it, with stills of the
// rooms. `diemcau::Unit` (done, no value) is written in full here.
namespace diemcau::news {

using journal::Json;
using journal::Seq;

using PictureId = Id<struct PictureTag>;  // counted over all news from 1
using EditionId = Id<struct EditionTag>;  // counted over all news from 1
using SiteId = Id<struct SiteTag>;        // of the conference: 0 is none
using StillId = Id<struct StillTag>;      // of the conference
using TurnId = Id<struct TurnTag>;        // of the conference: 0 is none

// The event by which something came to hold.
struct Stamp {
  Seq seq;
  UnixTime at;
  std::string who;  // "account:12"
  DIEMCAU_PLAIN(Stamp, seq, at, who)
};

// A still that was taken in a conference; nothing else can be shown.
struct PictureSpec {
  ConferenceId conference;
  SiteId site;  // whose room it shows
  StillId still;
  std::string file;  // SHA-256 of its bytes
  TurnId turn;       // who had the floor then; 0: nobody
  DIEMCAU_PLAIN(PictureSpec, conference, site, still, file, turn)
};

struct Picture {
  PictureSpec spec;
  UnitId unit;  // of the room
  Stamp taken;
  Stamp withdrawn;  // for good: shown nowhere, its bytes are erased
  std::string why;
  DIEMCAU_PLAIN(Picture, spec, unit, taken, withdrawn, why)
};
inline bool is_withdrawn(const Picture& picture) { return picture.withdrawn.seq.value != 0; }

struct ShownPicture {
  PictureId picture;
  std::string caption;
  DIEMCAU_PLAIN(ShownPicture, picture, caption)
};

struct Content {
  std::string title;
  std::string lead;
  std::vector<std::string> paragraphs;
  std::vector<ShownPicture> pictures;
  DIEMCAU_PLAIN(Content, title, lead, paragraphs, pictures)
};

// How many spoke for a unit.
struct Share {
  UnitId unit;
  uint32_t speeches = 0;
  DIEMCAU_PLAIN(Share, unit, speeches)
};

// What the conference itself says, as of an event; nobody types it.
struct Figures {
  Seq seq;
  UnixTime began;
  UnixTime ended;
  uint32_t sites = 0;
  uint32_t present = 0;
  PersonId chair;
  PostId chair_post;
  std::vector<Share> shares;
  std::string conclusion;
  DIEMCAU_PLAIN(Figures, seq, began, ended, sites, present, chair, chair_post, shares, conclusion)
};

// The same of one unit's own room.
struct LocalFigures {
  SiteId site;  // 0: the centre's item has none
  uint32_t present = 0;
  PersonId chair;
  PostId chair_post;
  std::string paper;  // the title of what was read from there
  DIEMCAU_PLAIN(LocalFigures, site, present, chair, chair_post, paper)
};

enum class Status : uint8_t { kDraft, kSubmitted, kApproved, kPublished, kWithdrawn };
DIEMCAU_WORDS(Status, "draft", "submitted", "approved", "published", "withdrawn")

// By whom of the unit, in which leader's post.
struct Approval {
  PersonId person;
  PostId post;
  Stamp stamp;
  DIEMCAU_PLAIN(Approval, person, post, stamp)
};

struct Edition {
  ConferenceId conference;
  UnitId unit;
  bool central = false;  // the item that the others are copies of
  Content content;
  Figures figures;
  LocalFigures local;
  Status status = Status::kDraft;
  uint32_t version = 0;  // of the content; what `seen` of a command must be
  Approval approval;
  Stamp begun;
  Stamp published;
  Stamp withdrawn;
  std::string why;  // it was withdrawn
  DIEMCAU_PLAIN(Edition, conference, unit, central, content, figures, local, status, version,
                approval, begun, published, withdrawn, why)
};

}  // namespace diemcau::news
