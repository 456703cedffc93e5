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
#include "base/media.h"
#include "base/result.h"

// The client's side of LiveKit's v1 connection, for simulated sites: an offer with sections to
// receive in and sections to send in, and what it reads of the answer.
namespace diemcau::negotiate {

// What our clients offer, always under these numbers.
inline constexpr uint8_t kClientOpus = 111;
inline constexpr uint8_t kClientVp8 = 96;
inline constexpr uint8_t kClientVp8Rtx = 97;
inline constexpr ExtensionIds kClientExtensions{
    .mid = 4, .rid = 10, .repaired_rid = 11, .transport_cc = 3, .audio_level = 1};

// A track that the client sends.
struct ClientTrack {
  std::string cid;
  MediaKind kind = MediaKind::kAudio;
  Ssrc ssrc;
  Ssrc rtx_ssrc;  // video
};

// What the server sends in one section.
struct ClientReceiving {
  std::string mid;
  MediaKind kind = MediaKind::kAudio;
  std::string track_sid;  // of msid
  Ssrc ssrc;
  Ssrc rtx_ssrc;
};

struct ClientAnswer {
  IceCredentials remote;
  std::array<uint8_t, 32> fingerprint{};
  std::vector<SocketAddress> candidates;
  std::vector<ClientReceiving> receiving;
};

// One client's sections over all its offers: they are only ever added.
class ClientSession {
 public:
  ClientSession(IceCredentials local, const std::array<uint8_t, 32>& fingerprint);

  // LiveKit's clients begin with three of each.
  void add_receiving(uint32_t audio, uint32_t video);
  // Returns the mid of the track's section.
  std::string add_track(const ClientTrack& track);

  // The next offer.
  std::string offer();
  static Result<ClientAnswer> parse_answer(std::string_view text);

 private:
  struct Section {
    MediaKind kind = MediaKind::kAudio;
    std::optional<ClientTrack> track;
  };
  std::string section_text(size_t index) const;

  const IceCredentials local_;
  const std::string fingerprint_;
  std::vector<Section> sections_;
  uint64_t version_ = 0;
};

}  // namespace diemcau::negotiate
