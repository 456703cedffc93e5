#pragma once

#include <cstddef>
#include <cstdint>

#include "base/address.h"
#include "base/bytes.h"
#include "shard/batch.h"

namespace diemcau::shard {

// Lays datagrams into a batch so that those which follow each other to the same destination leave
// as segments of one message: all of one size, only the last may be shorter (UDP_SEGMENT). Each
// datagram is written once, where it stays.
//
//   while (writer.has_room()) { n = write(writer.next(path)); writer.commit(n); }
//   writer.finish();
class SegmentWriter {
 public:
  explicit SegmentWriter(Batch& batch) : batch_(batch) {}

  // Room for one more datagram whatever its destination and size.
  bool has_room() const { return batch_.has_room_for(size_ > 0 ? 2 : 1); }

  // Where the next datagram to `path` goes; needs has_room(). Calling it again without a commit
  // gives the same place.
  MutableBytes next(const Path& path);
  // `size` bytes of it are a datagram; 0 takes it back.
  void commit(size_t size);
  // Whether what follows is pictures: a message has only those, or none.
  void set_pictures(bool pictures);
  // Closes the open message; the writer may go on afterwards.
  void finish();

 private:
  bool continues_message(size_t size) const;

  Batch& batch_;
  Path path_;
  size_t size_ = 0;  // of the open message
  size_t count_ = 0;
  uint16_t segment_size_ = 0;
  bool last_is_shorter_ = false;
  bool pictures_ = false;
};

}  // namespace diemcau::shard
