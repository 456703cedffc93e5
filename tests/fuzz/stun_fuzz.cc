// STUN: whatever is accepted can be verified, and what is written of it is accepted again.
#include <algorithm>
#include <array>

#include "base/check.h"
#include "wire/stun.h"

namespace {

using namespace diemcau;

constexpr wire::TransactionId kTransaction{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

// Stands for HMAC-SHA1, which would only cost time: depends on every byte.
void hash(Bytes key, Bytes data, std::span<uint8_t, wire::kStunIntegritySize> out) {
  uint32_t state = static_cast<uint32_t>(key.size());
  for (const uint8_t byte : data) state = state * 31 + byte;
  std::fill(out.begin(), out.end(), static_cast<uint8_t>(state >> 8));
}

void write_again(const wire::StunMessage& message) {
  std::array<uint8_t, wire::kMaxStunSize> buffer;
  wire::StunWriter writer(buffer, message.message_class, message.transaction);
  const auto name = wire::split_username(message.username);
  const bool fits = name && message.username.size() < 509;
  if (fits) writer.username(name->receiver, name->sender);
  if (message.priority) writer.priority(*message.priority);
  if (message.use_candidate) writer.use_candidate();
  if (message.controlling) writer.controlling(*message.controlling);
  if (message.controlled) writer.controlled(*message.controlled);
  if (message.mapped_address) writer.mapped_address(*message.mapped_address);
  const Bytes written = writer.finish(as_bytes("key"), hash);
  const auto again = wire::parse_stun(written);
  DIEMCAU_CHECK(again.ok() && again->has_fingerprint);
  DIEMCAU_CHECK(wire::verify_stun_integrity(written, *again, as_bytes("key"), hash));
  DIEMCAU_CHECK(again->transaction == message.transaction);
  DIEMCAU_CHECK(!fits || again->username == message.username);
  DIEMCAU_CHECK(again->priority == message.priority);
  DIEMCAU_CHECK(again->use_candidate == message.use_candidate);
  DIEMCAU_CHECK(again->controlling == message.controlling);
  DIEMCAU_CHECK(again->controlled == message.controlled);
  DIEMCAU_CHECK(again->mapped_address == message.mapped_address);
}

void take(Bytes bytes) {
  const auto message = wire::parse_stun(bytes);
  if (!message.ok()) return;
  DIEMCAU_CHECK(wire::is_stun(bytes));
  wire::verify_stun_integrity(bytes, *message, as_bytes("key"), hash);
  write_again(*message);
}

// The input as attributes behind a right header: most of the code lies there.
void take_as_attributes(Bytes attributes) {
  std::array<uint8_t, wire::kMaxStunSize> buffer;
  ByteWriter out(buffer);
  out.u16(0x0001);
  out.u16(static_cast<uint16_t>(attributes.size()));
  out.u32(0x2112a442);
  out.bytes(kTransaction);
  out.bytes(attributes);
  if (out.ok()) take(out.written());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes bytes(data, size);
  take(bytes);
  take_as_attributes(bytes);
  return 0;
}
