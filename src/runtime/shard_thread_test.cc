#include "runtime/shard_thread_test_support.h"

namespace diemcau::runtime {
namespace {

std::unique_ptr<Line> udp(const Server& server) {
  return std::make_unique<UdpLine>(server.ports[0]);
}

TEST(ShardThread, CarriesSoundBetweenTwoRealSockets) {
  Server server;
  Client speaker(1, udp(server), server.context);
  Client listener(2, udp(server), server.context);
  server.thread().send(speaker.join());
  server.thread().send(listener.join());
  ASSERT_TRUE(turn_until({&speaker, &listener},
                         [&] { return server.events.count<link::PeerConnected>() == 2; }));
  server.thread().send(sound_of(speaker));
  server.thread().send(hearing_of(listener, 1));
  ASSERT_TRUE(turn_until({&speaker, &listener}, [&] {
    speaker.speak();
    return listener.packets >= 50;
  }));
  // A turn sends its datagrams first, then tells its events and publishes its counters.
  EXPECT_TRUE(turn_until({}, [&] { return server.thread().snapshot().shard.rtp_out >= 50; }));
  EXPECT_TRUE(turn_until({}, [&] { return server.events.count<link::SinkStarted>() > 0; }));
  EXPECT_EQ(server.events.count<link::SinkStarted>(), 1u);
}

TEST(ShardThread, TellsWhenAClientSaysGoodbyeAndStopsAtOnce) {
  Server server;
  Client client(1, udp(server), server.context);
  server.thread().send(client.join());
  ASSERT_TRUE(turn_until({&client}, [&] {
    return server.events.count<link::PeerConnected>() == 1 &&
           client.transport->state() == transport::TransportState::kConnected;
  }));
  client.transport->close(monotonic_now());
  ASSERT_TRUE(turn_until({&client}, [&] { return server.events.count<link::PeerLost>() == 1; }));
  // Stops while others write to it.
  std::thread writer([&] {
    for (uint32_t i = 0; i < 1000; ++i) server.thread().send(link::RemovePeer{PeerId{i}});
  });
  writer.join();
  server.threads[0].reset();
}

}  // namespace
}  // namespace diemcau::runtime
