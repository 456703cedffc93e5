#include "server/flight_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace diemcau::server {
namespace {

using nlohmann::json;
using shard::FlightEntry;
using shard::FlightKind;
using shard::FlightReport;
using shard::FlightSink;

const char* name_of(Layer layer) {
  switch (layer) {
    case Layer::kLow:
      return "low";
    case Layer::kMedium:
      return "medium";
    case Layer::kHigh:
      break;
  }
  return "high";
}

std::string name_of_code(uint8_t layer) {
  return layer < kMaxLayers ? name_of(static_cast<Layer>(layer)) : "nothing";
}

json or_null(const std::optional<Layer>& layer) {
  return layer ? json(name_of(*layer)) : json(nullptr);
}

json layers_of(uint8_t bits) {
  json out = json::array();
  for (size_t i = 0; i < kMaxLayers; ++i) {
    if ((bits >> i & 1) != 0) out.push_back(name_of(static_cast<Layer>(i)));
  }
  return out;
}

std::string words_of_layers(uint8_t bits) {
  std::string out;
  for (const auto& one : layers_of(bits)) out += (out.empty() ? "" : ", ") + one.get<std::string>();
  return out.empty() ? "no layer" : out;
}

std::string words_of_wish(const FlightEntry& entry) {
  if (entry.b != 0) return "the client asked for a pause: the picture is not on its screen";
  return fmt::format("the client asked for {} at most{}", name_of_code(entry.a),
                     entry.c != 0 ? ", on the stage" : ", as a thumbnail");
}

std::string words_of_grant(const FlightEntry& entry) {
  if (entry.b == shard::kNoLayer) {
    return fmt::format("paused: of {} kbit/s nothing is left for it", entry.x);
  }
  const bool more = entry.a == shard::kNoLayer || entry.b > entry.a;
  return fmt::format("may be {} {}: the line bears {} kbit/s", name_of_code(entry.b),
                     more ? "again" : "at most", entry.x);
}

std::string words_of_share(const FlightEntry& entry) {
  if (entry.a == 0) return fmt::format("the line bears all that is wanted ({} kbit/s)", entry.y);
  return fmt::format("the line bears less than is wanted: {} of {} kbit/s", entry.x, entry.y);
}

std::string words_of(const FlightEntry& entry) {
  switch (entry.kind) {
    case FlightKind::kConnected:
      return entry.a != 0 ? "connected over TCP" : "connected over UDP";
    case FlightKind::kPath:
      return entry.a != 0 ? "reached another way, over TCP" : "reached another way, over UDP";
    case FlightKind::kEstimate:
      return fmt::format("the estimate of the line went from {} to {} kbit/s (round trip {} ms)",
                         entry.x, entry.y, entry.z);
    case FlightKind::kOutage:
      return "outage: nothing is heard of what is sent";
    case FlightKind::kOutageOver:
      return "the outage is over";
    case FlightKind::kProbe:
      return fmt::format("a probe of {} kbit/s: {} kbit/s came through", entry.x, entry.y);
    case FlightKind::kShared:
      return words_of_share(entry);
    case FlightKind::kWanted:
      return words_of_wish(entry);
    case FlightKind::kGranted:
      return words_of_grant(entry);
    case FlightKind::kShown:
      return fmt::format("is sent {} instead of {}", name_of_code(entry.b), name_of_code(entry.a));
    case FlightKind::kWaiting:
      return fmt::format("waits for a keyframe of {}", name_of_code(entry.a));
    case FlightKind::kNacks:
      return fmt::format("asked for {} packets again within a second", entry.x);
    case FlightKind::kLineFull:
      return "so much waited for the line that it was dropped";
    case FlightKind::kLayersLive:
      return fmt::format("its client now sends {} (before: {})", words_of_layers(entry.a),
                         words_of_layers(entry.b));
  }
  return "";
}

bool is_live(const FlightSink& sink, Layer layer) {
  return (sink.live >> static_cast<int>(layer) & 1) != 0;
}

// The name of a track and of who publishes it, as far as they are still there.
void name_track(const room::Room& room, TrackId id, json& out) {
  const room::Track* track = room.find_track(id);
  if (track == nullptr) return;
  out["track"] = track->sid;
  if (const room::Participant* one = room.find(track->publisher)) out["from"] = one->identity;
}

json json_of(const FlightReport& report, const FlightSink& sink, const room::Room& room) {
  json out;
  name_track(room, sink.track, out);
  out["kind"] = sink.kind == MediaKind::kVideo ? "video" : "audio";
  if (sink.kind == MediaKind::kAudio) return out;
  out["why"] = why(report, sink);
  out["sent"] = or_null(sink.sent);
  out["asked_for_at_most"] = sink.paused ? json("paused") : json(name_of(sink.highest_wanted));
  out["on_stage"] = sink.on_stage;
  out["line_allows"] = or_null(sink.granted);
  out["publisher_sends"] = layers_of(sink.live);
  for (size_t i = 0; i < kMaxLayers; ++i) {
    out["layers_kbps"][name_of(static_cast<Layer>(i))] = sink.bps[i] / 1000;
  }
  return out;
}

json json_of(const shard::FlightSource& source, const room::Room& room) {
  json out;
  name_track(room, source.track, out);
  out.erase("from");
  out["kind"] = source.kind == MediaKind::kVideo ? "video" : "audio";
  out["receivers"] = source.receivers;
  out["let_through"] = source.open;
  out["muted"] = source.muted;
  if (source.kind == MediaKind::kAudio) return out;
  out["client_sends"] = layers_of(source.live);
  // Dynacast: the client is told not to send what is above.
  out["receivers_want_at_most"] = or_null(source.highest_wanted);
  return out;
}

json json_of(const FlightReport& report, const FlightEntry& entry, const room::Room& room) {
  json out{{"seconds_ago", static_cast<double>(to_ms(report.now - entry.at)) / 1000},
           {"what", words_of(entry)}};
  if (entry.track != TrackId{}) name_track(room, entry.track, out);
  return out;
}

json line_of(const FlightReport& report) {
  json out{{"connected", report.connected}, {"measured", report.measured}};
  if (report.path) {
    out["over"] = report.path->tcp != TcpId{} ? "tcp" : "udp";
    out["address"] = report.path->remote.ip_string();
  }
  if (report.uplink_loss) out["uplink_loss_percent"] = *report.uplink_loss * 100;
  if (!report.measured) return out;
  out["outage"] = report.outage;
  out["bears_less_than_wanted"] = report.squeezed;
  out["estimate_kbps"] = report.estimate_bps / 1000;
  out["usable_kbps"] = report.usable_bps / 1000;
  out["wanted_kbps"] = report.demand_bps / 1000;
  out["round_trip_ms"] = to_ms(report.rtt);
  out["downlink_loss_percent"] = report.loss * 100;
  return out;
}

}  // namespace

// From the publisher to the screen: the first thing that holds it back is the reason.
std::string why(const FlightReport& report, const FlightSink& sink) {
  if (!sink.open) return "nothing of this track is let through: the conference closed its gate";
  if (sink.muted) return "its publisher has muted it";
  if (sink.paused) return "the receiver's client asked for a pause: it is not on its screen";
  if (report.outage) return "the receiver's line is down: nothing is heard of what is sent";
  if (!sink.granted) {
    return fmt::format("paused: the receiver's line bears {} kbit/s, and others go first",
                       report.usable_bps / 1000);
  }
  if (sink.live == 0) return "nothing comes from its publisher";
  const Layer best = std::min(sink.highest_wanted, *sink.granted);
  if (!sink.sent || (*sink.sent != best && is_live(sink, best))) {
    return fmt::format("waits for a keyframe of {} from its publisher", name_of(best));
  }
  if (*sink.sent < best) {
    return fmt::format(
        "its publisher does not send {} now: its own line or computer is too weak, or has only "
        "just "
        "been asked",
        name_of(best));
  }
  if (best < sink.highest_wanted) {
    return fmt::format("the receiver's line bears {} kbit/s, {} does not fit",
                       report.usable_bps / 1000, name_of(sink.highest_wanted));
  }
  if (best < Layer::kHigh) {
    return fmt::format("the receiver's client asked for {} at most: it shows the picture small",
                       name_of(best));
  }
  return "the best layer is sent";
}

std::string flight_json(const FlightReport& report, const room::Room& room) {
  json out{{"line", line_of(report)},
           {"receives", json::array()},
           {"publishes", json::array()},
           {"decisions", json::array()},
           {"decisions_forgotten", report.noted - report.entries.size()}};
  if (const room::Participant* one = room.find(report.peer)) out["identity"] = one->identity;
  for (const auto& sink : report.receives) out["receives"].push_back(json_of(report, sink, room));
  for (const auto& source : report.publishes) out["publishes"].push_back(json_of(source, room));
  for (const auto& entry : report.entries) out["decisions"].push_back(json_of(report, entry, room));
  return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace diemcau::server
