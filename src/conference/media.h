#pragma once

#include "conference/state.h"

// What the media room has to be like for the journal to be true: the reconciler compares it with
// what is, and changes that, also after a restart.
namespace diemcau::conference {

// The only device of a room that may send sound and picture.
struct SoundOwner {
  SiteId site;
  DeviceId device;
  std::string key;
  DIEMCAU_PLAIN(SoundOwner, site, device, key)
};

struct Caption {
  TurnId turn;
  SiteId site;
  Speaker speaker;
  DIEMCAU_PLAIN(Caption, turn, site, speaker)
};

struct DesiredMedia {
  Phase phase = Phase::kNone;
  std::vector<SoundOwner> sound_owners;
  std::vector<SiteId> open_microphones;  // heard by all; every other microphone is closed
  std::vector<SiteId> stage;             // seen by all, first place first
  StageLayout layout = StageLayout::kOne;
  std::vector<SiteId> red_frames;  // heard or seen by all
  std::vector<Caption> captions;   // of who has the floor, latest last
  std::string film;
  bool recording = false;  // never while paused
  SiteId tone;
  SiteId talkback;  // heard by, and hears, a technician only
  DIEMCAU_PLAIN(DesiredMedia, phase, sound_owners, open_microphones, stage, layout, red_frames,
                captions, film, recording, tone, talkback)
};

DesiredMedia desired_media(const State& state);

}  // namespace diemcau::conference
