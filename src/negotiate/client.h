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
#include "negotiate/offer.h"

// The client's side of LiveKit's connections, for simulated sites: an offer with sections to
// receive in (v1) and sections to send in, what it reads of the answer, and its answer to an offer
// of the server's (v0).
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
  // Simulcast: one stream a rid ("q", "h", "f"). Then the offer names no ssrcs; packets say their
  // mid and rid.
  std::vector<std::string> rids{};
};

// What the server sends in one section.
struct ClientReceiving {
  std::string mid;
  MediaKind kind = MediaKind::kAudio;
  std::string track_sid;  // of msid
  Ssrc ssrc;
  Ssrc rtx_ssrc;
};

// A section as the server answered it.
struct ClientSection {
  std::string mid;
  SectionKind kind = SectionKind::kOther;
  bool accepted = false;
  Direction direction = Direction::kInactive;  // the server's: kSendOnly is what we receive
  std::vector<PayloadFormat> formats;
  ExtensionIds extensions;
  std::vector<std::string> rids;  // the simulcast streams that the server takes
};

struct ClientAnswer {
  IceCredentials remote;
  std::array<uint8_t, 32> fingerprint{};
  std::vector<SocketAddress> candidates;
  std::vector<ClientSection> sections;  // all, in the order of the offer
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
  // The section of data channels. Returns its mid.
  std::string add_data();

  // The next offer.
  std::string offer();
  static Result<ClientAnswer> parse_answer(std::string_view text);
  // To an offer of the server's (v0): everything that it wants to send is taken.
  Result<std::string> answer(std::string_view offer) const;

 private:
  struct Section {
    SectionKind kind = SectionKind::kAudio;
    std::optional<ClientTrack> track;
  };
  std::string add(SectionKind kind, std::optional<ClientTrack> track);
  std::string section_text(size_t index) const;

  const IceCredentials local_;
  const std::string fingerprint_;
  std::vector<Section> sections_;
  uint64_t version_ = 0;
};

}  // namespace diemcau::negotiate
