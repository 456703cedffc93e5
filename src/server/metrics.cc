#include "server/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace diemcau::server {
namespace {

// One family of figures, with its head written once.
class Family {
 public:
  Family(std::string& out, std::string_view name, std::string_view type, std::string_view help)
      : out_(out), name_(name) {
    fmt::format_to(std::back_inserter(out_), "# HELP diemcau_{0} {2}\n# TYPE diemcau_{0} {1}\n",
                   name, type, help);
  }
  void add(std::string_view labels, uint64_t value) {
    fmt::format_to(std::back_inserter(out_), "diemcau_{}{} {}\n", name_, labels, value);
  }
  void add(std::string_view label, std::string_view label_value, uint64_t value) {
    add(fmt::format("{{{}=\"{}\"}}", label, label_value), value);
  }

 private:
  std::string& out_;
  std::string_view name_;
};

void gauge(std::string& out, std::string_view name, std::string_view help, uint64_t value) {
  Family(out, name, "gauge", help).add("", value);
}

void counter(std::string& out, std::string_view name, std::string_view help, uint64_t value) {
  Family(out, name, "counter", help).add("", value);
}

void write_census(std::string& out, const livekit::Census& census) {
  gauge(out, "rooms", "Rooms that are open", census.rooms);
  gauge(out, "participants", "Participants in all rooms", census.participants);
  gauge(out, "signal_connections", "WebSockets of participants", census.connections);
  gauge(out, "tracks", "Tracks being published", census.tracks);
}

void write_control(std::string& out, const livekit::Counters& c) {
  counter(out, "joins_total", "Participants that joined", c.joins);
  counter(out, "resumes_total", "Sessions resumed on a new WebSocket", c.resumes);
  Family refused(out, "refused_total", "counter", "Joins and requests refused, by reason");
  refused.add("reason", "bad_token", c.bad_token);
  refused.add("reason", "no_permission", c.no_permission);
  refused.add("reason", "bad_request", c.bad_request);
  refused.add("reason", "unknown_room", c.unknown_room);
  refused.add("reason", "unknown_path", c.unknown_path);
  refused.add("reason", "server_full", c.server_full);
  refused.add("reason", "room_full", c.room_full);
  refused.add("reason", "join_flood", c.join_flood);
  refused.add("reason", "address_flood", c.address_flood);
  refused.add("reason", "server_busy", c.server_busy);
  refused.add("reason", "server_stopping", c.server_stopping);
  refused.add("reason", "undecodable_message", c.undecodable_message);
  refused.add("reason", "oversized_message", c.oversized_message);
  refused.add("reason", "message_flood", c.message_flood);
  refused.add("reason", "refused_request", c.refused_request);
  refused.add("reason", "unsupported_request", c.unsupported_request);
  refused.add("reason", "bad_offer", c.bad_offer);
  refused.add("reason", "stale_resume", c.stale_resume);
  refused.add("reason", "data", c.refused_data);
  counter(out, "api_calls_total", "Calls of the server's API carried out", c.calls);
  counter(out, "api_refused_total", "Calls of the server's API refused", c.refused_calls);
  counter(out, "data_messages_total", "Data messages passed on, however many get them",
          c.data_messages);
  Family ended(out, "ended_total", "counter", "Sessions that the server ended, by reason");
  ended.add("reason", "slow_reader", c.slow_reader);
  ended.add("reason", "silent", c.silent);
  ended.add("reason", "duplicate_identity", c.duplicate_identity);
  ended.add("reason", "peer_lost", c.peer_lost);
}

void write_webhooks(std::string& out, const WebhookQueue::Counters& c, size_t waiting) {
  gauge(out, "webhooks_waiting", "Webhooks that wait to be sent", waiting);
  Family family(out, "webhooks_total", "counter", "What became of webhooks");
  family.add("outcome", "delivered", c.delivered);
  family.add("outcome", "retried", c.retried);
  family.add("outcome", "refused", c.refused);
  family.add("outcome", "exhausted", c.exhausted);
  family.add("outcome", "dropped", c.dropped);
}

void write_http(std::string& out, const http::HttpCounters& c) {
  gauge(out, "http_connections", "TCP connections that are open", c.connections_open);
  gauge(out, "http_websockets", "WebSockets that are open", c.websockets_open);
  counter(out, "http_accepted_total", "TCP connections accepted", c.accepted);
  counter(out, "http_requests_total", "Requests that reached a handler", c.requests);
  Family failed(out, "http_failed_total", "counter", "What HTTP turned away, by reason");
  failed.add("reason", "connection_limit", c.refused_by_limit);
  failed.add("reason", "bad_request", c.bad_requests);
  failed.add("reason", "tls", c.tls_failures);
  failed.add("reason", "websocket_overflow", c.websocket_overflows);
}

template <class Read>
void write_shards(std::string& out, const std::vector<runtime::ShardSnapshot>& shards,
                  std::string_view name, std::string_view help, Read read) {
  Family family(out, name, "counter", help);
  for (size_t i = 0; i < shards.size(); ++i) {
    family.add("shard", std::to_string(i), read(shards[i]));
  }
}

void write_traffic(std::string& out, const std::vector<runtime::ShardSnapshot>& shards) {
  using S = runtime::ShardSnapshot;
  write_shards(out, shards, "udp_datagrams_received_total", "Datagrams that came in",
               [](const S& s) { return s.udp.datagrams_received; });
  write_shards(out, shards, "udp_datagrams_sent_total", "Datagrams that went out",
               [](const S& s) { return s.udp.datagrams_sent; });
  write_shards(out, shards, "udp_messages_sent_total", "Messages of one or more datagrams",
               [](const S& s) { return s.udp.messages_sent; });
  write_shards(out, shards, "udp_sends_blocked_total", "Times the send buffer was full",
               [](const S& s) { return s.udp.sends_blocked; });
  write_shards(out, shards, "udp_messages_refused_total", "Messages the kernel did not take",
               [](const S& s) { return s.udp.messages_refused; });
  write_shards(out, shards, "rtp_received_total", "Media packets that came in",
               [](const S& s) { return s.shard.rtp_in; });
  write_shards(out, shards, "rtp_sent_total", "Media packets that went out",
               [](const S& s) { return s.shard.rtp_out; });
  write_shards(out, shards, "retransmissions_sent_total", "Media packets sent again",
               [](const S& s) { return s.shard.retransmissions_out; });
  write_shards(out, shards, "probes_sent_total", "Packets that only look whether more gets through",
               [](const S& s) { return s.shard.probes_out; });
}

void write_data(std::string& out, const std::vector<runtime::ShardSnapshot>& shards) {
  using S = runtime::ShardSnapshot;
  write_shards(out, shards, "data_received_total", "Messages that came on data channels",
               [](const S& s) { return s.shard.data_in; });
  write_shards(out, shards, "data_sent_total", "Messages on data channels, to one receiver each",
               [](const S& s) { return s.shard.data_out; });
}

void write_ends(Family& family, size_t shard, const runtime::StreamEnds& tcp,
                const runtime::StreamEnds& door) {
  for (size_t i = 0; i < transport::kStreamEnds; ++i) {
    family.add(fmt::format("{{shard=\"{}\",reason=\"{}\"}}", shard,
                           to_string(static_cast<transport::StreamEnd>(i))),
               tcp[i] + door[i]);
  }
}

void write_tcp(std::string& out, const std::vector<runtime::ShardSnapshot>& shards) {
  using S = runtime::ShardSnapshot;
  Family open(out, "tcp_connections", "gauge", "TCP connections that carry media");
  for (size_t i = 0; i < shards.size(); ++i) {
    open.add("shard", std::to_string(i), shards[i].tcp.open);
  }
  write_shards(out, shards, "tcp_accepted_total", "TCP connections accepted for media",
               [](const S& s) { return s.door.accepted; });
  write_shards(out, shards, "tcp_no_files_total", "Times no more files could be opened for one",
               [](const S& s) { return s.door.no_files; });
  Family ended(out, "tcp_ended_total", "counter", "TCP connections that ended, by reason");
  for (size_t i = 0; i < shards.size(); ++i) {
    write_ends(ended, i, shards[i].tcp.ended, shards[i].door.ended);
  }
  write_shards(out, shards, "tcp_datagrams_received_total", "Datagrams that came in over TCP",
               [](const S& s) { return s.tcp.datagrams_received; });
  write_shards(out, shards, "tcp_datagrams_sent_total", "Datagrams that went out over TCP",
               [](const S& s) { return s.tcp.datagrams_sent; });
}

void write_drops(std::string& out, const std::vector<runtime::ShardSnapshot>& shards) {
  Family family(out, "dropped_total", "counter", "What shards dropped, by reason");
  for (size_t i = 0; i < shards.size(); ++i) {
    const shard::Counters& c = shards[i].shard;
    const auto add = [&](std::string_view reason, uint64_t value) {
      family.add(fmt::format("{{shard=\"{}\",reason=\"{}\"}}", i, reason), value);
    };
    add("unknown_ufrag", c.unknown_ufrag);
    add("unknown_path", c.unknown_path);
    add("refused", c.refused);
    add("handshake_overflow", c.handshakes_refused);
    add("undecodable", c.undecodable);
    add("unknown_stream", c.unknown_stream);
    add("padding", c.padding);
    add("line_overflow", c.lines_overflowed);
    add("false_feedback", c.false_feedback);
    add("unwanted_packets", c.unwanted_packets);
    add("gated", c.gated);
    add("unwanted_data", c.unwanted_data);
    add("data_refused", c.data_refused);
    add("no_memory", c.no_memory);
    add("fan_outs_dropped", c.fan_outs_dropped);
    add("truncated", shards[i].udp.datagrams_truncated);
    add("tcp_full_pictures", shards[i].tcp.pictures_dropped);
    add("tcp_full_others", shards[i].tcp.others_dropped);
    add("tcp_unconnected", shards[i].tcp.unconnected);
  }
}

}  // namespace

std::string metrics_text(const Figures& figures) {
  std::string out;
  write_census(out, figures.census);
  write_control(out, figures.control);
  counter(out, "signal_messages_sent_total", "Messages to clients", figures.signal_messages);
  counter(out, "signal_bytes_sent_total", "Bytes of these messages", figures.signal_bytes);
  write_webhooks(out, figures.webhooks, figures.webhooks_waiting);
  write_http(out, figures.http);
  gauge(out, "load_percent", "Of its core that the busiest thread uses", figures.load_percent);
  gauge(out, "accepts_joins", "Whether new people are let in", figures.accepts_joins ? 1 : 0);
  Family(out, "cipher_info", "gauge", "Who encrypts media").add("engine", figures.cipher, 1);
  write_traffic(out, figures.shards);
  write_data(out, figures.shards);
  write_tcp(out, figures.shards);
  write_drops(out, figures.shards);
  return out;
}

}  // namespace diemcau::server
