#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.h"
#include "base/ice_ufrag.h"
#include "base/id.h"
#include "base/media.h"
#include "negotiate/offer.h"
#include "negotiate/seats.h"

namespace diemcau::negotiate {

// The server's end of a connection, as every answer names it.
struct LocalTransport {
  IceCredentials ice;
  std::array<uint8_t, 32> fingerprint{};
  std::vector<SocketAddress> candidates;      // UDP host candidates, best first
  std::vector<SocketAddress> tcp_candidates;  // passive ones of TCP, best first
};

// A track that the client has announced and may send.
struct Publication {
  TrackId track;
  std::string cid;  // as the client called it: usually the track id of the section's msid
  MediaKind kind = MediaKind::kAudio;
  std::optional<Codec> codec;  // the one it wants to send; none: its own order
  bool stereo = false;
  bool dtx = true;
  bool red = true;
};

// A track of somebody else that the client is to receive.
struct Subscription {
  TrackId track;
  std::string track_sid;
  std::string participant_sid;
  std::string stream;  // tracks of one participant with the same stream are played in step
  MediaKind kind = MediaKind::kAudio;
  std::vector<PayloadFormat> formats;  // as the publisher was answered
  Ssrc ssrc;
  Ssrc rtx_ssrc;
};

struct PublishedLayer {
  Layer layer = Layer::kLow;
  std::string rid;
  Ssrc ssrc;      // 0 where the offer does not declare it
  Ssrc rtx_ssrc;  // 0 likewise
};

// A section in which the client sends.
struct PublishedSection {
  TrackId track;
  std::string mid;
  MediaKind kind = MediaKind::kAudio;
  std::vector<PayloadFormat> formats;  // as answered, preferred first
  ExtensionIds extensions;
  std::vector<PublishedLayer> layers;
  bool active = true;  // false: the client has stopped sending it
};

// A section in which the client receives.
struct SubscribedSection {
  TrackId track;
  std::string mid;
  std::vector<PayloadFormat> formats;
  ExtensionIds extensions;
};

struct Answer {
  std::string sdp;
  IceCredentials remote;
  std::array<uint8_t, 32> remote_fingerprint{};
  std::vector<PublishedSection> published;
  std::vector<SubscribedSection> subscribed;
  // All of the subscribed sections: mid → track sid.
  std::map<std::string, std::string> mid_to_track_id;
  // Subscriptions for which the client has offered no section yet.
  uint32_t missing_audio = 0;
  uint32_t missing_video = 0;
  // Subscriptions that no section of the client can carry: it lacks the codec.
  std::vector<TrackId> unsupported;
};

// One client's single peer connection (LiveKit's v1): only the client offers, the server puts what
// it sends into sections that the client offered for receiving. Remembers which section carries
// what, so that a track stays where it is for as long as it is wanted. Pure: the same calls give
// the same answers.
class Session {
 public:
  explicit Session(LocalTransport local) : local_(std::move(local)) {}

  void set_local(LocalTransport local) { local_ = std::move(local); }
  const LocalTransport& local() const { return local_; }

  // `publications`: all that the client has announced; `subscriptions`: all that it is to receive,
  // in order of importance.
  Answer answer(const Offer& offer, const std::vector<Publication>& publications,
                const std::vector<Subscription>& subscriptions);

 private:
  LocalTransport local_;
  Seats seats_;
  uint64_t version_ = 0;
};

}  // namespace diemcau::negotiate
