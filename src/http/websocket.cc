#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>
#include <memory>

#include "http/core.h"

namespace diemcau::http {
namespace {

namespace websocket = beast::websocket;

constexpr size_t kMaxReasonBytes = 120;
// A buffer that one long message made larger than this is given back.
constexpr size_t kKeptReadBytes = 64 * 1024;

// Not in the middle of a character.
std::string_view cut_reason(std::string_view reason) {
  size_t end = std::min(reason.size(), kMaxReasonBytes);
  while (end > 0 && end < reason.size() && (reason[end] & 0xc0) == 0x80) --end;
  return reason.substr(0, end);
}

// One WebSocket. Lives while its reading coroutine or a writing one does; found by its id from
// admission until on_closed.
template <class Stream>
class Session final : public WebSocketSession,
                      public std::enable_shared_from_this<Session<Stream>> {
 public:
  Session(Core& core, Stream stream, ConnectionId id)
      : core_(core),
        id_(id),
        socket_(std::move(stream)),
        close_deadline_(core.io.get_executor()),
        registration_(core, *this) {
    core_.websockets_by_id.emplace(id_.value, this);
  }
  ~Session() override { core_.websockets_by_id.erase(id_.value); }

  Awaitable<void> run(BeastRequest request) {
    const auto keep_alive = this->shared_from_this();
    // GCC 12 lays the frame out wrongly for a co_await inside a condition of a template.
    const bool opened = co_await open(request);
    if (opened) {
      core_.notify(core_.websockets.on_open, id_);
      co_await read_until_closed();
    }
    finish();
    close_deadline_.cancel();
    cut();
  }

  void send(SharedBytes message) override {
    if (closing_ || gone_ || (overflowed_ && !last_word_)) return;
    if (queued_bytes_ + message->size() > core_.config.limits.queue_bytes) {
      overflow();
      return;
    }
    queued_bytes_ += message->size();
    queue_.push_back(std::move(message));
    start_writer();
  }

  void close(uint16_t code, std::string_view reason) override {
    if (closing_ || gone_) return;
    closing_ = true;
    const std::string_view kept = cut_reason(reason);
    close_reason_ = {static_cast<websocket::close_code>(code), {kept.data(), kept.size()}};
    cut_after(core_.config.limits.close_timeout);
    start_writer();
  }

  void go_away() override { close(websocket::close_code::going_away, "the server is stopping"); }

 private:
  Awaitable<bool> open(const BeastRequest& request) {
    const HttpLimits& limits = core_.config.limits;
    // From here on the WebSocket layer keeps the time.
    beast::get_lowest_layer(socket_).expires_never();
    socket_.set_option(websocket::stream_base::timeout{limits.request_timeout,
                                                       limits.websocket_idle_timeout, true});
    socket_.read_message_max(limits.message_bytes);
    socket_.auto_fragment(false);
    socket_.binary(true);
    // Never a control_callback: with one, Beast 1.81 lets a read and a close wait for each other
    // for ever when both sides close at once.
    error_code error;
    co_await socket_.async_accept(request, asio::redirect_error(kUseAwaitable, error));
    open_ = !error;
    if (open_) start_writer();
    co_return open_;
  }

  // What on_closed promises, whatever the coroutines still wait for.
  void finish() {
    if (gone_) return;
    gone_ = true;
    core_.websockets_by_id.erase(id_.value);
    core_.notify(core_.websockets.on_closed, id_);
  }

  // A peer that neither reads nor answers must not hold us.
  void cut_after(Duration duration) {
    close_deadline_.expires_after(duration);
    close_deadline_.async_wait([self = this->shared_from_this()](const error_code& error) {
      if (error) return;
      self->finish();
      self->cut();
    });
  }

  Awaitable<void> read_until_closed() {
    beast::flat_buffer buffer;
    while (true) {
      error_code error;
      co_await socket_.async_read(buffer, asio::redirect_error(kUseAwaitable, error));
      if (error) co_return;
      deliver(buffer);
      buffer.clear();
      if (buffer.capacity() > kKeptReadBytes) buffer.shrink_to_fit();
    }
  }

  void deliver(const beast::flat_buffer& buffer) {
    if (closing_ || gone_ || overflowed_) return;
    if (socket_.got_text()) {
      close(websocket::close_code::unknown_data, "binary messages only");
      return;
    }
    const auto data = buffer.cdata();
    core_.notify(core_.websockets.on_message, id_,
                 Bytes{static_cast<const uint8_t*>(data.data()), data.size()});
  }

  void start_writer() {
    if (writing_ || !open_ || gone_) return;
    writing_ = true;
    asio::co_spawn(core_.io, write_all(this->shared_from_this()), asio::detached);
  }

  static Awaitable<void> write_all(std::shared_ptr<Session> self) {
    error_code error;
    while (!error && !self->queue_.empty()) {
      // Stays at the front, and in its place, until it is written whole.
      co_await self->socket_.async_write(asio::buffer(*self->queue_.front()),
                                         asio::redirect_error(kUseAwaitable, error));
      self->queued_bytes_ -= self->queue_.front()->size();
      self->queue_.pop_front();
    }
    if (!error && self->closing_) {
      co_await self->socket_.async_close(self->close_reason_,
                                         asio::redirect_error(kUseAwaitable, error));
    }
    if (error) self->cut();
    self->writing_ = false;
  }

  void overflow() {
    if (overflowed_) return;
    overflowed_ = true;
    ++core_.counters.websocket_overflows;
    drop_queue();
    asio::post(core_.io, [self = this->shared_from_this()] { self->report_overflow(); });
  }

  // All but what is being written.
  void drop_queue() {
    while (queue_.size() > (writing_ ? 1 : 0)) {
      queued_bytes_ -= queue_.back()->size();
      queue_.pop_back();
    }
  }

  void report_overflow() {
    if (gone_) return;
    last_word_ = true;
    core_.notify(core_.websockets.on_overflow, id_);
    last_word_ = false;
    close(websocket::close_code::try_again_later, "the connection is too slow");
  }

  void cut() { beast::get_lowest_layer(socket_).close(); }

  Core& core_;
  ConnectionId id_;
  websocket::stream<Stream, false> socket_;
  std::deque<SharedBytes> queue_;
  size_t queued_bytes_ = 0;
  websocket::close_reason close_reason_;
  Timer close_deadline_;
  Registration registration_;
  bool open_ = false;        // the handshake is done
  bool writing_ = false;     // a writing coroutine is under way
  bool closing_ = false;     // nothing more is queued
  bool gone_ = false;        // on_closed was called
  bool overflowed_ = false;  // the queue was thrown away
  bool last_word_ = false;   // inside on_overflow
};

}  // namespace

template <class Stream>
Awaitable<void> serve_websocket(Core& core, Stream stream, BeastRequest request, ConnectionId id) {
  const auto session = std::make_shared<Session<Stream>>(core, std::move(stream), id);
  co_await session->run(std::move(request));  // NOLINT(bugprone-use-after-move): moved once
}

template Awaitable<void> serve_websocket(Core&, PlainStream, BeastRequest, ConnectionId);
template Awaitable<void> serve_websocket(Core&, TlsStream, BeastRequest, ConnectionId);

}  // namespace diemcau::http
