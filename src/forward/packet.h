#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "base/bytes.h"
#include "base/media.h"
#include "base/time.h"
#include "wire/vp8.h"

namespace diemcau::forward {

class PacketPool;

// One RTP packet of a published track, stored once as plaintext; immutable once it has been handed
// out, so that all its receivers may read it. Lives in a PacketPool.
struct Packet {
  static constexpr size_t kMaxPayload = 1460;

  Codec codec = Codec::kOpus;
  Layer layer = Layer::kLow;
  bool marker = false;
  bool begins_frame = false;
  bool is_keyframe = false;
  uint8_t temporal_id = 0;
  // Unwrapped over the wraps of the 16-bit number, and compacted: padding that carries nothing
  // leaves no hole (SourceStream).
  int64_t sequence = 0;
  uint32_t timestamp = 0;
  Instant arrived{};
  std::optional<wire::Vp8Descriptor> vp8;

  // Empty: the place of a padding packet that came too late to be compacted away.
  Bytes payload() const { return {bytes_.data(), size_}; }

 private:
  friend class PacketPool;
  friend class PacketRef;
  friend class SourceStream;

  void set_payload(Bytes payload) {
    size_ = static_cast<uint16_t>(payload.size());
    if (size_ != 0) std::memcpy(bytes_.data(), payload.data(), size_);
  }

  PacketPool* pool_ = nullptr;
  // Plain: a packet and all its references live on one shard's thread. A reference that crosses to
  // another shard will be counted apart.
  uint32_t references_ = 0;
  Packet* next_free_ = nullptr;
  uint16_t size_ = 0;
  std::array<uint8_t, kMaxPayload> bytes_;
};

// A counted reference; the last one gives the packet back to its pool.
class PacketRef {
 public:
  PacketRef() = default;
  PacketRef(const PacketRef& other) : packet_(other.packet_) {
    if (packet_ != nullptr) ++packet_->references_;
  }
  PacketRef(PacketRef&& other) noexcept : packet_(std::exchange(other.packet_, nullptr)) {}
  PacketRef& operator=(PacketRef other) noexcept {
    std::swap(packet_, other.packet_);
    return *this;
  }
  ~PacketRef() { reset(); }

  void reset();
  explicit operator bool() const { return packet_ != nullptr; }
  const Packet& operator*() const { return *packet_; }
  const Packet* operator->() const { return packet_; }

 private:
  friend class PacketPool;
  friend class SourceStream;
  explicit PacketRef(Packet* packet) : packet_(packet) { packet_->references_ = 1; }

  Packet* packet_ = nullptr;
};

}  // namespace diemcau::forward
