#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "datagram_socket.h"
#include "site_session.h"
#include "websocket_client.h"

namespace diemcau::sites {

// Gives one site its sockets and its clock, on the thread of its io_context. Must not move.
class SiteShell {
 public:
  SiteShell(boost::asio::io_context& io, const ServerUrl& url,
            std::unique_ptr<DatagramSocket> socket, SiteConfig config,
            const transport::DtlsContext& context, SecureRandom& random);
  ~SiteShell();
  SiteShell(const SiteShell&) = delete;
  SiteShell& operator=(const SiteShell&) = delete;

  void start() { pump(); }
  void leave();
  // It has left and said so.
  bool finished() const;
  const SiteSession& session() const { return session_; }

 private:
  void pump();
  void open_websocket(const SignalTarget& target);
  void wait_for_datagrams();
  void receive();
  void arm_timer();

  boost::asio::io_context& io_;
  const ServerUrl url_;
  const std::unique_ptr<DatagramSocket> socket_;
  boost::asio::posix::stream_descriptor readable_;
  boost::asio::steady_timer timer_;
  Instant armed_ = kNever;
  SiteSession session_;
  std::unique_ptr<WebSocketClient> websocket_;
};

}  // namespace diemcau::sites
