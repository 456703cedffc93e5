#include "congestion/transport_cc_receiver.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <queue>
#include <vector>

#include "base/random.h"
#include "wire/transport_cc.h"

namespace diemcau::congestion {
namespace {

constexpr Instant kStart = Instant(1h);
constexpr Ssrc kMedia{0x1234};

// The publisher's side: takes feedback in and keeps the newest word about each packet.
class Publisher {
 public:
  void take(Bytes feedback) {
    wire::RtcpReader compound(feedback);
    wire::RtcpPacket packet;
    ASSERT_TRUE(compound.next(packet));
    auto reader = wire::TransportCcReader::open(packet);
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ(reader->header().sender, Ssrc{7});
    EXPECT_EQ(reader->header().media, kMedia);
    EXPECT_EQ(reader->header().feedback_count, next_count_++);
    wire::TransportCcStatus status;
    while (reader->next(status)) {
      const int64_t sequence = unwrapper_.unwrap(status.sequence);
      std::optional<int64_t>& known = told_[sequence];
      // What was once received is never taken back, nor its time changed.
      if (known) {
        ASSERT_TRUE(status.received);
        ASSERT_EQ(*known, status.arrival_ticks);
      }
      if (status.received) known = status.arrival_ticks;
    }
  }

  const std::map<int64_t, std::optional<int64_t>>& told() const { return told_; }

 private:
  uint8_t next_count_ = 0;
  wire::SequenceUnwrapper unwrapper_;
  std::map<int64_t, std::optional<int64_t>> told_;
};

void poll_all(TransportCcReceiver& receiver, Instant now, Publisher& publisher,
              size_t room = 1200) {
  std::vector<uint8_t> buffer(room);
  for (Bytes packet; !(packet = receiver.poll_feedback(now, buffer)).empty();) {
    publisher.take(packet);
  }
}

int64_t ticks(Instant now) { return now.time_since_epoch() / 250us; }

TEST(TransportCcReceiver, ReportsOnceAnInterval) {
  TransportCcReceiver receiver(Ssrc{7});
  Publisher publisher;
  EXPECT_EQ(receiver.next_timeout(), kNever);
  receiver.on_packet(kStart, 10, kMedia);
  receiver.on_packet(kStart + 20ms, 12, kMedia);
  EXPECT_EQ(receiver.next_timeout(), kStart + TransportCcReceiver::kInterval);
  poll_all(receiver, kStart + 49ms, publisher);
  EXPECT_TRUE(publisher.told().empty());
  poll_all(receiver, kStart + 50ms, publisher);
  ASSERT_EQ(publisher.told().size(), 3u);
  EXPECT_EQ(publisher.told().at(10), ticks(kStart));
  EXPECT_FALSE(publisher.told().at(11));
  EXPECT_EQ(publisher.told().at(12), ticks(kStart + 20ms));
  EXPECT_EQ(receiver.next_timeout(), kNever);
}

TEST(TransportCcReceiver, ReportsAStragglerAgain) {
  TransportCcReceiver receiver(Ssrc{7});
  Publisher publisher;
  receiver.on_packet(kStart, 0, kMedia);
  receiver.on_packet(kStart, 3, kMedia);
  poll_all(receiver, kStart + 50ms, publisher);
  EXPECT_FALSE(publisher.told().at(1));
  receiver.on_packet(kStart + 60ms, 1, kMedia);
  poll_all(receiver, kStart + 110ms, publisher);
  EXPECT_EQ(publisher.told().at(1), ticks(kStart + 60ms));
  EXPECT_FALSE(publisher.told().at(2));
  EXPECT_EQ(publisher.told().at(3), ticks(kStart));
}

TEST(TransportCcReceiver, ADuplicateChangesNothing) {
  TransportCcReceiver receiver(Ssrc{7});
  Publisher publisher;
  receiver.on_packet(kStart, 5, kMedia);
  receiver.on_packet(kStart + 10ms, 5, kMedia);
  poll_all(receiver, kStart + 50ms, publisher);
  EXPECT_EQ(publisher.told().at(5), ticks(kStart));
  receiver.on_packet(kStart + 60ms, 5, kMedia);
  EXPECT_EQ(receiver.next_timeout(), kNever);
}

TEST(TransportCcReceiver, SplitsWhatDoesNotFit) {
  TransportCcReceiver receiver(Ssrc{7});
  Publisher publisher;
  for (uint16_t i = 0; i < 1000; ++i) receiver.on_packet(kStart + i * 40us, i, kMedia);
  poll_all(receiver, kStart + 50ms, publisher, 200);
  ASSERT_EQ(publisher.told().size(), 1000u);
  for (const auto& [sequence, arrival] : publisher.told()) EXPECT_TRUE(arrival) << sequence;
}

TEST(TransportCcReceiver, AGapLargerThanTheWindowIsForgotten) {
  TransportCcReceiver receiver(Ssrc{7});
  Publisher publisher;
  receiver.on_packet(kStart, 0, kMedia);
  receiver.on_packet(kStart, 20000, kMedia);
  poll_all(receiver, kStart + 50ms, publisher);
  EXPECT_EQ(publisher.told().size(), TransportCcReceiver::kWindow);
  EXPECT_TRUE(publisher.told().at(20000));
}

TEST(TransportCcReceiver, FollowsASenderThatBeganAnew) {
  TransportCcReceiver receiver(Ssrc{7});
  receiver.on_packet(kStart, 30000, kMedia);
  Publisher before;
  poll_all(receiver, kStart + 50ms, before);
  receiver.on_packet(kStart + 60ms, 28000, kMedia);
  EXPECT_EQ(receiver.next_timeout(), kNever);  // one alone is a straggler
  for (uint16_t i = 1; i < 40; ++i) receiver.on_packet(kStart + 60ms, 28000 + i, kMedia);
  std::vector<uint8_t> buffer(1200);
  const Bytes feedback = receiver.poll_feedback(kStart + 110ms, buffer);
  ASSERT_FALSE(feedback.empty());
  EXPECT_EQ(load_be16(&feedback[12]), 28015);
}

TEST(TransportCcReceiver, ALongPauseTakesTwoPackets) {
  TransportCcReceiver receiver(Ssrc{7});
  Publisher publisher;
  receiver.on_packet(kStart, 1, kMedia);
  receiver.on_packet(kStart + 20s, 2, kMedia);
  poll_all(receiver, kStart + 20s, publisher);
  EXPECT_EQ(publisher.told().at(1), ticks(kStart));
  EXPECT_EQ(publisher.told().at(2), ticks(kStart + 20s));
}

struct Datagram {
  Instant arrives;
  int64_t sequence;
  bool operator>(const Datagram& other) const { return arrives > other.arrives; }
};

// A lossy, reordering network in virtual time: in the end the publisher knows of each packet
// exactly what befell it, and each was reported in time.
void run_scenario(uint64_t seed) {
  SCOPED_TRACE(seed);
  SeededRandom random(seed);
  std::priority_queue<Datagram, std::vector<Datagram>, std::greater<>> network;
  std::map<int64_t, std::optional<int64_t>> truth;
  const double loss = random.unit() * 0.3;
  const auto jitter_us = 1 + random.below(80'000);
  const auto first = static_cast<int64_t>(random.below(65536));
  Instant sends = kStart;
  for (int64_t sequence = first; sequence < first + 3000; ++sequence) {
    sends += microseconds(random.below(4000));
    truth[sequence] = std::nullopt;
    if (sequence != first && random.chance(loss)) continue;
    network.push({sends + 20ms + microseconds(random.below(jitter_us)), sequence});
  }
  TransportCcReceiver receiver(Ssrc{7});
  Publisher publisher;
  int64_t last = first;
  while (!network.empty() || receiver.next_timeout() != kNever) {
    if (network.empty() || receiver.next_timeout() <= network.top().arrives) {
      poll_all(receiver, receiver.next_timeout(), publisher);
      continue;
    }
    const Datagram datagram = network.top();
    network.pop();
    receiver.on_packet(datagram.arrives, static_cast<uint16_t>(datagram.sequence), kMedia);
    ASSERT_LE(receiver.next_timeout(), datagram.arrives + TransportCcReceiver::kInterval);
    truth[datagram.sequence] = ticks(datagram.arrives);
    last = std::max(last, datagram.sequence);
  }
  truth.erase(truth.upper_bound(last), truth.end());
  ASSERT_EQ(publisher.told(), truth);
}

TEST(TransportCcReceiver, TellsTheTruthOverAnyNetwork) {
  for (uint64_t seed = 1; seed <= 60; ++seed) run_scenario(seed);
}

}  // namespace
}  // namespace diemcau::congestion
