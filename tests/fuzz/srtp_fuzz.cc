// SRTP and SRTCP of any shape into a receiver; what was sealed by a sender always opens.
#include <vector>

#include "base/check.h"
#include "transport/srtp.h"

using namespace diemcau;
using namespace diemcau::transport;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const auto profile =
      (data[0] & 1) != 0 ? SrtpProfile::kAeadAes128Gcm : SrtpProfile::kAes128CmHmacSha1_80;
  SrtpReceiver receiver(profile, MasterKey{});
  std::vector<uint8_t> packet(data + 1, data + size);
  receiver.unprotect_rtp(packet).ok();
  packet.assign(data + 1, data + size);
  receiver.unprotect_rtcp(packet).ok();

  if (size < 20 || size > 1400) return 0;
  SrtpSender sender(profile, MasterKey{});
  std::vector<uint8_t> out(1500);
  out[0] = 0x80;
  std::copy_n(data + 1, 11, out.begin() + 1);
  const Bytes payload(data + 12, size - 12);
  const size_t sealed = sender.protect_rtp(out, 12, {&payload, 1});
  DIEMCAU_CHECK(sealed > 0);
  SrtpReceiver fresh(profile, MasterKey{});
  const auto opened = fresh.unprotect_rtp({out.data(), sealed});
  DIEMCAU_CHECK(opened.ok() && opened->size() == size);
  DIEMCAU_CHECK(std::equal(payload.begin(), payload.end(), opened->begin() + 12));
  return 0;
}
