#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace diemcau::sites {

inline constexpr size_t kMaxOggPacketSize = 64 * 1024;

// Reads the packets of an Ogg file with one logical stream (RFC 3533) that lies in the caller's
// memory. Every page's checksum is checked.
class OggReader {
 public:
  explicit OggReader(Bytes file) : rest_(file) {}

  // The next packet; false at the end and at the first page or packet that is not right.
  bool next(std::vector<uint8_t>& out);
  // Why it ended before the end.
  std::optional<ParseError> error() const { return error_; }

 private:
  struct Page {
    bool continues = false;  // its first packet began on the page before
    uint32_t serial = 0;
    uint32_t sequence = 0;
    Bytes lacing;
    Bytes body;
  };
  bool fail(ParseError error);
  bool next_page();
  std::optional<ParseError> parse_page(Page& page, size_t& size) const;
  std::optional<ParseError> check_order(const Page& page, bool inside_packet) const;

  Bytes rest_;
  Bytes lacing_;
  Bytes body_;
  std::optional<uint32_t> serial_;
  uint32_t next_sequence_ = 0;
  bool inside_packet_ = false;
  std::optional<ParseError> error_;
};

}  // namespace diemcau::sites
