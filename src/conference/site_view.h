#pragma once

#include "conference/control_room.h"

// What one room sees: its projector, its operator's strip, the phones in it.
namespace diemcau::conference {

// Why the room is heard or not, for a sentence on the operator's strip.
enum class MicrophoneState : uint8_t { kOpen, kWhenCalled, kMuted, kTalkback, kOffSession };
DIEMCAU_WORDS(MicrophoneState, "open", "when_called", "muted", "talkback", "off_session")

struct DeviceView {
  DeviceId device;
  DeviceRole role = DeviceRole::kStrip;
  bool here = false;
  DIEMCAU_PLAIN(DeviceView, device, role, here)
};

struct AnswerView {
  MessageId message;
  std::string text;
  std::string answer;
  bool answered = false;
  UnixTime sent;
  DIEMCAU_PLAIN(AnswerView, message, text, answer, answered, sent)
};

struct SiteView {
  ConferenceId conference;
  Seq seq;
  SiteId site;
  std::string name;
  std::string title;
  Phase phase = Phase::kNone;
  std::string item_title;  // what is under way
  bool checked_in = false;
  bool line_lost = false;
  uint32_t heads = 0;
  RollSums sums;  // with the sites below it

  MicrophoneState microphone = MicrophoneState::kOffSession;
  bool on_air = false;  // the red frame
  TurnView turn;        // this room's own, 0: it has not the floor
  std::vector<TurnView> speaking;
  NextView next;
  std::vector<SiteId> stage;
  std::string film;

  bool recording = false;
  bool talkback = false;  // a technician speaks with the room: announced
  bool tone = false;
  std::vector<RequestView> own_queue;   // waiting in the room
  std::vector<RequestView> own_raised;  // waiting at the centre
  std::vector<NoticeView> notices;
  std::vector<AnswerView> messages;
  std::array<ReadinessResult, kReadinessSteps> readiness;
  bool ready = false;
  std::vector<DeviceView> devices;
  DeviceId sound;
  VoteView vote;
  EndedVoteView last_vote;  // 0: none was held
  bool voted = false;       // in a vote by sites or hands: this room has
  DIEMCAU_PLAIN(SiteView, conference, seq, site, name, title, phase, item_title, checked_in,
                line_lost, heads, sums, microphone, on_air, turn, speaking, next, stage, film,
                recording, talkback, tone, own_queue, own_raised, notices, messages, readiness,
                ready, devices, sound, vote, last_vote, voted)
};

// Of a site that does not exist: an empty view with site 0.
SiteView site_view(const State& state, SiteId site);

}  // namespace diemcau::conference
