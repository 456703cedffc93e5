#include "transport/srtp.h"

#include <algorithm>

#include "wire/rtp.h"

namespace diemcau::transport {
namespace {

constexpr size_t kRtcpHeaderSize = 8;  // RFC 3711 section 3.4: what stays in clear
constexpr size_t kRtcpIndexSize = 4;
constexpr uint32_t kEncryptedFlag = 0x8000'0000;
constexpr uint32_t kRtcpIndexMask = 0x7fff'ffff;
constexpr uint64_t kMaxIndex = 0xffff'ffff'ffff;

// RFC 3711 section 3.3.1: the index nearest to the highest one so far. Above kMaxIndex when it
// would lie before the first rollover period or behind the last.
uint64_t estimate_index(uint64_t highest, uint16_t sequence) {
  return highest + static_cast<uint64_t>(static_cast<int64_t>(
                       wire::sequence_distance(static_cast<uint16_t>(highest), sequence)));
}

std::array<uint8_t, 4> be32(uint32_t value) {
  std::array<uint8_t, 4> bytes;
  store_be32(bytes.data(), value);
  return bytes;
}

}  // namespace

const char* to_string(SrtpError error) {
  switch (error) {
    case SrtpError::kMalformed:
      return "malformed";
    case SrtpError::kAuthentication:
      return "authentication";
    case SrtpError::kReplayed:
      return "replayed";
    case SrtpError::kTooManySources:
      return "too_many_sources";
  }
  return "unknown";
}

SrtpSender::SrtpSender(SrtpProfile profile, const MasterKey& master, CipherEngine engine)
    : rtp_(make_cipher(engine, profile, PacketKind::kRtp,
                       derive_session_keys(profile, PacketKind::kRtp, master))),
      rtcp_(make_cipher(engine, profile, PacketKind::kRtcp,
                        derive_session_keys(profile, PacketKind::kRtcp, master))) {}

SrtpSender::Stream* SrtpSender::stream_of(Ssrc ssrc, uint16_t sequence) {
  for (size_t i = 0; i < stream_count_; ++i) {
    if (streams_[i].ssrc == ssrc) return &streams_[i];
  }
  if (stream_count_ == streams_.size()) return nullptr;
  streams_[stream_count_] = {ssrc, sequence};
  return &streams_[stream_count_++];
}

size_t SrtpSender::protect_rtp(MutableBytes out, size_t header_size,
                               std::span<const Bytes> plaintexts) {
  DIEMCAU_CHECK(header_size >= wire::kRtpHeaderSize && header_size <= out.size());
  size_t size = header_size + rtp_->tag_size();
  for (const Bytes plaintext : plaintexts) size += plaintext.size();
  if (size > out.size()) return 0;
  const uint16_t sequence = load_be16(&out[2]);
  const Ssrc ssrc{load_be32(&out[8])};
  Stream* stream = stream_of(ssrc, sequence);
  if (stream == nullptr) return 0;
  const uint64_t index = estimate_index(stream->highest, sequence);
  if (index > kMaxIndex) return 0;
  stream->highest = std::max(stream->highest, index);
  const auto rollover = be32(static_cast<uint32_t>(index >> 16));
  return header_size + rtp_->seal({ssrc.value, index}, out.first(header_size), plaintexts, rollover,
                                  out.data() + header_size);
}

void SrtpSender::forget(Ssrc ssrc) {
  for (size_t i = 0; i < stream_count_; ++i) {
    if (streams_[i].ssrc != ssrc) continue;
    streams_[i] = streams_[--stream_count_];
    return;
  }
}

size_t SrtpSender::protect_rtcp(Bytes plain, MutableBytes out) {
  DIEMCAU_CHECK(plain.size() >= kRtcpHeaderSize);
  if (out.size() < plain.size() + rtcp_->tag_size() + kRtcpIndexSize) return 0;
  rtcp_index_ = (rtcp_index_ + 1) & kRtcpIndexMask;
  const auto trailer = be32(kEncryptedFlag | rtcp_index_);
  const PacketIndex packet{load_be32(&plain[4]), rtcp_index_};
  std::memcpy(out.data(), plain.data(), kRtcpHeaderSize);
  uint8_t* const body = out.data() + kRtcpHeaderSize;
  const Bytes plaintext = plain.subspan(kRtcpHeaderSize);
  const size_t sealed =
      rtcp_->seal(packet, out.first(kRtcpHeaderSize), {&plaintext, 1}, trailer, body);
  // HMAC-SHA1 has its tag behind E|index (RFC 3711 section 3.4), GCM before it (RFC 7714 section
  // 9.3).
  if (rtcp_->tag_size() == 16) {
    std::memcpy(body + sealed, trailer.data(), trailer.size());
  } else {
    uint8_t* const tag = body + plaintext.size();
    std::memmove(tag + kRtcpIndexSize, tag, rtcp_->tag_size());
    std::memcpy(tag, trailer.data(), trailer.size());
  }
  return kRtcpHeaderSize + sealed + kRtcpIndexSize;
}

SrtpReceiver::SrtpReceiver(SrtpProfile profile, const MasterKey& master, CipherEngine engine)
    : rtp_(make_cipher(engine, profile, PacketKind::kRtp,
                       derive_session_keys(profile, PacketKind::kRtp, master))),
      rtcp_(make_cipher(engine, profile, PacketKind::kRtcp,
                        derive_session_keys(profile, PacketKind::kRtcp, master))) {}

SrtpReceiver::Stream* SrtpReceiver::find(Ssrc ssrc) {
  const auto at = std::find(ssrcs_.begin(), ssrcs_.end(), ssrc);
  return at == ssrcs_.end() ? nullptr : &streams_[static_cast<size_t>(at - ssrcs_.begin())];
}

size_t SrtpReceiver::stalest() const {
  const auto older = [](const Stream& a, const Stream& b) { return a.last_opened < b.last_opened; };
  return static_cast<size_t>(std::min_element(streams_.begin(), streams_.end(), older) -
                             streams_.begin());
}

bool SrtpReceiver::has_vacancy() const {
  return streams_.size() < kMaxStreams || opened_ - streams_[stalest()].last_opened >= kIdlePackets;
}

SrtpReceiver::Stream& SrtpReceiver::add(Ssrc ssrc, uint64_t index) {
  size_t at = streams_.size();
  if (at < kMaxStreams) {
    ssrcs_.emplace_back();
    streams_.emplace_back();
  } else {
    at = stalest();
  }
  ssrcs_[at] = ssrc;
  streams_[at] = {.highest = index};
  return streams_[at];
}

Result<MutableBytes, SrtpError> SrtpReceiver::unprotect_rtp(MutableBytes packet) {
  if (packet.size() < wire::kRtpHeaderSize + rtp_->tag_size()) return Err{SrtpError::kMalformed};
  // The header's length is needed before anything is trusted; padding is encrypted, so the P bit
  // says nothing yet.
  size_t header_size = wire::kRtpHeaderSize + size_t{packet[0] & 0x0fu} * 4;
  if ((packet[0] & 0x10) != 0) {
    if (packet.size() < header_size + 4) return Err{SrtpError::kMalformed};
    header_size += 4 + size_t{load_be16(&packet[header_size + 2])} * 4;
  }
  if (packet[0] >> 6 != 2 || packet.size() < header_size + rtp_->tag_size()) {
    return Err{SrtpError::kMalformed};
  }
  const uint16_t sequence = load_be16(&packet[2]);
  const Ssrc ssrc{load_be32(&packet[8])};
  Stream* stream = find(ssrc);
  if (stream == nullptr && !has_vacancy()) return Err{SrtpError::kTooManySources};
  const uint64_t index = stream != nullptr ? estimate_index(stream->highest, sequence) : sequence;
  if (index > kMaxIndex) return Err{SrtpError::kMalformed};
  if (stream != nullptr && !stream->window.is_new(index)) return Err{SrtpError::kReplayed};
  const auto rollover = be32(static_cast<uint32_t>(index >> 16));
  size_t size = 0;
  if (!rtp_->open({ssrc.value, index}, packet.first(header_size), packet.subspan(header_size),
                  rollover, size)) {
    return Err{SrtpError::kAuthentication};
  }
  if (stream == nullptr) stream = &add(ssrc, index);
  stream->last_opened = ++opened_;
  stream->highest = std::max(stream->highest, index);
  stream->window.add(index);
  return packet.first(header_size + size);
}

Result<MutableBytes, SrtpError> SrtpReceiver::unprotect_rtcp(MutableBytes packet) {
  const size_t tag_size = rtcp_->tag_size();
  if (packet.size() < kRtcpHeaderSize + kRtcpIndexSize + tag_size) {
    return Err{SrtpError::kMalformed};
  }
  const bool gcm = tag_size == 16;
  const size_t index_at = packet.size() - kRtcpIndexSize - (gcm ? 0 : tag_size);
  const uint32_t word = load_be32(&packet[index_at]);
  // Deviation: RFC 3711 section 3.4 allows E = 0, unencrypted SRTCP; nobody sends it.
  if ((word & kEncryptedFlag) == 0) return Err{SrtpError::kMalformed};
  const uint32_t index = word & kRtcpIndexMask;
  if (!rtcp_window_.is_new(index)) return Err{SrtpError::kReplayed};
  const auto trailer = be32(word);
  // Brings ciphertext and tag together, as the cipher wants them.
  if (!gcm) std::memmove(&packet[index_at], &packet[index_at + kRtcpIndexSize], tag_size);
  const MutableBytes body =
      packet.subspan(kRtcpHeaderSize, packet.size() - kRtcpHeaderSize - kRtcpIndexSize);
  size_t size = 0;
  if (!rtcp_->open({load_be32(&packet[4]), index}, packet.first(kRtcpHeaderSize), body, trailer,
                   size)) {
    return Err{SrtpError::kAuthentication};
  }
  rtcp_window_.add(index);
  return packet.first(kRtcpHeaderSize + size);
}

}  // namespace diemcau::transport
