#include <gtest/gtest.h>

#include <atomic>

#include "base/random.h"
#include "http/certificate_authority.h"
#include "http/test_server.h"

namespace diemcau::http {
namespace {

constexpr int kText = 1;
constexpr int kBinary = 2;
constexpr int kClose = 8;
constexpr int kPing = 9;
constexpr int kPong = 10;

std::vector<uint8_t> bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

// A server whose WebSockets echo, and "/refuse" does not let in.
class WebSockets : public testing::Test {
 protected:
  void start(HttpLimits limits = {}) {
    Router router;
    router.allow_any_origin("/refuse");
    WebSocketHandler handler;
    handler.admit = [this](ConnectionId id, const HttpRequest& request) {
      return admit(id, request);
    };
    handler.on_open = [this](ConnectionId id) { log.add("open " + std::to_string(id.value)); };
    handler.on_message = [this](ConnectionId id, Bytes message) {
      log.add("message " +
              std::string(as_text(message.first(std::min<size_t>(message.size(), 20)))));
      if (as_text(message) == "bye") return server->server.close(id, 1000, "bye");
      server->server.send(id, {message.begin(), message.end()});
    };
    handler.on_overflow = [this](ConnectionId id) {
      log.add("overflow");
      server->server.send(id, bytes_of("last word"));
    };
    handler.on_closed = [this](ConnectionId id) { log.add("closed " + std::to_string(id.value)); };
    server = std::make_unique<TestServer>(std::move(router), std::move(handler), limits);
  }

  std::optional<HttpResponse> admit(ConnectionId id, const HttpRequest& request) {
    if (request.path == "/refuse") return HttpResponse::text(401, "no\n");
    if (request.path == "/greet") {
      server->server.post([this, id] { server->server.send(id, bytes_of("before open")); });
    }
    connection = id.value;
    return std::nullopt;
  }

  void send(std::vector<uint8_t> message) {
    server->server.post([this, message = std::move(message)] {
      server->server.send(ConnectionId{connection}, message);
    });
  }

  void close_now() { server->server.close(ConnectionId{connection}, 1000, ""); }

  EventLog log;
  std::atomic<uint64_t> connection = 0;
  std::unique_ptr<TestServer> server;
};

TEST_F(WebSockets, EchoAndClose) {
  start();
  server->start();
  TestClient client(server->port);
  const auto accepted = client.open_websocket("/rtc?x=1");
  ASSERT_EQ(accepted.status, 101);
  // RFC 6455, section 1.3: the answer to the sample nonce.
  EXPECT_EQ(accepted.header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  client.send_frame(kBinary, "hello");
  const auto echo = client.frame();
  EXPECT_EQ(echo.opcode, kBinary);
  EXPECT_EQ(echo.payload, "hello");
  client.send_frame(kClose, std::string("\x03\xe8", 2));
  EXPECT_EQ(client.frame().close_code(), 1000);
  client.end_writing();
  EXPECT_NE(log.wait_for("closed"), "");
  const std::string id = std::to_string(connection);
  EXPECT_EQ(log.all(), (std::vector<std::string>{"open " + id, "message hello", "closed " + id}));
}

TEST_F(WebSockets, SendsWhatWasQueuedBeforeTheyWereOpen) {
  start();
  server->start();
  TestClient client(server->port);
  ASSERT_EQ(client.open_websocket("/greet").status, 101);
  EXPECT_EQ(client.frame().payload, "before open");
}

TEST_F(WebSockets, AreOpenedWithTargetsOf100Kilobytes) {
  start();
  server->start();
  TestClient client(server->port);
  ASSERT_EQ(client.open_websocket("/rtc/v1?join_request=" + std::string(100'000, 'A')).status, 101);
  client.send_frame(kBinary, std::string(300'000, 'o'));
  EXPECT_EQ(client.frame().payload.size(), 300'000u);
}

TEST_F(WebSockets, CompressNothingEvenIfAsked) {
  start();
  server->start();
  const auto accepted =
      TestClient(server->port)
          .open_websocket("/rtc", "Sec-WebSocket-Extensions: permessage-deflate\r\n");
  EXPECT_EQ(accepted.status, 101);
  EXPECT_EQ(accepted.header("sec-websocket-extensions"), "");
}

TEST_F(WebSockets, AreRefusedWithTheHandlersAnswer) {
  start();
  server->start();
  TestClient client(server->port);
  const auto refused = client.open_websocket("/refuse");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.body, "no\n");
  EXPECT_EQ(refused.header("access-control-allow-origin"), "*");
  EXPECT_EQ(server->counters().websockets_open, 0u);
  EXPECT_TRUE(log.all().empty());
}

TEST_F(WebSockets, RefuseDataThatDoesNotWaitForTheAnswer) {
  start();
  server->start();
  TestClient client(server->port);
  client.send(
      "GET /rtc HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\nearly");
  EXPECT_EQ(client.response().status, 400);
}

TEST_F(WebSockets, CloseAnAdmittedOneWhoseHandshakeFails) {
  start();
  server->start();
  TestClient client(server->port);
  client.get("/rtc", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 99\r\n");
  EXPECT_NE(log.wait_for("closed"), "");
  EXPECT_EQ(log.count("open"), 0u);
}

TEST_F(WebSockets, CloseThoseWhoSendTooMuchOrText) {
  start({.message_bytes = 1000});
  server->start();
  TestClient large(server->port);
  large.open_websocket("/rtc");
  large.send_frame(kBinary, std::string(1001, 'x'));
  EXPECT_EQ(large.frame().close_code(), 1009);
  TestClient text(server->port);
  text.open_websocket("/rtc");
  text.send_frame(kText, "{}");
  EXPECT_EQ(text.frame().close_code(), 1003);
  EXPECT_EQ(log.count("message"), 0u);
}

TEST_F(WebSockets, AnswerPingsAndPingThemselves) {
  start({.websocket_idle_timeout = 200ms});
  server->start();
  TestClient client(server->port);
  client.open_websocket("/rtc");
  client.send_frame(kPing, "p");
  EXPECT_EQ(client.frame().opcode, kPong);
  EXPECT_EQ(client.frame().opcode, kPing);
  // Not answered: the server gives up.
  EXPECT_NE(log.wait_for("closed"), "");
}

TEST_F(WebSockets, AreClosedFromOurSideAfterWhatWasQueued) {
  start();
  server->start();
  TestClient client(server->port);
  client.open_websocket("/rtc");
  ASSERT_NE(log.wait_for("open"), "");
  send(bytes_of("one"));
  server->server.post([this] {
    server->server.close(ConnectionId{connection}, 4001, std::string(119, 'r') + "ờ");
    server->server.send(ConnectionId{connection}, bytes_of("too late"));
  });
  EXPECT_EQ(client.frame().payload, "one");
  const auto closing = client.frame();
  EXPECT_EQ(closing.opcode, kClose);
  EXPECT_EQ(closing.close_code(), 4001);
  EXPECT_EQ(closing.payload.substr(2), std::string(119, 'r'));
  client.send_frame(kClose, closing.payload.substr(0, 2));
  EXPECT_NE(log.wait_for("closed"), "");
}

TEST_F(WebSockets, DoNotWaitForeverForAPeerToClose) {
  start({.close_timeout = 50ms});
  server->start();
  TestClient client(server->port);
  client.open_websocket("/rtc");
  ASSERT_NE(log.wait_for("open"), "");
  server->server.post([this] { server->server.close(ConnectionId{connection}, 1000, ""); });
  EXPECT_NE(log.wait_for("closed"), "");
}

TEST_F(WebSockets, DropTheQueueOfASlowReaderAndSayALastWord) {
  start({.queue_bytes = 100'000, .close_timeout = 60s});
  server->start();
  TestClient client(server->port, std::nullopt, 4096);
  client.open_websocket("/rtc");
  ASSERT_NE(log.wait_for("open"), "");
  size_t sent = 0;
  // More than any socket's buffers hold.
  while (log.count("overflow") == 0 && sent < 4000) {
    server->on_thread([&] {
      server->server.send(ConnectionId{connection}, std::vector<uint8_t>(10'000, uint8_t(sent)));
      return 0;
    });
    ++sent;
  }
  ASSERT_EQ(log.count("overflow"), 1u);
  send(bytes_of("too late"));
  size_t received = 0;
  TestFrame frame;
  while ((frame = client.frame()).payload.size() == 10'000) ++received;
  EXPECT_EQ(frame.payload, "last word");
  EXPECT_LT(received, sent);
  frame = client.frame();
  EXPECT_EQ(frame.opcode, kClose);
  EXPECT_EQ(frame.close_code(), 1013);
  client.send_frame(kClose, "\x03\xf5");
  client.end_writing();
  EXPECT_NE(log.wait_for("closed"), "");
  EXPECT_EQ(log.count("overflow"), 1u);
  EXPECT_EQ(server->counters().websocket_overflows, 1u);
}

TEST_F(WebSockets, CutASlowReaderThatNeverWakesUp) {
  start({.queue_bytes = 100'000, .close_timeout = 50ms});
  server->start();
  TestClient client(server->port, std::nullopt, 4096);
  client.open_websocket("/rtc");
  ASSERT_NE(log.wait_for("open"), "");
  for (int i = 0; i < 4000 && log.count("overflow") == 0; ++i) {
    server->on_thread([&] {
      server->server.send(ConnectionId{connection}, std::vector<uint8_t>(10'000));
      return 0;
    });
  }
  EXPECT_NE(log.wait_for("closed"), "");
  EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
}

TEST_F(WebSockets, SayGoodbyeWhenTheServerStops) {
  start({.close_timeout = 5s});
  server->start();
  TestClient client(server->port);
  client.open_websocket("/rtc");
  ASSERT_NE(log.wait_for("open"), "");
  std::thread stopping([this] { server->stop(); });
  const auto goodbye = client.frame();
  EXPECT_EQ(goodbye.close_code(), 1001);
  client.send_frame(kClose, goodbye.payload.substr(0, 2));
  client.end_writing();
  stopping.join();
  EXPECT_EQ(log.count("closed"), 1u);
}

TEST_F(WebSockets, OutliveClientsThatVanish) {
  start();
  server->start();
  for (int i = 0; i < 20; ++i) {
    TestClient client(server->port);
    client.open_websocket("/rtc");
    client.send(std::string_view("\x82\xff\0\0\0", 5));  // half a frame header
  }
  EXPECT_TRUE(eventually([&] { return log.count("closed") == 20; }));
  EXPECT_EQ(server->counters().websockets_open, 0u);
}

// Both sides close at the same moment, in every order that the threads come to.
TEST_F(WebSockets, EndWhenBothSidesCloseAtOnce) {
  start({.close_timeout = 50ms});
  server->start();
  const std::string goodbye = TestClient::frame_of(kClose, std::string("\x03\xe8", 2));
  for (int i = 0; i < 100; ++i) {
    TestClient client(server->port);
    client.open_websocket("/rtc");
    ASSERT_TRUE(eventually([&] { return log.count("open") == size_t(i) + 1; }));
    if (i % 5 == 0) server->server.post([this] { close_now(); });
    if (i % 5 == 1) client.send(goodbye);
    if (i % 5 == 2) client.send(TestClient::frame_of(kBinary, "bye") + goodbye);
    if (i % 5 == 3) client.send_frame(kBinary, "bye");
    if (i % 5 == 4) {
      client.send_frame(kBinary, "bye");
      client.send(goodbye);
      client.frame();
    }
  }
  EXPECT_TRUE(eventually([&] { return log.count("closed") == 100; }));
  EXPECT_TRUE(eventually([&] { return server->counters().connections_open == 0; }));
}

TEST_F(WebSockets, WorkOverTls) {
  start();
  TestDirectory directory;
  RepeatableRandom random(1);
  const UnixTime now{std::chrono::duration_cast<std::chrono::milliseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count()};
  auto authority = CertificateAuthority::open(directory.path(), random, now);
  ASSERT_TRUE(authority.ok());
  const auto identity = authority->server_identity({{"localhost"}, {}}, now);
  ASSERT_TRUE(server->server.set_tls(*identity).ok());
  server->start();
  TestClient client(server->port, TestClient::Tls{authority->certificate_pem(), "localhost"});
  ASSERT_TRUE(client.connected()) << client.tls_error();
  ASSERT_EQ(client.open_websocket("/rtc?" + std::string(100'000, 'a')).status, 101);
  client.send_frame(kBinary, std::string(200'000, 's'));
  EXPECT_EQ(client.frame().payload.size(), 200'000u);
  client.send_frame(kClose, std::string("\x03\xe8", 2));
  EXPECT_EQ(client.frame().close_code(), 1000);
  client.end_writing();
  EXPECT_NE(log.wait_for("closed"), "");
}

}  // namespace
}  // namespace diemcau::http
