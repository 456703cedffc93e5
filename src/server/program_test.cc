#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "http/test_client.h"
#include "livekit/token.h"
#include "server/test_support.h"

// The program as an operator meets it: started, asked, stopped. Free ports, a directory of its own.
namespace diemcau::server {
namespace {

using http::TestClient;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::StartsWith;

constexpr int kDeadlineMs = 20'000;

class Program {
 public:
  explicit Program(std::vector<std::string> arguments) {
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
    output_ = pipe[0];
    arguments.insert(arguments.begin(), DIEMCAU_PROGRAM);
    process_ = ::fork();
    if (process_ == 0) become(arguments, pipe[1]);
    ::close(pipe[1]);
  }
  ~Program() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      wait();
    }
    ::close(output_);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void signal(int number) { ::kill(process_, number); }
  // The exit code; the rest of the output is in text().
  int wait() {
    while (read_some()) {
    }
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  // Reads until the output holds this; false: it ended, or took too long.
  bool said(std::string_view what) {
    while (text_.find(what) == std::string::npos) {
      if (!read_some()) return false;
    }
    return true;
  }
  // Of the page on this machine, as the banner says.
  uint16_t port() {
    const std::string before = "http://localhost:";
    if (!said("Ctrl+C")) return 0;
    const size_t at = text_.find(before);
    return at == std::string::npos
               ? uint16_t{0}
               : static_cast<uint16_t>(std::atoi(text_.c_str() + at + before.size()));
  }
  const std::string& text() const { return text_; }

 private:
  [[noreturn]] static void become(std::vector<std::string>& arguments, int output) {
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    std::vector<char*> raw;
    for (std::string& argument : arguments) raw.push_back(argument.data());
    raw.push_back(nullptr);
    ::execv(DIEMCAU_PROGRAM, raw.data());
    ::_exit(127);
  }
  bool read_some() {
    pollfd waiting{output_, POLLIN, 0};
    if (::poll(&waiting, 1, kDeadlineMs) != 1) return false;
    std::array<char, 4096> piece;
    const ssize_t count = ::read(output_, piece.data(), piece.size());
    if (count <= 0) return false;
    text_.append(piece.data(), static_cast<size_t>(count));
    return true;
  }

  pid_t process_ = -1;
  int output_ = -1;
  std::string text_;
};

UnixTime now() {
  return {std::chrono::duration_cast<std::chrono::milliseconds>(
              std::chrono::system_clock::now().time_since_epoch())
              .count()};
}

class ProgramTest : public testing::Test {
 protected:
  std::vector<std::string> serve(std::vector<std::string> more = {"--dev"}) const {
    std::vector<std::string> arguments{"serve", "--port", "0", "--udp-port", "0", "--shards", "1"};
    arguments.insert(arguments.end(),
                     {"--tcp-port", "0", "--data", (directory.path() / "data").string()});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  TestDirectory directory;
};

TEST_F(ProgramTest, ServesUntilItIsToldToStop) {
  Program program(serve());
  const uint16_t port = program.port();
  ASSERT_NE(port, 0) << program.text();
  TestClient client(port);
  EXPECT_EQ(client.get("/healthz").body, "ok\n");
  EXPECT_EQ(client.get("/").status, 200);
  const auto metrics = client.get("/metrics");
  EXPECT_EQ(metrics.status, 200);
  EXPECT_THAT(metrics.body, HasSubstr("diemcau_participants 0\n"));
  EXPECT_THAT(metrics.body, HasSubstr("diemcau_udp_datagrams_sent_total{shard=\"0\"}"));
  EXPECT_EQ(client.get("/ca.crt").status, 200);
  const auto asked = std::chrono::steady_clock::now();
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0) << program.text();
  EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(3));
  EXPECT_THAT(program.text(), HasSubstr("Stopped."));
}

// What is on its way to a webhook that does not answer holds the end up, for so long and no longer.
TEST_F(ProgramTest, WhileItStopsItTakesNobodyAndWaitsAWhileForWebhooks) {
  const int silent = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof place;
  ASSERT_EQ(::bind(silent, reinterpret_cast<sockaddr*>(&place), size), 0);
  ASSERT_EQ(::listen(silent, 8), 0);
  ::getsockname(silent, reinterpret_cast<sockaddr*>(&place), &size);
  const std::string hook = "http://127.0.0.1:" + std::to_string(ntohs(place.sin_port)) + "/";
  Program program(serve({"--dev", "--drain-timeout", "2", "--webhook-urls", hook}));
  const uint16_t port = program.port();
  ASSERT_NE(port, 0) << program.text();
  livekit::Grants grants;
  grants.api_key = "devkey";
  grants.identity = grants.room = "r";
  grants.room_join = grants.room_create = true;
  grants.not_before = UnixTime{now().ms - 1000};
  grants.expires = UnixTime{now().ms + 60'000};
  const std::string token = livekit::create_token(grants, "secret");
  TestClient client(port);
  const std::string body = R"({"name":"r"})";
  const auto made = client.post("/twirp/livekit.RoomService/CreateRoom", body,
                                "application/json\r\nAuthorization: Bearer " + token);
  ASSERT_EQ(made.status, 200) << made.body;
  const auto asked = std::chrono::steady_clock::now();
  program.signal(SIGTERM);
  ASSERT_TRUE(program.said("told to come back"));
  EXPECT_EQ(TestClient(port).get("/rtc/v1?access_token=" + token).status, 503);
  EXPECT_EQ(program.wait(), 0) << program.text();
  const auto took = std::chrono::steady_clock::now() - asked;
  EXPECT_GE(took, std::chrono::milliseconds(1500));
  EXPECT_LT(took, std::chrono::seconds(6));
  EXPECT_THAT(program.text(), HasSubstr("1 webhooks could not be delivered in time."));
  ::close(silent);
}

TEST_F(ProgramTest, IsCopiedWhileItRunsAndGoesOnFromTheCopy) {
  const std::string data = (directory.path() / "data").string();
  const std::string copy = (directory.path() / "copy").string();
  const std::string keys = (directory.path() / "keys").string();
  Program program(serve({"--dev", "--demo-conference", "4"}));
  ASSERT_NE(program.port(), 0) << program.text();
  Program nowhere({"backup", "--data", data});
  EXPECT_EQ(nowhere.wait(), 1);
  EXPECT_THAT(nowhere.text(), HasSubstr("--keys-to DIR"));
  Program inside({"backup", "--data", data, "--to", data + "/copy", "--keys-to", keys});
  EXPECT_EQ(inside.wait(), 1);
  EXPECT_THAT(inside.text(), HasSubstr("three places"));
  Program backup({"backup", "--data", data, "--to", copy, "--keys-to", keys});
  EXPECT_EQ(backup.wait(), 0) << backup.text();
  EXPECT_THAT(backup.text(), HasSubstr("is copied to"));
  EXPECT_TRUE(std::filesystem::exists(copy + "/diemcau.db"));
  EXPECT_FALSE(std::filesystem::exists(copy + "/keys.db"));
  EXPECT_FALSE(std::filesystem::exists(copy + "/ballots.db"));
  // Put back as the operator's guide says: the same conference stands in the copy.
  std::filesystem::copy_file(keys + "/keys.db", copy + "/keys.db");
  auto arguments = serve({"--dev", "--demo-conference", "4"});
  std::replace(arguments.begin(), arguments.end(), data, copy);
  Program restored(arguments);
  ASSERT_NE(restored.port(), 0) << restored.text();
  EXPECT_THAT(restored.text(), HasSubstr("/enter/"));
}

TEST_F(ProgramTest, SpeaksTlsOnTheSamePort) {
  Program program(serve());
  const uint16_t port = program.port();
  ASSERT_NE(port, 0) << program.text();
  std::ifstream file(directory.path() / "data/tls/ca.crt");
  const std::string authority((std::istreambuf_iterator<char>(file)), {});
  TestClient client(port, TestClient::Tls{authority, "localhost"});
  ASSERT_TRUE(client.connected()) << client.tls_error();
  EXPECT_EQ(client.get("/healthz").body, "ok\n");
}

TEST_F(ProgramTest, LetsGuestsInByThePageWithTokensItTakesItself) {
  Program program(serve());
  const uint16_t port = program.port();
  ASSERT_NE(port, 0) << program.text();
  TestClient client(port);
  const auto joined = client.post("/api/rooms/r/join", R"({"name":"An","language":"vi"})");
  ASSERT_EQ(joined.status, 200) << joined.body;
  const std::string before = "\"token\":\"";
  const size_t at = joined.body.find(before);
  ASSERT_NE(at, std::string::npos);
  const std::string token = joined.body.substr(
      at + before.size(), joined.body.find('"', at + before.size()) - at - before.size());
  const auto grants = livekit::verify_token(token, {{"devkey", "secret"}}, now());
  ASSERT_TRUE(grants.ok());
  EXPECT_EQ(grants->room, "r");
  EXPECT_EQ(grants->name, "An");
  EXPECT_EQ(program.text().find(token), std::string::npos);
}

TEST_F(ProgramTest, RefusesForgedTokensAndLogsOneLineWithoutThem) {
  Program program(serve());
  const uint16_t port = program.port();
  ASSERT_NE(port, 0) << program.text();
  const std::string forged = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJkZXZrZXkifQ.AAAA";
  TestClient client(port);
  EXPECT_EQ(client.open_websocket("/rtc/v1?access_token=" + forged).status, 401);
  EXPECT_TRUE(program.said("refused /rtc/v1 from 127.0.0.1: 401")) << program.text();
  EXPECT_EQ(program.text().find(forged), std::string::npos);
}

TEST_F(ProgramTest, NamesABusyPort) {
  Program first(serve());
  const std::string port = std::to_string(first.port());
  ASSERT_NE(port, "0") << first.text();
  Program second({"serve", "--dev", "--port", port, "--udp-port", "0", "--tcp-port", "0", "--data",
                  (directory.path() / "other").string()});
  EXPECT_EQ(second.wait(), 1);
  EXPECT_THAT(second.text(), StartsWith("Port " + port + " is already in use"));
  // The same port, wanted for media.
  Program third({"serve", "--dev", "--port", "0", "--udp-port", "0", "--tcp-port", port, "--data",
                 (directory.path() / "third").string()});
  EXPECT_EQ(third.wait(), 1);
  EXPECT_EQ(third.text(), "TCP port " + port +
                              " is in use by another program: stop that program, or choose another "
                              "port for media with --tcp-port (0 does without).\n");
}

TEST_F(ProgramTest, NamesADataDirectoryThatCannotBe) {
  directory.write("data", "a file");
  Program program(serve());
  EXPECT_EQ(program.wait(), 1);
  EXPECT_THAT(program.text(), HasSubstr("--data DIR"));
  EXPECT_EQ(std::count(program.text().begin(), program.text().end(), '\n'), 1);
}

TEST_F(ProgramTest, MakesAKeyAtTheFirstStartAndTokensWithIt) {
  const std::string data = (directory.path() / "data").string();
  {
    Program program(serve({"--bind", "127.0.0.1"}));
    ASSERT_NE(program.port(), 0) << program.text();
    EXPECT_THAT(program.text(), HasSubstr("An API key was made: " + data + "/keys.toml"));
    program.signal(SIGINT);
    EXPECT_EQ(program.wait(), 0);
  }
  Program again(serve({"--bind", "127.0.0.1"}));
  const uint16_t port = again.port();
  ASSERT_NE(port, 0) << again.text();
  EXPECT_EQ(again.text().find("An API key was made"), std::string::npos);
  EXPECT_EQ(TestClient(port).post("/api/rooms/r/join", R"({"name":"An"})").status, 403);

  Program create({"token", "create", "--data", data, "--room", "r", "--identity", "i"});
  ASSERT_EQ(create.wait(), 0) << create.text();
  const std::string token = create.text().substr(0, create.text().size() - 1);
  TestClient client(port);
  // A good token without an offer: anything but a refusal of the token.
  EXPECT_NE(client.get("/rtc/v1/validate?access_token=" + token).status, 401);
}

}  // namespace
}  // namespace diemcau::server
