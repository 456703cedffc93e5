#include "websocket_client.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <deque>
#include <utility>

namespace diemcau::sites {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;

constexpr size_t kMaxFrame = 2 * 1024 * 1024;
constexpr auto kOpenTimeout = std::chrono::seconds(5);

}  // namespace

ServerUrl parse_server_url(const std::string& url) {
  constexpr std::string_view kScheme = "ws://";
  if (!url.starts_with(kScheme)) return {};
  std::string place = url.substr(kScheme.size());
  place = place.substr(0, place.find_first_of("/?"));
  const size_t colon = place.rfind(':');
  if (colon == std::string::npos) return {place, "80"};
  return {place.substr(0, colon), place.substr(colon + 1)};
}

// Lives as long as an operation of its is under way; without handlers once its owner is gone.
class WebSocketClient::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(asio::io_context& io, Handlers handlers)
      : handlers_(std::move(handlers)), resolver_(io), stream_(io), patience_(io) {}

  void open(const ServerUrl& url, const std::string& target, const std::string& authorization) {
    host_ = url.host + ":" + url.port;
    target_ = target;
    authorization_ = authorization;
    patience_.expires_after(kOpenTimeout);
    patience_.async_wait([self = shared_from_this()](error_code error) {
      if (!error) self->give_up();
    });
    resolver_.async_resolve(url.host, url.port,
                            [self = shared_from_this()](error_code error, const auto& results) {
                              if (self->failed(error)) return;
                              self->connect(results);
                            });
  }

  void send(std::vector<uint8_t> frame) {
    outgoing_.push_back(std::move(frame));
    write();
  }

  void close() {
    if (closing_) return;
    closing_ = true;
    if (!open_) {
      give_up();
    } else {
      write();
    }
  }

  void abandon() {
    handlers_ = {};
    give_up();
  }

 private:
  void connect(const tcp::resolver::results_type& results) {
    asio::async_connect(stream_.next_layer(), results,
                        [self = shared_from_this()](error_code error, const tcp::endpoint&) {
                          if (!self->failed(error)) self->upgrade();
                        });
  }

  void upgrade() {
    error_code ignored;
    stream_.next_layer().set_option(tcp::no_delay(true), ignored);
    stream_.binary(true);
    stream_.read_message_max(kMaxFrame);
    stream_.set_option(websocket::stream_base::decorator(
        [authorization = authorization_](websocket::request_type& request) {
          request.set(beast::http::field::authorization, authorization);
        }));
    stream_.async_handshake(host_, target_, [self = shared_from_this()](error_code error) {
      if (!self->failed(error)) self->opened();
    });
  }

  void opened() {
    patience_.cancel();
    open_ = true;
    if (handlers_.on_open) handlers_.on_open();
    read();
    write();
  }

  void read() {
    stream_.async_read(incoming_, [self = shared_from_this()](error_code error, size_t) {
      if (self->failed(error)) return;
      const auto data = self->incoming_.cdata();
      if (self->handlers_.on_frame) {
        self->handlers_.on_frame({static_cast<const uint8_t*>(data.data()), data.size()});
      }
      self->incoming_.consume(self->incoming_.size());
      self->read();
    });
  }

  void write() {
    if (!open_ || writing_) return;
    if (outgoing_.empty()) {
      if (closing_) say_goodbye();
      return;
    }
    writing_ = true;
    stream_.async_write(asio::buffer(outgoing_.front()),
                        [self = shared_from_this()](error_code error, size_t) {
                          self->writing_ = false;
                          if (self->failed(error)) return;
                          self->outgoing_.pop_front();
                          self->write();
                        });
  }

  void say_goodbye() {
    writing_ = true;
    patience_.expires_after(std::chrono::milliseconds(500));
    patience_.async_wait([self = shared_from_this()](error_code error) {
      if (!error) self->give_up();
    });
    stream_.async_close(websocket::close_code::normal,
                        [self = shared_from_this()](error_code) { self->give_up(); });
  }

  void give_up() {
    resolver_.cancel();
    error_code ignored;
    stream_.next_layer().close(ignored);
    end("given up");
  }

  // True when there is nothing to go on with.
  bool failed(error_code error) {
    if (!error) return ended_;
    end(error.message());
    return true;
  }

  void end(const std::string& why) {
    if (std::exchange(ended_, true)) return;
    open_ = false;
    patience_.cancel();
    // Not from within a call of the owner's.
    asio::post(stream_.get_executor(), [self = shared_from_this(), why] {
      // The owner may drop us, handlers included, while it is being told.
      const auto on_closed = std::move(self->handlers_.on_closed);
      self->handlers_ = {};
      if (on_closed) on_closed(why);
    });
  }

  Handlers handlers_;
  tcp::resolver resolver_;
  websocket::stream<tcp::socket> stream_;
  asio::steady_timer patience_;
  std::string host_;
  std::string target_;
  std::string authorization_;
  beast::flat_buffer incoming_;
  std::deque<std::vector<uint8_t>> outgoing_;
  bool open_ = false;
  bool writing_ = false;
  bool closing_ = false;
  bool ended_ = false;
};

WebSocketClient::WebSocketClient(asio::io_context& io, Handlers handlers)
    : impl_(std::make_shared<Impl>(io, std::move(handlers))) {}
WebSocketClient::~WebSocketClient() { impl_->abandon(); }
void WebSocketClient::open(const ServerUrl& url, const std::string& target,
                           const std::string& authorization) {
  impl_->open(url, target, authorization);
}
void WebSocketClient::send(std::vector<uint8_t> frame) { impl_->send(std::move(frame)); }
void WebSocketClient::close() { impl_->close(); }

}  // namespace diemcau::sites
