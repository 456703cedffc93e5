#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "conference/facts.h"
#include "documents/facts.h"
#include "journal/event.h"
#include "news/state.h"
#include "organisation/state.h"
#include "reviews/state.h"
#include "tasks/facts.h"

namespace diemcau::office {

// Where a site's link leads, and which device a browser is, one at most in each conference.
struct SitePlace {
  ConferenceId conference;
  conference::SiteId site;
};
struct DevicePlace {
  conference::SiteId site;
  conference::DeviceId device;
};

// What the journal says now: every fold of it. A value; equal journals give equal folds.
struct Folds {
  explicit Folds(const organisation::Sealer& sealer)
      : organisation(organisation::empty_state(sealer)) {}

  journal::Seq seq;  // the last event applied
  UnixTime at;       // when it came to hold
  organisation::State organisation;
  std::map<ConferenceId, conference::State> conferences;
  reviews::State reviews;  // also of the courses that conferences held
  tasks::State tasks;
  std::map<documents::DraftId, documents::State> drafts;
  news::State news;                                  // also of the stills that were taken in them
  std::unordered_map<std::string, SitePlace> links;  // by the hash of their secret
  std::unordered_map<std::string, std::map<ConferenceId, DevicePlace>> devices;  // by their key
};

// Brings the folds forward by one event. An error: the journal holds what this program cannot read,
// and the sentence says so; the folds must not be used any further.
Result<Unit, std::string> apply(Folds& folds, const journal::Event& event);

// "conference/4": 4; 0 if it is the name of no conference.
ConferenceId conference_of(std::string_view stream);

// "draft/4": 4; 0 if it is the name of no draft.
documents::DraftId draft_of(std::string_view stream);

const conference::State* find_conference(const Folds& folds, ConferenceId id);
const documents::State* find_draft(const Folds& folds, documents::DraftId id);

}  // namespace diemcau::office
