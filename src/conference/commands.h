#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "conference/state.h"

namespace diemcau::conference {

// Everything that somebody can want of a conference. Plain data: what a request's body holds.
using Command = std::variant<
    // life.h
    ConferenceDraft, ConferenceChange, ChairsAppoint, SecretariesAppoint, TechniciansAppoint,
    ConferenceConvene, ConferenceOpen, ConferencePause, ConferenceResume, ConferenceClose,
    ChairSucceed, ChairReturn,
    // programme.h
    ItemAdd, ItemChange, ItemMove, ItemRemove, ItemSkip, ItemTakeBack, ItemFile, ItemBegin, ItemEnd,
    // sites.h
    SiteAdd, SiteChange, SiteRemove, SiteCheckIn, SiteCount, SiteCheckOut, LineLose, LineRegain,
    ReadinessReport,
    // devices.h
    LinkIssue, LinkRevoke, DeviceJoin, DeviceLeave, SoundClaim, SoundTakeOver, SoundRelease,
    // roll.h, quorum.h
    DelegatesInvite, DelegatesRemove, RollCall, RollCallRest, RollDeclare, RollConfirm,
    RollReportMake, QuorumSetRule,
    // queue.h
    QueueRaise, QueueLower, QueueMove, QueueForward,
    // floor.h
    FloorGrant, FloorNext, FloorExtend, FloorWarn, FloorTakeBack, FloorEnd, FloorMuteAll,
    FloorSetMode, SiteMute, ChairMicrophone, ClockPause, ClockResume,
    // stage.h
    StageSetLayout, StagePut, FilmStart, FilmStop, ToneStart, ToneStop, TalkbackStart, TalkbackStop,
    RecordingStart, RecordingStop, StillTake,
    // messages.h
    NoticeSend, NoticeClear, MessageSend, MessageAnswer, IncidentOpen, IncidentResolve,
    // notes.h
    ThemeAdd, ThemeRename, ThemeMove, ThemeRemove, NoteTake, NoteChange, NoteRemove,
    ConclusionDraft, ConclusionAdopt,
    // votes.h
    VoteOpen, VoteCast, VoteHands, VoteClose, VoteCancel>;

// "floor.grant"
const char* name_of(const Command& command);

// The command of a request {name, body}. kUnsupported: no such command; kBadValue: its body holds
// another shape, a member that the command does not have, or a number that does not fit. A member
// that is missing has its default.
Result<Command> read_command(std::string_view name, const Json& body);

// The body that read_command() reads.
Json body_of(const Command& command);

// Decides. Pure: the facts that the command makes of this state, in order, or why not. Who may do
// what, and in which phase, stands in rules.cc.
journal::Decision decide(const State& state, const Command& command, const Context& context);

}  // namespace diemcau::conference
