#pragma once

#include <map>
#include <unordered_map>

#include "api/line.h"
#include "http/server.h"

namespace diemcau::api {

// The WebSocket by which a page's screens follow (docs/api/office.md): which connection shows which
// views, and to whom a message goes.
//
// Owner: the composition root; the control thread. attach() before the server runs.
class Feed {
 public:
  struct Clocks {
    std::function<UnixTime()> wall;
    std::function<Instant()> monotonic;
  };
  Feed(Line line, Clocks clocks) : line_(std::move(line)), clocks_(std::move(clocks)) {}

  static constexpr const char* kPath = "/api/feed";
  std::optional<http::HttpResponse> admit(http::ConnectionId id, const http::HttpRequest& request);
  void handle_open(http::ConnectionId id);
  void handle_message(http::ConnectionId id, Bytes message);
  void handle_closed(http::ConnectionId id);

  void attach(http::HttpServer& server);
  void send(const std::vector<office::ScreenMessage>& messages);

  bool has(http::ConnectionId id) const { return pages_.contains(id); }
  size_t pages() const { return pages_.size(); }

 private:
  struct Page {
    Visitor visitor;
    std::map<std::string, office::SubscriberId> screens;  // by view
  };
  void show(http::ConnectionId id, Page& page, const std::string& view, journal::Seq after);
  void hide(Page& page, const std::string& view);
  void send_text(http::ConnectionId id, const std::string& text);
  void tell_time();

  Line line_;
  Clocks clocks_;
  http::HttpServer* server_ = nullptr;
  http::TimerId timer_;
  std::unordered_map<http::ConnectionId, Page> pages_;
  std::unordered_map<office::SubscriberId, http::ConnectionId> connections_;
  uint64_t last_screen_ = 0;
};

}  // namespace diemcau::api
