#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>

#include "base/random.h"
#include "forward/forward_test_support.h"

// A publisher of three layers, a network that loses, delays and doubles, and one receiver that asks
// for what it misses: whatever the seed, the receiver sees one stream.
namespace diemcau::forward {
namespace {

constexpr size_t kHeader = 5;  // VP8's descriptor and the first byte of the frame

struct Sent {
  uint16_t number = 0;
  uint32_t timestamp = 0;
  bool marker = false;
  bool keyframe_start = false;
  uint16_t picture_id = 0;
  std::vector<uint8_t> payload;  // empty: padding
  bool came = false;
};

struct Flight {
  Layer layer = Layer::kLow;
  size_t index = 0;
  bool rtx = false;
};

struct Got {
  size_t index = 0;  // among what its layer's publisher sent
  bool padding = false;
  uint32_t timestamp = 0;
  uint16_t picture_id = 0;
};

struct Begun {
  Layer layer = Layer::kLow;
  size_t index = 0;
};

struct Publisher {
  std::vector<Sent> sent;
  uint16_t next = 0;
  uint32_t timestamp = 0;
  uint16_t picture_id = 0;
  bool keyframe_wanted = false;
};

class Line {
 public:
  explicit Line(uint64_t seed) : random_(seed), reports_(seed % 2 == 0) {
    for (Publisher& one : publishers_) {
      one.next = static_cast<uint16_t>(random_.u64());
      one.timestamp = static_cast<uint32_t>(random_.u64());
      one.picture_id = static_cast<uint16_t>(random_.u64() & 0x7fff);
    }
  }

  void run(int frames) {
    for (int i = 0; i < frames; ++i) {
      if (random_.chance(0.05)) sink_.select(any_layer(), random_.chance(0.2));
      frame();
    }
    // Whatever came before, two seconds bring the best layer.
    sink_.select(Layer::kHigh, false);
    for (int i = 0; i < 60; ++i) frame();
    ASSERT_EQ(sink_.current_layer(), Layer::kHigh);
    for (int i = 0; i < 100; ++i, now_ += 3ms) tick();
  }

  void check() const {
    ASSERT_FALSE(got_.empty());
    for (auto one = got_.begin(), next = std::next(one); next != got_.end(); ++one, ++next) {
      ASSERT_NO_FATAL_FAILURE(check_pair(*one, *next));
    }
  }

 private:
  using Place = std::pair<const int64_t, Got>;

  void frame() {
    for (size_t layer = 0; layer < kMaxLayers; ++layer) publish(static_cast<Layer>(layer));
    for (const Instant end = now_ + 33ms; now_ < end; now_ += 3ms) tick();
  }

  Layer any_layer() { return static_cast<Layer>(random_.below(kMaxLayers)); }

  void publish(Layer layer) {
    Publisher& from = publishers_[static_cast<size_t>(layer)];
    const bool keyframe = std::exchange(from.keyframe_wanted, false) || random_.chance(0.02);
    const size_t packets = 1 + random_.below(4);
    from.picture_id = (from.picture_id + 1) & 0x7fff;
    from.timestamp += 2970;
    for (size_t i = 0; i < packets; ++i) {
      Sent one{from.next++,        from.timestamp,  i + 1 == packets,
               keyframe && i == 0, from.picture_id, vp8_payload(from.picture_id, i == 0, keyframe)};
      store_be32(one.payload.data() + kHeader, static_cast<uint32_t>(from.sent.size()));
      put(layer, std::move(one));
    }
    const size_t paddings = random_.chance(0.1) ? random_.below(4) : 0;
    for (size_t i = 0; i < paddings; ++i) put(layer, {from.next++, from.timestamp});
    if (reports_ && random_.chance(0.1)) report(layer);
  }

  void put(Layer layer, Sent one) {
    Publisher& from = publishers_[static_cast<size_t>(layer)];
    from.sent.push_back(std::move(one));
    send({layer, from.sent.size() - 1, false});
  }

  void send(const Flight& flight) {
    if (random_.chance(0.05)) return;
    const int copies = random_.chance(0.03) ? 2 : 1;
    for (int i = 0; i < copies; ++i) {
      const auto late = random_.chance(0.1) ? random_.below(40) : 0;
      flights_.emplace(now_ + 10ms + milliseconds(late), flight);
    }
  }

  void report(Layer layer) {
    const Publisher& from = publishers_[static_cast<size_t>(layer)];
    const auto ms = static_cast<uint64_t>(to_ms(now_.time_since_epoch()));
    track_.handle_sender_report(
        now_, layer, {Ssrc{1}, (ms / 1000) << 32 | (ms % 1000 << 32) / 1000, from.timestamp, 0, 0});
  }

  void tick() {
    while (!flights_.empty() && flights_.begin()->first <= now_) {
      const Flight flight = flights_.begin()->second;
      flights_.erase(flights_.begin());
      deliver(flight);
    }
    answer_feedback();
    ask_again();
  }

  void deliver(const Flight& flight) {
    Sent& one = publishers_[static_cast<size_t>(flight.layer)].sent[flight.index];
    one.came = true;
    std::vector<uint8_t> payload = one.payload;
    if (flight.rtx) {
      payload.insert(payload.begin(),
                     {static_cast<uint8_t>(one.number >> 8), static_cast<uint8_t>(one.number)});
    }
    const Made made = make_rtp(flight.rtx ? kRtxType : kVp8Type, flight.rtx ? rtx_++ : one.number,
                               one.timestamp, one.marker, payload);
    Refusal refusal{};
    const PacketRef packet = flight.rtx
                                 ? track_.handle_rtx(now_, flight.layer, made.rtp, pool_, refusal)
                                 : track_.handle_rtp(now_, flight.layer, made.rtp, pool_, refusal);
    if (packet) offer(*packet, flight);
  }

  void offer(const Packet& packet, const Flight& flight) {
    const auto before = sink_.current_layer();
    Outgoing out;
    if (!sink_.accept(packet, track_, out)) return;
    const Sent& one = publishers_[static_cast<size_t>(flight.layer)].sent[flight.index];
    const int64_t sequence = unwrapper_.unwrap(out.header.sequence);
    if (before != sink_.current_layer()) {
      ASSERT_TRUE(one.keyframe_start);
      ASSERT_TRUE(got_.empty() || sequence == got_.rbegin()->first + 1);
      begun_[sequence] = {flight.layer, flight.index};
    }
    keep(sequence, flight.index, out, 0);
  }

  void keep(int64_t sequence, size_t index, const Outgoing& out, size_t osn) {
    Got got{index, out.is_padding, out.header.timestamp, 0};
    if (!out.is_padding) {
      got.picture_id = load_be16(out.prefix.data() + osn + 2) & 0x7fff;
    }
    ASSERT_TRUE(got_.emplace(sequence, got).second) << "number used twice";
  }

  void answer_feedback() {
    Feedback feedback;
    while (track_.poll_feedback(now_, feedback)) {
      Publisher& from = publishers_[static_cast<size_t>(feedback.layer)];
      from.keyframe_wanted |= feedback.keyframe;
      for (const uint16_t number : feedback.lost_packets()) {
        const size_t back = static_cast<uint16_t>(from.next - 1 - number);
        ASSERT_LT(back, from.sent.size());
        const size_t index = from.sent.size() - 1 - back;
        // Publishers keep no padding to send again.
        if (!from.sent[index].payload.empty()) send({feedback.layer, index, true});
      }
    }
  }

  // The receiver's NACKs for the newest numbers that are not there.
  void ask_again() {
    if (got_.empty()) return;
    const int64_t newest = got_.rbegin()->first;
    for (int64_t lost = std::max(newest - 100, got_.begin()->first); lost < newest; ++lost) {
      if (got_.contains(lost)) continue;
      Outgoing out;
      if (!sink_.handle_nack(now_, static_cast<uint16_t>(lost), track_, out)) continue;
      ASSERT_EQ(out.header.ssrc, Ssrc{78});
      if (out.tail.empty()) {  // the place of padding
        out.is_padding = true;
        keep(lost, 0, out, 0);
        continue;
      }
      ASSERT_EQ(load_be16(out.prefix.data()), static_cast<uint16_t>(lost));
      keep(lost, load_be32(out.tail.data() + kHeader - 4), out, 2);
    }
  }

  const Place& start_of(int64_t sequence) const {
    return *got_.find(std::prev(begun_.upper_bound(sequence))->first);
  }

  void check_pair(const Place& one, const Place& next) const {
    const int64_t begins = start_of(next.first).first;
    ASSERT_GE(static_cast<int32_t>(next.second.timestamp - one.second.timestamp), 0);
    if (one.second.padding || next.second.padding) return;
    if (begins != start_of(one.first).first) {
      ASSERT_EQ(next.first, one.first + 1);
      ASSERT_GT(static_cast<int32_t>(next.second.timestamp - one.second.timestamp), 0);
      ASSERT_EQ(next.second.picture_id, (one.second.picture_id + 1) & 0x7fff);
      return;
    }
    const auto& sent = publishers_[static_cast<size_t>(begun_.at(begins).layer)].sent;
    ASSERT_LT(one.second.index, next.second.index);
    int64_t never_came = 0;
    for (size_t i = one.second.index + 1; i < next.second.index; ++i) never_came += !sent[i].came;
    ASSERT_LE(next.first - one.first - 1, never_came) << "a hole that the source does not have";
    ASSERT_EQ((next.second.picture_id - one.second.picture_id) & 0x7fff,
              (sent[next.second.index].picture_id - sent[one.second.index].picture_id) & 0x7fff);
  }

  SeededRandom random_;
  const bool reports_;
  Instant now_{1s};
  PacketPool pool_;
  SourceTrack track_{MediaKind::kVideo, vp8_formats()};
  Sink sink_{{vp8_formats(), vp8_formats(), Ssrc{77}, Ssrc{78}}};
  std::array<Publisher, kMaxLayers> publishers_;
  std::multimap<Instant, Flight> flights_;
  uint16_t rtx_ = 0;
  wire::SequenceUnwrapper unwrapper_;
  std::map<int64_t, Got> got_;      // by the receiver's unwrapped number
  std::map<int64_t, Begun> begun_;  // where a layer begins
};

TEST(SinkContinuity, HoldsForAThousandSeeds) {
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Line line(seed);
    line.run(90);
    ASSERT_FALSE(testing::Test::HasFatalFailure());
    ASSERT_NO_FATAL_FAILURE(line.check());
  }
}

}  // namespace
}  // namespace diemcau::forward
