#include "send_stream.h"

#include <array>

namespace diemcau::sites {

SendStream::SendStream(Config config, SecureRandom& random)
    : config_(std::move(config)),
      first_timestamp_(random.u32()),
      // RFC 3711 section 3.3.1: a first number below 2^15 keeps early loss from being taken for a
      // rollover.
      next_sequence_(random.u32() & 0x7fff),
      next_rtx_sequence_(random.u32() & 0x7fff),
      history_(config_.format.rtx_payload_type ? kHistory : 0) {}

uint32_t SendStream::timestamp_of(Duration media_time) const {
  const auto units = media_time.count() / 1000 * config_.format.clock_rate_hz / 1'000'000;
  return first_timestamp_ + static_cast<uint32_t>(units);
}

void SendStream::send(MediaSender& sender, Duration media_time, bool marker,
                      std::optional<uint8_t> audio_level, std::span<const Bytes> payload) {
  const wire::RtpHeader header{.payload_type = config_.format.payload_type,
                               .marker = marker,
                               .sequence = next_sequence_++,
                               .timestamp = timestamp_of(media_time),
                               .ssrc = config_.ssrc};
  remember(header, payload);
  if (!sender.send_rtp(header, {config_.extensions, config_.mid, audio_level}, payload)) return;
  ++packets_;
  for (const Bytes part : payload) octets_ += part.size();
}

void SendStream::remember(const wire::RtpHeader& header, std::span<const Bytes> payload) {
  if (history_.empty()) return;
  Sent& slot = history_[header.sequence % kHistory];
  slot.header = header;
  slot.payload.clear();
  for (const Bytes part : payload) {
    slot.payload.insert(slot.payload.end(), part.begin(), part.end());
  }
}

void SendStream::resend(MediaSender& sender, uint16_t sequence) {
  if (history_.empty()) return;
  const Sent& sent = history_[sequence % kHistory];
  if (sent.payload.empty() || sent.header.sequence != sequence) return;
  wire::RtpHeader header = sent.header;
  header.payload_type = *config_.format.rtx_payload_type;
  header.sequence = next_rtx_sequence_++;
  header.ssrc = config_.rtx_ssrc;
  // RFC 4588 section 4: the original sequence number goes before the original payload.
  std::array<uint8_t, 2> original;
  store_be16(original.data(), sequence);
  const std::array<Bytes, 2> payload{Bytes(original), Bytes(sent.payload)};
  if (sender.send_rtp(header, {config_.extensions, config_.mid, std::nullopt}, payload)) ++resent_;
}

wire::SenderReport SendStream::report(Instant now, Duration media_time) const {
  return {.ssrc = config_.ssrc,
          .ntp = to_ntp(now),
          .rtp_timestamp = timestamp_of(media_time),
          .packet_count = static_cast<uint32_t>(packets_),
          .octet_count = static_cast<uint32_t>(octets_)};
}

uint64_t to_ntp(Instant at) {
  const auto ns = static_cast<uint64_t>(at.time_since_epoch().count());
  const uint64_t whole = ns / 1'000'000'000;
  const uint64_t fraction = ((ns % 1'000'000'000) << 32) / 1'000'000'000;
  return whole << 32 | fraction;
}

}  // namespace diemcau::sites
