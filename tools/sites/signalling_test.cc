// What a site says is what the server reads, and the other way round.
#include "signalling.h"

#include <gtest/gtest.h>
#include <livekit_rtc.pb.h>

#include <nlohmann/json.hpp>

#include "livekit/join_request.h"
#include "livekit/signal_request.h"
#include "site_report.h"
#include "websocket_client.h"

namespace diemcau::sites {
namespace {

namespace pb = ::livekit;

std::vector<uint8_t> bytes_of(const pb::SignalResponse& response) {
  std::vector<uint8_t> out(response.ByteSizeLong());
  response.SerializeToArray(out.data(), static_cast<int>(out.size()));
  return out;
}

TEST(Signalling, TheServerReadsTheJoinRequest) {
  const std::string target =
      make_join_target({.offer = "v=0",
                        .offer_id = 1,
                        .subscribe = true,
                        .tracks = {{.cid = "mic"}, {"cam", true, 640, 360}}});
  const std::string prefix = "/rtc/v1?join_request=";
  ASSERT_TRUE(target.starts_with(prefix));
  const auto request = livekit::parse_join_request(target.substr(prefix.size()), {});
  ASSERT_TRUE(request);
  EXPECT_TRUE(request->auto_subscribe);
  EXPECT_FALSE(request->reconnect);
  ASSERT_TRUE(request->offer);
  EXPECT_EQ(request->offer->sdp, "v=0");
  EXPECT_EQ(request->offer->number, 1u);
  ASSERT_EQ(request->tracks.size(), 2u);
  EXPECT_EQ(request->tracks[0].about.kind, MediaKind::kAudio);
  EXPECT_EQ(request->tracks[1].about.kind, MediaKind::kVideo);
  EXPECT_EQ(request->tracks[1].about.width, 640u);
}

TEST(Signalling, ReadsWhatTheServerSays) {
  pb::SignalResponse response;
  response.mutable_join()->mutable_participant()->set_sid("PA_1");
  response.mutable_join()->set_ping_interval(5);
  response.mutable_join()->set_ping_timeout(15);
  auto message = parse_server_message(bytes_of(response));
  ASSERT_TRUE(message && std::holds_alternative<Joined>(*message));
  EXPECT_EQ(std::get<Joined>(*message).ping_timeout, 15s);

  response.mutable_answer()->set_sdp("v=0");
  response.mutable_answer()->set_id(3);
  (*response.mutable_answer()->mutable_mid_to_track_id())["4"] = "TR_x";
  message = parse_server_message(bytes_of(response));
  ASSERT_TRUE(message && std::holds_alternative<Answered>(*message));
  EXPECT_EQ(std::get<Answered>(*message).id, 3u);
  EXPECT_EQ(std::get<Answered>(*message).mid_to_track.at("4"), "TR_x");

  response.mutable_leave()->set_action(pb::LeaveRequest::RECONNECT);
  EXPECT_TRUE(std::get<ToldToLeave>(*parse_server_message(bytes_of(response))).come_back);
  response.mutable_leave()->set_action(pb::LeaveRequest::DISCONNECT);
  EXPECT_FALSE(std::get<ToldToLeave>(*parse_server_message(bytes_of(response))).come_back);
}

TEST(Signalling, NoMessageIsNoMessage) {
  const std::vector<uint8_t> garbage(20, 0xff);
  EXPECT_FALSE(parse_server_message(garbage));
  EXPECT_TRUE(std::holds_alternative<OtherMessage>(*parse_server_message({})));
}

TEST(ServerUrl, TakesHostAndPort) {
  EXPECT_EQ(parse_server_url("ws://127.0.0.1:7880").port, "7880");
  EXPECT_EQ(parse_server_url("ws://meet.example/rtc").host, "meet.example");
  EXPECT_EQ(parse_server_url("ws://meet.example").port, "80");
  EXPECT_TRUE(parse_server_url("http://meet.example").host.empty());
}

TEST(SiteReport, AddsUpAllSites) {
  std::vector<SiteReport> sites(20);
  for (size_t i = 0; i < sites.size(); ++i) {
    sites[i].joined = i != 0;
    if (i != 0) sites[i].first_frame = milliseconds(i * 10);
    sites[i].received.lost = 1;
    sites[i].video_streams = i + 3;
    sites[i].video_latency.add(5ms);
  }
  sites[7].back_at = Instant(9s);
  const auto json = nlohmann::json::parse(to_json(sites));
  EXPECT_EQ(json["sites"], 20);
  EXPECT_EQ(json["joined"], 19);
  EXPECT_EQ(json["lost"], 20);
  EXPECT_EQ(json["video_streams_min"], 3);
  EXPECT_EQ(json["first_frame_ms"]["p50"], 100.0);
  EXPECT_EQ(json["first_frame_ms"]["p95"], 190.0);
  EXPECT_EQ(json["latency_ms"]["count"], 20);
  EXPECT_EQ(json["back_at_ms"], 9000.0);
  EXPECT_TRUE(json["back_after_ms"].is_null());
}

}  // namespace
}  // namespace diemcau::sites
