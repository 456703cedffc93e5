#include "site_shell.h"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "runtime/clock.h"

namespace diemcau::sites {
namespace {

using runtime::monotonic_now;
using SteadyTime = std::chrono::steady_clock::time_point;

SiteConfig with_local(SiteConfig config, const SocketAddress& local) {
  config.local = local;
  return config;
}

}  // namespace

SiteShell::SiteShell(boost::asio::io_context& io, const ServerUrl& url,
                     std::unique_ptr<DatagramSocket> socket, SiteConfig config,
                     const transport::DtlsContext& context, SecureRandom& random)
    : io_(io),
      url_(url),
      socket_(std::move(socket)),
      readable_(io, socket_->fd()),
      timer_(io),
      session_(with_local(std::move(config), socket_->local()), context, random, monotonic_now()) {
  wait_for_datagrams();
}

SiteShell::~SiteShell() {
  // The descriptor is the socket's.
  readable_.release();
}

void SiteShell::leave() {
  session_.leave(monotonic_now());
  pump();
}

bool SiteShell::finished() const { return session_.state() == SiteState::kLeft && !websocket_; }

void SiteShell::pump() {
  const Instant now = monotonic_now();
  session_.handle_timeout(now);
  SignalTarget target;
  if (session_.poll_connect(now, runtime::unix_now(), target)) open_websocket(target);
  for (Frame frame; websocket_ && session_.poll_frame(frame);) websocket_->send(std::move(frame));
  socket_->send([&](SocketAddress& to, std::vector<uint8_t>& out) {
    Path path;
    if (!session_.poll_datagram(now, path, out)) return false;
    to = path.remote;
    return true;
  });
  if (websocket_ && session_.wants_close()) websocket_->close();
  arm_timer();
}

void SiteShell::open_websocket(const SignalTarget& target) {
  websocket_ = std::make_unique<WebSocketClient>(
      io_, WebSocketClient::Handlers{.on_open =
                                         [this] {
                                           session_.handle_opened(monotonic_now());
                                           pump();
                                         },
                                     .on_frame =
                                         [this](Bytes frame) {
                                           session_.handle_frame(monotonic_now(), frame);
                                           pump();
                                         },
                                     .on_closed =
                                         [this](const std::string& why) {
                                           websocket_.reset();
                                           session_.handle_closed(monotonic_now(), why);
                                           pump();
                                         }});
  websocket_->open(url_, target.target, target.authorization);
}

void SiteShell::wait_for_datagrams() {
  readable_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                       [this](boost::system::error_code error) {
                         if (error) return;
                         receive();
                         wait_for_datagrams();
                       });
}

void SiteShell::receive() {
  // A clock a datagram: what waited for those before it counts as its latency.
  socket_->receive([&](const SocketAddress& from, MutableBytes datagram) {
    session_.handle_datagram(monotonic_now(), {socket_->local(), from}, datagram);
  });
  pump();
}

// Only moved when something is due earlier than it stands: most deadlines just move on.
void SiteShell::arm_timer() {
  const Instant next = session_.next_timeout();
  if (next >= armed_ || next == kNever) return;
  armed_ = next;
  timer_.expires_at(SteadyTime(next.time_since_epoch()));
  timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    armed_ = kNever;
    pump();
  });
}

}  // namespace diemcau::sites
