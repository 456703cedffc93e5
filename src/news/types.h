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
using TurnId = Id<struct TurnTag>;        // of the conference: 0 is none

// The event by which something came to hold.
struct Stamp {
  Seq seq;
  UnixTime at;
  std::string who;  // "account:12"
  DIEMCAU_PLAIN(Stamp, seq, at, who)
};

// From the room's own device, or of what was on the air.
enum class Taken : uint8_t { kInRoom, kOnAir };
DIEMCAU_WORDS(Taken, "in_room", "on_air")

struct PictureSpec {
  ConferenceId conference;
  SiteId site;       // whose room it shows
  std::string file;  // SHA-256 of its bytes
  std::string caption;
  Taken taken = Taken::kInRoom;
  TurnId turn;  // that was on the air; of a picture of a room: 0
  DIEMCAU_PLAIN(PictureSpec, conference, site, file, caption, taken, turn)
};

struct Picture {
  PictureSpec spec;
  UnitId unit;  // of the room
  Stamp sent;
  DIEMCAU_PLAIN(Picture, spec, unit, sent)
};

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
