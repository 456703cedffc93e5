#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "journal/event.h"
#include "journal/plain.h"

// Words that all themes of a conference share.
namespace diemcau::conference {

using journal::Json;
using journal::Seq;
using journal::word;

// Counted within one conference from 1; 0 is none.
using SiteId = Id<struct SiteTag>;
using DeviceId = Id<struct DeviceTag>;
using LinkId = Id<struct LinkTag>;
using ItemId = Id<struct ItemTag>;
using TurnId = Id<struct TurnTag>;  // one time that the floor was granted
using RequestId = Id<struct RequestTag>;
using DelegateId = Id<struct DelegateTag>;
using NoteId = Id<struct NoteTag>;
using ThemeId = Id<struct ThemeTag>;
using VoteId = Id<struct VoteTag>;
using NoticeId = Id<struct NoticeTag>;
using MessageId = Id<struct MessageTag>;
using IncidentId = Id<struct IncidentTag>;
using StillId = Id<struct StillTag>;

// The event by which something came to hold: what a line of the minutes points to. seq 0: not yet.
struct Stamp {
  Seq seq;
  UnixTime at;
  std::string who;  // the event's actor: "account:12", "site:7"
  DIEMCAU_PLAIN(Stamp, seq, at, who)
};

inline bool is_set(const Stamp& stamp) { return stamp.seq.value != 0; }

// Who speaks or is named. By ids, so that a name can be erased; `text` is for a function that the
// organisation does not know ("Đại diện Ngân hàng Chính sách"), never for what must be erasable.
struct Speaker {
  PersonId person;
  PostId post;
  UnitId unit;
  std::string text;
  DIEMCAU_PLAIN(Speaker, person, post, unit, text)
};

inline bool is_named(const Speaker& speaker) {
  return speaker.person.value != 0 || speaker.post.value != 0 || !speaker.text.empty();
}

enum class Phase : uint8_t { kNone, kDraft, kConvened, kInSession, kPaused, kClosed };
DIEMCAU_WORDS(Phase, "none", "draft", "convened", "in_session", "paused", "closed")

// Highest first: what runs and answers first in the order of titles is the organisation's.
enum class SiteLevel : uint8_t { kCentre, kProvince, kCommune };
DIEMCAU_WORDS(SiteLevel, "centre", "province", "commune")

}  // namespace diemcau::conference
