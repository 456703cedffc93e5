#pragma once

#include <spdlog/spdlog.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "livekit/base64.h"
#include "livekit/control.h"
#include "livekit_rtc.pb.h"
#include "negotiate/client.h"

// For tests: a Control, clients that talk to it in protobuf, and the messages its shards get, all
// in virtual time.
namespace diemcau::livekit::testing {

namespace pb = ::livekit;

inline constexpr const char* kKey = "devkey";
inline constexpr const char* kSecret = "secret";
inline constexpr UnixTime kToday{1'790'000'000'000};

struct TestClient {
  std::string identity{};
  ConnectionId connection{};
  std::shared_ptr<negotiate::ClientSession> session{};
  std::vector<pb::SignalResponse> frames{};
  std::optional<CloseConnection> closed{};
  uint32_t offers = 0;

  const pb::SignalResponse* last(pb::SignalResponse::MessageCase kind) const {
    for (size_t i = frames.size(); i-- > 0;) {
      if (frames[i].message_case() == kind) return &frames[i];
    }
    return nullptr;
  }
  size_t count(pb::SignalResponse::MessageCase kind) const {
    size_t out = 0;
    for (const auto& frame : frames) out += frame.message_case() == kind ? 1 : 0;
    return out;
  }
  // Where in the order of frames a kind comes first; the number of frames if never.
  size_t first(pb::SignalResponse::MessageCase kind) const {
    size_t at = 0;
    while (at < frames.size() && frames[at].message_case() != kind) ++at;
    return at;
  }
  const pb::JoinResponse& join() const { return frames.at(0).join(); }
  std::string sid() const { return join().participant().sid(); }
};

class TestConference {
 public:
  explicit TestConference(ControlConfig config = default_config())
      : random_(7), control(std::move(config), random_) {
    spdlog::set_level(spdlog::level::off);
  }

  static ControlConfig default_config() {
    ControlConfig config;
    config.keys[kKey] = kSecret;
    config.shards.push_back({.shard = 0, .udp = {SocketAddress::v4(127, 0, 0, 1, 7882)}});
    config.dtls_fingerprint.fill(0x5a);
    return config;
  }
  static Grants grants(const std::string& identity, const std::string& room = "hop") {
    Grants out;
    out.api_key = kKey;
    out.identity = identity;
    out.room = room;
    out.room_join = true;
    out.expires = {kToday.ms + 60'000'000};
    return out;
  }
  static std::string wrap(const pb::JoinRequest& request) {
    pb::WrappedJoinRequest wrapped;
    wrapped.set_join_request(request.SerializeAsString());
    return to_base64url(as_bytes(wrapped.SerializeAsString()));
  }
  static pb::JoinRequest plain_request() {
    pb::JoinRequest request;
    request.mutable_client_info()->set_protocol(17);
    request.mutable_client_info()->set_client_protocol(2);
    request.mutable_connection_settings()->set_auto_subscribe(true);
    return request;
  }
  static SignalRequestTarget target(const Grants& grants, const pb::JoinRequest& request) {
    return {
        .path = "/rtc/v1",
        .query = {{"access_token", create_token(grants, kSecret)}, {"join_request", wrap(request)}},
        .authorization = {},
        .remote = {}};
  }
  static std::array<uint8_t, 32> fingerprint_of(const std::string& identity) {
    std::array<uint8_t, 32> out{};
    for (size_t i = 0; i < identity.size() && i < out.size(); ++i) {
      out[i] = static_cast<uint8_t>(identity[i]);
    }
    return out;
  }

  AdmitResult admit(const SignalRequestTarget& request) {
    return control.admit(now, kToday, request);
  }

  // Joins with an offer of three and three sections inside, as JS does.
  TestClient& join(const std::string& identity) { return join(grants(identity), plain_request()); }
  TestClient& join(const Grants& who, pb::JoinRequest request, bool with_offer = true) {
    auto client = std::make_unique<TestClient>();
    client->identity = who.identity;
    client->session = std::make_shared<negotiate::ClientSession>(make_ice_credentials(random_, 9),
                                                                 fingerprint_of(who.identity));
    client->session->add_receiving(3, 3);
    if (with_offer) {
      request.mutable_publisher_offer()->set_type("offer");
      request.mutable_publisher_offer()->set_sdp(client->session->offer());
      request.mutable_publisher_offer()->set_id(++client->offers);
    }
    return connect(std::move(client), target(who, request));
  }
  TestClient& connect(std::unique_ptr<TestClient> client, const SignalRequestTarget& request) {
    const AdmitResult result = admit(request);
    DIEMCAU_CHECK(result.join.has_value());
    client->connection = ConnectionId{++last_connection_};
    TestClient& out = *client;
    clients_[out.connection] = std::move(client);
    control.handle_open(now, kToday, out.connection, *result.join);
    pump();
    return out;
  }
  // The same client with a new WebSocket, as an SDK resumes.
  TestClient& resume(TestClient& old) {
    auto client = std::make_unique<TestClient>();
    client->identity = old.identity;
    client->session = old.session;
    client->offers = old.offers;
    pb::JoinRequest request = plain_request();
    request.set_reconnect(true);
    request.set_participant_sid(old.sid());
    return connect(std::move(client), target(grants(old.identity), request));
  }

  void say(TestClient& client, const pb::SignalRequest& request) {
    say(client, request.SerializeAsString());
  }
  void say(TestClient& client, const std::string& frame) {
    control.handle_message(now, kToday, client.connection, as_bytes(frame));
    pump();
  }
  void offer(TestClient& client) {
    pb::SignalRequest request;
    request.mutable_offer()->set_type("offer");
    request.mutable_offer()->set_sdp(client.session->offer());
    request.mutable_offer()->set_id(++client.offers);
    say(client, request);
  }
  void announce(TestClient& client, const std::string& cid, MediaKind kind) {
    const bool video = kind == MediaKind::kVideo;
    pb::SignalRequest request;
    pb::AddTrackRequest& track = *request.mutable_add_track();
    track.set_cid(cid);
    track.set_type(video ? pb::VIDEO : pb::AUDIO);
    track.set_source(video ? pb::CAMERA : pb::MICROPHONE);
    if (video) {
      track.set_width(1280);
      track.set_height(720);
      for (int i = 0; i < 3; ++i) {
        pb::VideoLayer& layer = *track.add_layers();
        layer.set_quality(static_cast<pb::VideoQuality>(i));
        layer.set_width(320u << i);
        layer.set_height(180u << i);
      }
    }
    say(client, request);
  }
  // Announces, offers, and is answered. Returns the track's sid.
  std::string publish(TestClient& client, const std::string& cid, MediaKind kind) {
    announce(client, cid, kind);
    const uint32_t ssrc = ++last_ssrc_;
    client.session->add_track({cid, kind, Ssrc{ssrc * 2}, Ssrc{ssrc * 2 + 1}});
    offer(client);
    return client.last(pb::SignalResponse::kTrackPublished)->track_published().track().sid();
  }
  void connected(const TestClient& client) {
    control.handle_shard(now, kToday, link::PeerConnected{peer_of(client)});
    pump();
  }
  void close(TestClient& client) {
    control.handle_closed(now, kToday, client.connection);
    pump();
  }
  // Time passes for a client that pings as it should.
  void pass(Duration duration, TestClient& alive) {
    pb::SignalRequest ping;
    ping.mutable_ping_req()->set_timestamp(1);
    for (const Instant end = now + duration; now < end;) {
      pass(std::min<Duration>(5s, end - now));
      say(alive, ping);
    }
  }
  // Time passes; whatever is due happens when it is due.
  void pass(Duration duration) {
    const Instant end = now + duration;
    while (control.next_timeout() <= end) {
      now = std::max(now, control.next_timeout());
      control.handle_timeout(now, kToday);
      pump();
    }
    now = end;
  }

  template <class Message>
  std::vector<Message> sent_to_shard() const {
    std::vector<Message> out;
    for (const link::ToShard& one : shard_messages) {
      if (const auto* message = std::get_if<Message>(&one)) out.push_back(*message);
    }
    return out;
  }
  // By the fingerprint that its offer carried.
  PeerId peer_of(const TestClient& client) const {
    PeerId out;
    for (const auto& peer : sent_to_shard<link::AddPeer>()) {
      if (peer.remote_fingerprint == fingerprint_of(client.identity)) out = peer.peer;
    }
    return out;
  }

  void pump() {
    Output output;
    while (control.poll_output(output)) std::visit([&](auto& one) { take(one); }, output);
  }

 private:
  void take(SendFrame& frame) {
    TestClient& client = *clients_.at(frame.connection);
    DIEMCAU_CHECK(!client.closed);
    client.frames.emplace_back();
    DIEMCAU_CHECK(client.frames.back().ParseFromArray(frame.bytes->data(),
                                                      static_cast<int>(frame.bytes->size())));
    bytes_sent += frame.bytes->size();
  }
  void take(CloseConnection& close) { clients_.at(close.connection)->closed = close; }
  void take(RoomEvent& event) { events.push_back(std::move(event)); }
  void take(CallAnswered& answered) { answers.push_back(std::move(answered)); }
  void take(ShardMessage& message) { shard_messages.push_back(std::move(message.message)); }

  RepeatableRandom random_;

 public:
  Control control;
  Instant now{1s};
  std::vector<link::ToShard> shard_messages{};
  std::vector<RoomEvent> events{};
  std::vector<CallAnswered> answers{};
  size_t bytes_sent = 0;  // to all clients

 private:
  std::map<ConnectionId, std::unique_ptr<TestClient>> clients_;
  uint64_t last_connection_ = 0;
  uint32_t last_ssrc_ = 100;
};

}  // namespace diemcau::livekit::testing
