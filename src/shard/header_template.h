#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/bytes.h"
#include "base/media.h"
#include "wire/rtp.h"
#include "wire/rtp_writer.h"

namespace diemcau::shard {

// The RTP header of one receiver's view with its extensions, written once: of each packet only a
// few bytes differ. All its headers have one length, so that its packets can be segments of one
// message.
class HeaderTemplate {
 public:
  HeaderTemplate(const ExtensionIds& ids, std::string_view mid) {
    const uint8_t number[2] = {};
    const wire::ExtensionValue extensions[] = {{ids.mid, as_bytes(mid)},
                                               {ids.transport_cc, number}};
    size_ = wire::write_rtp_header(bytes_, {}, extensions);
    const auto parsed = wire::parse_rtp(Bytes(bytes_).first(size_));
    const Bytes at = parsed ? parsed->extension(ids.transport_cc) : Bytes{};
    number_at_ = at.empty() ? 0 : static_cast<size_t>(at.data() - bytes_.data());
  }

  bool has_number() const { return number_at_ != 0; }
  // The size of what was written; 0: it does not fit. `number` is the transport-wide one.
  size_t write(const wire::RtpHeader& header, uint16_t number, MutableBytes out) const {
    if (out.size() < size_ || size_ == 0) return 0;
    std::memcpy(out.data(), bytes_.data(), size_);
    out[1] = static_cast<uint8_t>((header.marker ? 0x80 : 0) | (header.payload_type & 0x7f));
    store_be16(&out[2], header.sequence);
    store_be32(&out[4], header.timestamp);
    store_be32(&out[8], header.ssrc.value);
    if (has_number()) store_be16(&out[number_at_], number);
    return size_;
  }

 private:
  // Whatever a section's mid is: a value of 255 bytes at most (RFC 8285 section 4.3).
  static constexpr size_t kMost = wire::kRtpHeaderSize + 4 + 2 + 255 + 4 + 3;

  size_t size_ = 0;
  size_t number_at_ = 0;
  std::array<uint8_t, kMost> bytes_{};
};

}  // namespace diemcau::shard
