#pragma once

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/ice_ufrag.h"
#include "runtime/clock.h"
#include "runtime/entropy.h"
#include "runtime/shard_thread.h"
#include "runtime/socket_address.h"
#include "transport/client_transport.h"
#include "transport/frame_reader.h"
#include "wire/rtp.h"
#include "wire/rtp_writer.h"

// Shards' threads and their clients on real sockets of the loopback interface.
namespace diemcau::runtime {

inline constexpr RoomId kRoom{1};
inline constexpr TrackId kTrack{7};
inline constexpr uint8_t kOpusType = 111;
// A bound for a broken test, never waited for by a sound one.
inline constexpr Duration kPatience = 20s;

inline std::vector<PayloadFormat> opus() {
  return {{kOpusType, std::nullopt, Codec::kOpus, 48000, ""}};
}

// What the shard's thread has told, for the test's thread to wait for.
class Events {
 public:
  void push(link::FromShard event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
  }
  template <class Event>
  size_t count() {
    const std::lock_guard lock(mutex_);
    size_t count = 0;
    for (const auto& event : events_) count += std::holds_alternative<Event>(event) ? 1 : 0;
    return count;
  }

 private:
  std::mutex mutex_;
  std::vector<link::FromShard> events_;
};

// How a client's datagrams travel.
class Line {
 public:
  virtual ~Line() = default;
  virtual const Path& path() const = 0;  // as the client sees it
  virtual void send(Bytes datagram) = 0;
  // All that is there now.
  virtual void receive(const std::function<void(MutableBytes)>& on_datagram) = 0;
};

inline SocketAddress loopback(uint16_t port) { return SocketAddress::v4(127, 0, 0, 1, port); }

class UdpLine final : public Line {
 public:
  explicit UdpLine(uint16_t server) : socket_(*UdpSocket::open("127.0.0.1", 0)) {
    path_ = {loopback(socket_->port()), loopback(server), {}};
  }
  const Path& path() const override { return path_; }
  void send(Bytes datagram) override {
    batch_.clear();
    std::copy(datagram.begin(), datagram.end(), batch_.begin_message().begin());
    batch_.commit(path_, datagram.size(), static_cast<uint16_t>(datagram.size()));
    socket_->send(batch_, 0);
  }
  void receive(const std::function<void(MutableBytes)>& on_datagram) override {
    while (socket_->receive([&](const Path&, MutableBytes data) { on_datagram(data); })) {
    }
  }

 private:
  std::unique_ptr<UdpSocket> socket_;
  Path path_;
  shard::Batch batch_;
};

// A client's end of a TCP connection; also says what no client of ICE would say.
class TcpLine final : public Line {
 public:
  explicit TcpLine(uint16_t server) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_storage to{};
    const socklen_t size = to_sockaddr(loopback(server), false, to);
    EXPECT_EQ(::connect(fd, reinterpret_cast<sockaddr*>(&to), size), 0);
    sockaddr_storage local{};
    socklen_t local_size = sizeof local;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&local), &local_size);
    path_ = {from_sockaddr(local), loopback(server), TcpId{1}};
    socket_ = std::make_unique<TcpSocket>(fd, path_.local, path_.remote);
  }
  const Path& path() const override { return path_; }
  int fd() const { return socket_->fd(); }
  void send(Bytes datagram) override {
    std::vector<uint8_t> frame(transport::kFrameHeaderSize);
    store_be16(frame.data(), static_cast<uint16_t>(datagram.size()));
    frame.insert(frame.end(), datagram.begin(), datagram.end());
    write(frame);
  }
  void write(Bytes bytes) {
    while (!bytes.empty() && !over_) {
      const auto count = socket_->write(bytes);
      over_ = !count;
      bytes = bytes.subspan(count.value_or(bytes.size()));
    }
  }
  void receive(const std::function<void(MutableBytes)>& on_datagram) override {
    std::array<uint8_t, 4096> buffer;
    while (!over_) {
      const auto count = socket_->read(buffer);
      over_ = !count;
      if (count.value_or(0) == 0) return;
      reader_.feed({buffer.data(), *count});
      MutableBytes datagram;
      while (reader_.next(datagram)) on_datagram(datagram);
      EXPECT_FALSE(reader_.broken());
    }
  }
  // The server has closed it.
  bool over() {
    receive([](MutableBytes) {});
    return over_;
  }

 private:
  std::unique_ptr<TcpSocket> socket_;
  Path path_;
  transport::FrameReader reader_{2048};
  bool over_ = false;
};

// A client driven by the test's thread.
struct Client {
  Client(uint32_t number, std::unique_ptr<Line> on, const transport::DtlsContext& server,
         uint8_t shard = 0)
      : id{number}, line(std::move(on)) {
    local = make_ice_credentials(random, 0);
    remote = make_ice_credentials(random, shard);
    transport = std::make_unique<transport::ClientTransport>(
        context, transport::IceSession{local, remote}, server.fingerprint(),
        std::vector<Path>{line->path()}, random, monotonic_now());
  }

  link::AddPeer join() const {
    return {id,          kRoom,          remote.ufrag,         remote.password,
            local.ufrag, local.password, context.fingerprint()};
  }

  void turn() {
    const Instant now = monotonic_now();
    line->receive([&](MutableBytes data) {
      MutableBytes plain;
      if (transport->handle_datagram(now, line->path(), data, plain) == transport::Received::kRtp) {
        ++packets;
      }
    });
    transport->handle_timeout(now);
    Path to;
    std::vector<uint8_t> datagram;
    while (transport->poll_datagram(now, to, datagram)) line->send(datagram);
  }

  void speak() {
    std::array<uint8_t, 200> out{};
    const size_t header =
        wire::write_rtp_header(out, {kOpusType, false, sequence, sequence * 960u, Ssrc{5}}, {});
    ++sequence;
    const Bytes payload(context.fingerprint());
    const size_t size = transport->protect_rtp(out, header, {&payload, 1});
    if (size > 0) line->send({out.data(), size});  // 0: its end of the handshake is still to come
  }

  const PeerId id;
  SystemRandom random;
  transport::DtlsContext context;
  std::unique_ptr<Line> line;
  IceCredentials local;
  IceCredentials remote;
  std::unique_ptr<transport::ClientTransport> transport;
  uint16_t sequence = 0;
  size_t packets = 0;
};

// Shards with a UDP port each, and one TCP port for all of them.
struct Server {
  explicit Server(uint8_t shards = 1) {
    for (uint8_t i = 0; i < shards; ++i) {
      auto opened = UdpSocket::open("127.0.0.1", 0);
      ports.push_back((*opened)->port());
      threads.push_back(std::make_unique<ShardThread>(
          std::make_unique<shard::Shard>(shard::Config{i, &context, &random}), *std::move(opened),
          [this](link::FromShard event) { events.push(std::move(event)); }));
    }
    auto listener = TcpListener::open("127.0.0.1", 0);
    tcp_port = (*listener)->port();
    threads[0]->listen(*std::move(listener), [this](uint8_t to, std::unique_ptr<TcpArrival> one) {
      if (to < threads.size()) threads[to]->adopt(std::move(one));
    });
  }
  ~Server() {
    for (auto& thread : threads) thread.reset();  // the one with the door first
  }

  ShardThread& thread(size_t index = 0) { return *threads[index]; }
  uint64_t ended(transport::StreamEnd why) {
    const auto index = static_cast<size_t>(why);
    uint64_t count = 0;
    for (auto& one : threads) {
      const ShardSnapshot now = one->snapshot();
      count += now.tcp.ended[index] + now.door.ended[index];
    }
    return count;
  }

  transport::DtlsContext context;
  SystemRandom random;
  Events events;
  std::vector<uint16_t> ports;
  uint16_t tcp_port = 0;
  std::vector<std::unique_ptr<ShardThread>> threads;
};

template <class Condition>
bool turn_until(std::initializer_list<Client*> clients, Condition&& condition) {
  const Instant end = monotonic_now() + kPatience;
  while (!condition()) {
    if (monotonic_now() > end) return false;
    for (Client* client : clients) client->turn();
    std::this_thread::yield();
  }
  return true;
}

inline link::SetSource sound_of(const Client& speaker) {
  return {speaker.id,
          kTrack,
          MediaKind::kAudio,
          "0",
          opus(),
          {},
          {{Layer::kLow, "", Ssrc{5}, Ssrc{0}}}};
}
inline link::SetSink hearing_of(const Client& listener, uint32_t sink) {
  return {SinkId{sink}, listener.id, kTrack, "0", opus(), {}, Ssrc{9}, Ssrc{0}};
}

}  // namespace diemcau::runtime
