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

}  // namespace
}  // namespace diemcau::negotiate
