#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"

namespace diemcau::transport {

// What waits to be written to one TCP stream, framed as RFC 4571 says, in two lanes: pictures, and
// all that must not wait behind them (answers, DTLS, RTCP, sound). Each lane has a bound of its
// own, so that pictures are what a slow stream loses first; between two datagrams the first lane
// always goes before the other.
class SendLanes {
 public:
  static constexpr size_t kFirstBound = 64 << 10;
  static constexpr size_t kPicturesBound = 256 << 10;

  // `data` is cut every `segment` bytes into datagrams, the last may be shorter. It is taken whole
  // or, where its lane is full, not at all: false.
  bool push(Bytes data, size_t segment, bool pictures);

  bool empty() const { return first_.empty() && pictures_.empty(); }
  size_t size() const { return first_.size() + pictures_.size(); }
  // What the stream is to be given next; empty when nothing waits. Valid until the next call.
  Bytes front() const;
  // The stream took so many bytes of front().
  void written(size_t count);

 private:
  // A queue of bytes: grows when used, gives large memory back when empty.
  class Lane {
   public:
    bool empty() const { return size() == 0; }
    size_t size() const { return bytes_.size() - head_; }
    Bytes all() const { return Bytes(bytes_).subspan(head_); }
    void push_frame(Bytes datagram);
    void pop(size_t count);

   private:
    static constexpr size_t kKept = 64 << 10;
    std::vector<uint8_t> bytes_;
    size_t head_ = 0;
  };

  Lane& open_lane() { return pictures_are_open_ ? pictures_ : first_; }

  Lane first_;
  Lane pictures_;
  // Of a datagram that was begun: it has to be finished before another lane has its turn.
  size_t left_ = 0;
  bool pictures_are_open_ = false;
};

}  // namespace diemcau::transport
