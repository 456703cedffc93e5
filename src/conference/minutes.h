#pragma once

#include "conference/state.h"

// What a record of the conference (biên bản) is written from: each line with the event that it
// rests on. Ids, no names: the document puts them in.
namespace diemcau::conference {

struct AbsentLine {
  PersonId person;
  PostId post;
  UnitId unit;
  SiteId site;
  std::string reason;
  uint32_t count = 1;  // more than one: declared without names
  Stamp stamp;
  DIEMCAU_PLAIN(AbsentLine, person, post, unit, site, reason, count, stamp)
};

struct SubstituteLine {
  PersonId person;  // who was invited
  PostId post;
  UnitId unit;
  SiteId site;
  Speaker substitute;
  std::string letter;
  Stamp stamp;
  DIEMCAU_PLAIN(SubstituteLine, person, post, unit, site, substitute, letter, stamp)
};

struct SiteLine {
  SiteId site;
  UnitId unit;
  std::string name;
  SiteLevel level = SiteLevel::kProvince;
  SiteId parent;
  RollSums sums;  // its own
  uint32_t confirmed = 0;
  Stamp checked_in;  // not set: it never came
  Stamp checked_out;
  uint32_t times_lost = 0;
  DIEMCAU_PLAIN(SiteLine, site, unit, name, level, parent, sums, confirmed, checked_in, checked_out,
                times_lost)
};

struct Attendance {
  RollSums sums;
  Stamp stamp;  // of the last formal report; not set: as it stands now
  std::vector<SiteLine> sites;
  std::vector<AbsentLine> absent;
  std::vector<SubstituteLine> substitutes;
  DIEMCAU_PLAIN(Attendance, sums, stamp, sites, absent, substitutes)
};

// What happened, in the order in which it did.
enum class StepKind : uint8_t {
  kOpened,
  kItem,
  kFiled,
  kSpeech,
  kPause,
  kQuorumLost,
  kSuccession,
  kVote,
  kConclusion,
  kClosed,
};
DIEMCAU_WORDS(StepKind, "opened", "item", "filed", "speech", "pause", "quorum_lost", "succession",
              "vote", "conclusion", "closed")

struct SequenceLine {
  StepKind kind = StepKind::kItem;
  Stamp from;
  Stamp to;  // where it has an end
  ItemId item;
  TurnId turn;
  VoteId vote;
  uint32_t presiding = 0;  // who led from a succession on
  std::string text;        // an item's title, a pause's reason
  DIEMCAU_PLAIN(SequenceLine, kind, from, to, item, turn, vote, presiding, text)
};

struct NoteLine {
  NoteId note;
  std::string text;
  std::vector<ThemeId> themes;
  int64_t into_turn_ms = 0;
  Stamp stamp;
  DIEMCAU_PLAIN(NoteLine, note, text, themes, into_turn_ms, stamp)
};

// What somebody said, as the secretariat noted it.
struct Opinion {
  TurnId turn;  // 0: notes of no turn
  SiteId site;
  Speaker speaker;
  ItemId item;
  PaperId paper;
  int64_t spoken_ms = 0;
  Stamp stamp;
  std::vector<NoteLine> notes;
  DIEMCAU_PLAIN(Opinion, turn, site, speaker, item, paper, spoken_ms, stamp, notes)
};

struct VoteLine {
  VoteId vote;
  VoteSpec spec;
  VoteResult result;
  VoteStatus status = VoteStatus::kClosed;
  Stamp opened;
  Stamp ended;
  DIEMCAU_PLAIN(VoteLine, vote, spec, result, status, opened, ended)
};

struct ConclusionLine {
  uint32_t version = 0;  // 0: none was adopted
  std::string text;
  Stamp stamp;
  DIEMCAU_PLAIN(ConclusionLine, version, text, stamp)
};

struct MinutesFacts {
  ConferenceId conference;
  Seq seq;  // as of this event
  Call call;
  Official chair;
  std::vector<Official> co_chairs;
  std::vector<Official> secretaries;
  Stamp opened;
  Stamp closed;
  Attendance attendance;
  std::vector<SequenceLine> sequence;
  std::vector<Opinion> opinions;
  std::vector<VoteLine> votes;
  ConclusionLine conclusion;
  DIEMCAU_PLAIN(MinutesFacts, conference, seq, call, chair, co_chairs, secretaries, opened, closed,
                attendance, sequence, opinions, votes, conclusion)
};

MinutesFacts minutes_facts(const State& state);

}  // namespace diemcau::conference
