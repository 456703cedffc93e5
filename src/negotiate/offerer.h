#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "negotiate/answer.h"

namespace diemcau::negotiate {

// What a client answered to an offer of ours.
struct AnswerToOffer {
  IceCredentials remote;
  std::array<uint8_t, 32> remote_fingerprint{};
  std::vector<SubscribedSection> subscribed;
  std::vector<TrackId> unsupported;  // sections that the client refused
};

// The second connection of LiveKit's v0, which the server offers: data channels, then one section
// for each track that the client receives, under numbers of our choice. A section whose track has
// ended is used again once the client has agreed that it is inactive; what a client is told of a
// track then comes by the stream's name, as the browser's own track keeps its first one. Pure.
class Offerer {
 public:
  explicit Offerer(LocalTransport local) : local_(std::move(local)) {}

  void set_local(LocalTransport local) { local_ = std::move(local); }
  const LocalTransport& local() const { return local_; }

  // The next offer, with a section for everything that is wanted now.
  std::string offer(const std::vector<Subscription>& wanted);
  // The answer to the last offer.
  Result<AnswerToOffer, OfferError> read_answer(std::string_view text);

 private:
  struct Section {
    MediaKind kind = MediaKind::kAudio;
    std::optional<Subscription> carried;
    bool closing = false;  // offered as inactive, not agreed to yet
    bool refused = false;  // by the client; it stays so
  };
  void seat(const std::vector<Subscription>& wanted);
  Section& free_section(MediaKind kind);

  LocalTransport local_;
  std::vector<Section> sections_;  // by mid, from 1; 0 is that of data
  uint64_t version_ = 0;
};

}  // namespace diemcau::negotiate
