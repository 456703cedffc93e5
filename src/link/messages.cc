#include "link/messages.h"

namespace diemcau::link {

const char* to_string(PeerLostReason reason) {
  switch (reason) {
    case PeerLostReason::kNeverConnected:
      return "never_connected";
    case PeerLostReason::kConsentExpired:
      return "consent_expired";
    case PeerLostReason::kFingerprintMismatch:
      return "fingerprint_mismatch";
    case PeerLostReason::kDtlsFailed:
      return "dtls_failed";
    case PeerLostReason::kClosed:
      return "closed";
  }
  return "unknown";
}

}  // namespace diemcau::link
