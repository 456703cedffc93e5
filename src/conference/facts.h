#pragma once

#include <variant>

#include "conference/state.h"

namespace diemcau::conference {

// Everything that can come to hold in a conference.
using Fact = std::variant<
    // life.h
    ConferenceDrafted, ConferenceChanged, ChairsAppointed, SecretariesAppointed,
    TechniciansAppointed, ConferenceConvened, ConferenceOpened, ConferencePaused, ConferenceResumed,
    ConferenceClosed, ChairSucceeded, ChairReturned,
    // programme.h, presence.h
    ItemAdded, ItemChanged, ItemMoved, ItemRemoved, ItemSkipped, ItemTakenBack, ItemFiled,
    ItemBegan, ItemEnded, PresenceRecorded,
    // sites.h
    SiteAdded, SiteChanged, SiteRemoved, SiteCheckedIn, SiteCounted, SiteCheckedOut, LineLost,
    LineRegained, ReadinessReported,
    // devices.h
    LinkIssued, LinkRevoked, DeviceJoined, DeviceLeft, SoundClaimed, SoundTakenOver, SoundReleased,
    // roll.h, quorum.h
    DelegatesInvited, DelegatesRemoved, RollMarked, RollDeclared, RollConfirmed, RollReported,
    QuorumRuleSet, QuorumLost, QuorumRegained,
    // queue.h
    QueueRaised, QueueLowered, QueueMoved, QueueForwarded,
    // floor.h
    FloorGranted, FloorExtended, FloorWarned, FloorRetracted, FloorEnded, FloorMutedAll,
    FloorModeSet, SiteMuted, ChairMicrophoneSet, ClockPaused, ClockResumed,
    // stage.h
    StageLayoutSet, StageWasPut, FilmStarted, FilmStopped, ToneStarted, ToneStopped,
    TalkbackStarted, TalkbackStopped, RecordingStarted, RecordingStopped, StillTaken,
    // messages.h
    NoticeSent, NoticeCleared, MessageSent, MessageAnswered, IncidentOpened, IncidentResolved,
    // notes.h
    ThemeAdded, ThemeRenamed, ThemeMoved, ThemeRemoved, NoteTaken, NoteChanged, NoteRemoved,
    ConclusionDrafted, ConclusionAdopted,
    // votes.h
    VoteOpened, VoteWasCast, VoteTookPart, VoteHandsCounted, VoteClosed, VoteCancelled>;

// Brings the state forward by one event; events of other streams pass it by. An error says that the
// journal holds what this program cannot read (a newer program's, or damage): the state is as
// before, and must not be trusted further.
Result<diemcau::Unit> apply(State& state, const journal::Event& event);

// The same for a fact that is known already.
void apply(State& state, const Fact& fact, const Stamp& stamp);

}  // namespace diemcau::conference
