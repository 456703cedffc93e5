#include "http/client.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "base/random.h"
#include "http/certificate_authority.h"
#include "http/test_server.h"

namespace diemcau::http {
namespace {

// Who is asked: keeps what came, and answers with a status that the path names.
struct Asked {
  std::mutex mutex;
  std::vector<HttpRequest> requests;

  Router router() {
    Router out;
    out.add("POST", "/status/{code}", [this](const HttpRequest& request) {
      const std::lock_guard lock(mutex);
      requests.push_back(request);
      return HttpResponse::text(std::stoi(std::string(request.route_value("code"))), "said");
    });
    out.add_deferred("POST", "/never", [](const HttpRequest&, const Answer&) {});
    return out;
  }
};

class Client : public ::testing::Test {
 protected:
  // Who never answers is not waited for at the end.
  Client() : target(asked.router(), {}, {.close_timeout = 20ms}), own(Router()) {
    target.start();
    own.start();
  }
  // Asks on the control thread of a server of ours and waits for the answer.
  OutgoingAnswer ask(const std::string& url, Duration timeout = 10s) {
    OutgoingRequest request{.url = *parse_url(url),
                            .headers = {{"Content-Type", "text/x"}, {"Authorization", "a"}},
                            .body = "the body",
                            .timeout = timeout};
    std::promise<OutgoingAnswer> answered;
    own.on_thread([&] {
      own.server.send_request(request, [&](const auto& answer) { answered.set_value(answer); });
      return true;
    });
    return answered.get_future().get();
  }
  std::string url(const std::string& path, const std::string& start = "http://127.0.0.1") const {
    return start + ":" + std::to_string(target.port) + path;
  }

  Asked asked;
  TestServer target;
  TestServer own;
};

TEST_F(Client, PostsAndHearsTheStatus) {
  EXPECT_EQ(ask(url("/status/200?x=1")).status, 200);
  EXPECT_EQ(ask(url("/status/302")).status, 302);
  EXPECT_EQ(ask(url("/status/503")).status, 503);
  ASSERT_EQ(asked.requests.size(), 3u);
  const HttpRequest& first = asked.requests[0];
  EXPECT_EQ(first.body, "the body");
  EXPECT_EQ(first.target, "/status/200?x=1");
  EXPECT_EQ(first.header("content-type"), "text/x");
  EXPECT_EQ(first.header("authorization"), "a");
  EXPECT_EQ(first.header("host"), "127.0.0.1:" + std::to_string(target.port));
}

TEST_F(Client, SaysWhyThereIsNoAnswer) {
  target.stop();
  const OutgoingAnswer refused = ask(url("/status/200"));
  EXPECT_EQ(refused.status, 0);
  EXPECT_NE(refused.problem, "");
}

TEST_F(Client, GivesUpOnWhoeverSaysNothing) {
  const OutgoingAnswer late = ask(url("/never"), 50ms);
  EXPECT_EQ(late.status, 0);
  EXPECT_NE(late.problem, "");
}

TEST_F(Client, StoppingLeavesNothingBehind) {
  own.on_thread([&] {
    own.server.send_request({.url = *parse_url(url("/never")), .headers = {}, .body = {}},
                            [](const auto&) { ADD_FAILURE(); });
    return true;
  });
  own.stop();
}

TEST_F(Client, TrustsOnlyWhoItShould) {
  const TestDirectory directory;
  RepeatableRandom random(3);
  const UnixTime today{
      std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count()};
  auto authority = CertificateAuthority::open(directory / "ca", random, today);
  ASSERT_TRUE(authority.ok()) << authority.error();
  const auto identity = authority->server_identity({.dns = {"localhost"}, .addresses = {}}, today);
  ASSERT_TRUE(identity.ok()) << identity.error();
  target.on_thread([&] { return target.server.set_tls(*identity).ok(); });

  EXPECT_EQ(ask(url("/status/200", "https://localhost")).status, 0);
  EXPECT_TRUE(asked.requests.empty());
  // The context is made once a server: another one trusts the authority.
  ASSERT_EQ(::setenv("SSL_CERT_FILE", (directory / "ca" / "ca.crt").c_str(), 1), 0);
  TestServer trusting{Router()};
  trusting.start();
  const auto ask_trusting = [&](const std::string& start) {
    std::promise<OutgoingAnswer> answered;
    trusting.on_thread([&] {
      trusting.server.send_request(
          {.url = *parse_url(url("/status/200", start)), .headers = {}, .body = "x"},
          [&](const auto& answer) { answered.set_value(answer); });
      return true;
    });
    return answered.get_future().get();
  };
  const OutgoingAnswer trusted = ask_trusting("https://localhost");
  EXPECT_EQ(trusted.status, 200) << trusted.problem;
  // The right authority, but not for that name.
  EXPECT_EQ(ask_trusting("https://127.0.0.1").status, 0);
  ::unsetenv("SSL_CERT_FILE");
}

}  // namespace
}  // namespace diemcau::http
