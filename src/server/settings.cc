#include "server/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "http/machine_names.h"
#include "http/text.h"
#include "http/url.h"
#include "server/keys.h"

namespace diemcau::server {
namespace {

using Values = std::vector<std::string>;
using Wrong = std::optional<std::string>;
using Kind = Setting::Kind;

Wrong read_number(const std::string& text, unsigned least, unsigned most, unsigned& out) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    return fmt::format("'{}' is not a number from {} to {}: correct it", text, least, most);
  }
  out = value;
  return std::nullopt;
}

Wrong read_port(const std::string& text, uint16_t& out) {
  unsigned port = 0;
  Wrong wrong = read_number(text, 0, 65535, port);
  out = static_cast<uint16_t>(port);
  return wrong;
}

Wrong read_switch(const std::string& text, bool& out) {
  out = text == "true" || text == "1" || text == "yes";
  if (out || text == "false" || text == "0" || text == "no") return std::nullopt;
  return fmt::format("'{}' is neither true nor false: write one of them", text);
}

Wrong read_address(const std::string& text, SocketAddress& out) {
  const auto address = SocketAddress::parse(text, 0);
  if (!address.ok()) {
    return fmt::format("'{}' is not an IP address: give one like 192.0.2.10 or 2001:db8::10", text);
  }
  out = *address;
  return std::nullopt;
}

Wrong set_bind(Config& config, const Values& values) {
  SocketAddress address;
  Wrong wrong = read_address(values.front(), address);
  if (!wrong) config.bind = address;
  return wrong;
}

Wrong set_node_ips(Config& config, const Values& values) {
  config.node_ips.clear();
  for (const std::string& value : values) {
    SocketAddress address;
    if (Wrong wrong = read_address(value, address)) return wrong;
    config.node_ips.push_back(address);
  }
  return std::nullopt;
}

Wrong set_keys(Config& config, const Values& values) {
  config.keys.clear();
  for (const std::string& value : values) {
    auto pair = parse_key_pair(value);
    if (!pair) return "a key is written KEY:SECRET, both without spaces: correct it";
    config.keys.insert(std::move(*pair));
  }
  return std::nullopt;
}

Wrong set_names(Config& config, const Values& values) {
  for (const std::string& value : values) {
    if (!http::is_dns_name(value) && !SocketAddress::parse(value, 0).ok()) {
      return fmt::format("'{}' is neither a host name nor an IP address: correct it", value);
    }
  }
  config.names = values;
  return std::nullopt;
}

Wrong set_webhook_urls(Config& config, const Values& values) {
  for (const std::string& value : values) {
    if (!http::parse_url(value)) {
      return fmt::format(
          "'{}' is no address to call: write it like https://example.org/hooks, without a user "
          "name",
          value);
    }
  }
  config.webhook_urls = values;
  return std::nullopt;
}

Wrong set_public_url(Config& config, const Values& values) {
  const std::string& url = values.front();
  if (!url.starts_with("ws://") && !url.starts_with("wss://")) {
    return fmt::format("'{}' must begin with wss:// (or ws://): correct it", url);
  }
  config.public_url = url;
  return std::nullopt;
}

Wrong set_demo_conference(Config& config, const Values& values) {
  return read_number(values.front(), 4, 60, config.demo_conference);
}
Wrong set_demo_room(Config& config, const Values& values) {
  if (!values.front().empty() && !http::is_room_name(values.front())) {
    return "a room's name has 1 to 64 characters and none of / \\ ? # %: choose another";
  }
  config.demo_room = values.front();
  return std::nullopt;
}

Wrong set_log_level(Config& config, const Values& values) {
  constexpr std::array<std::string_view, 4> kLevels{"debug", "info", "warn", "error"};
  if (std::find(kLevels.begin(), kLevels.end(), values.front()) == kLevels.end()) {
    return fmt::format("'{}' is no log level: use debug, info, warn or error", values.front());
  }
  config.log_level = values.front();
  return std::nullopt;
}

Wrong set_shards(Config& config, const Values& values) {
  return read_number(values.front(), 0, 64, config.shards);
}
Wrong set_max_load(Config& config, const Values& values) {
  return read_number(values.front(), 0, 100, config.max_load);
}
Wrong set_drain_timeout(Config& config, const Values& values) {
  return read_number(values.front(), 0, 60, config.drain_timeout);
}
Wrong set_interfaces(Config& config, const Values& values) {
  config.interfaces = values;
  return std::nullopt;
}
Wrong set_dev(Config& config, const Values& values) {
  return read_switch(values.front(), config.dev);
}
Wrong set_open_rooms(Config& config, const Values& values) {
  return read_switch(values.front(), config.open_rooms);
}
Wrong set_auto_create_rooms(Config& config, const Values& values) {
  return read_switch(values.front(), config.auto_create_rooms);
}
Wrong set_remote_unmute(Config& config, const Values& values) {
  return read_switch(values.front(), config.remote_unmute);
}
Wrong set_metrics_public(Config& config, const Values& values) {
  return read_switch(values.front(), config.metrics_public);
}
Wrong set_port(Config& config, const Values& values) {
  return read_port(values.front(), config.port);
}
Wrong set_udp_port(Config& config, const Values& values) {
  return read_port(values.front(), config.udp_port);
}
Wrong set_tcp_port(Config& config, const Values& values) {
  return read_port(values.front(), config.tcp_port);
}

template <auto kMember>
Wrong set_text(Config& config, const Values& values) {
  config.*kMember = values.front();
  return std::nullopt;
}

std::string spelled(std::string_view name, char separator, bool upper) {
  std::string text(name);
  for (char& letter : text) {
    if (letter == '-') letter = separator;
    if (upper && letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return text;
}

Values split_list(const std::string& text) {
  Values values;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(',', at), text.size());
    const auto value = http::trim(std::string_view(text).substr(at, end - at));
    if (!value.empty()) values.emplace_back(value);
    at = end + 1;
  }
  return values;
}

}  // namespace

const std::vector<Setting>& all_settings() {
  static const std::vector<Setting> settings{
      {"dev", Kind::kSwitch, "",
       "For trying out: loopback only, key devkey, secret secret, rooms open to anyone", set_dev},
      {"data", Kind::kText, "DIR", "Where keys and certificates are kept (diemcau-data)",
       set_text<&Config::data>},
      {"web", Kind::kText, "DIR", "The built page", set_text<&Config::web>},
      {"bind", Kind::kText, "IP", "The only address to listen on (all)", set_bind},
      {"port", Kind::kText, "N", "HTTP, HTTPS and WebSocket (7880)", set_port},
      {"udp-port", Kind::kText, "N", "Media: this port and one more for each further shard (7882)",
       set_udp_port},
      {"tcp-port", Kind::kText, "N", "Media for networks without UDP (7881); 0: none",
       set_tcp_port},
      {"shards", Kind::kText, "N", "Threads for media (one for each core but one)", set_shards},
      {"node-ip", Kind::kList, "IP",
       "An address that clients reach this server by, instead of those of its interfaces",
       set_node_ips},
      {"interfaces", Kind::kList, "NAME",
       "An interface whose addresses are told to clients (all but bridges of guests)",
       set_interfaces},
      {"max-load", Kind::kText, "PERCENT",
       "Let nobody new in while a thread uses more of its core (90); 0: always let in",
       set_max_load},
      {"drain-timeout", Kind::kText, "SECONDS",
       "Wait so long at the end for people and webhooks to go (5)", set_drain_timeout},
      {"keys", Kind::kList, "KEY:SECRET",
       "An API key; without any, one is made and kept in DIR/keys.toml", set_keys},
      {"tls-cert", Kind::kText, "FILE", "The organisation's certificate with its chain, PEM",
       set_text<&Config::tls_cert>},
      {"tls-key", Kind::kText, "FILE", "The private key of that certificate, PEM",
       set_text<&Config::tls_key>},
      {"names", Kind::kList, "NAME", "A further host name for this server's own certificate",
       set_names},
      {"public-url", Kind::kText, "URL", "wss://… where pages find this server behind a proxy",
       set_public_url},
      {"name", Kind::kText, "TEXT", "This server's name on the page", set_text<&Config::name>},
      {"open-rooms", Kind::kSwitch, "", "The page lets anyone into any room", set_open_rooms},
      {"demo-conference", Kind::kText, "SITES",
       "A made-up organisation and its conference in session, for trying out", set_demo_conference},
      {"demo-room", Kind::kText, "NAME", "A room that the page lets anyone into", set_demo_room},
      {"auto-create-rooms", Kind::kSwitch, "",
       "The first to join makes the room (true); else only the API does", set_auto_create_rooms},
      {"remote-unmute", Kind::kSwitch, "", "The API may ask clients to unmute", set_remote_unmute},
      {"webhook-urls", Kind::kList, "URL", "Told what happens in rooms, signed", set_webhook_urls},
      {"webhook-key", Kind::kText, "KEY", "The API key that signs webhooks (the first)",
       set_text<&Config::webhook_key>},
      {"cipher", Kind::kText, "NAME", "Who encrypts media: auto (the fastest here), evp or vaes",
       set_text<&Config::cipher>},
      {"metrics-public", Kind::kSwitch, "", "Answer /metrics to other machines too",
       set_metrics_public},
      {"log-level", Kind::kText, "LEVEL", "debug, info, warn or error (info)", set_log_level},
  };
  return settings;
}

std::string file_name_of(const Setting& setting) { return spelled(setting.name, '_', false); }

std::string environment_name_of(const Setting& setting) {
  return "DIEMCAU_" + spelled(setting.name, '_', true);
}

std::string flag_of(const Setting& setting) { return "--" + std::string(setting.name); }

Done apply(const Setting& setting, const std::string& source, const Values& values,
           Config& config) {
  if (values.empty() && setting.kind != Kind::kList) {
    return Err{fmt::format("{}: a value is missing: add it.", source)};
  }
  if (auto wrong = setting.set(config, values)) {
    return Err{fmt::format("{}: {}.", source, *wrong)};
  }
  return Unit{};
}

Done apply_environment(const Environment& environment, Config& config) {
  for (const Setting& setting : all_settings()) {
    const std::string name = environment_name_of(setting);
    const auto text = environment(name);
    if (!text) continue;
    const Values values = setting.kind == Kind::kList ? split_list(*text) : Values{*text};
    auto done = apply(setting, name, values, config);
    if (!done.ok()) return done;
  }
  return Unit{};
}

Done check(const Config& config) {
  if (config.tls_cert.empty() != config.tls_key.empty()) {
    return Err{std::string(
        "A certificate needs its key and a key its certificate: set both --tls-cert and "
        "--tls-key, or neither.")};
  }
  if (config.udp_port > 0 && config.udp_port + shard_count(config) > 65536) {
    return Err{std::string(
        "There are not enough UDP ports above --udp-port for all shards: choose a lower one.")};
  }
  if (config.tcp_port > 0 && config.tcp_port == config.port) {
    return Err{std::string(
        "The page and media cannot share one TCP port: choose another --port or --tcp-port.")};
  }
  return Unit{};
}

}  // namespace diemcau::server
