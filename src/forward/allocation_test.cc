#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "forward/forward_test_support.h"

// Counts what this test program takes from the heap.
namespace {
size_t allocations = 0;

void* counted(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace diemcau::forward {
namespace {

TEST(Allocation, AWarmTrackAndItsSinksTakeNothingFromTheHeap) {
  PacketPool pool;
  SourceTrack track(MediaKind::kVideo, vp8_formats());
  std::vector<Sink> sinks;
  for (uint32_t i = 0; i < 20; ++i) {
    sinks.emplace_back(Sink::Config{vp8_formats(), vp8_formats(), Ssrc{100 + i}, Ssrc{200 + i}});
  }
  std::vector<Made> packets;
  for (uint16_t i = 0; i < 3000; ++i) {
    packets.push_back(
        make_rtp(kVp8Type, i, 3000u * i, true, vp8_payload(i, true, i % 100 == 0, 1000)));
  }
  Instant now{1s};
  size_t forwarded = 0;
  size_t resent = 0;
  const auto pass = [&](size_t from, size_t to) {
    Refusal refusal{};
    Outgoing out;
    Feedback feedback;
    for (size_t i = from; i < to; ++i, now += 10ms) {
      if (i % 10 == 5) continue;  // lost, and asked for
      const PacketRef packet = track.handle_rtp(now, Layer::kLow, packets[i].rtp, pool, refusal);
      for (Sink& sink : sinks) forwarded += sink.accept(*packet, track, out) ? 1 : 0;
      resent += sinks[0].handle_nack(now, out.header.sequence, track, out) ? 1 : 0;
      while (track.poll_feedback(now, feedback)) {
      }
    }
  };
  pass(0, 2000);  // fills the cache and the pool
  forwarded = resent = 0;
  const size_t before = allocations;
  pass(2000, 3000);
  const size_t taken = allocations - before;
  EXPECT_EQ(taken, 0u);
  EXPECT_EQ(forwarded, 900u * 20);
  EXPECT_EQ(resent, 900u);
}

}  // namespace
}  // namespace diemcau::forward
