#include "media_sender.h"

#include <array>

namespace diemcau::sites {

bool MediaSender::send_rtp(const wire::RtpHeader& header, const Extensions& extensions,
                           std::span<const Bytes> payload) {
  std::array<uint8_t, 2> number;
  store_be16(number.data(), ++transport_sequence_);
  const uint8_t level = extensions.audio_level.value_or(0);
  const std::array<wire::ExtensionValue, 3> values{{
      {extensions.ids.mid, as_bytes(extensions.mid)},
      {extensions.ids.transport_cc, number},
      {extensions.audio_level ? extensions.ids.audio_level : uint8_t{0}, {&level, 1}},
  }};
  const MutableBytes out = queue_.begin();
  const size_t header_size = wire::write_rtp_header(out, header, values);
  if (header_size == 0) return false;
  const size_t size = transport_.protect_rtp(out, header_size, payload);
  queue_.commit(size);
  return size != 0;
}

bool MediaSender::send_rtcp(Bytes compound) {
  const size_t size = transport_.protect_rtcp(compound, queue_.begin());
  queue_.commit(size);
  return size != 0;
}

}  // namespace diemcau::sites
