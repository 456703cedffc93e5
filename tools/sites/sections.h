#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/address.h"
#include "base/ice_ufrag.h"
#include "base/random.h"
#include "negotiate/client.h"
#include "receiver.h"
#include "send_stream.h"
#include "signalling.h"
#include "transport/dtls_context.h"

namespace diemcau::sites {

// What an answer settles.
struct Agreement {
  IceCredentials remote;
  transport::Fingerprint fingerprint{};
  std::vector<SocketAddress> candidates;       // UDP, best first
  std::vector<std::pair<Ssrc, Ssrc>> repairs;  // RTX ssrc and what it repairs
};

// The media sections of one connection: what the site publishes and room to receive. Only grows,
// since sections keep their place (RFC 8829 section 5.2.2).
class Sections {
 public:
  Sections(const transport::Fingerprint& fingerprint, SecureRandom& random);

  void publish(uint16_t width, uint16_t height);
  void receive(size_t audios, size_t videos);

  // As the site names itself in ICE.
  const IceCredentials& local() const { return local_; }
  const std::vector<OfferedTrack>& tracks() const { return tracks_; }
  // What is published; nothing before publish().
  const std::optional<SendStream::Config>& audio() const { return audio_; }
  const std::optional<SendStream::Config>& video() const { return video_; }

  // An offer with all sections.
  std::string make_offer() { return session_.offer(); }
  // kBadValue: an answer that cannot be followed.
  static Result<Agreement> parse_answer(const std::string& sdp);
  static ReceiveFormats receive_formats();

 private:
  SendStream::Config add_sending(MediaKind kind, OfferedTrack track);

  SecureRandom& random_;
  const IceCredentials local_;
  negotiate::ClientSession session_;
  std::vector<OfferedTrack> tracks_;
  std::optional<SendStream::Config> audio_;
  std::optional<SendStream::Config> video_;
  size_t receiving_ = 0;
};

}  // namespace diemcau::sites
