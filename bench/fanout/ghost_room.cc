#include "ghost_room.h"

#include "allocations.h"
#include "base/ice_ufrag.h"
#include "sandbox.h"
#include "transport/hmac_sha1.h"
#include "wire/rtp_writer.h"
#include "wire/stun.h"
#include "wire/vp8.h"

namespace diemcau::bench {
namespace {

constexpr RoomId kRoom{1};
constexpr TrackId kVideo{1};
constexpr TrackId kAudio{2};
constexpr Ssrc kVideoSsrc{1000};
constexpr Ssrc kAudioSsrc{2000};
constexpr uint8_t kVp8Type = 96;
constexpr uint8_t kRtxType = 97;
constexpr uint8_t kOpusType = 111;
constexpr ExtensionIds kExtensions{.mid = 4, .transport_cc = 3, .audio_level = 1};
constexpr size_t kFrameBytes = 1'700'000 / 8 / 30;
constexpr size_t kMaxPayload = 1100;
constexpr size_t kOpusBytes = 80;

SocketAddress server_address() { return *SocketAddress::parse(kSandboxAddress, 7882); }
SocketAddress client_address(uint32_t number) {
  return SocketAddress::v4(10, 77, static_cast<uint8_t>(1 + number / 250),
                           static_cast<uint8_t>(1 + number % 250), 5000);
}
std::vector<PayloadFormat> vp8() { return {{kVp8Type, kRtxType, Codec::kVp8, 90000, ""}}; }
std::vector<PayloadFormat> opus() { return {{kOpusType, std::nullopt, Codec::kOpus, 48000, ""}}; }

}  // namespace

GhostRoom::GhostRoom(uint32_t receivers)
    : shard_(std::make_unique<shard::Shard>(shard::Config{0, &server_, &random_})) {
  publisher_path_ = {server_address(), client_address(0)};
  publisher_ = join(peer(1), publisher_path_);
  publish();
  ghosts_.reserve(receivers + 1);
  const int64_t before = allocations().live_bytes;
  for (uint32_t i = 1; i <= receivers; ++i) {
    join(peer(i + 1), {server_address(), client_address(i)});
    subscribe(i + 1);
  }
  if (receivers > 0) bytes_per_receiver_ = (allocations().live_bytes - before) / receivers;
}

link::AddPeer GhostRoom::peer(uint32_t number) {
  const IceCredentials local = make_ice_credentials(random_, 0);
  const IceCredentials remote = make_ice_credentials(random_, 0);
  return {PeerId{number}, kRoom,           local.ufrag,          local.password,
          remote.ufrag,   remote.password, client_.fingerprint()};
}

std::unique_ptr<transport::ClientTransport> GhostRoom::join(const link::AddPeer& add,
                                                            const Path& path) {
  shard_->handle_message(now_, add);
  auto client = std::make_unique<transport::ClientTransport>(
      client_,
      transport::IceSession{{add.remote_ufrag, add.remote_password},
                            {add.local_ufrag, add.local_password}},
      server_.fingerprint(), std::vector<Path>{{path.remote, path.local}}, random_, now_);
  shard::Batch batch;
  MutableBytes plain;
  while (client->state() == transport::TransportState::kConnecting) {
    Path to;
    std::vector<uint8_t> datagram;
    while (client->poll_datagram(now_, to, datagram)) {
      shard_->handle_datagram(now_, path, datagram);
    }
    while (shard_->poll_batch(now_, batch)) {
      for (size_t i = 0; i < batch.size(); ++i) {
        if (batch[i].path != path) continue;
        for (size_t at = 0; at < batch[i].data.size(); at += batch[i].segment_size) {
          const Bytes one = batch[i].data.subspan(
              at, std::min<size_t>(batch[i].segment_size, batch[i].data.size() - at));
          datagram.assign(one.begin(), one.end());
          client->handle_datagram(now_, {path.remote, path.local}, datagram, plain);
        }
      }
      batch.clear();
    }
    now_ += 1ms;
    client->handle_timeout(now_);
    if (shard_->next_timeout() <= now_) shard_->handle_timeout(now_);
  }
  link::FromShard event;
  while (shard_->poll_event(event)) {
  }
  ghosts_.push_back({path, add});
  return client;
}

void GhostRoom::advance_to(Instant now) {
  now_ = now;
  std::array<uint8_t, 256> check;
  for (const Ghost& ghost : ghosts_) {
    wire::StunWriter writer(check, wire::StunClass::kRequest, {});
    writer.username(ghost.add.local_ufrag, ghost.add.remote_ufrag);
    writer.controlling(1);
    writer.use_candidate();
    const Bytes key = as_bytes(ghost.add.local_password);
    const size_t size = writer.finish(key, transport::hmac_sha1).size();
    shard_->handle_datagram(now, ghost.path, {check.data(), size});
  }
  if (shard_->next_timeout() <= now) shard_->handle_timeout(now);
  shard::Batch batch;
  while (shard_->poll_batch(now, batch)) batch.clear();
}

void GhostRoom::publish() {
  shard_->handle_message(now_, link::SetSource{PeerId{1},
                                               kVideo,
                                               MediaKind::kVideo,
                                               "0",
                                               vp8(),
                                               kExtensions,
                                               {{Layer::kLow, "", kVideoSsrc, {}}}});
  shard_->handle_message(now_, link::SetSource{PeerId{1},
                                               kAudio,
                                               MediaKind::kAudio,
                                               "1",
                                               opus(),
                                               kExtensions,
                                               {{Layer::kLow, "", kAudioSsrc, {}}}});
}

void GhostRoom::subscribe(uint32_t number) {
  const SinkId video{number * 2};
  const SinkId audio{number * 2 + 1};
  shard_->handle_message(now_, link::SetSink{video, PeerId{number}, kVideo, "0", vp8(), kExtensions,
                                             Ssrc{number * 8}, Ssrc{number * 8 + 1}});
  shard_->handle_message(now_, link::SetSink{audio, PeerId{number}, kAudio, "1", opus(),
                                             kExtensions, Ssrc{number * 8 + 2}, Ssrc{0}});
}

std::vector<Datagram> GhostRoom::video(int seconds) {
  std::vector<Datagram> out;
  for (int i = 0; i < seconds * 30; ++i, ++frame_) {
    const Duration at = i * Duration(1s) / 30;
    // Chromium spreads a frame over its packets evenly; the later ones are a byte longer.
    const size_t bytes = kFrameBytes + (i % 2) * 400;
    const size_t count = (bytes + kMaxPayload - 1) / kMaxPayload;
    for (size_t k = 0; k < count; ++k) {
      std::vector<uint8_t> payload(bytes / count + (k >= count - bytes % count ? 1 : 0));
      const size_t head =
          wire::write_vp8_descriptor(payload, k == 0, static_cast<uint16_t>(frame_ & 0x7fff));
      payload[head] = frame_ == 0 ? 0 : 1;
      std::array<uint8_t, 2> number;
      store_be16(number.data(), transport_sequence_++);
      const wire::ExtensionValue extensions[] = {{kExtensions.mid, as_bytes("0")},
                                                 {kExtensions.transport_cc, number}};
      Datagram one{at, std::vector<uint8_t>(1500)};
      const size_t header = wire::write_rtp_header(
          one.bytes, {kVp8Type, k + 1 == count, video_sequence_++, frame_ * 3000, kVideoSsrc},
          extensions);
      const Bytes piece = payload;
      one.bytes.resize(publisher_->protect_rtp(one.bytes, header, {&piece, 1}));
      out.push_back(std::move(one));
    }
  }
  return out;
}

std::vector<Datagram> GhostRoom::audio(int seconds) {
  std::vector<Datagram> out;
  for (int i = 0; i < seconds * 50; ++i) {
    const std::vector<uint8_t> payload(kOpusBytes, 7);
    const uint8_t level[] = {0x80 | 20};
    const wire::ExtensionValue extensions[] = {{kExtensions.mid, as_bytes("1")},
                                               {kExtensions.audio_level, level}};
    Datagram one{i * 20ms, std::vector<uint8_t>(300)};
    const auto sequence = audio_sequence_++;
    const size_t header = wire::write_rtp_header(
        one.bytes, {kOpusType, false, sequence, sequence * 960u, kAudioSsrc}, extensions);
    const Bytes piece = payload;
    one.bytes.resize(publisher_->protect_rtp(one.bytes, header, {&piece, 1}));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace diemcau::bench
