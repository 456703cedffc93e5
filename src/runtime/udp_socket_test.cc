#include "runtime/udp_socket.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <vector>

namespace diemcau::runtime {
namespace {

struct Arrival {
  Path path;
  std::vector<uint8_t> data;
};

// Reads until `count` datagrams have come or nothing has come for two seconds.
std::vector<Arrival> receive_count(UdpSocket& socket, size_t count) {
  std::vector<Arrival> arrivals;
  pollfd waiting{socket.fd(), POLLIN, 0};
  while (arrivals.size() < count && poll(&waiting, 1, 2000) == 1) {
    socket.receive([&](const Path& path, MutableBytes data) {
      arrivals.push_back({path, {data.begin(), data.end()}});
    });
  }
  return arrivals;
}

void put_message(shard::Batch& batch, const Path& path, size_t size, uint16_t segment) {
  MutableBytes out = batch.begin_message();
  for (size_t i = 0; i < size; ++i) out[i] = static_cast<uint8_t>(i / segment);
  batch.commit(path, size, segment);
}

class UdpSocketTest : public testing::Test {
 protected:
  std::unique_ptr<UdpSocket> open_any(const std::string& ip) {
    return std::move(UdpSocket::open(ip, 0)).value();
  }
};

TEST_F(UdpSocketTest, CutsASegmentedMessageIntoDatagrams) {
  auto from = open_any("127.0.0.1");
  auto to = open_any("127.0.0.1");
  shard::Batch batch;
  const Path path{SocketAddress::v4(127, 0, 0, 1, from->port()),
                  SocketAddress::v4(127, 0, 0, 1, to->port())};
  put_message(batch, path, 3 * 1000 + 200, 1000);
  put_message(batch, path, 77, 77);
  EXPECT_EQ(from->send(batch, 0), 2u);
  const auto arrivals = receive_count(*to, 5);
  ASSERT_EQ(arrivals.size(), 5u);
  EXPECT_EQ(arrivals[0].data.size(), 1000u);
  EXPECT_EQ(arrivals[2].data[0], 2);
  EXPECT_EQ(arrivals[3].data.size(), 200u);
  EXPECT_EQ(arrivals[4].data.size(), 77u);
  EXPECT_EQ(from->counters().datagrams_sent, 5u);
  EXPECT_EQ(from->counters().messages_sent, 2u);
}

TEST_F(UdpSocketTest, AnswersFromTheAddressThatWasHit) {
  auto server = open_any("0.0.0.0");
  auto client = open_any("127.0.0.1");
  const SocketAddress hit = SocketAddress::v4(127, 0, 0, 9, server->port());
  const SocketAddress own = SocketAddress::v4(127, 0, 0, 1, client->port());
  shard::Batch question;
  put_message(question, {own, hit}, 10, 10);
  client->send(question, 0);
  const auto asked = receive_count(*server, 1);
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].path.local, hit);
  EXPECT_EQ(asked[0].path.remote, own);
  shard::Batch answer;
  put_message(answer, asked[0].path, 10, 10);
  server->send(answer, 0);
  const auto answered = receive_count(*client, 1);
  ASSERT_EQ(answered.size(), 1u);
  EXPECT_EQ(answered[0].path.remote, hit);
}

TEST_F(UdpSocketTest, DropsAndCountsWhatIsLongerThanADatagramOfOurs) {
  auto from = open_any("127.0.0.1");
  auto to = open_any("127.0.0.1");
  const Path path{SocketAddress::v4(127, 0, 0, 1, from->port()),
                  SocketAddress::v4(127, 0, 0, 1, to->port())};
  shard::Batch batch;
  put_message(batch, path, 3000, 3000);
  put_message(batch, path, 5, 5);
  from->send(batch, 0);
  const auto arrivals = receive_count(*to, 1);
  ASSERT_EQ(arrivals.size(), 1u);
  EXPECT_EQ(arrivals[0].data.size(), 5u);
  EXPECT_EQ(to->counters().datagrams_truncated, 1u);
}

TEST_F(UdpSocketTest, SaysWhatToDoWhenThePortIsBusy) {
  auto first = open_any("127.0.0.1");
  const auto second = UdpSocket::open("127.0.0.1", first->port());
  ASSERT_FALSE(second.ok());
  EXPECT_NE(second.error().find("in use"), std::string::npos);
  EXPECT_FALSE(UdpSocket::open("not-an-ip", 0).ok());
}

TEST_F(UdpSocketTest, GoesOnAfterARefusedDestination) {
  auto from = open_any("127.0.0.1");
  auto to = open_any("127.0.0.1");
  const SocketAddress own = SocketAddress::v4(127, 0, 0, 1, from->port());
  shard::Batch batch;
  put_message(batch, {own, SocketAddress::v4(127, 0, 0, 1, 0)}, 9, 9);  // port 0 is no destination
  put_message(batch, {own, SocketAddress::v4(127, 0, 0, 1, to->port())}, 5, 5);
  EXPECT_EQ(from->send(batch, 0), 2u);
  EXPECT_EQ(from->counters().messages_refused, 1u);
  EXPECT_EQ(receive_count(*to, 1).size(), 1u);
}

}  // namespace
}  // namespace diemcau::runtime
