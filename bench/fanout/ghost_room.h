#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/random.h"
#include "shard/shard.h"
#include "transport/client_transport.h"

namespace diemcau::bench {

struct Datagram {
  Duration at{};  // since the beginning of the media
  std::vector<uint8_t> bytes;
};

// One publisher and `receivers` ghosts on one shard: real ICE, DTLS and keys, joined in memory;
// afterwards the ghosts are gone and only their side of the shard is left.
class GhostRoom {
 public:
  explicit GhostRoom(uint32_t receivers);

  shard::Shard& shard() { return *shard_; }
  const Path& publisher_path() const { return publisher_path_; }
  // The end of the virtual time that was used so far.
  Instant now() const { return now_; }
  // Time goes on to `now`; every ghost's agent checks its path there, as agents do, so that no
  // connection is lost.
  void advance_to(Instant now);
  int64_t bytes_per_receiver() const { return bytes_per_receiver_; }

  // Protected datagrams of so many seconds: 30 frames a second of VP8, 1.7 Mbit/s, cut as encoders
  // do, a keyframe first; and Opus, 50 packets a second.
  std::vector<Datagram> video(int seconds);
  std::vector<Datagram> audio(int seconds);

 private:
  struct Ghost {
    Path path;
    link::AddPeer add;
  };
  std::unique_ptr<transport::ClientTransport> join(const link::AddPeer& add, const Path& path);
  link::AddPeer peer(uint32_t number);
  void publish();
  void subscribe(uint32_t number);

  RepeatableRandom random_{1};
  transport::DtlsContext server_;
  transport::DtlsContext client_;
  std::unique_ptr<shard::Shard> shard_;
  Instant now_{1s};
  Path publisher_path_;
  std::unique_ptr<transport::ClientTransport> publisher_;
  std::vector<Ghost> ghosts_;
  int64_t bytes_per_receiver_ = 0;
  uint16_t video_sequence_ = 0;
  uint16_t audio_sequence_ = 0;
  uint16_t transport_sequence_ = 0;
  uint32_t frame_ = 0;
};

}  // namespace diemcau::bench
