#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"

namespace diemcau::transport {

// RFC 4571 section 2: each datagram stands behind its length in two bytes.
inline constexpr size_t kFrameHeaderSize = 2;

// Cuts a TCP stream into the datagrams that it carries.
//
//   reader.feed(bytes);  while (reader.next(datagram)) ...;  if (reader.broken()) close();
//
// A datagram that lies whole in what was fed is handed out in place; of one that does not, at most
// `limit` bytes are kept.
class FrameReader {
 public:
  explicit FrameReader(size_t limit) : limit_(limit) {}

  // The largest datagram from now on.
  void set_limit(size_t limit) { limit_ = limit; }

  // How many bytes are missing from the header or the datagram that has begun, at least 1: who
  // reads no more than this holds nothing of what follows.
  size_t wanted() const;

  // What the stream brought next. Only after next() has said false.
  void feed(MutableBytes bytes) { fed_ = bytes; }
  // The next whole datagram; valid until the next call, and the caller may write into it. One of
  // length 0 keeps a connection open and says nothing.
  bool next(MutableBytes& datagram);
  // A datagram over the limit was announced: where the next one begins is not to be known.
  bool broken() const { return broken_; }

 private:
  size_t size_at(const uint8_t* header) const { return kFrameHeaderSize + load_be16(header); }
  bool complete(size_t size);
  bool take_whole(MutableBytes& datagram);
  bool finish_begun(MutableBytes& datagram);

  size_t limit_;
  MutableBytes fed_;
  std::vector<uint8_t> begun_;  // a header or frame that is not whole yet
  bool handed_out_ = false;     // begun_ was the last datagram
  bool broken_ = false;
};

}  // namespace diemcau::transport
