// RTP: every part of an accepted packet lies inside it, and a header written of it reads the same.
#include <algorithm>
#include <array>

#include "base/check.h"
#include "wire/audio_level.h"
#include "wire/rtp.h"
#include "wire/rtp_writer.h"

namespace {

using namespace diemcau;

void check_parts(const wire::RtpPacket& rtp) {
  DIEMCAU_CHECK(rtp.payload_offset + rtp.payload_size + rtp.padding_size == rtp.packet.size());
  DIEMCAU_CHECK(rtp.payload().size() == rtp.payload_size);
  for (size_t i = 0; i < rtp.extension_count; ++i) {
    const wire::RtpExtension& one = rtp.extensions[i];
    DIEMCAU_CHECK(size_t{one.offset} + one.size <= rtp.payload_offset);
    wire::parse_audio_level(rtp.extension(one.id));
  }
}

void write_again(const wire::RtpPacket& rtp) {
  std::array<wire::ExtensionValue, wire::kMaxExtensions> values;
  for (size_t i = 0; i < rtp.extension_count; ++i) {
    const wire::RtpExtension& one = rtp.extensions[i];
    values[i] = {one.id, rtp.packet.subspan(one.offset, one.size)};
  }
  const wire::RtpHeader header{rtp.payload_type, rtp.marker, rtp.sequence, rtp.timestamp, rtp.ssrc};
  std::array<uint8_t, 16 + wire::kMaxExtensions * 257 + 3> buffer;
  const auto used = std::span(values).first(rtp.extension_count);
  const size_t size = wire::write_rtp_header(buffer, header, used);
  DIEMCAU_CHECK(size >= wire::kRtpHeaderSize);
  const auto again = wire::parse_rtp(Bytes(buffer).first(size));
  DIEMCAU_CHECK(again.ok());
  DIEMCAU_CHECK(again->payload_type == rtp.payload_type && again->marker == rtp.marker);
  DIEMCAU_CHECK(again->sequence == rtp.sequence && again->timestamp == rtp.timestamp);
  DIEMCAU_CHECK(again->ssrc == rtp.ssrc && again->payload_size == 0);
  const auto written =
      std::count_if(used.begin(), used.end(), [](auto& one) { return one.id != 0; });
  DIEMCAU_CHECK(again->extension_count == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes bytes(data, size);
  diemcau::wire::is_rtcp(bytes);
  const auto rtp = diemcau::wire::parse_rtp(bytes);
  if (!rtp.ok()) return 0;
  check_parts(*rtp);
  write_again(*rtp);
  return 0;
}
