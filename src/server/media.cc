#include "server/media.h"

#include <sys/socket.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "server/addresses.h"

namespace diemcau::server {
namespace {

int buffer_size(int fd, int option) {
  int value = 0;
  socklen_t size = sizeof value;
  getsockopt(fd, SOL_SOCKET, option, &value, &size);
  return value / 2;  // the kernel doubles what was asked for
}

}  // namespace

Result<std::unique_ptr<Media>, std::string> Media::open(const Config& config,
                                                        const std::vector<SocketAddress>& reachable,
                                                        SecureRandom& random) {
  const auto engine = transport::choose_engine(config.cipher);
  if (!engine.ok()) return Err{"--cipher: " + engine.error()};
  std::unique_ptr<Media> media(new Media(random, *engine));
  const std::string ip = udp_bind_address(config, reachable);
  for (unsigned i = 0; i < shard_count(config); ++i) {
    const auto port = static_cast<uint16_t>(config.udp_port == 0 ? 0 : config.udp_port + i);
    auto socket = runtime::UdpSocket::open(ip, port);
    if (!socket.ok()) return Err{socket.error()};
    media->add(std::move(*socket), reachable);
  }
  if (config.tcp_port > 0) {
    auto listener = runtime::TcpListener::open(ip, config.tcp_port);
    if (!listener.ok()) return Err{listener.error()};
    media->add(std::move(*listener), reachable);
  }
  return media;
}

// The first thread keeps the door and gives connections to the others: it ends before them.
Media::~Media() {
  for (auto& thread : threads_) thread.reset();
}

void Media::add(std::unique_ptr<runtime::UdpSocket> socket,
                const std::vector<SocketAddress>& reachable) {
  livekit::ShardEndpoint endpoint{
      .shard = static_cast<uint8_t>(endpoints_.size()), .udp = {}, .tcp = {}};
  for (SocketAddress address : reachable) {
    address.port = socket->port();
    endpoint.udp.push_back(address);
  }
  const Buffers got{buffer_size(socket->fd(), SO_RCVBUF), buffer_size(socket->fd(), SO_SNDBUF)};
  buffers_ = endpoints_.empty() ? got
                                : Buffers{std::min(buffers_.receive, got.receive),
                                          std::min(buffers_.send, got.send)};
  endpoints_.push_back(std::move(endpoint));
  sockets_.push_back(std::move(socket));
}

void Media::add(std::unique_ptr<runtime::TcpListener> listener,
                const std::vector<SocketAddress>& reachable) {
  for (SocketAddress address : reachable) {
    address.port = listener->port();
    for (livekit::ShardEndpoint& endpoint : endpoints_) endpoint.tcp.push_back(address);
  }
  listener_ = std::move(listener);
}

void Media::start(const OnEvent& on_event) {
  for (auto& socket : sockets_) {
    const shard::Config config{
        .number = static_cast<uint8_t>(threads_.size()), .dtls = &dtls_, .random = &random_};
    threads_.push_back(std::make_unique<runtime::ShardThread>(
        std::make_unique<shard::Shard>(config), std::move(socket), on_event));
  }
  sockets_.clear();
  if (listener_ == nullptr) return;
  threads_.front()->listen(std::move(listener_),
                           [this](uint8_t shard, std::unique_ptr<runtime::TcpArrival> arrival) {
                             if (shard < threads_.size())
                               threads_[shard]->adopt(std::move(arrival));
                           });
}

void Media::send(uint8_t shard, link::ToShard message) {
  if (shard < threads_.size()) threads_[shard]->send(std::move(message));
}

namespace {

// What the shards have answered so far; one of them has the connection, if any.
struct FlightAnswers {
  std::mutex mutex;
  size_t left = 0;
  std::optional<shard::FlightReport> found;
};

}  // namespace

void Media::ask_flight(PeerId peer, const runtime::ShardThread::OnFlight& answer) {
  const auto answers = std::make_shared<FlightAnswers>();
  answers->left = threads_.size();
  for (auto& thread : threads_) {
    thread->ask_flight(peer, [answers, answer](std::optional<shard::FlightReport> report) {
      {
        const std::lock_guard lock(answers->mutex);
        if (report) answers->found = std::move(report);
        if (--answers->left > 0) return;
      }
      answer(std::move(answers->found));
    });
  }
}

std::vector<runtime::ShardSnapshot> Media::snapshots() const {
  std::vector<runtime::ShardSnapshot> all;
  for (const auto& thread : threads_) all.push_back(thread->snapshot());
  return all;
}

std::vector<Duration> Media::cpu_times() const {
  std::vector<Duration> all;
  for (const auto& thread : threads_) all.push_back(thread->cpu_time());
  return all;
}

}  // namespace diemcau::server
