#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <map>
#include <memory>
#include <unordered_map>

#include "http/server.h"

// The inside of HttpServer. Boost stays in this header and the .cc files that include it, since it
// takes long to compile.
namespace diemcau::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
using PlainStream = beast::basic_stream<tcp, Executor>;
using TlsStream = beast::ssl_stream<PlainStream>;
using BeastRequest = beast::http::request<beast::http::string_body>;
using boost::system::error_code;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> kUseAwaitable{};  // NOLINT: Asio's way

// What a connection can be told from outside while its coroutine waits for the peer.
class Connection {
 public:
  virtual ~Connection() = default;
  // The server is stopping: come to an end soon.
  virtual void go_away() = 0;
};

class WebSocketSession : public Connection {
 public:
  virtual void send(SharedBytes message) = 0;
  virtual void close(uint16_t code, std::string_view reason) = 0;
};

// State that all connections of a server share. One thread; connections register themselves and
// live in their coroutines, so they are gone when the io_context is.
struct Core {
  Core(HttpServerConfig config_in, Router router_in, WebSocketHandler websockets_in);

  HttpServerConfig config;
  Router router;
  WebSocketHandler websockets;
  HttpCounters counters;
  bool stopping = false;
  bool end_when_empty = false;  // the last connection to go ends run()

  std::shared_ptr<asio::ssl::context> tls;         // null: no certificate yet
  std::shared_ptr<asio::ssl::context> client_tls;  // null: not needed yet
  std::unordered_map<SocketAddress, size_t> open_by_address;
  std::map<uint64_t, Connection*> connections;
  std::unordered_map<uint64_t, WebSocketSession*> websockets_by_id;
  uint64_t last_connection = 0;
  size_t body_bytes_in_flight = 0;

  // Last: its end destroys the coroutines, which still use what stands above.
  asio::io_context io{1};

  WebSocketSession* find(ConnectionId id) const;
  // Calls what the owner gave us, if anything, and lets no exception out.
  template <class Function, class... Arguments>
  void notify(const Function& function, Arguments&&... arguments);
};

// A place among the connections, total and per address, while it lives.
class ConnectionSlot {
 public:
  // Null: one limit or the other is reached.
  static std::unique_ptr<ConnectionSlot> take(Core& core, const SocketAddress& remote);
  ~ConnectionSlot();
  ConnectionSlot(const ConnectionSlot&) = delete;
  ConnectionSlot& operator=(const ConnectionSlot&) = delete;

 private:
  ConnectionSlot(Core& core, const SocketAddress& host) : core_(core), host_(host) {}
  Core& core_;
  SocketAddress host_;
};

// Puts a connection on the list that go_away() is called from, while it lives.
class Registration {
 public:
  Registration(Core& core, Connection& connection) : core_(core), number_(++core.last_connection) {
    core_.connections.emplace(number_, &connection);
  }
  ~Registration() { core_.connections.erase(number_); }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  uint64_t number() const { return number_; }

 private:
  Core& core_;
  uint64_t number_;
};

SocketAddress to_address(const tcp::endpoint& endpoint);
tcp::endpoint to_endpoint(const SocketAddress& address);
void report_exception(const std::exception& error);

// Serves one accepted TCP connection to its end: TLS or not, requests, perhaps a WebSocket.
Awaitable<void> serve_connection(Core& core, Socket socket, SocketAddress remote);

// Serves the WebSocket that `request`, already admitted as `id`, asks for. Both kinds of stream.
template <class Stream>
Awaitable<void> serve_websocket(Core& core, Stream stream, BeastRequest request, ConnectionId id);

// Sends it and says what came of it, unless the server stops before.
Awaitable<void> send_request(Core& core, OutgoingRequest request, OnAnswer on_answer);

template <class Function, class... Arguments>
void Core::notify(const Function& function, Arguments&&... arguments) {
  if (!function) return;
  try {
    function(std::forward<Arguments>(arguments)...);
  } catch (const std::exception& error) {
    report_exception(error);
  }
}

}  // namespace diemcau::http
