#pragma once

#include "conference/floor.h"
#include "conference/life.h"
#include "conference/messages.h"
#include "conference/notes.h"
#include "conference/presence.h"
#include "conference/programme.h"
#include "conference/quorum.h"
#include "conference/sites.h"
#include "conference/stage.h"
#include "conference/votes.h"

namespace diemcau::conference {

// The last number given out of each kind; numbers are never used twice in a conference.
struct Counters {
  uint32_t site = 0;
  uint32_t device = 0;
  uint32_t link = 0;
  uint32_t item = 0;
  uint32_t request = 0;
  uint32_t delegate = 0;
  uint32_t note = 0;
  uint32_t theme = 0;
  uint32_t vote = 0;
  uint32_t notice = 0;
  uint32_t message = 0;
  uint32_t incident = 0;
  DIEMCAU_PLAIN(Counters, site, device, link, item, request, delegate, note, theme, vote, notice,
                message, incident)
};

// A conference now: the fold of the stream "conference/N". A value: equal events give equal states,
// and a snapshot is its JSON.
struct State {
  ConferenceId id;
  Seq seq;  // the last event that it has seen
  Counters last;
  Life life;
  Programme programme;
  std::map<SiteId, Site> sites;
  RollSums totals;  // over all sites, kept up with every change
  Quorum quorum;
  Queue queue;
  Floor floor;
  Stage stage;
  Notes notes;
  Conclusion conclusion;
  Votes votes;
  Messages messages;
  std::vector<RollReport> roll_reports;
  std::map<ItemId, Presence> presences;
  DIEMCAU_PLAIN(State, id, seq, last, life, programme, sites, totals, quorum, queue, floor, stage,
                notes, conclusion, votes, messages, roll_reports, presences)
};

inline State state_of(ConferenceId id) {
  State state;
  state.id = id;
  return state;
}

// "conference/4"
std::string stream_of(ConferenceId id);

inline const Site* find_site(const State& state, SiteId site) {
  const auto found = state.sites.find(site);
  return found == state.sites.end() ? nullptr : &found->second;
}

}  // namespace diemcau::conference
