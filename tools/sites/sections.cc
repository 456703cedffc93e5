#include "sections.h"

#include <algorithm>

namespace diemcau::sites {
namespace {

// As many as a server may ask for in one connection.
constexpr size_t kMaxReceiving = 300;

PayloadFormat format_of(MediaKind kind) {
  if (kind == MediaKind::kAudio) {
    return {.payload_type = negotiate::kClientOpus, .codec = Codec::kOpus, .clock_rate_hz = 48000};
  }
  return {.payload_type = negotiate::kClientVp8,
          .rtx_payload_type = negotiate::kClientVp8Rtx,
          .codec = Codec::kVp8,
          .clock_rate_hz = 90000};
}

}  // namespace

Sections::Sections(const transport::Fingerprint& fingerprint, SecureRandom& random)
    : random_(random), local_(make_ice_credentials(random, 0)), session_(local_, fingerprint) {}

void Sections::publish(uint16_t width, uint16_t height) {
  audio_ = add_sending(MediaKind::kAudio, {.is_video = false});
  video_ = add_sending(MediaKind::kVideo, {.is_video = true, .width = width, .height = height});
}

SendStream::Config Sections::add_sending(MediaKind kind, OfferedTrack track) {
  const Ssrc ssrc{random_.u32() | 1};
  const Ssrc rtx_ssrc{ssrc.value ^ 0x5555'5554};
  track.cid = (track.is_video ? "camera-" : "microphone-") + std::to_string(ssrc.value);
  const std::string mid = session_.add_track({track.cid, kind, ssrc, rtx_ssrc});
  tracks_.push_back(std::move(track));
  return {.ssrc = ssrc,
          .rtx_ssrc = rtx_ssrc,
          .format = format_of(kind),
          .extensions = negotiate::kClientExtensions,
          .mid = mid};
}

void Sections::receive(size_t audios, size_t videos) {
  audios = std::min(audios, kMaxReceiving - receiving_);
  receiving_ += audios;
  videos = std::min(videos, kMaxReceiving - receiving_);
  receiving_ += videos;
  session_.add_receiving(static_cast<uint32_t>(audios), static_cast<uint32_t>(videos));
}

Result<Agreement> Sections::parse_answer(const std::string& sdp) {
  auto answer = negotiate::ClientSession::parse_answer(sdp);
  if (!answer) return Err{answer.error()};
  Agreement out{.remote = answer->remote, .fingerprint = answer->fingerprint};
  // Each section of a bundle names the same ones.
  for (const SocketAddress& one : answer->candidates) {
    const bool known =
        std::find(out.candidates.begin(), out.candidates.end(), one) != out.candidates.end();
    if (!known) out.candidates.push_back(one);
  }
  if (out.candidates.empty()) return Err{ParseError::kBadValue};
  for (const auto& one : answer->receiving) {
    if (one.rtx_ssrc.value != 0) out.repairs.emplace_back(one.rtx_ssrc, one.ssrc);
  }
  return out;
}

ReceiveFormats Sections::receive_formats() {
  return {.opus = negotiate::kClientOpus,
          .vp8 = negotiate::kClientVp8,
          .vp8_rtx = negotiate::kClientVp8Rtx,
          .extensions = negotiate::kClientExtensions};
}

}  // namespace diemcau::sites
