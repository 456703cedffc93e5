#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "conference/media.h"
#include "livekit/control.h"
#include "livekit/operations.h"

namespace diemcau::server {

// What a conference asks of its media room, as the office thread says it.
struct MediaPlan {
  struct Site {
    conference::SiteId site;
    bool heard = false;
    bool checked_in = false;
    bool line_lost = false;
    conference::DeviceId sound;  // the device that owns its sound; 0: none
    bool operator==(const Site&) const = default;
  };
  ConferenceId conference;
  bool open = false;  // convened and not closed
  std::vector<Site> sites;
  bool operator==(const MediaPlan&) const = default;
};
MediaPlan media_plan(const conference::State& state);

// A room's line as the media sees it.
struct LineChange {
  ConferenceId conference;
  conference::SiteId site;
  bool lost = false;
  bool operator==(const LineChange&) const = default;
};

// Brings media rooms to what the journal says, and tells the journal whose line is gone. Whatever
// a client believes: what comes through a closed gate is dropped where it arrives, so that who has
// the floor is heard and nobody else, also after either side was started anew.
//
// Owner: the composition root; the control thread. No IO: handle_*() with the time, then
// poll_operation() and poll_line() until they have nothing.
class MediaKeeper {
 public:
  // Time for a browser to come back before its room counts as gone; more after a start, when all
  // come back at once.
  static constexpr Duration kGrace = 5s;
  static constexpr Duration kGraceAfterStart = 20s;

  void handle_plan(Instant now, MediaPlan plan);
  void handle_event(Instant now, const livekit::RoomEvent& event);
  void handle_timeout(Instant now);
  Instant next_timeout() const;

  std::optional<livekit::Operation> poll_operation();
  std::optional<LineChange> poll_line();

 private:
  struct Presence {
    bool here = false;
    bool seen = false;               // once, since this process began
    std::optional<Instant> give_up;  // when a room that is not here counts as gone
  };
  struct Room {
    MediaPlan plan;
    bool made = false;
    std::map<conference::SiteId, bool> heard;  // gates as they were set
    std::map<conference::SiteId, conference::DeviceId> sound;
    std::map<conference::SiteId, Presence> presence;
  };
  void make(Room& room);
  void close(Room& room);
  void set_gates(Room& room);
  void send_away_former_owners(Room& room);
  void watch(Instant now, Room& room);
  void watch(Instant now, const Room& room, const MediaPlan::Site& site, Presence& presence);
  void note_presence(Instant now, Room& room, conference::SiteId site, bool here);

  std::map<ConferenceId, Room> rooms_;
  std::deque<livekit::Operation> operations_;
  std::deque<LineChange> lines_;
};

}  // namespace diemcau::server
