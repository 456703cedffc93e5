#include "wire/stun.h"

#include <algorithm>

namespace diemcau::wire {
namespace {

constexpr uint32_t kCookie = 0x2112a442;
constexpr uint16_t kBindingMethod = 1;
constexpr uint32_t kFingerprintMask = 0x5354554e;
constexpr size_t kAttributeHeaderSize = 4;
constexpr size_t kFingerprintAttributeSize = 8;

enum Attribute : uint16_t {
  kUsername = 0x0006,
  kMessageIntegrity = 0x0008,
  kErrorCode = 0x0009,
  kUnknownAttributes = 0x000a,
  kRealm = 0x0014,
  kNonce = 0x0015,
  kXorMappedAddress = 0x0020,
  kPriority = 0x0024,
  kUseCandidate = 0x0025,
  kFingerprint = 0x8028,
  kIceControlled = 0x8029,
  kIceControlling = 0x802a,
  kGoogleNomination = 0xc001,
};

constexpr std::array<uint32_t, 256> make_crc_table() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) * 0xedb88320);
    table[i] = value;
  }
  return table;
}
constexpr auto kCrcTable = make_crc_table();

// CRC-32 of ITU V.42 (RFC 8489 section 14.7).
uint32_t crc32(Bytes bytes) {
  uint32_t crc = 0xffffffff;
  for (const uint8_t byte : bytes) crc = (crc >> 8) ^ kCrcTable[(crc ^ byte) & 0xff];
  return crc ^ 0xffffffff;
}

size_t padded(size_t size) { return (size + 3) & ~size_t{3}; }

// RFC 8489 section 5: class bits at 4 and 8 of the type, method in the others.
uint16_t type_of(StunClass message_class) {
  const auto bits = static_cast<uint16_t>(message_class);
  return static_cast<uint16_t>(kBindingMethod | (bits & 1) << 4 | (bits & 2) << 7);
}
StunClass class_of(uint16_t type) {
  return static_cast<StunClass>((type >> 4 & 1) | (type >> 7 & 2));
}
uint16_t method_of(uint16_t type) {
  return static_cast<uint16_t>((type & 0x000f) | (type & 0x00e0) >> 1 | (type & 0x3e00) >> 2);
}

// RFC 8489 section 14.2.
void xor_address(MutableBytes ip, const TransactionId& transaction) {
  uint8_t mask[16];
  store_be32(mask, kCookie);
  std::memcpy(mask + 4, transaction.data(), transaction.size());
  for (size_t i = 0; i < ip.size(); ++i) ip[i] ^= mask[i];
}

std::optional<SocketAddress> read_mapped_address(Bytes value, const TransactionId& transaction) {
  ByteReader reader(value);
  reader.skip(1);
  const uint8_t family = reader.u8();
  const auto port = static_cast<uint16_t>(reader.u16() ^ kCookie >> 16);
  const Bytes ip = reader.rest();
  uint8_t plain[16];
  if (family == 1 && ip.size() == 4) {
    std::memcpy(plain, ip.data(), 4);
    xor_address({plain, 4}, transaction);
    return SocketAddress::v4(plain[0], plain[1], plain[2], plain[3], port);
  }
  if (family == 2 && ip.size() == 16) {
    std::memcpy(plain, ip.data(), 16);
    xor_address({plain, 16}, transaction);
    SocketAddress address{.port = port};
    std::memcpy(address.ip.data(), plain, 16);
    return address;
  }
  return std::nullopt;
}

bool comprehension_required(uint16_t type) { return type < 0x8000; }

// Takes one attribute into the message; a wrong size of a known one is an error.
std::optional<ParseError> take_attribute(StunMessage& message, uint16_t type, Bytes value) {
  ByteReader reader(value);
  switch (type) {
    case kUsername:
      message.username = as_text(value);
      return std::nullopt;
    case kPriority:
      message.priority = reader.u32();
      break;
    case kUseCandidate:
      message.use_candidate = true;
      return std::nullopt;
    case kIceControlling:
      message.controlling = reader.u64();
      break;
    case kIceControlled:
      message.controlled = reader.u64();
      break;
    case kGoogleNomination:
      message.google_nomination = reader.u32();
      break;
    case kXorMappedAddress:
      message.mapped_address = read_mapped_address(value, message.transaction);
      if (!message.mapped_address) return ParseError::kBadValue;
      return std::nullopt;
    case kErrorCode: {
      const uint32_t word = reader.u32();
      message.error_code = static_cast<uint16_t>((word >> 8 & 7) * 100 + (word & 0xff));
      reader.rest();  // the reason phrase
      break;
    }
    case kUnknownAttributes:
    case kRealm:
    case kNonce:
      return std::nullopt;
    default:
      if (comprehension_required(type) && !message.unknown_required) {
        message.unknown_required = type;
      }
      return std::nullopt;
  }
  const bool exact = reader.ok() && reader.empty();
  return exact ? std::nullopt : std::optional(ParseError::kBadLength);
}

std::optional<ParseError> check_fingerprint(Bytes bytes, size_t at, Bytes value) {
  if (value.size() != 4 || at + kFingerprintAttributeSize != bytes.size()) {
    return ParseError::kBadLength;  // RFC 8489 section 14.7: it is the last
  }
  const uint32_t expected = crc32(bytes.first(at)) ^ kFingerprintMask;
  if (load_be32(value.data()) != expected) return ParseError::kBadChecksum;
  return std::nullopt;
}

std::optional<ParseError> take_attributes(StunMessage& message, Bytes bytes) {
  ByteReader reader(bytes);
  reader.skip(kStunHeaderSize);
  while (!reader.empty()) {
    const size_t at = reader.position();
    const uint16_t type = reader.u16();
    const uint16_t size = reader.u16();
    const Bytes value = reader.bytes(size);
    reader.skip(padded(size) - size);
    if (!reader.ok()) return ParseError::kBadLength;
    std::optional<ParseError> error;
    if (type == kFingerprint) {
      error = check_fingerprint(bytes, at, value);
      message.has_fingerprint = true;
    } else if (message.integrity_at != 0) {
      continue;
    } else if (type == kMessageIntegrity) {
      if (size != kStunIntegritySize) return ParseError::kBadLength;
      message.integrity_at = at;
    } else {
      error = take_attribute(message, type, value);
    }
    if (error) return error;
  }
  return std::nullopt;
}

}  // namespace

bool is_stun(Bytes bytes) {
  return bytes.size() >= kStunHeaderSize && bytes[0] < 4 && load_be32(&bytes[4]) == kCookie;
}

Result<StunMessage> parse_stun(Bytes bytes) {
  if (bytes.size() < kStunHeaderSize) return Err{ParseError::kTruncated};
  if (bytes.size() > kMaxStunSize) return Err{ParseError::kOversized};
  if (!is_stun(bytes)) return Err{ParseError::kBadMagic};
  const uint16_t type = load_be16(&bytes[0]);
  const size_t length = load_be16(&bytes[2]);
  if (length % 4 != 0 || length + kStunHeaderSize != bytes.size()) {
    return Err{ParseError::kBadLength};
  }
  if (method_of(type) != kBindingMethod) return Err{ParseError::kUnsupported};
  StunMessage message{.message_class = class_of(type)};
  std::copy_n(&bytes[8], message.transaction.size(), message.transaction.begin());
  if (const auto error = take_attributes(message, bytes)) return Err{*error};
  return message;
}

bool verify_stun_integrity(Bytes bytes, const StunMessage& message, Bytes key, HmacSha1 hmac) {
  if (message.integrity_at == 0) return false;
  DIEMCAU_CHECK(bytes.size() <= kMaxStunSize);
  // RFC 8489 section 14.5: computed over the text before the attribute, with the length field
  // pointing to the attribute's end.
  std::array<uint8_t, kMaxStunSize> text;
  std::copy_n(bytes.begin(), message.integrity_at, text.begin());
  const size_t end = message.integrity_at + kAttributeHeaderSize + kStunIntegritySize;
  store_be16(&text[2], static_cast<uint16_t>(end - kStunHeaderSize));
  std::array<uint8_t, kStunIntegritySize> expected;
  hmac(key, Bytes(text).first(message.integrity_at), expected);
  const Bytes given =
      bytes.subspan(message.integrity_at + kAttributeHeaderSize, kStunIntegritySize);
  uint8_t difference = 0;  // constant time
  for (size_t i = 0; i < expected.size(); ++i) difference |= given[i] ^ expected[i];
  return difference == 0;
}

std::optional<IceUsername> split_username(std::string_view username) {
  const size_t colon = username.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  return IceUsername{username.substr(0, colon), username.substr(colon + 1)};
}

StunWriter::StunWriter(MutableBytes out, StunClass message_class, const TransactionId& transaction)
    : out_(out), writer_(out), transaction_(transaction) {
  writer_.u16(type_of(message_class));
  writer_.u16(0);
  writer_.u32(kCookie);
  writer_.bytes(transaction);
}

void StunWriter::attribute(uint16_t type, Bytes value) {
  writer_.u16(type);
  writer_.u16(static_cast<uint16_t>(value.size()));
  writer_.bytes(value);
  writer_.zeros(padded(value.size()) - value.size());
}

void StunWriter::username(std::string_view receiver, std::string_view sender) {
  std::array<uint8_t, 513> text;  // RFC 8489 section 14.3: less than 509 bytes
  ByteWriter joined(text);
  joined.bytes(as_bytes(receiver));
  joined.u8(':');
  joined.bytes(as_bytes(sender));
  DIEMCAU_CHECK(joined.ok());
  attribute(kUsername, joined.written());
}

void StunWriter::priority(uint32_t value) {
  uint8_t raw[4];
  store_be32(raw, value);
  attribute(kPriority, raw);
}

void StunWriter::use_candidate() { attribute(kUseCandidate, {}); }

void StunWriter::controlling(uint64_t tie_breaker) {
  uint8_t raw[8];
  store_be64(raw, tie_breaker);
  attribute(kIceControlling, raw);
}

void StunWriter::controlled(uint64_t tie_breaker) {
  uint8_t raw[8];
  store_be64(raw, tie_breaker);
  attribute(kIceControlled, raw);
}

void StunWriter::mapped_address(const SocketAddress& address) {
  const bool v4 = address.is_v4();
  const size_t ip_size = v4 ? 4 : 16;
  uint8_t raw[20] = {0, static_cast<uint8_t>(v4 ? 1 : 2)};
  store_be16(raw + 2, static_cast<uint16_t>(address.port ^ kCookie >> 16));
  std::memcpy(raw + 4, address.ip.data() + (v4 ? 12 : 0), ip_size);
  xor_address({raw + 4, ip_size}, transaction_);
  attribute(kXorMappedAddress, Bytes(raw, 4 + ip_size));
}

void StunWriter::error(uint16_t code, std::string_view reason) {
  std::array<uint8_t, 128> raw{};
  ByteWriter value(raw);
  value.u16(0);
  value.u8(static_cast<uint8_t>(code / 100));
  value.u8(static_cast<uint8_t>(code % 100));
  value.bytes(as_bytes(reason));
  DIEMCAU_CHECK(value.ok());
  attribute(kErrorCode, value.written());
}

void StunWriter::unknown_attribute(uint16_t type) {
  uint8_t raw[2];
  store_be16(raw, type);
  attribute(kUnknownAttributes, raw);
}

void StunWriter::set_length(size_t size) {
  store_be16(&out_[2], static_cast<uint16_t>(size - kStunHeaderSize));
}

Bytes StunWriter::finish(Bytes key, HmacSha1 hmac) {
  if (!writer_.ok() ||
      writer_.remaining() < kAttributeHeaderSize + kStunIntegritySize + kFingerprintAttributeSize) {
    return {};
  }
  set_length(writer_.size() + kAttributeHeaderSize + kStunIntegritySize);
  std::array<uint8_t, kStunIntegritySize> tag;
  hmac(key, writer_.written(), tag);
  attribute(kMessageIntegrity, tag);
  set_length(writer_.size() + kFingerprintAttributeSize);
  uint8_t raw[4];
  store_be32(raw, crc32(writer_.written()) ^ kFingerprintMask);
  attribute(kFingerprint, raw);
  return writer_.written();
}

}  // namespace diemcau::wire
