#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/address.h"
#include "base/bytes.h"
#include "base/result.h"

// STUN as ICE uses it: Binding requests, their answers and indications (RFC 8489, RFC 8445).
namespace diemcau::wire {

enum class StunClass : uint8_t { kRequest = 0, kIndication = 1, kSuccess = 2, kError = 3 };

using TransactionId = std::array<uint8_t, 12>;

inline constexpr size_t kStunHeaderSize = 20;
inline constexpr size_t kMaxStunSize = 1280;
inline constexpr size_t kStunIntegritySize = 20;

// What ICE needs of a Binding message; texts point into the caller's bytes.
struct StunMessage {
  StunClass message_class = StunClass::kRequest;
  TransactionId transaction{};
  std::string_view username;
  std::optional<uint32_t> priority;
  bool use_candidate = false;
  std::optional<uint64_t> controlling;  // tie-breaker of ICE-CONTROLLING
  std::optional<uint64_t> controlled;
  // GOOG_NOMINATION (0xC001): the value grows with each renewed nomination.
  std::optional<uint32_t> google_nomination;
  std::optional<SocketAddress> mapped_address;  // XOR-MAPPED-ADDRESS
  std::optional<uint16_t> error_code;
  // The first comprehension-required attribute that we do not know.
  std::optional<uint16_t> unknown_required;
  // Where MESSAGE-INTEGRITY's attribute begins; 0 when there is none.
  size_t integrity_at = 0;
  bool has_fingerprint = false;
};

// True for bytes that can only be STUN among STUN, DTLS and RTP (RFC 7983), cookie included.
bool is_stun(Bytes bytes);

// Checks framing, and FINGERPRINT where there is one (kBadChecksum). Attributes behind
// MESSAGE-INTEGRITY other than FINGERPRINT are ignored (RFC 8489 section 14.5). Methods other than
// Binding are kUnsupported.
Result<StunMessage> parse_stun(Bytes bytes);

using HmacSha1 = void (*)(Bytes key, Bytes data, std::span<uint8_t, kStunIntegritySize> out);

// Whether MESSAGE-INTEGRITY is there and right for this key (the ICE password).
bool verify_stun_integrity(Bytes bytes, const StunMessage& message, Bytes key, HmacSha1 hmac);

// USERNAME of a request is "receiver's ufrag:sender's ufrag" (RFC 8445 section 7.2.2).
struct IceUsername {
  std::string_view receiver;
  std::string_view sender;
};
std::optional<IceUsername> split_username(std::string_view username);

// Writes a Binding message into the caller's bytes: attributes in the order of the calls, then
// `finish`, which seals it with MESSAGE-INTEGRITY and FINGERPRINT.
class StunWriter {
 public:
  StunWriter(MutableBytes out, StunClass message_class, const TransactionId& transaction);

  void username(std::string_view receiver, std::string_view sender);
  void priority(uint32_t value);
  void use_candidate();
  void controlling(uint64_t tie_breaker);
  void controlled(uint64_t tie_breaker);
  void mapped_address(const SocketAddress& address);
  void error(uint16_t code, std::string_view reason);
  void unknown_attribute(uint16_t type);

  // The finished message; empty when it did not fit.
  Bytes finish(Bytes key, HmacSha1 hmac);

 private:
  void attribute(uint16_t type, Bytes value);
  void set_length(size_t size);

  MutableBytes out_;
  ByteWriter writer_;
  TransactionId transaction_;
};

}  // namespace diemcau::wire
