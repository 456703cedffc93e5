#include "test_hall.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace diemcau::sites {
namespace {

constexpr UnixTime kToday{1'800'000'000'000};
const SocketAddress kServerAddress = SocketAddress::v4(192, 0, 2, 1, 7882);

// "a=b&c=d" of a target; our own, so without escapes.
livekit::SignalRequestTarget take_apart(const SignalTarget& target) {
  livekit::SignalRequestTarget out;
  const size_t mark = target.target.find('?');
  out.path = target.target.substr(0, mark);
  const std::string query = target.target.substr(mark + 1);
  const size_t equals = query.find('=');
  out.query = {{query.substr(0, equals), query.substr(equals + 1)}};
  out.authorization = target.authorization;
  return out;
}

livekit::ControlConfig control_config(const transport::DtlsContext& context) {
  livekit::ControlConfig config;
  config.keys = {{"devkey", "secret"}};
  config.shards = {{0, {kServerAddress}}};
  config.dtls_fingerprint = context.fingerprint();
  return config;
}

}  // namespace

// One life of the server process.
struct TestHall::Server {
  Server(const transport::DtlsContext& context, SecureRandom& random)
      : control(control_config(context), random),
        shard({.number = 0, .dtls = &context, .random = &random}) {}

  livekit::Control control;
  shard::Shard shard;
  shard::Batch batch;
};

// A site with its WebSocket.
struct TestHall::Wire {
  Wire(SiteConfig config, const transport::DtlsContext& context, SecureRandom& random, Instant now)
      : session(std::move(config), context, random, now) {}
  SiteSession session;
  livekit::ConnectionId connection;  // 0: closed
};

TestHall::TestHall(uint64_t seed) : random_(seed), network_(seed + 1) {
  spdlog::set_level(spdlog::level::warn);
  start_server();
}
TestHall::~TestHall() = default;

void TestHall::start_server() { server_ = std::make_unique<Server>(server_context_, random_); }

void TestHall::kill_server() {
  server_.reset();
  for (auto& wire : wires_) {
    if (std::exchange(wire->connection, {}).value != 0) wire->session.handle_closed(now_);
  }
}

SiteSession& TestHall::add_site(SiteConfig config) {
  config.room = "hall";
  config.api_key = "devkey";
  config.api_secret = "secret";
  config.local = SocketAddress::v4(198, 51, 100, static_cast<uint8_t>(wires_.size() + 1), 40000);
  wires_.push_back(std::make_unique<Wire>(std::move(config), site_context_, random_, now_));
  return wires_.back()->session;
}

void TestHall::run(Duration duration) {
  for (const Instant end = now_ + duration; now_ < end; now_ += 1ms) step();
}

void TestHall::step() {
  if (server_) step_server();
  step_sites();
}

void TestHall::set_line(const SiteSession& site, const congestion::LineModel::Shape& shape) {
  lines_.try_emplace(site.config().local, network_.u64()).first->second.set(shape);
}

void TestHall::send(Queue& queue, const Path& seen_as, Bytes bytes) {
  if (const auto line = lines_.find(seen_as.local); line != lines_.end()) {
    constexpr size_t kHeaders = 28;  // of UDP and IP
    const auto out = line->second.send(now_, bytes.size() + kHeaders);
    if (out) queue.push({*out, order_++, seen_as, {bytes.begin(), bytes.end()}});
    return;
  }
  if (network_.chance(loss_)) return;
  queue.push({now_ + kDelay, order_++, seen_as, {bytes.begin(), bytes.end()}});
}

bool TestHall::take(Queue& queue, Datagram& out) {
  if (queue.empty() || queue.top().arrival > now_) return false;
  out = queue.top();
  queue.pop();
  return true;
}

void TestHall::step_server() {
  auto& [control, shard, batch] = *server_;
  for (Datagram one; take(to_server_, one);) shard.handle_datagram(now_, one.path, one.bytes);
  shard.handle_timeout(now_);
  control.handle_timeout(now_, kToday);
  for (link::FromShard event; shard.poll_event(event);) control.handle_shard(now_, kToday, event);
  for (livekit::Output output; control.poll_output(output);) {
    std::visit([&](auto& one) { carry_out(one); }, output);
  }
  for (batch.clear(); shard.poll_batch(now_, batch); batch.clear()) send_batch(batch);
}

TestHall::Wire* TestHall::wire_of(livekit::ConnectionId connection) {
  const auto at = std::find_if(wires_.begin(), wires_.end(),
                               [&](const auto& wire) { return wire->connection == connection; });
  return at == wires_.end() ? nullptr : at->get();
}

void TestHall::carry_out(livekit::ShardMessage& message) {
  server_->shard.handle_message(now_, std::move(message.message));
}

void TestHall::carry_out(const livekit::SendFrame& frame) {
  if (Wire* wire = wire_of(frame.connection)) wire->session.handle_frame(now_, *frame.bytes);
}

void TestHall::carry_out(const livekit::CloseConnection& close) {
  Wire* wire = wire_of(close.connection);
  if (wire == nullptr) return;
  wire->connection = {};
  server_->control.handle_closed(now_, kToday, close.connection);
  wire->session.handle_closed(now_);
}

void TestHall::send_batch(const shard::Batch& batch) {
  for (size_t i = 0; i < batch.size(); ++i) {
    const auto& message = batch[i];
    const Path seen_as{message.path.remote, message.path.local};
    for (Bytes rest = message.data; !rest.empty();) {
      const size_t size = std::min<size_t>(rest.size(), message.segment_size);
      send(to_sites_, seen_as, rest.first(size));
      rest = rest.subspan(size);
    }
  }
}

void TestHall::open(Wire& wire) {
  SignalTarget target;
  if (!wire.session.poll_connect(now_, kToday, target)) return;
  if (!server_) return wire.session.handle_closed(now_);
  const auto admitted = server_->control.admit(now_, kToday, take_apart(target));
  if (!admitted.join) return wire.session.handle_closed(now_);
  wire.connection = {++last_connection_};
  wire.session.handle_opened(now_);
  server_->control.handle_open(now_, kToday, wire.connection, *admitted.join);
}

void TestHall::step_sites() {
  for (Datagram one; take(to_sites_, one);) {
    for (auto& wire : wires_) {
      if (wire->session.config().local != one.path.local) continue;
      wire->session.handle_datagram(now_, one.path, one.bytes);
    }
  }
  for (auto& wire : wires_) step_site(*wire);
}

void TestHall::step_site(Wire& wire) {
  SiteSession& session = wire.session;
  if (session.next_timeout() <= now_) session.handle_timeout(now_);
  open(wire);
  for (Frame frame; session.poll_frame(frame);) {
    if (server_) server_->control.handle_message(now_, kToday, wire.connection, frame);
  }
  Path path;
  for (std::vector<uint8_t> out; session.poll_datagram(now_, path, out);) {
    send(to_server_, {path.remote, path.local}, out);
  }
  if (!session.wants_close()) return;
  if (server_) server_->control.handle_closed(now_, kToday, wire.connection);
  wire.connection = {};
  session.handle_closed(now_);
}

Clip make_test_clip() {
  Clip clip{.name = "Điểm cầu thử"};
  clip.video = {.width = 640, .height = 360, .frame_interval = 33ms};
  for (int i = 0; i < 60; ++i) {
    const bool key = i % 15 == 0;
    // RFC 6386 section 9.1: a keyframe's tag, start code and size.
    std::vector<uint8_t> bytes{
        static_cast<uint8_t>(key ? 0x10 : 0x11), 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01};
    bytes.resize(key ? 6000 : 2500, 0x5a);
    clip.video.frames.push_back({std::move(bytes), key});
  }
  for (int i = 0; i < 100; ++i) clip.speech.frames.push_back({std::vector<uint8_t>(80, 0x78), 25});
  return clip;
}

}  // namespace diemcau::sites
