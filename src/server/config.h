#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/address.h"
#include "livekit/token.h"

namespace diemcau::server {

// All that an operator can set; see settings.cc for the names and docs/operator.md for the meaning.
struct Config {
  bool dev = false;  // loopback only, key devkey, secret secret, anyone may open a room
  std::filesystem::path data = "diemcau-data";
  std::filesystem::path web;          // empty: where the page usually is, see find_web()
  std::optional<SocketAddress> bind;  // port 0; nothing: every address, with dev loopback
  uint16_t port = 7880;
  uint16_t udp_port = 7882;             // of the first shard; the others follow. 0: free ones
  uint16_t tcp_port = 7881;             // media where no UDP gets through; 0: without
  unsigned shards = 0;                  // 0: one for each core but one
  std::vector<SocketAddress> node_ips;  // told to clients instead of the interfaces' addresses
  std::vector<std::string> interfaces;  // whose addresses are told; empty: all but bridges
  unsigned max_load = 90;          // percent of a core; above it nobody new is let in. 0: never
  unsigned drain_timeout = 5;      // seconds to let people and webhooks go at the end
  livekit::Keys keys;              // empty: DATA/keys.toml, made at the first start
  std::filesystem::path tls_cert;  // empty: a certificate authority of its own
  std::filesystem::path tls_key;
  std::vector<std::string> names;         // further names for the certificate
  std::string public_url;                 // wss://… for pages; empty: the host they came from
  std::string name = "diemcau";           // shown on the page
  bool open_rooms = false;                // the page lets anyone into any room
  std::string demo_room;                  // a room the page lets anyone into
  unsigned demo_conference = 0;           // a made-up conference with so many simulated rooms
  bool auto_create_rooms = true;          // the first to join makes the room
  bool remote_unmute = false;             // the server's API may ask a client to unmute
  std::vector<std::string> webhook_urls;  // told what happens in rooms
  std::string webhook_key;                // whose secret signs that; empty: the first
  std::string cipher = "auto";            // who encrypts media: auto, evp, vaes
  bool metrics_public = false;            // /metrics for others than this machine
  std::string log_level = "info";
};

inline constexpr const char* kDevKey = "devkey";
inline constexpr const char* kDevSecret = "secret";

unsigned shard_count(const Config& config);
// The directory of the built page: what was set, or the first usual place that has one.
std::filesystem::path find_web(const Config& config);

const char* version();

}  // namespace diemcau::server
