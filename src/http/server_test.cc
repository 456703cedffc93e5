#include "http/server.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "http/certificate_authority.h"
#include "http/test_server.h"

namespace diemcau::http {
namespace {

Router echo_router() {
  Router router;
  router.add("GET", "/", [](const HttpRequest&) { return HttpResponse::text(200, "hello\n"); });
  router.add("GET", "/target", [](const HttpRequest& request) {
    return HttpResponse::text(200, std::to_string(request.target.size()));
  });
  router.add("GET", "/headers", [](const HttpRequest& request) {
    return HttpResponse::text(200, std::string(request.header("authorization")));
  });
  router.add("GET", "/whence", [](const HttpRequest& request) {
    return HttpResponse::text(200, request.remote.ip_string() + (request.secure ? " tls" : ""));
  });
  router.add("POST", "/echo",
             [](const HttpRequest& request) { return HttpResponse::text(200, request.body); });
  router.add("GET", "/large", [](const HttpRequest&) {
    return HttpResponse::text(200, std::string(3'000'000, 'x'));
  });
  router.add("GET", "/throws",
             [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("broken"); });
  router.add("GET", "/split", [](const HttpRequest&) {
    return HttpResponse::text(200, "").with("X-Bad", "a\r\nSet-Cookie: b");
  });
  return router;
}

TEST(HttpServer, AnswersOnOneConnectionAgainAndAgain) {
  TestServer server(echo_router());
  server.start();
  TestClient client(server.port);
  for (int i = 0; i < 3; ++i) {
    const auto response = client.get("/");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "hello\n");
    EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
  }
  EXPECT_EQ(client.get("/whence").body, "127.0.0.1");
  EXPECT_EQ(server.counters().accepted, 1u);
}

TEST(HttpServer, WaitsForAnAnswerThatComesLater) {
  std::function<void(HttpResponse)> waiting;
  Router router;
  router.add_deferred("GET", "/later",
                      [&](const HttpRequest&, Answer answer) { waiting = answer; });
  router.add("GET", "/now", [&](const HttpRequest&) {
    if (waiting) waiting(HttpResponse::text(200, "late\n"));
    return HttpResponse::text(200, waiting ? "called\n" : "nobody waits\n");
  });
  TestServer server(std::move(router));
  server.start();
  TestClient waits(server.port);
  waits.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
  TestClient other(server.port);
  while (other.get("/now").body != "called\n") continue;
  EXPECT_EQ(waits.response().body, "late\n");
  EXPECT_EQ(waits.get("/now").status, 200);
}

TEST(HttpServer, SaysThatItIsBusyWhenNoAnswerComes) {
  std::function<void(HttpResponse)> never;
  Router router;
  router.add_deferred("GET", "/never", [&](const HttpRequest&, Answer answer) { never = answer; });
  HttpLimits limits;
  limits.answer_timeout = 50ms;
  TestServer server(std::move(router), {}, limits);
  server.start();
  TestClient client(server.port);
  EXPECT_EQ(client.get("/never").status, 503);
}

TEST(HttpServer, LetsGoOfAClientThatDoesNotWaitForItsAnswer) {
  std::function<void(HttpResponse)> waiting;
  Router router;
  router.add_deferred("GET", "/later",
                      [&](const HttpRequest&, Answer answer) { waiting = answer; });
  router.add("GET", "/now", [&](const HttpRequest&) {
    if (!waiting) return HttpResponse::text(200, "nobody waits\n");
    waiting(HttpResponse::text(200, "late\n"));
    waiting(HttpResponse::text(200, "twice\n"));
    return HttpResponse::text(200, "called\n");
  });
  TestServer server(std::move(router));
  server.start();
  {
    TestClient gone(server.port);
    gone.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    TestClient other(server.port);
    while (other.get("/now").body != "called\n") continue;
  }
  EXPECT_EQ(TestClient(server.port).get("/now").status, 200);
}

TEST(HttpServer, AnswersHeadWithTheLengthAndNoBody) {
  TestServer server(echo_router());
  server.start();
  TestClient client(server.port);
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto head = client.response(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), "6");
  EXPECT_EQ(client.get("/").body, "hello\n");
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  TestServer server(echo_router());
  server.start();
  TestClient client(server.port);
  const std::string one = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string two = "GET /whence HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send(one + two + one);
  EXPECT_EQ(client.response().body, "hello\n");
  EXPECT_EQ(client.response().body, "127.0.0.1");
  EXPECT_EQ(client.response().body, "hello\n");
}

TEST(HttpServer, TakesTargetsOf100AndHeadersOf60Kilobytes) {
  TestServer server(echo_router());
  server.start();
  TestClient client(server.port);
  const std::string target = "/target?join_request=" + std::string(100'000, 'a');
  EXPECT_EQ(client.get(target).body, std::to_string(target.size()));
  const std::string token(60'000, 'b');
  EXPECT_TRUE(client.get("/headers", "Authorization: " + token + "\r\n").body == token);
}

TEST(HttpServer, DropsARequestWithAHeaderOf64Kilobytes) {
  TestServer server(echo_router());
  server.start();
  TestClient client(server.port);
  client.get("/headers", "Authorization: " + std::string(70'000, 'b') + "\r\n");
  EXPECT_TRUE(client.closed_by_server());
  EXPECT_EQ(TestClient(server.port).get("/").status, 200);
  EXPECT_EQ(server.counters().bad_requests, 1u);
  EXPECT_TRUE(eventually([&] { return server.counters().connections_open == 0; }));
}

TEST(HttpServer, RefusesHeadersBeyondTheLimit) {
  TestServer server(echo_router());
  server.start();
  TestClient client(server.port);
  const auto response = client.get("/target?x=" + std::string(200'000, 'a'));
  EXPECT_EQ(response.status, 431);
  EXPECT_NE(response.body.find("\"header_too_large\""), std::string::npos);
  EXPECT_TRUE(client.closed_by_server());
}

TEST(HttpServer, RefusesBodiesBeyondTheLimitAndTheAnswerArrives) {
  TestServer server(echo_router(), {}, {.body_bytes = 1000});
  server.start();
  EXPECT_EQ(TestClient(server.port).post("/echo", std::string(1000, 'x')).status, 200);
  EXPECT_EQ(TestClient(server.port).post("/echo", std::string(1'000'000, 'x')).status, 413);
  TestClient chunked(server.port);
  chunked.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
               std::string(2000, 'x') + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunked.response().status, 413);
}

TEST(HttpServer, LetsLargerBodiesThroughWhereFilesTravelOnly) {
  Router router = echo_router();
  router.add("POST", "/file", [](const HttpRequest& request) {
    return HttpResponse::text(200, std::to_string(request.body.size()));
  });
  TestServer server(std::move(router), {},
                    {.body_bytes = 1000, .large_paths = {"/file"}, .large_body_bytes = 100'000});
  server.start();
  EXPECT_EQ(TestClient(server.port).post("/file?what=units", std::string(100'000, 'x')).body,
            "100000");
  EXPECT_EQ(TestClient(server.port).post("/file", std::string(100'001, 'x')).status, 413);
  EXPECT_EQ(TestClient(server.port).post("/echo", std::string(1001, 'x')).status, 413);
  EXPECT_EQ(TestClient(server.port).post("/file/x", std::string(1001, 'x')).status, 413);
  TestClient chunked(server.port);
  chunked.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
               std::string(2000, 'x') + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunked.response().status, 413);
}

TEST(HttpServer, RefusesBodiesWhenTooMuchIsBeingRead) {
  TestServer server(echo_router(), {}, {.bodies_in_flight_bytes = 1500});
  server.start();
  TestClient first(server.port);
  first.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf");
  TestClient second(server.port);
  ASSERT_TRUE(eventually(
      [&] { return TestClient(server.port).post("/echo", std::string(1000, 'x')).status == 503; }));
  first.send(std::string(996, 'x'));
  EXPECT_EQ(first.response().status, 200);
  EXPECT_EQ(second.post("/echo", std::string(1000, 'x')).status, 200);
}

TEST(HttpServer, SaysContinueToThoseWhoWaitForIt) {
  TestServer server(echo_router());
  server.start();
  TestClient client(server.port);
  client.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.response(true).status, 100);
  client.send("ok");
  EXPECT_EQ(client.response().body, "ok");
}

TEST(HttpServer, AnswersWhatIsNotHttpWith400) {
  TestServer server(echo_router());
  server.start();
  for (const char* request :
       {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /%zz?%g HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"}) {
    TestClient client(server.port);
    client.send(request);
    EXPECT_EQ(client.response().status, 400) << request;
    EXPECT_TRUE(client.closed_by_server()) << request;
  }
}

TEST(HttpServer, OutlivesRequestsCutOffAnywhere) {
  TestServer server(echo_router());
  server.start();
  const std::string request =
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nbody";
  for (size_t length = 0; length < request.size(); ++length) {
    TestClient client(server.port);
    client.send(std::string_view(request).substr(0, length));
    client.end_writing();
    EXPECT_EQ(client.response().status, 0) << length;
    EXPECT_TRUE(client.closed_by_server()) << length;
  }
  EXPECT_EQ(TestClient(server.port).get("/").status, 200);
  EXPECT_TRUE(eventually([&] { return server.counters().connections_open == 0; }));
}

TEST(HttpServer, ClosesThoseWhoNeverFinishARequest) {
  TestServer server(echo_router(), {}, {.request_timeout = 50ms, .keep_alive_timeout = 50ms});
  server.start();
  TestClient silent(server.port);
  TestClient slow(server.port);
  slow.send("GET / HTTP/1.1\r\nHost:");
  TestClient idle(server.port);
  EXPECT_EQ(idle.get("/").status, 200);
  EXPECT_TRUE(silent.closed_by_server());
  EXPECT_TRUE(slow.closed_by_server());
  EXPECT_TRUE(idle.closed_by_server());
}

TEST(HttpServer, RefusesConnectionsBeyondTheLimits) {
  TestServer server(echo_router(), {}, {.connections_per_address = 2});
  server.start();
  TestClient one(server.port);
  auto two = std::make_unique<TestClient>(server.port);
  EXPECT_EQ(one.get("/").status, 200);
  EXPECT_EQ(two->get("/").status, 200);
  EXPECT_TRUE(TestClient(server.port).closed_by_server());
  EXPECT_EQ(server.counters().refused_by_limit, 1u);
  two.reset();
  EXPECT_TRUE(eventually([&] { return TestClient(server.port).get("/").status == 200; }));
}

TEST(HttpServer, AnswersAHandlerThatThrowsWith500) {
  TestServer server(echo_router());
  server.start();
  TestClient client(server.port);
  EXPECT_EQ(client.get("/throws").status, 500);
  EXPECT_EQ(client.get("/").status, 200);
}

TEST(HttpServer, LeavesOutHeadersThatWouldSplitTheAnswer) {
  TestServer server(echo_router());
  server.start();
  const auto response = TestClient(server.port).get("/split");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.head.find("Set-Cookie"), std::string::npos);
}

TEST(HttpServer, SendsLargeAnswersWhole) {
  TestServer server(echo_router());
  server.start();
  EXPECT_EQ(TestClient(server.port).get("/large").body.size(), 3'000'000u);
}

TEST(HttpServer, NamesABusyPortAndWhatToDo) {
  TestServer server(echo_router());
  server.start();
  HttpServer second(
      {.listen = {{SocketAddress::v4(127, 0, 0, 1, server.port)}}, .limits = {}, .now = steady_now},
      Router(), {});
  const auto bound = second.listen();
  ASSERT_FALSE(bound.ok());
  EXPECT_EQ(bound.error(), "Port " + std::to_string(server.port) +
                               " is already in use, perhaps by another diemcau: stop that program, "
                               "or choose another port with --port.");
}

TEST(HttpServer, LeavesOutOnlyOptionalAddressesThatAreNotHere) {
  const SocketAddress elsewhere = SocketAddress::v4(192, 0, 2, 77, 0);
  const SocketAddress here = SocketAddress::v4(127, 0, 0, 1, 0);
  HttpServer strict({.listen = {{elsewhere}}, .limits = {}, .now = steady_now}, Router(), {});
  const auto refused = strict.listen();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error(), "This machine does not have the address 192.0.2.77: correct --bind.");
  HttpServer lenient({.listen = {{elsewhere, true}, {here}}, .limits = {}, .now = steady_now},
                     Router(), {});
  const auto bound = lenient.listen();
  ASSERT_TRUE(bound.ok());
  EXPECT_EQ(bound->size(), 1u);
}

TEST(HttpServer, RunsPostedWorkInOrderAndTimersWhenTheyAreDue) {
  HttpServer server({.listen = {}, .limits = {}, .now = steady_now}, Router(), {});
  std::vector<std::string> seen;
  const TimerId never = server.add_timer([&] { seen.push_back("never"); });
  const TimerId replaced = server.add_timer([&] { seen.push_back("replaced"); });
  const TimerId last = server.add_timer([&] {
    seen.push_back("last");
    server.stop();
  });
  server.schedule(never, steady_now());
  server.schedule(never, kNever);
  server.schedule(replaced, steady_now() + 1h);
  server.schedule(replaced, steady_now() + 1ms);
  server.schedule(last, steady_now() + 30ms);
  server.post([&] { seen.push_back("one"); });
  server.post([&] { seen.push_back("two"); });
  server.run();
  EXPECT_EQ(seen, (std::vector<std::string>{"one", "two", "replaced", "last"}));
}

TEST(HttpServer, StopsAtOnceWithIdleConnectionsOpen) {
  TestServer server(echo_router(), {}, {.close_timeout = 60s});
  server.start();
  TestClient fresh(server.port);
  TestClient used(server.port);
  EXPECT_EQ(used.get("/").status, 200);
  server.stop();
  EXPECT_TRUE(used.closed_by_server());
  EXPECT_TRUE(fresh.closed_by_server());
}

// --- TLS ----------------------------------------------------------------------------------------

class HttpsServer : public testing::Test {
 protected:
  void SetUp() override {
    auto authority = CertificateAuthority::open(directory.path(), random, {now_ms});
    ASSERT_TRUE(authority.ok()) << authority.error();
    authority_pem = authority->certificate_pem();
    const ServerNames names{.dns = {"localhost"},
                            .addresses = {SocketAddress::v4(127, 0, 0, 1, 0)}};
    const auto identity = authority->server_identity(names, {now_ms});
    ASSERT_TRUE(identity.ok()) << identity.error();
    ASSERT_TRUE(server.server.set_tls(*identity).ok());
    server.start();
  }

  TestDirectory directory;
  RepeatableRandom random{1};
  // OpenSSL's verification reads the real clock.
  int64_t now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  std::string authority_pem;
  TestServer server{echo_router()};
};

TEST_F(HttpsServer, ServesBothKindsOnOnePort) {
  TestClient by_address(server.port, TestClient::Tls{authority_pem, "127.0.0.1"});
  ASSERT_TRUE(by_address.connected()) << by_address.tls_error();
  EXPECT_EQ(by_address.get("/whence").body, "127.0.0.1 tls");
  EXPECT_EQ(by_address.get("/large").body.size(), 3'000'000u);
  TestClient by_name(server.port, TestClient::Tls{authority_pem, "localhost"});
  ASSERT_TRUE(by_name.connected()) << by_name.tls_error();
  EXPECT_EQ(by_name.get("/target?x=" + std::string(100'000, 'a')).status, 200);
  EXPECT_EQ(TestClient(server.port).get("/whence").body, "127.0.0.1");
}

TEST_F(HttpsServer, IsRefusedByClientsForAnotherNameOrAuthority) {
  TestClient other_name(server.port, TestClient::Tls{authority_pem, "example.org"});
  EXPECT_FALSE(other_name.connected());
  TestDirectory elsewhere;
  auto other = CertificateAuthority::open(elsewhere.path(), random, {now_ms});
  TestClient stranger(server.port, TestClient::Tls{other->certificate_pem(), "127.0.0.1"});
  EXPECT_FALSE(stranger.connected());
  EXPECT_EQ(TestClient(server.port).get("/").status, 200);
}

TEST_F(HttpsServer, AnswersRefusalsOverTlsAsWell) {
  TestClient client(server.port, TestClient::Tls{authority_pem, "127.0.0.1"});
  EXPECT_EQ(client.post("/echo", std::string(600'000, 'x')).status, 413);
}

TEST(HttpServer, RefusesTlsWithoutACertificate) {
  TestServer server(echo_router());
  server.start();
  TestClient client(server.port, TestClient::Tls{"", "127.0.0.1"});
  EXPECT_FALSE(client.connected());
  EXPECT_EQ(server.counters().tls_failures, 1u);
}

TEST(HttpServer, RefusesACertificateThatDoesNotFitItsKey) {
  TestServer server(echo_router());
  EXPECT_FALSE(server.server.set_tls({"nonsense", "nonsense"}).ok());
}

}  // namespace
}  // namespace diemcau::http
