#include "negotiate/client.h"

#include <gtest/gtest.h>

#include "negotiate/answer.h"

namespace diemcau::negotiate {
namespace {

TEST(Client, AndServerUnderstandEachOther) {
  std::array<uint8_t, 32> client_print{};
  client_print[31] = 0xab;
  LocalTransport local;
  local.ice = {"00localufr", "local-password-with-24-ch"};
  local.fingerprint[0] = 0xcd;
  local.candidates = {SocketAddress::v4(127, 0, 0, 1, 7882), SocketAddress::v4(10, 1, 2, 3, 7882)};
  Session server(local);
  ClientSession client({"site", "site-password-of-24-chars"}, client_print);
  client.add_receiving(1, 1);
  EXPECT_EQ(client.add_track({"mic", MediaKind::kAudio, Ssrc{5}, Ssrc{0}}), "2");
  EXPECT_EQ(client.add_track({"cam", MediaKind::kVideo, Ssrc{6}, Ssrc{7}}), "3");

  const auto offer = parse_offer(client.offer());
  ASSERT_TRUE(offer.ok());
  const Subscription picture{
      TrackId{9}, "TR_9",  "PA_9", "camera", MediaKind::kVideo, {{96, 97, Codec::kVp8, 90000, ""}},
      Ssrc{90},   Ssrc{91}};
  const Answer out = server.answer(
      *offer,
      {{TrackId{1}, "cam", MediaKind::kVideo, Codec::kVp8}, {TrackId{2}, "mic", MediaKind::kAudio}},
      {picture});
  EXPECT_EQ(out.remote_fingerprint, client_print);
  ASSERT_EQ(out.published.size(), 2u);
  EXPECT_EQ(out.published[0].mid, "2");
  EXPECT_EQ(out.published[0].track, TrackId{2});
  EXPECT_EQ(out.published[1].layers[0].ssrc, Ssrc{6});
  EXPECT_EQ(out.published[1].layers[0].rtx_ssrc, Ssrc{7});
  EXPECT_EQ(out.published[1].extensions.transport_cc, kClientExtensions.transport_cc);

  const auto read = ClientSession::parse_answer(out.sdp);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->remote.ufrag, "00localufr");
  EXPECT_EQ(read->fingerprint, local.fingerprint);
  EXPECT_EQ(read->candidates, local.candidates);
  ASSERT_EQ(read->receiving.size(), 1u);
  EXPECT_EQ(read->receiving[0].mid, "1");
  EXPECT_EQ(read->receiving[0].track_sid, "TR_9");
  EXPECT_EQ(read->receiving[0].ssrc, Ssrc{90});
  EXPECT_EQ(read->receiving[0].rtx_ssrc, Ssrc{91});
}

TEST(Client, ReadsEverySectionOfAnAnswer) {
  LocalTransport local;
  local.ice = {"00localufr", "local-password-with-24-ch"};
  Session server(local);
  ClientSession client({"site", "site-password-of-24-chars"}, {});
  client.add_receiving(3, 3);
  EXPECT_EQ(client.add_data(), "6");
  EXPECT_EQ(client.add_track({"mic", MediaKind::kAudio, Ssrc{5}, Ssrc{0}}), "7");
  EXPECT_EQ(client.add_track({"cam", MediaKind::kVideo, Ssrc{0}, Ssrc{0}, {"q", "h", "f"}}), "8");
  const auto offer = parse_offer(client.offer());
  ASSERT_TRUE(offer.ok());
  const Answer out = server.answer(
      *offer,
      {{TrackId{1}, "cam", MediaKind::kVideo, Codec::kVp8}, {TrackId{2}, "mic", MediaKind::kAudio}},
      {});
  ASSERT_EQ(out.published.size(), 2u);
  ASSERT_EQ(out.published[1].layers.size(), 3u);
  EXPECT_EQ(out.published[1].layers[0].rid, "q");
  EXPECT_EQ(out.published[1].layers[0].layer, Layer::kLow);
  EXPECT_EQ(out.published[1].layers[2].layer, Layer::kHigh);
  EXPECT_EQ(out.published[1].layers[2].ssrc, Ssrc{0});

  const auto read = ClientSession::parse_answer(out.sdp);
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->receiving.empty());
  ASSERT_EQ(read->sections.size(), 9u);
  for (size_t i = 0; i < 6; ++i) EXPECT_EQ(read->sections[i].direction, Direction::kInactive);
  EXPECT_EQ(read->sections[6].kind, SectionKind::kData);
  EXPECT_TRUE(read->sections[6].accepted);
  const ClientSection& mic = read->sections[7];
  EXPECT_EQ(mic.mid, "7");
  EXPECT_EQ(mic.direction, Direction::kRecvOnly);
  ASSERT_EQ(mic.formats.size(), 1u);
  EXPECT_EQ(mic.formats[0].payload_type, kClientOpus);
  EXPECT_EQ(mic.extensions.audio_level, kClientExtensions.audio_level);
  const ClientSection& cam = read->sections[8];
  ASSERT_EQ(cam.formats.size(), 1u);
  EXPECT_EQ(cam.formats[0].payload_type, kClientVp8);
  EXPECT_EQ(cam.formats[0].rtx_payload_type, kClientVp8Rtx);
  EXPECT_EQ(cam.extensions, out.published[1].extensions);
  EXPECT_EQ(cam.extensions.rid, kClientExtensions.rid);
  EXPECT_EQ(cam.rids, (std::vector<std::string>{"q", "h", "f"}));
}

TEST(Client, RefusesAnAnswerWithoutATransport) {
  EXPECT_FALSE(ClientSession::parse_answer("").ok());
  EXPECT_FALSE(ClientSession::parse_answer("v=0\n").ok());
  EXPECT_FALSE(ClientSession::parse_answer("v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\na=mid:0\n").ok());
}

}  // namespace
}  // namespace diemcau::negotiate
