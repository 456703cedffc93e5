#include "server/config.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "base/random.h"
#include "server/keys.h"
#include "server/test_support.h"

namespace diemcau::server {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Config, HasDefaultsThatServe) {
  const Config config = served({"serve"});
  EXPECT_FALSE(config.dev);
  EXPECT_EQ(config.port, 7880);
  EXPECT_EQ(config.udp_port, 7882);
  EXPECT_EQ(config.tcp_port, 7881);
  EXPECT_FALSE(config.open_rooms);
  EXPECT_TRUE(config.keys.empty());
  EXPECT_FALSE(config.bind.has_value());
  EXPECT_GE(shard_count(config), 1u);
}

TEST(Config, DevMeansAKnownKeyAndOpenRooms) {
  const Config config = served({"serve", "--dev"});
  EXPECT_EQ(config.keys, (livekit::Keys{{"devkey", "secret"}}));
  EXPECT_TRUE(config.open_rooms);
  EXPECT_EQ(served({"serve", "--dev", "--keys", "a:b"}).keys, (livekit::Keys{{"a", "b"}}));
}

TEST(Config, LetsTheEnvironmentWinOverTheFileAndFlagsOverBoth) {
  const TestDirectory directory;
  const std::string file =
      directory.write("c.toml", "port = 1\nudp_port = 2\nshards = 3\nopen_rooms = true\n").string();
  const Config config =
      served({"serve", "--config", file, "--shards", "33"},
             {{"DIEMCAU_UDP_PORT", "22"}, {"DIEMCAU_SHARDS", "23"}, {"PORT", "9"}});
  EXPECT_EQ(config.port, 1);
  EXPECT_EQ(config.udp_port, 22);
  EXPECT_EQ(config.shards, 33u);
  EXPECT_TRUE(config.open_rooms);
  EXPECT_EQ(served({"serve"}, {{"DIEMCAU_CONFIG", file}}).port, 1);
}

TEST(Config, TakesListsFromEverywhere) {
  const TestDirectory directory;
  const std::string file =
      directory
          .write("c.toml", "node_ip = ['192.0.2.1', '2001:db8::1']\n[keys]\na = 's1'\nb = 's2'\n")
          .string();
  const Config from_file = served({"serve", "--config", file});
  ASSERT_EQ(from_file.node_ips.size(), 2u);
  EXPECT_EQ(from_file.node_ips[1].ip_string(), "2001:db8::1");
  EXPECT_EQ(from_file.keys, (livekit::Keys{{"a", "s1"}, {"b", "s2"}}));
  const Config from_environment =
      served({"serve", "--config", file}, {{"DIEMCAU_NODE_IP", " 192.0.2.9, 192.0.2.8 "}});
  ASSERT_EQ(from_environment.node_ips.size(), 2u);
  EXPECT_EQ(from_environment.node_ips[0].ip_string(), "192.0.2.9");
  const Config from_flags = served({"serve", "--node-ip", "192.0.2.7", "--node-ip", "192.0.2.6"},
                                   {{"DIEMCAU_NODE_IP", "192.0.2.9"}});
  ASSERT_EQ(from_flags.node_ips.size(), 2u);
  EXPECT_EQ(from_flags.node_ips[1].ip_string(), "192.0.2.6");
}

TEST(Config, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(mistake_of({"serve", "--port", "abc"}),
            "--port: 'abc' is not a number from 0 to 65535: correct it.");
  EXPECT_EQ(mistake_of({"serve"}, {{"DIEMCAU_BIND", "example"}}),
            "DIEMCAU_BIND: 'example' is not an IP address: give one like 192.0.2.10 or "
            "2001:db8::10.");
  EXPECT_EQ(mistake_of({"serve", "--port", "70000"}),
            "--port: '70000' is not a number from 0 to 65535: correct it.");
  EXPECT_THAT(mistake_of({"serve", "--tls-cert", "x"}), StartsWith("A certificate needs its key"));
  EXPECT_THAT(mistake_of({"serve", "--log-level", "loud"}),
              HasSubstr("debug, info, warn or error"));
  EXPECT_THAT(mistake_of({"serve", "--udp-port", "65535", "--shards", "2"}),
              HasSubstr("choose a lower one"));
  EXPECT_THAT(mistake_of({"serve", "--tcp-port", "7880"}), HasSubstr("cannot share one TCP port"));
  EXPECT_EQ(served({"serve", "--port", "0", "--tcp-port", "0"}).tcp_port, 0);
  EXPECT_THAT(mistake_of({"serve", "--webhook-urls", "ftp://example.org"}),
              HasSubstr("is no address to call"));
  EXPECT_FALSE(served({"serve", "--auto-create-rooms=false"}).auto_create_rooms);
  EXPECT_EQ(served({"serve", "--webhook-urls", "http://[::1]:1/x"}).webhook_urls.size(), 1u);
  EXPECT_THAT(mistake_of({"serve", "--prot", "1"}), HasSubstr("--prot"));
  EXPECT_THAT(mistake_of({"serve", "--dev=maybe"}), HasSubstr("--dev"));
  EXPECT_THAT(mistake_of({"sevre"}), HasSubstr("There is no command 'sevre'"));
  EXPECT_THAT(mistake_of({"token"}), HasSubstr("--help"));
}

// A secret may be mistyped, but is never shown.
TEST(Config, DoesNotRepeatSecrets) {
  const std::string sentence = mistake_of({"serve", "--keys", "hunter2"});
  EXPECT_THAT(sentence, HasSubstr("KEY:SECRET"));
  EXPECT_EQ(sentence.find("hunter2"), std::string::npos);
}

TEST(Config, NamesTheLineOfAMistakeInTheFile) {
  const TestDirectory directory;
  const auto sentence = [&](const std::string& content) {
    return mistake_of({"serve", "--config", directory.write("c.toml", content).string()});
  };
  EXPECT_THAT(sentence("port = 1\nprot = 2\n"), HasSubstr("line 2: there is no setting 'prot'"));
  EXPECT_THAT(sentence("port = \n"), HasSubstr("this is not TOML"));
  EXPECT_THAT(sentence("port = [1]\n"), HasSubstr("'port' has a value of the wrong kind"));
  EXPECT_THAT(sentence("port = 1.5\n"), HasSubstr("wrong kind"));
  EXPECT_THAT(sentence("port = -1\n"), HasSubstr("port: '-1' is not a number"));
  EXPECT_THAT(mistake_of({"serve", "--config", "/nonexistent/c.toml"}),
              HasSubstr("there is no such file or directory"));
}

TEST(Config, PrintsHelpAndVersion) {
  const auto printed = [](std::vector<std::string> arguments) {
    return std::get<PrintAndExit>(parse(std::move(arguments)));
  };
  EXPECT_EQ(printed({"--version"}).code, 0);
  EXPECT_THAT(printed({"--version"}).text, StartsWith("diemcau 0."));
  EXPECT_THAT(printed({"--help"}).text, HasSubstr("token"));
  EXPECT_THAT(printed({"serve", "--help"}).text, HasSubstr("--udp-port"));
  EXPECT_THAT(printed({"serve", "--help"}).text, HasSubstr("diemcau serve [OPTIONS]"));
  EXPECT_THAT(printed({"token", "create", "--help"}).text, HasSubstr("--valid-for"));
  EXPECT_EQ(printed({}).code, 1);
}

TEST(Keys, AreMadeOnceAndKeptToTheirOwner) {
  const TestDirectory directory;
  RepeatableRandom random(7);
  const auto made = read_or_make_keys(directory.path(), random);
  ASSERT_TRUE(made.ok()) << made.error();
  EXPECT_TRUE(made->made);
  ASSERT_EQ(made->keys.size(), 1u);
  EXPECT_EQ(made->keys.begin()->second.size(), 43u);
  struct stat info {};
  ASSERT_EQ(::stat(keys_file(directory.path()).c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  const auto again = read_or_make_keys(directory.path(), random);
  ASSERT_TRUE(again.ok()) << again.error();
  EXPECT_FALSE(again->made);
  EXPECT_EQ(again->keys, made->keys);
}

TEST(Keys, AreNotReplacedWhenTheFileIsBroken) {
  const TestDirectory directory;
  directory.write("keys.toml", "# nothing\n");
  RepeatableRandom random(7);
  const auto keys = read_or_make_keys(directory.path(), random);
  ASSERT_FALSE(keys.ok());
  EXPECT_THAT(keys.error(), HasSubstr("holds no key"));
}

}  // namespace
}  // namespace diemcau::server
