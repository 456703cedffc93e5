#include "negotiate/seats.h"

#include <algorithm>
#include <set>

#include "negotiate/answer.h"
#include "negotiate/formats.h"

namespace diemcau::negotiate {
namespace {

std::optional<MediaKind> media_kind(const OfferedSection& section) {
  if (section.rejected) return std::nullopt;
  if (section.kind == SectionKind::kAudio) return MediaKind::kAudio;
  if (section.kind == SectionKind::kVideo) return MediaKind::kVideo;
  return std::nullopt;
}

template <class Wish>
std::map<TrackId, const Wish*> by_track(const std::vector<Wish>& wishes) {
  std::map<TrackId, const Wish*> out;
  for (const Wish& one : wishes) out.emplace(one.track, &one);
  return out;
}

bool can_receive(const OfferedSection& section, const Subscription& subscription) {
  return media_kind(section) == subscription.kind && section.client_receives() &&
         carries(section, profiles_of(subscription.formats));
}

}  // namespace

// RFC 8829 section 5.2.2: sections stay, but a rejected one may come back as something else.
void Seats::keep_sections_of(const Offer& offer) {
  std::map<std::string, Seat> kept;
  for (const OfferedSection& section : offer.sections) {
    const auto kind = media_kind(section);
    const auto before = seats_.find(section.mid);
    const bool same = kind && before != seats_.end() && before->second.kind == *kind;
    kept[section.mid] =
        same ? before->second : Seat{kind.value_or(MediaKind::kAudio), std::nullopt, std::nullopt};
  }
  seats_ = std::move(kept);
}

// A section keeps its publication; a new one is the client's by its track id, else the first of the
// kind that has no section yet.
void Seats::seat_publications(const Offer& offer, const std::vector<Publication>& publications) {
  const auto wanted = by_track(publications);
  std::set<TrackId> seated;
  for (auto& [mid, seat] : seats_) {
    if (seat.published && !wanted.contains(*seat.published)) seat.published.reset();
    if (seat.published) seated.insert(*seat.published);
  }
  const auto seat_where = [&](auto&& matches) {
    for (const OfferedSection& section : offer.sections) {
      Seat& seat = seats_[section.mid];
      if (seat.taken() || !section.client_sends()) continue;
      const auto one =
          std::find_if(publications.begin(), publications.end(), [&](const Publication& p) {
            return media_kind(section) == p.kind && !seated.contains(p.track) &&
                   matches(section, p);
          });
      if (one == publications.end()) continue;
      seat.published = one->track;
      seated.insert(one->track);
    }
  };
  seat_where([](const OfferedSection& section, const Publication& one) {
    return !one.cid.empty() && section.track == one.cid;
  });
  seat_where([](const OfferedSection&, const Publication&) { return true; });
}

void Seats::release_subscriptions(const Offer& offer,
                                  const std::vector<Subscription>& subscriptions) {
  const auto wanted = by_track(subscriptions);
  for (const OfferedSection& section : offer.sections) {
    Seat& seat = seats_[section.mid];
    if (!seat.subscribed) continue;
    const auto one = wanted.find(*seat.subscribed);
    if (one == wanted.end() || !can_receive(section, *one->second)) seat.subscribed.reset();
  }
}

Unseated Seats::seat_subscriptions(const Offer& offer,
                                   const std::vector<Subscription>& subscriptions) {
  Unseated out;
  std::set<TrackId> seated;
  for (const auto& [mid, seat] : seats_) {
    if (seat.subscribed) seated.insert(*seat.subscribed);
  }
  for (const Subscription& one : subscriptions) {
    if (!seated.insert(one.track).second) continue;
    const std::vector<Profile> profiles = profiles_of(one.formats);
    size_t receiving = 0;  // sections of the kind
    size_t able = 0;       // of them, that know the codec
    Seat* free = nullptr;
    for (const OfferedSection& section : offer.sections) {
      if (media_kind(section) != one.kind || !section.client_receives()) continue;
      ++receiving;
      if (!carries(section, profiles)) continue;
      ++able;
      Seat& seat = seats_[section.mid];
      if (seat.taken()) continue;
      free = &seat;
      break;
    }
    if (free != nullptr) {
      free->subscribed = one.track;
    } else if (receiving > 0 && able == 0) {
      out.unsupported.push_back(one.track);
    } else {
      ++(one.kind == MediaKind::kAudio ? out.missing_audio : out.missing_video);
    }
  }
  return out;
}

Unseated Seats::assign(const Offer& offer, const std::vector<Publication>& publications,
                       const std::vector<Subscription>& subscriptions) {
  keep_sections_of(offer);
  release_subscriptions(offer, subscriptions);
  seat_publications(offer, publications);
  return seat_subscriptions(offer, subscriptions);
}

}  // namespace diemcau::negotiate
