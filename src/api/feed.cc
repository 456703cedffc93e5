#include "api/feed.h"

#include "api/answers.h"

namespace diemcau::api {
namespace {

using http::ConnectionId;

constexpr size_t kMaxViews = 16;  // of one page
constexpr size_t kMaxViewName = 100;
constexpr size_t kMaxMessage = 1024;
constexpr Duration kTimeEvery = 10s;
constexpr uint16_t kPolicyViolation = 1008;  // RFC 6455, section 7.4.1
constexpr uint16_t kTryAgainLater = 1013;

// What a page says.
struct Wish {
  std::string show;
  std::string hide;
  journal::Seq after;
};

const std::string* text_of(const Json& json, const char* member) {
  const auto found = json.find(member);
  return found == json.end() ? nullptr : found->get_ptr<const std::string*>();
}

std::optional<Wish> read_wish(Bytes message) {
  if (message.size() > kMaxMessage) return {};
  const Json json = Json::parse(message.begin(), message.end(), nullptr, false);
  if (!json.is_object()) return {};
  Wish wish;
  if (const auto* view = text_of(json, "show")) wish.show = *view;
  if (const auto* view = text_of(json, "hide")) wish.hide = *view;
  const auto after = json.find("after");
  if (after != json.end() && after->is_number_unsigned()) wish.after = {after->get<uint64_t>()};
  if (wish.show.empty() == wish.hide.empty()) return {};
  if (wish.show.size() > kMaxViewName) return {};
  return wish;
}

}  // namespace

std::optional<http::HttpResponse> Feed::admit(ConnectionId id, const http::HttpRequest& request) {
  if (!is_from_own_page(request)) {
    return refused(403, journal::Refusal{"request.elsewhere"});
  }
  pages_.emplace(id, Page{visitor_of(request), {}});
  return {};
}

void Feed::attach(http::HttpServer& server) {
  server_ = &server;
  timer_ = server.add_timer([this] { tell_time(); });
}

void Feed::handle_open(ConnectionId id) {
  send_text(id, Json{{"now", clocks_.wall()}}.dump());
  if (pages_.size() == 1) server_->schedule(timer_, clocks_.monotonic() + kTimeEvery);
}

void Feed::handle_message(ConnectionId id, Bytes message) {
  const auto page = pages_.find(id);
  if (page == pages_.end()) return;
  const auto wish = read_wish(message);
  if (!wish) return server_->close(id, kPolicyViolation, "no such message");
  if (!wish->hide.empty()) return hide(page->second, wish->hide);
  show(id, page->second, wish->show, wish->after);
}

void Feed::show(ConnectionId id, Page& page, const std::string& view, journal::Seq after) {
  hide(page, view);
  if (page.screens.size() >= kMaxViews) {
    return server_->close(id, kPolicyViolation, "too many views");
  }
  const office::SubscriberId screen{++last_screen_};
  const bool taken = line_.to_office([screen, who = page.visitor, view, after](Clerk& clerk) {
    clerk.show(screen, who, view, after);
  });
  // The page comes back by itself, and asks for what it has not seen.
  if (!taken) return server_->close(id, kTryAgainLater, "busy");
  page.screens.emplace(view, screen);
  connections_.emplace(screen, id);
}

void Feed::hide(Page& page, const std::string& view) {
  const auto found = page.screens.find(view);
  if (found == page.screens.end()) return;
  const office::SubscriberId screen = found->second;
  connections_.erase(screen);
  page.screens.erase(found);
  // If the office is too busy for it, the messages to come find no connection.
  (void)line_.to_office([screen](Clerk& clerk) { clerk.hide(screen); });
}

void Feed::handle_closed(ConnectionId id) {
  const auto page = pages_.find(id);
  if (page == pages_.end()) return;
  while (!page->second.screens.empty()) hide(page->second, page->second.screens.begin()->first);
  pages_.erase(page);
}

void Feed::send(const std::vector<office::ScreenMessage>& messages) {
  for (const office::ScreenMessage& message : messages) {
    const auto connection = connections_.find(message.to);
    if (connection != connections_.end()) send_text(connection->second, *message.text);
  }
}

void Feed::send_text(ConnectionId id, const std::string& text) {
  server_->send(id, {text.begin(), text.end()});
}

void Feed::tell_time() {
  const std::string text = Json{{"now", clocks_.wall()}}.dump();
  for (const auto& [id, page] : pages_) send_text(id, text);
  if (!pages_.empty()) server_->schedule(timer_, clocks_.monotonic() + kTimeEvery);
}

}  // namespace diemcau::api
