#include "http/server.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <optional>
#include <stdexcept>

#include "http/core.h"

namespace diemcau::http {
namespace {

// Without file descriptors left, accepting fails at once, again and again.
constexpr auto kAcceptPause = 100ms;

std::chrono::steady_clock::duration to_steady(Duration duration) {
  return std::chrono::duration_cast<std::chrono::steady_clock::duration>(duration);
}

std::string listen_error(const SocketAddress& address, const error_code& error) {
  if (error == asio::error::address_in_use) {
    return fmt::format(
        "Port {} is already in use, perhaps by another diemcau: stop that program, or choose "
        "another port with --port.",
        address.port);
  }
  if (error == asio::error::access_denied) {
    return fmt::format(
        "This user may not use port {}: choose one of 1024 or above with --port, or give the "
        "program the right (CAP_NET_BIND_SERVICE).",
        address.port);
  }
  if (error.value() == EADDRNOTAVAIL) {
    return fmt::format("This machine does not have the address {}: correct --bind.",
                       address.ip_string());
  }
  return fmt::format("Cannot listen on {}: {}.", address.to_string(), error.message());
}

bool is_missing_here(const error_code& error) {
  return error.value() == EADDRNOTAVAIL || error.value() == EAFNOSUPPORT;
}

error_code open_acceptor(Acceptor& acceptor, const tcp::endpoint& endpoint) {
  error_code error;
  if (acceptor.open(endpoint.protocol(), error)) return error;
  if (acceptor.set_option(asio::socket_base::reuse_address(true), error)) return error;
  // Each address of the list is one socket, also where "::" would cover both families.
  if (endpoint.protocol() == tcp::v6() && acceptor.set_option(asio::ip::v6_only(true), error)) {
    return error;
  }
  if (acceptor.bind(endpoint, error)) return error;
  return acceptor.listen(asio::socket_base::max_listen_connections, error);
}

std::string openssl_error() {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_get_error(), text.data(), text.size());
  ERR_clear_error();
  return text.data();
}

Result<std::shared_ptr<asio::ssl::context>, std::string> make_context(const TlsIdentity& identity) {
  auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX* native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  error_code error;
  context->use_certificate_chain(asio::buffer(identity.certificate_chain_pem), error);
  if (!error) {
    context->use_private_key(asio::buffer(identity.private_key_pem), asio::ssl::context::pem,
                             error);
  }
  if (error) return Err{fmt::format("The certificate cannot be used: {}.", error.message())};
  if (SSL_CTX_check_private_key(native) != 1) {
    return Err{fmt::format("The certificate does not fit its key: {}.", openssl_error())};
  }
  return context;
}

}  // namespace

void report_exception(const std::exception& error) {
  spdlog::error("http: a handler failed: {}", error.what());
}

SocketAddress to_address(const tcp::endpoint& endpoint) {
  SocketAddress address{.port = endpoint.port()};
  if (endpoint.address().is_v6()) {
    const auto octets = endpoint.address().to_v6().to_bytes();
    std::copy(octets.begin(), octets.end(), address.ip.begin());
    return address;
  }
  const auto octets = endpoint.address().to_v4().to_bytes();
  return SocketAddress::v4(octets[0], octets[1], octets[2], octets[3], endpoint.port());
}

tcp::endpoint to_endpoint(const SocketAddress& address) {
  asio::ip::address_v6::bytes_type octets;
  std::copy(address.ip.begin(), address.ip.end(), octets.begin());
  const asio::ip::address_v6 v6(octets);
  if (!address.is_v4()) return {v6, address.port};
  return {asio::ip::make_address_v4(asio::ip::v4_mapped, v6), address.port};
}

Core::Core(HttpServerConfig config_in, Router router_in, WebSocketHandler websockets_in)
    : config(std::move(config_in)),
      router(std::move(router_in)),
      websockets(std::move(websockets_in)) {
  DIEMCAU_CHECK(config.now != nullptr);
}

WebSocketSession* Core::find(ConnectionId id) const {
  const auto found = websockets_by_id.find(id.value);
  return found == websockets_by_id.end() ? nullptr : found->second;
}

std::unique_ptr<ConnectionSlot> ConnectionSlot::take(Core& core, const SocketAddress& remote) {
  const SocketAddress host{.ip = remote.ip, .port = 0};
  size_t& open = core.open_by_address[host];
  if (core.counters.connections_open >= core.config.limits.connections ||
      open >= core.config.limits.connections_per_address) {
    if (open == 0) core.open_by_address.erase(host);
    return nullptr;
  }
  ++open;
  ++core.counters.connections_open;
  return std::unique_ptr<ConnectionSlot>(new ConnectionSlot(core, host));
}

ConnectionSlot::~ConnectionSlot() {
  --core_.counters.connections_open;
  const auto found = core_.open_by_address.find(host_);
  if (--found->second == 0) core_.open_by_address.erase(found);
  if (core_.end_when_empty && core_.counters.connections_open == 0) core_.io.stop();
}

struct HttpServer::Impl {
  struct TimerState {
    std::unique_ptr<Timer> timer;
    std::function<void()> on_expiry;
    // A wait that was replaced after it had run out must not fire.
    uint64_t generation = 0;
  };

  Impl(HttpServerConfig config, Router router, WebSocketHandler websockets)
      : core(std::move(config), std::move(router), std::move(websockets)) {}
  ~Impl() { core.end_when_empty = false; }

  Result<std::optional<SocketAddress>, std::string> listen_on(const ListenAddress& wanted);
  Awaitable<void> accept_forever(Acceptor& acceptor);
  void begin(Socket socket);
  void begin_stop();
  void expire(TimerState& state, uint64_t generation);

  Core core;
  // Below core: what refers to the io_context goes before it.
  asio::executor_work_guard<Executor> work{core.io.get_executor()};
  std::deque<Acceptor> acceptors;
  std::deque<TimerState> timers;
  std::optional<Timer> stop_deadline;
};

Result<std::optional<SocketAddress>, std::string> HttpServer::Impl::listen_on(
    const ListenAddress& wanted) {
  Acceptor acceptor(core.io.get_executor());
  const error_code error = open_acceptor(acceptor, to_endpoint(wanted.address));
  if (wanted.optional && is_missing_here(error)) return std::optional<SocketAddress>();
  if (error) return Err{listen_error(wanted.address, error)};
  acceptors.push_back(std::move(acceptor));
  error_code ignored;
  return std::optional(to_address(acceptors.back().local_endpoint(ignored)));
}

Awaitable<void> HttpServer::Impl::accept_forever(Acceptor& acceptor) {
  Timer pause(core.io.get_executor());
  while (!core.stopping) {
    error_code error;
    Socket socket = co_await acceptor.async_accept(asio::redirect_error(kUseAwaitable, error));
    if (core.stopping) co_return;
    if (!error) {
      begin(std::move(socket));
      continue;
    }
    spdlog::warn("http: cannot accept connections for a moment: {}", error.message());
    pause.expires_after(kAcceptPause);
    co_await pause.async_wait(asio::redirect_error(kUseAwaitable, error));
  }
}

void HttpServer::Impl::begin(Socket socket) {
  error_code error;
  const SocketAddress remote = to_address(socket.remote_endpoint(error));
  if (error) return;  // gone already
  ++core.counters.accepted;
  socket.set_option(tcp::no_delay(true), error);
  asio::co_spawn(core.io, serve_connection(core, std::move(socket), remote), asio::detached);
}

void HttpServer::Impl::begin_stop() {
  if (core.stopping) return;
  core.stopping = true;
  error_code ignored;
  for (Acceptor& acceptor : acceptors) acceptor.close(ignored);
  // go_away() takes none off the list itself: that happens in the coroutines.
  for (const auto& [number, connection] : core.connections) connection->go_away();
  for (TimerState& state : timers) state.timer->cancel();
  stop_deadline.emplace(core.io.get_executor());
  stop_deadline->expires_after(to_steady(core.config.limits.close_timeout));
  stop_deadline->async_wait([this](const error_code& error) {
    if (!error) core.io.stop();
  });
  core.end_when_empty = true;
  if (core.counters.connections_open == 0) core.io.stop();
}

void HttpServer::Impl::expire(TimerState& state, uint64_t generation) {
  if (state.generation == generation && !core.stopping) core.notify(state.on_expiry);
}

HttpServer::HttpServer(HttpServerConfig config, Router router, WebSocketHandler websockets)
    : impl_(std::make_unique<Impl>(std::move(config), std::move(router), std::move(websockets))) {}

HttpServer::~HttpServer() = default;

Result<Unit, std::string> HttpServer::set_tls(const TlsIdentity& identity) {
  auto context = make_context(identity);
  if (!context.ok()) return Err{context.error()};
  impl_->core.tls = std::move(*context);
  return Unit{};
}

Result<std::vector<SocketAddress>, std::string> HttpServer::listen() {
  std::vector<SocketAddress> bound;
  for (ListenAddress wanted : impl_->core.config.listen) {
    if (wanted.address.port == 0 && !bound.empty()) wanted.address.port = bound.front().port;
    auto one = impl_->listen_on(wanted);
    if (!one.ok()) return Err{one.error()};
    if (one->has_value()) bound.push_back(**one);
  }
  if (bound.empty()) return Err{std::string("There is no address to listen on: set --bind.")};
  for (Acceptor& acceptor : impl_->acceptors) {
    asio::co_spawn(impl_->core.io, impl_->accept_forever(acceptor), asio::detached);
  }
  return bound;
}

void HttpServer::run() {
  while (true) {
    try {
      impl_->core.io.run();
      return;
    } catch (const std::length_error&) {
      // Beast 1.81 throws for a header of 64 kB or more; its connection is gone by now.
      ++impl_->core.counters.bad_requests;
    } catch (const std::exception& error) {
      report_exception(error);
    }
  }
}

void HttpServer::stop() {
  asio::post(impl_->core.io, [this] { impl_->begin_stop(); });
}

void HttpServer::post(std::function<void()> work) {
  asio::post(impl_->core.io, [this, work = std::move(work)] { impl_->core.notify(work); });
}

void HttpServer::send(ConnectionId connection, std::vector<uint8_t> message) {
  send(connection, std::make_shared<const std::vector<uint8_t>>(std::move(message)));
}

void HttpServer::send(ConnectionId connection, SharedBytes message) {
  if (WebSocketSession* session = impl_->core.find(connection)) session->send(std::move(message));
}

void HttpServer::close(ConnectionId connection, uint16_t code, std::string_view reason) {
  if (WebSocketSession* session = impl_->core.find(connection)) session->close(code, reason);
}

TimerId HttpServer::add_timer(std::function<void()> on_expiry) {
  impl_->timers.push_back(
      {std::make_unique<Timer>(impl_->core.io.get_executor()), std::move(on_expiry)});
  return {static_cast<uint32_t>(impl_->timers.size())};
}

void HttpServer::schedule(TimerId timer, Instant when) {
  DIEMCAU_CHECK(timer.value > 0 && timer.value <= impl_->timers.size());
  Impl::TimerState& state = impl_->timers[timer.value - 1];
  const uint64_t generation = ++state.generation;
  state.timer->cancel();
  if (when == kNever || impl_->core.stopping) return;
  state.timer->expires_after(to_steady(when - impl_->core.config.now()));
  state.timer->async_wait([this, &state, generation](const error_code& error) {
    if (!error) impl_->expire(state, generation);
  });
}

void HttpServer::send_request(OutgoingRequest request, OnAnswer on_answer) {
  if (impl_->core.stopping) return;
  asio::co_spawn(impl_->core.io,
                 http::send_request(impl_->core, std::move(request), std::move(on_answer)),
                 asio::detached);
}

HttpCounters HttpServer::counters() const {
  HttpCounters counters = impl_->core.counters;
  counters.websockets_open = impl_->core.websockets_by_id.size();
  return counters;
}

}  // namespace diemcau::http
