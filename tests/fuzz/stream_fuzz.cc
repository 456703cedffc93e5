// A TCP stream of ICE: however it is cut, the same datagrams come of it; and what two lanes wrote
// comes out as whole datagrams, each lane in its order.
#include <algorithm>
#include <array>
#include <vector>

#include "base/check.h"
#include "transport/stream_connection.h"

namespace {

using namespace diemcau;
using Datagrams = std::vector<std::vector<uint8_t>>;

struct Read {
  Datagrams datagrams;
  bool broken = false;
  bool operator==(const Read&) const = default;
};

// In pieces of sizes that `sizes` says, over and over; empty: in one.
Read read(Bytes stream, Bytes sizes) {
  transport::FrameReader reader(transport::StreamConnection::kMaxDatagram);
  Read out;
  for (size_t at = 0, turn = 0; at < stream.size() && !out.broken; ++turn) {
    const size_t wanted = sizes.empty() ? stream.size() : 1 + sizes[turn % sizes.size()];
    const Bytes part = stream.subspan(at, std::min(wanted, stream.size() - at));
    std::vector<uint8_t> piece(part.begin(), part.end());
    reader.feed(piece);
    MutableBytes datagram;
    while (reader.next(datagram)) out.datagrams.emplace_back(datagram.begin(), datagram.end());
    out.broken = reader.broken();
    at += piece.size();
    DIEMCAU_CHECK(out.broken || reader.wanted() >= 1);
  }
  return out;
}

void take_as_stream(Bytes bytes) {
  // A datagram that is too long needs its header alone, and 512 sizes of pieces say enough.
  constexpr size_t kMost = 1024;
  bytes = bytes.first(std::min(bytes.size(), kMost));
  const size_t half = bytes.size() / 2;
  const Read whole = read(bytes.subspan(half), {});
  DIEMCAU_CHECK(read(bytes.subspan(half), bytes.first(half)) == whole);
  for (const auto& one : whole.datagrams) transport::shard_of_check(one);
}

// The first frame, as an unproven connection reads it: never beyond what is wanted.
void take_as_first_frame(Bytes bytes) {
  transport::StreamConnection stream(Instant{1s});
  std::vector<uint8_t> copy(bytes.begin(), bytes.end());
  MutableBytes datagram;
  for (size_t at = 0; at < copy.size() && !stream.end(Instant{1s});) {
    const size_t size = stream.read_at_most(copy.size() - at);
    DIEMCAU_CHECK(size >= 1);
    stream.feed(Instant{1s}, MutableBytes(copy).subspan(at, size));
    at += size;
    if (!stream.next(datagram)) continue;
    DIEMCAU_CHECK(datagram.size() + transport::kFrameHeaderSize == at);
    return;
  }
}

// Pairs of bytes say what to push and how much to write.
void take_as_steps(Bytes steps) {
  constexpr size_t kMostSteps = 400;
  steps = steps.first(std::min(steps.size(), kMostSteps));
  transport::SendLanes lanes;
  std::vector<uint8_t> stream;
  std::array<uint8_t, 2> pushed{};
  const auto write = [&](size_t most) {
    const Bytes front = lanes.front().first(std::min(most, lanes.front().size()));
    stream.insert(stream.end(), front.begin(), front.end());
    lanes.written(front.size());
  };
  std::array<uint8_t, 2 + 255> datagram;
  for (size_t i = 0; i + 1 < steps.size(); i += 2) {
    const bool pictures = (steps[i] & 1) != 0;
    datagram[0] = pictures ? 1 : 0;
    datagram[1] = pushed[pictures];
    if (lanes.push({datagram.data(), 2u + steps[i]}, 2u + steps[i], pictures)) ++pushed[pictures];
    write(steps[i + 1]);
  }
  while (!lanes.empty()) write(lanes.size());
  const Read out = read(stream, {});
  std::array<uint8_t, 2> seen{};
  for (const auto& one : out.datagrams) DIEMCAU_CHECK(one[1] == seen[one[0]]++);
  DIEMCAU_CHECK(!out.broken && seen == pushed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes bytes(data, size);
  take_as_stream(bytes);
  take_as_first_frame(bytes);
  take_as_steps(bytes);
  return 0;
}
