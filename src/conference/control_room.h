#pragma once

#include "conference/state.h"

// What the chair's and the technicians' screens show. Functions of the state alone: clocks are
// given as they stand in the state, and the screen lets them run.
namespace diemcau::conference {

struct TurnView {
  TurnId turn;
  SiteId site;
  std::string site_name;
  Speaker speaker;
  ItemId item;
  Clock clock;
  uint32_t warnings = 0;
  Seq seq;
  DIEMCAU_PLAIN(TurnView, turn, site, site_name, speaker, item, clock, warnings, seq)
};

TurnView view_of(const State& state, TurnId turn);

struct ItemView {
  ItemId item;
  ItemSpec spec;
  SiteId site;  // from which it is spoken
  ItemStatus status = ItemStatus::kPlanned;
  UnixTime began;
  UnixTime ended;
  DIEMCAU_PLAIN(ItemView, item, spec, site, status, began, ended)
};

std::vector<ItemView> programme_view(const State& state);

struct RequestView {
  RequestId request;
  SiteId site;
  std::string site_name;
  Speaker speaker;
  std::string subject;
  UnixTime raised;
  DIEMCAU_PLAIN(RequestView, request, site, site_name, speaker, subject, raised)
};

struct NextView {
  SiteId site;  // 0: nobody waits
  std::string site_name;
  Speaker speaker;
  ItemId item;
  RequestId request;
  DIEMCAU_PLAIN(NextView, site, site_name, speaker, item, request)
};

// One tile of the wall.
struct WallTile {
  SiteId site;
  std::string name;
  UnitId unit;
  SiteLevel level = SiteLevel::kProvince;
  std::string region;
  SiteId parent;
  bool checked_in = false;
  bool line_lost = false;
  uint32_t heads = 0;
  uint32_t hands = 0;  // requests that wait, the room's own included
  bool microphone = false;
  bool on_air = false;
  bool muted = false;
  bool talkback = false;
  bool ready = false;
  bool sound = false;  // a device owns its sound
  uint32_t incidents = 0;
  DIEMCAU_PLAIN(WallTile, site, name, unit, level, region, parent, checked_in, line_lost, heads,
                hands, microphone, on_air, muted, talkback, ready, sound, incidents)
};

struct Header {
  std::string title;
  Phase phase = Phase::kNone;
  uint32_t item_number = 0;  // from 1; 0: none under way
  uint32_t items = 0;
  RollSums sums;
  QuorumOf quorum_of = QuorumOf::kNothing;
  bool quorum = true;
  bool recording = false;  // running and on air
  uint32_t presiding = 0;
  DIEMCAU_PLAIN(Header, title, phase, item_number, items, sums, quorum_of, quorum, recording,
                presiding)
};

struct FloorView {
  FloorMode mode = FloorMode::kOne;
  std::vector<TurnView> holders;  // latest last
  TurnId top;                     // what a grant has to have seen
  TurnId can_undo;                // until kUndoMs after its grant; 0: nothing
  bool chair_microphone = true;
  NextView next;
  std::vector<RequestView> queue;
  DIEMCAU_PLAIN(FloorView, mode, holders, top, can_undo, chair_microphone, next, queue)
};

struct StageView {
  StageLayout layout = StageLayout::kOne;
  SiteId on_air;  // as it was put; what a change has to have seen
  std::vector<SiteId> sites;
  std::vector<SiteId> beside;
  std::string film;
  SiteId tone;
  SiteId talkback;
  DIEMCAU_PLAIN(StageView, layout, on_air, sites, beside, film, tone, talkback)
};

// A vote that is open: how many have taken part, and nothing of how.
struct VoteView {
  VoteId vote;  // 0: none is open
  VoteSpec spec;
  uint32_t took_part = 0;
  uint32_t entitled = 0;
  DIEMCAU_PLAIN(VoteView, vote, spec, took_part, entitled)
};

VoteView open_vote(const State& state);

struct EndedVoteView {
  VoteId vote;
  std::string question;
  std::vector<std::string> labels;
  VoteResult result;
  DIEMCAU_PLAIN(EndedVoteView, vote, question, labels, result)
};

// Closed with whatever result may be shown, oldest first; cancelled ones are left out.
std::vector<EndedVoteView> ended_votes(const State& state);

struct MessageView {
  MessageId message;
  SiteId site;
  MessageTo to = MessageTo::kSecretariat;
  std::string text;
  UnixTime sent;
  DIEMCAU_PLAIN(MessageView, message, site, to, text, sent)
};
struct NoticeView {
  NoticeId notice;
  std::string text;
  std::vector<SiteId> sites;
  bool urgent = false;
  UnixTime sent;
  DIEMCAU_PLAIN(NoticeView, notice, text, sites, urgent, sent)
};
struct IncidentView {
  IncidentId incident;
  SiteId site;
  IncidentKind kind = IncidentKind::kOther;
  std::string text;
  UnixTime opened;
  DIEMCAU_PLAIN(IncidentView, incident, site, kind, text, opened)
};

struct ControlRoomView {
  ConferenceId conference;
  Seq seq;
  Header header;
  std::vector<ItemView> programme;
  FloorView floor;
  StageView stage;
  std::vector<WallTile> wall;
  VoteView vote;
  std::vector<EndedVoteView> votes;
  std::vector<MessageView> messages;    // not answered yet
  std::vector<NoticeView> notices;      // shown now
  std::vector<IncidentView> incidents;  // not resolved yet
  uint32_t notes = 0;
  uint32_t conclusion_version = 0;
  DIEMCAU_PLAIN(ControlRoomView, conference, seq, header, programme, floor, stage, wall, vote,
                votes, messages, notices, incidents, notes, conclusion_version)
};

Header header_of(const State& state);
NextView next_of(const State& state);
ControlRoomView control_room_view(const State& state);

}  // namespace diemcau::conference
