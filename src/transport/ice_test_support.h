#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "transport/hmac_sha1.h"
#include "transport/ice_lite.h"
#include "wire/stun.h"

namespace diemcau::transport {

// A check as a client may write it; what is not set is left out.
struct TestCheck {
  IceCredentials receiver;
  IceCredentials sender;
  std::optional<uint64_t> controlling = 9;
  std::optional<uint64_t> controlled;
  bool use_candidate = false;
  std::optional<uint32_t> nomination;    // Google's
  std::optional<uint16_t> unknown_type;  // an attribute of this type, empty
  wire::StunClass message_class = wire::StunClass::kRequest;
  bool sealed = true;
};

// Attributes that the writer does not know are put before the seal by hand: RFC 8489 section 14.5
// computes it over what stands before it, with the length that counts it in.
inline std::vector<uint8_t> write(const TestCheck& check) {
  constexpr size_t kSealSize = 24;
  std::vector<uint8_t> out(512);
  ByteWriter writer(out);
  const auto begin = [&](uint16_t type, size_t size) {
    writer.u16(type);
    writer.u16(static_cast<uint16_t>(size));
  };
  writer.u16(check.message_class == wire::StunClass::kIndication ? 0x0011 : 0x0001);
  writer.u16(0);
  writer.u32(0x2112a442);
  writer.bytes(std::vector<uint8_t>(12, 7));
  const std::string username = check.receiver.ufrag + ":" + check.sender.ufrag;
  begin(0x0006, username.size());
  writer.bytes(as_bytes(username));
  writer.zeros((4 - username.size() % 4) % 4);
  if (check.controlling) begin(0x802a, 8), writer.u64(*check.controlling);
  if (check.controlled) begin(0x8029, 8), writer.u64(*check.controlled);
  if (check.use_candidate) begin(0x0025, 0);
  if (check.nomination) begin(0xc001, 4), writer.u32(*check.nomination);
  if (check.unknown_type) begin(*check.unknown_type, 0);
  const size_t at = writer.size();
  const size_t total = at + (check.sealed ? kSealSize : 0);
  store_be16(&out[2], static_cast<uint16_t>(total - wire::kStunHeaderSize));
  if (check.sealed) {
    std::array<uint8_t, wire::kStunIntegritySize> seal;
    hmac_sha1(as_bytes(check.receiver.password), Bytes(out).first(at), seal);
    begin(0x0008, seal.size());
    writer.bytes(seal);
  }
  out.resize(total);
  return out;
}

}  // namespace diemcau::transport
