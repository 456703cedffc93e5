#include "stamp.h"

namespace diemcau::sites {
namespace {

constexpr uint32_t kMagic = 0xd1e3ca05;
// RFC 6716 section 3.2.5: the frame count byte with padding and one frame.
constexpr uint8_t kOneFramePadded = 0x41;
constexpr uint8_t kCode = 0x03;

}  // namespace

std::array<uint8_t, kStampSize> make_stamp(const Stamp& stamp) {
  std::array<uint8_t, kStampSize> out;
  store_be32(&out[0], kMagic);
  store_be32(&out[4], stamp.number);
  store_be64(&out[8], static_cast<uint64_t>(stamp.sent.time_since_epoch().count()));
  return out;
}

std::optional<Stamp> read_stamp(Bytes payload) {
  if (payload.size() < kStampSize) return std::nullopt;
  const Bytes at = payload.last(kStampSize);
  if (load_be32(&at[0]) != kMagic) return std::nullopt;
  return Stamp{load_be32(&at[4]), Instant(Duration(static_cast<int64_t>(load_be64(&at[8]))))};
}

void stamp_opus(Bytes packet, const Stamp& stamp, std::vector<uint8_t>& out) {
  out.clear();
  if (packet.empty() || (packet[0] & kCode) != 0) {
    out.assign(packet.begin(), packet.end());
    return;
  }
  out.push_back(packet[0] | kCode);
  out.push_back(kOneFramePadded);
  out.push_back(static_cast<uint8_t>(kStampSize));
  out.insert(out.end(), packet.begin() + 1, packet.end());
  const auto padding = make_stamp(stamp);
  out.insert(out.end(), padding.begin(), padding.end());
}

}  // namespace diemcau::sites
