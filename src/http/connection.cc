#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/detect_ssl.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <optional>
#include <type_traits>

#include "http/core.h"

namespace diemcau::http {
namespace {

namespace bhttp = beast::http;
using Parser = bhttp::request_parser<bhttp::string_body>;

constexpr size_t kIdleReadBytes = 4096;
// What a peer may still send after we have answered and closed, before we cut the line.
constexpr size_t kMaxLingerBytes = 4 * 1024 * 1024;
// No client that still listens is slower than this.
constexpr size_t kSlowestBytesPerSecond = 4096;

std::string to_string(boost::core::string_view text) { return {text.data(), text.size()}; }

bool is_safe_header(std::string_view value) {
  return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

template <class Message>
void fill_header(Message& message, const HttpResponse& response, bool keep_alive) {
  message.version(11);
  message.result(static_cast<unsigned>(response.status));
  // Deviation: RFC 9110, section 6.6.1, asks for Date. Nothing here depends on it: what may be kept
  // is either immutable or asked for again by its ETag.
  message.set("X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : response.headers) {
    if (is_safe_header(value)) message.insert(name, value);
  }
  message.keep_alive(keep_alive);
}

HttpResponse malformed() {
  return HttpResponse::error(400, "bad_request", "Yêu cầu không đúng dạng HTTP.",
                             "The request is not well-formed HTTP.");
}

HttpResponse overloaded() {
  return HttpResponse::error(503, "overloaded", "Máy chủ đang bận. Xin thử lại sau vài giây.",
                             "The server is busy. Please try again in a few seconds.")
      .with("Retry-After", "5");
}

// The answer to a request that could not be read; nothing where nobody is left to read it.
std::optional<HttpResponse> refusal_of(const error_code& error) {
  if (error == bhttp::error::header_limit) {
    return HttpResponse::error(431, "header_too_large", "Phần đầu của yêu cầu quá lớn.",
                               "The header of the request is too large.");
  }
  if (error == bhttp::error::body_limit) {
    return HttpResponse::error(413, "body_too_large", "Nội dung gửi lên quá lớn.",
                               "The body of the request is too large.");
  }
  if (error == bhttp::error::partial_message || error == bhttp::error::end_of_stream) {
    return std::nullopt;
  }
  if (error.category() == make_error_code(bhttp::error::bad_target).category()) return malformed();
  return std::nullopt;
}

size_t body_limit(const HttpLimits& limits, std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  const auto& large = limits.large_paths;
  const bool is_large = std::find(large.begin(), large.end(), path) != large.end();
  return is_large ? limits.large_body_bytes : limits.body_bytes;
}

// Counts what a request may put into memory until it has been answered.
class BodyReservation {
 public:
  explicit BodyReservation(Core& core) : core_(core) {}
  ~BodyReservation() { core_.body_bytes_in_flight -= bytes_; }
  BodyReservation(const BodyReservation&) = delete;
  BodyReservation& operator=(const BodyReservation&) = delete;

  bool take(const Parser& parser, size_t limit) {
    const HttpLimits& limits = core_.config.limits;
    const size_t none = parser.chunked() ? limit : 0;
    const auto announced = parser.content_length();
    const size_t bytes = announced ? static_cast<size_t>(*announced) : none;
    if (core_.body_bytes_in_flight + bytes > limits.bodies_in_flight_bytes) return false;
    core_.body_bytes_in_flight += bytes;
    bytes_ = bytes;
    return true;
  }

 private:
  Core& core_;
  size_t bytes_ = 0;
};

// Where a request's answer is waited for, and where it is put, perhaps after nobody waits any more.
struct AnswerSlot {
  AnswerSlot(asio::io_context& io, Duration timeout) : timer(io) { timer.expires_after(timeout); }

  void fill(HttpResponse given) {
    if (late || response) return;
    response = std::move(given);
    timer.cancel();
  }

  std::optional<HttpResponse> response;
  bool late = false;
  Timer timer;
};

// The requests of one connection, one after another.
template <class Stream>
class HttpSession final : public Connection {
 public:
  HttpSession(Core& core, Stream stream, beast::flat_buffer buffer, SocketAddress remote)
      : core_(core),
        stream_(std::move(stream)),
        buffer_(std::move(buffer)),
        remote_(remote),
        registration_(core, *this) {}

  Awaitable<void> run() {
    finished_ = core_.stopping;
    while (!finished_) {
      // GCC 12 lays the frame out wrongly for a co_await inside a condition of a template.
      const bool come = co_await wait_for_request();
      if (!come) break;
      co_await serve_one();
    }
    if (!handed_over_) co_await close();
  }

  void go_away() override {
    finished_ = true;
    if (waiting_) beast::get_lowest_layer(stream_).cancel();
  }

 private:
  static constexpr bool kSecure = !std::is_same_v<Stream, PlainStream>;

  void set_deadline(Duration duration) { beast::get_lowest_layer(stream_).expires_after(duration); }

  // False: the peer went, or said nothing for too long.
  Awaitable<bool> wait_for_request() {
    if (buffer_.size() > 0) co_return true;
    set_deadline(core_.config.limits.keep_alive_timeout);
    waiting_ = true;
    error_code error;
    const size_t count = co_await stream_.async_read_some(
        buffer_.prepare(kIdleReadBytes), asio::redirect_error(kUseAwaitable, error));
    waiting_ = false;
    buffer_.commit(count);
    co_return !error;
  }

  Awaitable<void> serve_one() {
    Parser parser;
    parser.header_limit(static_cast<uint32_t>(core_.config.limits.header_bytes));
    // Until the path is known; then its own.
    parser.body_limit(std::max(core_.config.limits.body_bytes, large_limit()));
    set_deadline(core_.config.limits.request_timeout);
    error_code error;
    co_await bhttp::async_read_header(stream_, buffer_, parser,
                                      asio::redirect_error(kUseAwaitable, error));
    if (error) {
      co_await refuse(refusal_of(error), parser);
    } else if (beast::websocket::is_upgrade(parser.get())) {
      co_await upgrade(parser);
    } else {
      co_await read_and_answer(parser);
    }
  }

  size_t large_limit() const {
    const HttpLimits& limits = core_.config.limits;
    return limits.large_paths.empty() ? 0 : limits.large_body_bytes;
  }

  Awaitable<void> read_and_answer(Parser& parser) {
    BodyReservation reservation(core_);
    const auto target = parser.get().target();
    const size_t limit = body_limit(core_.config.limits, {target.data(), target.size()});
    parser.body_limit(limit);
    error_code error;
    if (parser.content_length().value_or(0) > limit) {
      error = bhttp::error::body_limit;
      co_await refuse(refusal_of(error), parser);
      co_return;
    }
    if (!reservation.take(parser, limit)) {
      co_await refuse(overloaded(), parser);
      co_return;
    }
    co_await say_continue(parser);
    co_await bhttp::async_read(stream_, buffer_, parser,
                               asio::redirect_error(kUseAwaitable, error));
    if (error) {
      co_await refuse(refusal_of(error), parser);
      co_return;
    }
    const bool keep_alive = parser.get().keep_alive() && !core_.stopping;
    auto request = convert(parser);
    if (!request) {
      co_await refuse(malformed(), parser);
      co_return;
    }
    ++core_.counters.requests;
    const HttpResponse response = co_await answer_to(*request);
    spdlog::debug("http: {} {} {} → {}", remote_.ip_string(), request->method, request->path,
                  response.status);
    co_await write(response, request->method == "HEAD", keep_alive);
  }

  // The handler's answer, or ours if it takes too long.
  Awaitable<HttpResponse> answer_to(HttpRequest& request) {
    const auto slot = std::make_shared<AnswerSlot>(core_.io, core_.config.limits.answer_timeout);
    core_.router.dispatch(request,
                          [slot](HttpResponse response) { slot->fill(std::move(response)); });
    if (!slot->response) {
      // No deadline but the slot's own while nothing is read or written.
      beast::get_lowest_layer(stream_).expires_never();
      error_code filled;
      co_await slot->timer.async_wait(asio::redirect_error(kUseAwaitable, filled));
    }
    slot->late = true;
    if (!slot->response) co_return overloaded();
    co_return std::move(*slot->response);
  }

  // RFC 9110, section 10.1.1: the client waits for our word before it sends the body.
  Awaitable<void> say_continue(const Parser& parser) {
    const auto expect = parser.get()[bhttp::field::expect];
    if (!beast::iequals(expect, "100-continue") || parser.is_done()) co_return;
    bhttp::response<bhttp::empty_body> go_on(bhttp::status::continue_, 11);
    error_code ignored;
    co_await bhttp::async_write(stream_, go_on, asio::redirect_error(kUseAwaitable, ignored));
  }

  Awaitable<void> upgrade(Parser& parser) {
    auto request = convert(parser);
    // RFC 6455, section 4.1: nothing may follow the request before it is answered.
    if (!request || buffer_.size() > 0) {
      co_await refuse(malformed(), parser);
      co_return;
    }
    ++core_.counters.requests;
    const ConnectionId id{++core_.last_connection};
    auto refusal = core_.stopping ? overloaded() : admit(id, *request);
    if (!refusal) {
      handed_over_ = true;
      finished_ = true;
      co_await serve_websocket(core_, std::move(stream_), parser.release(), id);
      co_return;
    }
    core_.router.add_origin_headers(*request, *refusal);
    co_await write(*refusal, false, parser.get().keep_alive());
  }

  std::optional<HttpResponse> admit(ConnectionId id, const HttpRequest& request) {
    if (!core_.websockets.admit) {
      return HttpResponse::error(404, "not_found", "Không có gì ở địa chỉ này.",
                                 "There is nothing at this address.");
    }
    try {
      return core_.websockets.admit(id, request);
    } catch (const std::exception& error) {
      report_exception(error);
      return overloaded();
    }
  }

  // Nothing: the target cannot be read, or (RFC 9112, section 3.2) there is not one Host.
  std::optional<HttpRequest> convert(Parser& parser) {
    auto& message = parser.get();
    const auto hosts = message.count(bhttp::field::host);
    if (hosts > 1 || (hosts == 0 && message.version() >= 11)) return std::nullopt;
    HttpRequest request;
    request.method = to_string(message.method_string());
    request.target = to_string(message.target());
    for (const auto& field : message) {
      request.headers.emplace_back(to_string(field.name_string()), to_string(field.value()));
    }
    request.body = std::move(message.body());
    request.remote = remote_;
    request.secure = kSecure;
    request.received_at = core_.config.now();
    if (!request.parse_target()) return std::nullopt;
    return request;
  }

  Awaitable<void> refuse(std::optional<HttpResponse> response, Parser&) {
    ++core_.counters.bad_requests;
    finished_ = true;
    linger_ = response.has_value();
    if (response) co_await write(*response, false, false);
  }

  Awaitable<void> write(const HttpResponse& response, bool head_only, bool keep_alive) {
    const std::string_view content = response.content();
    set_deadline(core_.config.limits.request_timeout +
                 seconds(content.size() / kSlowestBytesPerSecond));
    finished_ = finished_ || !keep_alive;
    error_code error;
    if (head_only) {
      bhttp::response<bhttp::empty_body> message;
      fill_header(message, response, keep_alive);
      message.content_length(content.size());
      co_await bhttp::async_write(stream_, message, asio::redirect_error(kUseAwaitable, error));
    } else {
      bhttp::response<bhttp::span_body<const char>> message;
      fill_header(message, response, keep_alive);
      message.body() = {content.data(), content.size()};
      message.prepare_payload();
      co_await bhttp::async_write(stream_, message, asio::redirect_error(kUseAwaitable, error));
    }
    if (error) finished_ = true;
  }

  Awaitable<void> close() {
    error_code ignored;
    set_deadline(core_.config.limits.close_timeout);
    if constexpr (kSecure) {
      co_await stream_.async_shutdown(asio::redirect_error(kUseAwaitable, ignored));
    }
    auto& transport = beast::get_lowest_layer(stream_);
    transport.socket().shutdown(tcp::socket::shutdown_send, ignored);
    if (linger_) co_await linger(transport);
  }

  // Closing with bytes unread would reset the connection, and the peer would lose our answer.
  Awaitable<void> linger(PlainStream& transport) {
    std::array<char, 16 * 1024> scratch;
    error_code error;
    for (size_t total = 0; !error && total < kMaxLingerBytes;) {
      total += co_await transport.async_read_some(asio::buffer(scratch),
                                                  asio::redirect_error(kUseAwaitable, error));
    }
  }

  Core& core_;
  Stream stream_;
  beast::flat_buffer buffer_;
  SocketAddress remote_;
  Registration registration_;
  bool waiting_ = false;      // for the first byte of a request
  bool finished_ = false;     // no further request
  bool handed_over_ = false;  // the stream is a WebSocket now
  bool linger_ = false;
};

// The time until the first bytes show what kind of connection this is.
class Opening final : public Connection {
 public:
  Opening(Core& core, PlainStream& stream) : stream_(stream), registration_(core, *this) {}
  void go_away() override { stream_.cancel(); }

 private:
  PlainStream& stream_;
  Registration registration_;
};

Awaitable<bool> handshake(Core& core, TlsStream& stream, beast::flat_buffer& buffer) {
  const Opening opening(core, beast::get_lowest_layer(stream));
  error_code error;
  const size_t used = co_await stream.async_handshake(asio::ssl::stream_base::server, buffer.data(),
                                                      asio::redirect_error(kUseAwaitable, error));
  buffer.consume(used);
  if (error) ++core.counters.tls_failures;
  co_return !error;
}

Awaitable<void> serve_tls(Core& core, PlainStream stream, beast::flat_buffer buffer,
                          SocketAddress remote) {
  if (!core.tls) {
    ++core.counters.tls_failures;
    co_return;
  }
  TlsStream secured(std::move(stream), *core.tls);
  const bool secure = co_await handshake(core, secured, buffer);
  if (!secure) co_return;
  HttpSession<TlsStream> session(core, std::move(secured), beast::flat_buffer(), remote);
  co_await session.run();
}

Awaitable<bool> detect_tls(Core& core, PlainStream& stream, beast::flat_buffer& buffer,
                           error_code& error) {
  const Opening opening(core, stream);
  stream.expires_after(core.config.limits.request_timeout);
  const bool is_tls =
      co_await beast::async_detect_ssl(stream, buffer, asio::redirect_error(kUseAwaitable, error));
  co_return is_tls;
}

}  // namespace

Awaitable<void> serve_connection(Core& core, Socket socket, SocketAddress remote) {
  const auto slot = ConnectionSlot::take(core, remote);
  if (!slot) {
    ++core.counters.refused_by_limit;
    co_return;
  }
  PlainStream stream(std::move(socket));
  beast::flat_buffer buffer;
  error_code error;
  const bool is_tls = co_await detect_tls(core, stream, buffer, error);
  if (error || core.stopping) co_return;
  if (is_tls) {
    co_await serve_tls(core, std::move(stream), std::move(buffer), remote);
    co_return;
  }
  HttpSession<PlainStream> session(core, std::move(stream), std::move(buffer), remote);
  co_await session.run();
}

}  // namespace diemcau::http
