#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/media.h"
#include "negotiate/offer.h"

namespace diemcau::negotiate {

struct Publication;
struct Subscription;

// What one section carries: a track that the client sends or one that it receives, or nothing.
struct Seat {
  MediaKind kind = MediaKind::kAudio;
  std::optional<TrackId> published;
  std::optional<TrackId> subscribed;

  bool taken() const { return published || subscribed; }
};

// What found no section.
struct Unseated {
  uint32_t missing_audio = 0;
  uint32_t missing_video = 0;
  std::vector<TrackId> unsupported;  // the client's sections lack the codec
};

// Which section of a client carries which track, over all its offers. A track stays where it is for
// as long as it is wanted and its section can carry it. Holds the sections of the last offer only,
// so that it is bounded as offers are.
class Seats {
 public:
  // Gives every publication and subscription of the lists its section, as far as there are any.
  Unseated assign(const Offer& offer, const std::vector<Publication>& publications,
                  const std::vector<Subscription>& subscriptions);

  // Of a section of the last offer.
  const Seat& at(const std::string& mid) const { return seats_.at(mid); }

 private:
  void keep_sections_of(const Offer& offer);
  void seat_publications(const Offer& offer, const std::vector<Publication>& publications);
  Unseated seat_subscriptions(const Offer& offer, const std::vector<Subscription>& subscriptions);
  void release_subscriptions(const Offer& offer, const std::vector<Subscription>& subscriptions);

  std::map<std::string, Seat> seats_;  // by mid
};

}  // namespace diemcau::negotiate
