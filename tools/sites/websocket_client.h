#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace diemcau::sites {

// "ws://host:port"; nothing behind the port counts.
struct ServerUrl {
  std::string host;
  std::string port;
};
// The host is empty when it is no ws:// address.
ServerUrl parse_server_url(const std::string& url);

// One WebSocket to the server, from opening to its end, on the thread of its io_context. Every one
// that was opened ends with exactly one `on_closed`; nothing is called after that.
class WebSocketClient {
 public:
  struct Handlers {
    std::function<void()> on_open;
    std::function<void(Bytes)> on_frame;
    std::function<void(const std::string& why)> on_closed;
  };

  WebSocketClient(boost::asio::io_context& io, Handlers handlers);
  // Drops it without a word; no handler is called any more.
  ~WebSocketClient();
  WebSocketClient(const WebSocketClient&) = delete;
  WebSocketClient& operator=(const WebSocketClient&) = delete;

  void open(const ServerUrl& url, const std::string& target, const std::string& authorization);
  // Binary frames, in order; kept until it is open.
  void send(std::vector<uint8_t> frame);
  // After what was sent before.
  void close();

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace diemcau::sites
