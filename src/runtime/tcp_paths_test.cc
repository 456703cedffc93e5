#include "runtime/tcp_paths.h"

#include "runtime/shard_thread_test_support.h"
#include "transport/hmac_sha1.h"
#include "wire/stun.h"

namespace diemcau::runtime {
namespace {

using transport::StreamEnd;

std::unique_ptr<Line> tcp(const Server& server) {
  return std::make_unique<TcpLine>(server.tcp_port);
}
std::unique_ptr<Line> udp(const Server& server) {
  return std::make_unique<UdpLine>(server.ports[0]);
}

bool connect(Server& server, std::initializer_list<Client*> clients) {
  return turn_until(clients, [&] {
    return server.events.count<link::PeerConnected>() == clients.size() &&
           std::all_of(clients.begin(), clients.end(), [](const Client* one) {
             return one->transport->state() == transport::TransportState::kConnected;
           });
  });
}

TEST(TcpPaths, CarrySoundBothWaysBetweenTcpAndUdp) {
  Server server;
  Client speaker(1, tcp(server), server.context);
  Client listener(2, tcp(server), server.context);
  Client other(3, udp(server), server.context);
  for (const Client* one : {&speaker, &listener, &other}) server.thread().send(one->join());
  ASSERT_TRUE(connect(server, {&speaker, &listener, &other}));
  server.thread().send(sound_of(speaker));
  server.thread().send(hearing_of(listener, 1));
  server.thread().send(hearing_of(other, 2));
  ASSERT_TRUE(turn_until({&speaker, &listener, &other}, [&] {
    speaker.speak();
    return listener.packets >= 50 && other.packets >= 50;
  }));
  EXPECT_TRUE(turn_until({}, [&] {
    const ShardSnapshot now = server.thread().snapshot();
    return now.tcp.open == 2 && now.tcp.datagrams_sent > 50 && now.tcp.datagrams_received > 50;
  }));
}

TEST(TcpPaths, OnePortServesEveryShard) {
  Server server(3);
  Client first(1, tcp(server), server.context, 2);
  Client second(2, tcp(server), server.context, 1);
  server.thread(2).send(first.join());
  server.thread(1).send(second.join());
  ASSERT_TRUE(connect(server, {&first, &second}));
  EXPECT_TRUE(turn_until({}, [&] {
    return server.thread(0).snapshot().tcp.open == 0 && server.thread(1).snapshot().tcp.open == 1 &&
           server.thread(2).snapshot().tcp.open == 1;
  }));
  // Nobody keeps this one.
  Client third(3, tcp(server), server.context, 9);
  EXPECT_TRUE(turn_until({&third}, [&] { return static_cast<TcpLine&>(*third.line).over(); }));
}

TEST(TcpPaths, CloseWhateverDoesNotBeginWithAnAuthenticCheck) {
  Server server;
  // Another protocol.
  TcpLine browser(server.tcp_port);
  browser.write(as_bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_TRUE(turn_until({}, [&] { return browser.over(); }));
  // A frame, but no check.
  TcpLine babbler(server.tcp_port);
  babbler.send(as_bytes("hello"));
  EXPECT_TRUE(turn_until({}, [&] { return babbler.over(); }));
  // A check for nobody.
  Client stranger(1, tcp(server), server.context);
  EXPECT_TRUE(
      turn_until({&stranger}, [&] { return static_cast<TcpLine&>(*stranger.line).over(); }));
  // A check that names the right ufrags with the wrong password.
  Client forger(2, tcp(server), server.context);
  link::AddPeer join = forger.join();
  join.local_password = "another password of 24 ch";
  server.thread().send(join);
  EXPECT_TRUE(turn_until({&forger}, [&] { return static_cast<TcpLine&>(*forger.line).over(); }));
  EXPECT_TRUE(turn_until({}, [&] {
    return server.ended(StreamEnd::kOversized) == 1 && server.ended(StreamEnd::kForeign) == 3;
  }));
  EXPECT_EQ(server.thread().snapshot().tcp.open, 0u);
}

TEST(TcpPaths, CloseAtAnOversizedFrameAndWhenThePeerIsGone) {
  Server server;
  Client rude(1, tcp(server), server.context);
  Client leaving(2, tcp(server), server.context);
  server.thread().send(rude.join());
  server.thread().send(leaving.join());
  ASSERT_TRUE(connect(server, {&rude, &leaving}));
  auto& line = static_cast<TcpLine&>(*rude.line);
  line.write(std::vector<uint8_t>{0xff, 0xff});
  EXPECT_TRUE(turn_until({}, [&] { return line.over(); }));
  server.thread().send(link::RemovePeer{leaving.id});
  EXPECT_TRUE(turn_until({}, [&] { return static_cast<TcpLine&>(*leaving.line).over(); }));
  EXPECT_TRUE(turn_until({}, [&] {
    return server.ended(StreamEnd::kOversized) == 1 && server.ended(StreamEnd::kGone) == 1 &&
           server.thread().snapshot().tcp.open == 0;
  }));
}

// A receiver that stops reading loses its own packets and nobody else's.
TEST(TcpPaths, AReceiverThatDoesNotReadKeepsNobodyWaiting) {
  Server server;
  Client speaker(1, udp(server), server.context);
  Client listener(2, udp(server), server.context);
  Client stuck(3, tcp(server), server.context);
  for (const Client* one : {&speaker, &listener, &stuck}) server.thread().send(one->join());
  ASSERT_TRUE(connect(server, {&speaker, &listener, &stuck}));
  server.thread().send(sound_of(speaker));
  server.thread().send(hearing_of(listener, 1));
  server.thread().send(hearing_of(stuck, 2));
  const auto speak = [&] {
    for (int i = 0; i < 20; ++i) speaker.speak();
  };
  ASSERT_TRUE(turn_until({&speaker, &listener}, [&] {
    speak();
    return server.thread().snapshot().tcp.others_dropped >= 100;
  }));
  const size_t before = listener.packets;
  EXPECT_TRUE(turn_until({&speaker, &listener}, [&] {
    speak();
    return listener.packets >= before + 100;
  }));
  // It reads again, and hears again.
  const size_t missed = stuck.packets;
  EXPECT_TRUE(turn_until({&speaker, &listener, &stuck}, [&] {
    speaker.speak();
    return stuck.packets >= missed + 1000;
  }));
}

TEST(TcpPaths, SayWhichPortIsBusy) {
  auto first = TcpListener::open("127.0.0.1", 0);
  ASSERT_TRUE(first.ok());
  const auto second = TcpListener::open("127.0.0.1", (*first)->port());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error(), "TCP port " + std::to_string((*first)->port()) +
                                " is in use by another program: stop that program, or choose "
                                "another port for media with --tcp-port (0 does without).");
  EXPECT_FALSE(TcpListener::open("example", 0).ok());
}

// --- The door alone, in the test's own time

struct Door {
  explicit Door(const std::string& ip = "127.0.0.1") {
    auto listener = *TcpListener::open(ip, 0);
    port = listener->port();
    door = std::make_unique<TcpDoor>(std::move(listener),
                                     [this](uint8_t shard, std::unique_ptr<TcpArrival> one) {
                                       named = shard;
                                       arrival = std::move(one);
                                     });
  }
  uint64_t ended(StreamEnd why) const { return door->counters().ended[static_cast<size_t>(why)]; }
  // The kernel has handed over all that connected before.
  bool accept(uint64_t count) {
    return turn_until({}, [&] {
      door->handle_ready(now);
      return door->counters().accepted == count;
    });
  }

  Instant now{100s};
  uint16_t port = 0;
  uint8_t named = 0;
  std::unique_ptr<TcpArrival> arrival;
  std::unique_ptr<TcpDoor> door;
};

TEST(TcpDoor, GivesAwayTheFirstCheckAndNothingOfWhatFollows) {
  // Takes both families, where this machine has both.
  Door door(TcpListener::open("::", 0).ok() ? "::" : "127.0.0.1");
  TcpLine line(door.port);
  std::array<uint8_t, 256> buffer;
  wire::StunWriter writer(buffer, wire::StunClass::kRequest, {1, 2, 3});
  writer.username("2aabcdefgh", "peer");
  const Bytes check = writer.finish(as_bytes("password"), transport::hmac_sha1);
  line.send(check);
  line.send(as_bytes("what follows"));
  ASSERT_TRUE(turn_until({}, [&] {
    door.door->handle_ready(door.now);
    return door.arrival != nullptr;
  }));
  EXPECT_EQ(door.named, 0x2a);
  EXPECT_EQ(door.arrival->socket->remote(), line.path().local);
  EXPECT_EQ(door.arrival->socket->local(), line.path().remote);
  EXPECT_TRUE(std::equal(check.begin(), check.end(), door.arrival->first.begin(),
                         door.arrival->first.end()));
  std::array<uint8_t, 100> rest;
  ASSERT_TRUE(turn_until({}, [&] { return door.arrival->socket->read(rest) == 2 + 12u; }));
  EXPECT_EQ(door.door->next_timeout(), kNever);
}

TEST(TcpDoor, ClosesWhoSaysNothingInTime) {
  Door door;
  EXPECT_EQ(door.door->next_timeout(), kNever);
  TcpLine silent(door.port);
  ASSERT_TRUE(door.accept(1));
  EXPECT_EQ(door.door->next_timeout(), door.now + transport::StreamConnection::kProveWithin);
  silent.write(std::vector<uint8_t>{0});
  door.now = door.door->next_timeout() - 1ms;
  door.door->handle_ready(door.now);
  door.door->handle_timeout(door.now);
  EXPECT_EQ(door.ended(StreamEnd::kSilent), 0u);
  door.now += 1ms;
  door.door->handle_timeout(door.now);
  EXPECT_EQ(door.ended(StreamEnd::kSilent), 1u);
  EXPECT_TRUE(turn_until({}, [&] { return silent.over(); }));
  EXPECT_EQ(door.door->next_timeout(), kNever);
}

TEST(TcpDoor, TakesNoMoreThanSoManyFromOneAddress) {
  Door door;
  std::vector<std::unique_ptr<TcpLine>> crowd;
  for (size_t i = 0; i < TcpDoor::kMostWaitingFromOne + 3; ++i) {
    crowd.push_back(std::make_unique<TcpLine>(door.port));
  }
  ASSERT_TRUE(door.accept(crowd.size()));
  EXPECT_EQ(door.ended(StreamEnd::kCrowded), 3u);
  EXPECT_TRUE(turn_until({}, [&] { return crowd.back()->over(); }));
  EXPECT_FALSE(crowd.front()->over());
  crowd.erase(crowd.begin());
  EXPECT_TRUE(turn_until({}, [&] {
    door.door->handle_ready(door.now);
    return door.ended(StreamEnd::kClosed) == 1;
  }));
  crowd.push_back(std::make_unique<TcpLine>(door.port));
  ASSERT_TRUE(door.accept(TcpDoor::kMostWaitingFromOne + 4));
  EXPECT_EQ(door.ended(StreamEnd::kCrowded), 3u);
}

TEST(CrowdLimit, CountsAddressesByMachineAndNetworksOfSixByNetwork) {
  CrowdLimit limit(4, 2);
  const SocketAddress one = SocketAddress::v4(192, 0, 2, 1, 1000);
  limit.add(one);
  limit.add(SocketAddress::v4(192, 0, 2, 1, 2000));
  EXPECT_TRUE(limit.full_for(one));
  EXPECT_FALSE(limit.full_for(SocketAddress::v4(192, 0, 2, 2, 1000)));
  EXPECT_FALSE(limit.full());
  limit.add(*SocketAddress::parse("2001:db8::1", 1));
  limit.add(*SocketAddress::parse("2001:db8::2", 1));
  EXPECT_TRUE(limit.full_for(*SocketAddress::parse("2001:db8::3", 1)));
  EXPECT_FALSE(limit.full_for(*SocketAddress::parse("2001:db8:0:1::1", 1)));
  EXPECT_TRUE(limit.full());
  limit.remove(one);
  EXPECT_FALSE(limit.full_for(one));
  EXPECT_FALSE(limit.full());
}

}  // namespace
}  // namespace diemcau::runtime
