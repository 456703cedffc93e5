#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "base/check.h"

namespace diemcau {

using Bytes = std::span<const uint8_t>;
using MutableBytes = std::span<uint8_t>;

inline Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Big-endian loads and stores at a place the caller has already checked.
inline uint16_t load_be16(const uint8_t* at) { return static_cast<uint16_t>(at[0] << 8 | at[1]); }
inline uint32_t load_be24(const uint8_t* at) {
  return uint32_t{at[0]} << 16 | uint32_t{at[1]} << 8 | at[2];
}
inline uint32_t load_be32(const uint8_t* at) {
  return uint32_t{load_be16(at)} << 16 | load_be16(at + 2);
}
inline uint64_t load_be64(const uint8_t* at) {
  return uint64_t{load_be32(at)} << 32 | load_be32(at + 4);
}
inline void store_be16(uint8_t* at, uint16_t value) {
  at[0] = static_cast<uint8_t>(value >> 8);
  at[1] = static_cast<uint8_t>(value);
}
inline void store_be24(uint8_t* at, uint32_t value) {
  at[0] = static_cast<uint8_t>(value >> 16);
  store_be16(at + 1, static_cast<uint16_t>(value));
}
inline void store_be32(uint8_t* at, uint32_t value) {
  store_be16(at, static_cast<uint16_t>(value >> 16));
  store_be16(at + 2, static_cast<uint16_t>(value));
}
inline void store_be64(uint8_t* at, uint64_t value) {
  store_be32(at, static_cast<uint32_t>(value >> 32));
  store_be32(at + 4, static_cast<uint32_t>(value));
}

// Reads big-endian fields off a span. Reading past the end yields zeros and empty spans and makes
// `ok()` false for good, so a parser may read a whole structure and check once.
class ByteReader {
 public:
  explicit ByteReader(Bytes bytes) : bytes_(bytes) {}

  uint8_t u8() { return take(1) ? bytes_[at_ - 1] : 0; }
  uint16_t u16() { return take(2) ? load_be16(&bytes_[at_ - 2]) : 0; }
  uint32_t u24() { return take(3) ? load_be24(&bytes_[at_ - 3]) : 0; }
  uint32_t u32() { return take(4) ? load_be32(&bytes_[at_ - 4]) : 0; }
  uint64_t u64() { return take(8) ? load_be64(&bytes_[at_ - 8]) : 0; }
  Bytes bytes(size_t count) { return take(count) ? bytes_.subspan(at_ - count, count) : Bytes{}; }
  void skip(size_t count) { take(count); }
  Bytes rest() { return bytes(remaining()); }

  bool ok() const { return ok_; }
  bool empty() const { return remaining() == 0; }
  size_t remaining() const { return ok_ ? bytes_.size() - at_ : 0; }
  size_t position() const { return at_; }

 private:
  bool take(size_t count) {
    if (!ok_ || bytes_.size() - at_ < count) {
      ok_ = false;
      return false;
    }
    at_ += count;
    return true;
  }

  Bytes bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

// Writes big-endian fields into a span. Writing past the end writes nothing and makes `ok()` false
// for good.
class ByteWriter {
 public:
  explicit ByteWriter(MutableBytes bytes) : bytes_(bytes) {}

  void u8(uint8_t value) {
    if (take(1)) bytes_[at_ - 1] = value;
  }
  void u16(uint16_t value) {
    if (take(2)) store_be16(&bytes_[at_ - 2], value);
  }
  void u24(uint32_t value) {
    if (take(3)) store_be24(&bytes_[at_ - 3], value);
  }
  void u32(uint32_t value) {
    if (take(4)) store_be32(&bytes_[at_ - 4], value);
  }
  void u64(uint64_t value) {
    if (take(8)) store_be64(&bytes_[at_ - 8], value);
  }
  void bytes(Bytes source) {
    if (!source.empty() && take(source.size())) {
      std::memcpy(&bytes_[at_ - source.size()], source.data(), source.size());
    }
  }
  void zeros(size_t count) {
    if (count != 0 && take(count)) std::memset(&bytes_[at_ - count], 0, count);
  }

  bool ok() const { return ok_; }
  size_t size() const { return at_; }
  size_t remaining() const { return ok_ ? bytes_.size() - at_ : 0; }
  // What has been written so far.
  MutableBytes written() const { return bytes_.first(at_); }

 private:
  bool take(size_t count) {
    if (!ok_ || bytes_.size() - at_ < count) {
      ok_ = false;
      return false;
    }
    at_ += count;
    return true;
  }

  MutableBytes bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace diemcau
