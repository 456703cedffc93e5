#include "server/addresses.h"

#include <gmock/gmock.h>

namespace diemcau::server {
namespace {

using testing::ElementsAre;

SocketAddress ip(const char* text) { return *SocketAddress::parse(text, 0); }

std::vector<http::InterfaceAddress> machine() {
  return {{"lo", ip("127.0.0.1")},        {"lo", ip("::1")},
          {"docker0", ip("172.17.0.1")},  {"br-0a1b2c", ip("172.18.0.1")},
          {"eth0", ip("2001:db8::5")},    {"eth0", ip("192.168.1.5")},
          {"eth1", ip("169.254.7.7")},    {"wlan0", ip("10.0.0.5")},
          {"wlan0:1", ip("192.168.1.5")}, {"virbr0", ip("192.168.122.1")}};
}

std::vector<std::string> reachable(const Config& config,
                                   const std::vector<http::InterfaceAddress>& all) {
  std::vector<std::string> texts;
  for (const auto& address : reachable_addresses(config, all)) texts.push_back(address.ip_string());
  return texts;
}

TEST(Addresses, OfInterfacesWhereClientsAre) {
  EXPECT_THAT(reachable({}, machine()), ElementsAre("192.168.1.5", "10.0.0.5", "2001:db8::5"));
}

TEST(Addresses, OfTheInterfacesThatWereNamed) {
  Config config;
  config.interfaces = {"wlan0", "docker0"};
  EXPECT_THAT(reachable(config, machine()), ElementsAre("172.17.0.1", "10.0.0.5", "192.168.1.5"));
}

TEST(Addresses, AreLoopbackInDevAndWhereThereIsNothingElse) {
  Config dev;
  dev.dev = true;
  EXPECT_THAT(reachable(dev, machine()), ElementsAre("127.0.0.1"));
  EXPECT_THAT(reachable({}, {{"lo", ip("127.0.0.1")}}), ElementsAre("127.0.0.1"));
}

TEST(Addresses, AreTheConfiguredOnesIfThereAreAny) {
  Config bound;
  bound.bind = ip("10.0.0.5");
  EXPECT_THAT(reachable(bound, machine()), ElementsAre("10.0.0.5"));
  Config everywhere;
  everywhere.dev = true;
  everywhere.bind = ip("0.0.0.0");
  EXPECT_THAT(reachable(everywhere, machine()),
              ElementsAre("192.168.1.5", "10.0.0.5", "2001:db8::5"));
  Config behind_nat = bound;
  behind_nat.node_ips = {ip("203.0.113.9")};
  EXPECT_THAT(reachable(behind_nat, machine()), ElementsAre("203.0.113.9"));
}

TEST(Addresses, ToBindFollow) {
  Config config;
  EXPECT_EQ(udp_bind_address(config, {ip("192.168.1.5")}), "0.0.0.0");
  EXPECT_EQ(udp_bind_address(config, {ip("192.168.1.5"), ip("2001:db8::5")}), "::");
  config.port = 80;
  const auto all = listen_addresses(config);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].address.to_string(), "0.0.0.0:80");
  EXPECT_TRUE(all[1].optional);
  config.dev = true;
  EXPECT_EQ(udp_bind_address(config, {ip("127.0.0.1")}), "127.0.0.1");
  EXPECT_EQ(listen_addresses(config)[1].address.to_string(), "[::1]:80");
  config.bind = ip("10.0.0.5");
  ASSERT_EQ(listen_addresses(config).size(), 1u);
  EXPECT_EQ(listen_addresses(config)[0].address.to_string(), "10.0.0.5:80");
}

TEST(Addresses, ArePageUrls) {
  EXPECT_EQ(page_url(true, ip("192.168.1.5"), 7880), "https://192.168.1.5:7880");
  EXPECT_EQ(page_url(false, ip("2001:db8::5"), 80), "http://[2001:db8::5]:80");
}

}  // namespace
}  // namespace diemcau::server
