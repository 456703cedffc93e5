#include "negotiate/offerer.h"

#include "negotiate/client.h"
#include "negotiate/negotiate_test_support.h"

namespace diemcau::negotiate {
namespace {

const IceCredentials kClientIce{"clientuf", "client-password-of-24-char"};

Subscription voice(uint32_t track) {
  return {.track = TrackId{track},
          .track_sid = "TR_voice" + std::to_string(track),
          .participant_sid = "PA_lan",
          .stream = "TR_voice" + std::to_string(track),
          .kind = MediaKind::kAudio,
          .formats = {{.payload_type = 63, .codec = Codec::kRed, .parameters = "111/111"},
                      {.payload_type = 111, .codec = Codec::kOpus, .parameters = "usedtx=1"}},
          .ssrc = Ssrc{track * 10},
          .rtx_ssrc = {}};
}
Subscription picture(uint32_t track, Codec codec = Codec::kVp8) {
  return {.track = TrackId{track},
          .track_sid = "TR_cam" + std::to_string(track),
          .participant_sid = "PA_lan",
          .stream = "TR_cam" + std::to_string(track),
          .kind = MediaKind::kVideo,
          .formats = {{.payload_type = 120,
                       .rtx_payload_type = 121,
                       .codec = codec,
                       .clock_rate_hz = 90000,
                       .parameters = codec == Codec::kH264
                                         ? "packetization-mode=1;profile-level-id=42e01f"
                                         : ""}},
          .ssrc = Ssrc{track * 10},
          .rtx_ssrc = Ssrc{track * 10 + 1}};
}

struct OfferOfOurs : ::testing::Test {
  std::array<uint8_t, 32> fingerprint{1, 2, 3};
  ClientSession client{kClientIce, fingerprint};
  Offerer offerer{local()};

  AnswerToOffer answered(const std::string& offer) {
    const auto text = client.answer(offer);
    EXPECT_TRUE(text.ok());
    const auto answer = offerer.read_answer(*text);
    EXPECT_TRUE(answer.ok()) << to_string(answer.error());
    return answer ? *answer : AnswerToOffer{};
  }
};

TEST_F(OfferOfOurs, CarriesDataAndWhatIsWanted) {
  const std::string text = offerer.offer({voice(1), picture(2)});
  const auto sdp = wire::parse_sdp(text);
  ASSERT_TRUE(sdp.ok());
  ASSERT_EQ(sdp->sections.size(), 3u);
  EXPECT_TRUE(sdp->attributes.has("ice-lite"));
  EXPECT_EQ(sdp->attributes.value("group"), "BUNDLE 0 1 2");
  EXPECT_EQ(sdp->sections[0].kind, "application");
  EXPECT_EQ(sdp->sections[0].attributes.value("sctp-port"), "5000");
  EXPECT_TRUE(sdp->sections[0].attributes.has("candidate"));
  for (const auto& section : sdp->sections) {
    EXPECT_EQ(section.attributes.value("setup"), "actpass");
    EXPECT_EQ(section.attributes.value("ice-ufrag"), "00localufr");
  }
  EXPECT_EQ(sdp->sections[1].attributes.value("msid"), "PA_lan|TR_voice1 TR_voice1");
  EXPECT_EQ(sdp->sections[1].formats, (std::vector<std::string>{"63", "111"}));
  EXPECT_EQ(sdp->sections[2].formats, (std::vector<std::string>{"96", "97"}));
  EXPECT_EQ(sdp->sections[2].attributes.value("ssrc-group"), "FID 20 21");
}

TEST_F(OfferOfOurs, SeatsWhatTheClientTakes) {
  const AnswerToOffer answer = answered(offerer.offer({voice(1), picture(2, Codec::kH264)}));
  EXPECT_EQ(answer.remote.ufrag, "clientuf");
  EXPECT_EQ(answer.remote_fingerprint, fingerprint);
  ASSERT_EQ(answer.subscribed.size(), 2u);
  EXPECT_EQ(answer.subscribed[0].track, TrackId{1});
  EXPECT_EQ(answer.subscribed[0].mid, "1");
  EXPECT_EQ(answer.subscribed[0].extensions.mid, 1);
  EXPECT_EQ(answer.subscribed[0].extensions.transport_cc, 2);
  ASSERT_EQ(answer.subscribed[1].formats.size(), 1u);
  EXPECT_EQ(answer.subscribed[1].formats[0].payload_type, 102);
  EXPECT_EQ(answer.subscribed[1].formats[0].rtx_payload_type, 103);
  EXPECT_EQ(answer.subscribed[1].formats[0].codec, Codec::kH264);
  EXPECT_TRUE(answer.unsupported.empty());
}

TEST_F(OfferOfOurs, ASectionIsUsedAgainOnceTheClientKnowsThatItIsFree) {
  answered(offerer.offer({voice(1), voice(2)}));
  // Track 1 ends; its section may not be another's in the same breath.
  const auto first = wire::parse_sdp(offerer.offer({voice(2), voice(3)}));
  ASSERT_EQ(first->sections.size(), 4u);
  EXPECT_TRUE(first->sections[1].attributes.has("inactive"));
  EXPECT_FALSE(first->sections[1].attributes.has("msid"));
  EXPECT_EQ(first->sections[3].attributes.value("msid"), "PA_lan|TR_voice3 TR_voice3");
  const AnswerToOffer answer = answered(offerer.offer({voice(2), voice(3)}));
  EXPECT_EQ(answer.subscribed.size(), 2u);
  const auto second = wire::parse_sdp(offerer.offer({voice(2), voice(3), voice(4)}));
  ASSERT_EQ(second->sections.size(), 4u);
  EXPECT_EQ(second->sections[1].attributes.value("msid"), "PA_lan|TR_voice4 TR_voice4");
  // A picture finds no place among voices.
  const auto third = wire::parse_sdp(offerer.offer({voice(2), voice(3), picture(5)}));
  ASSERT_EQ(third->sections.size(), 5u);
}

TEST_F(OfferOfOurs, ManyThatComeAndGoTakeNoMoreSectionsThanAreWantedAtOnce) {
  for (uint32_t i = 0; i < 200; ++i) answered(offerer.offer({voice(i + 1)}));
  EXPECT_LE(wire::parse_sdp(offerer.offer({}))->sections.size(), 4u);
}

TEST_F(OfferOfOurs, WhatTheClientRefusesIsUnsupportedAndStaysRefused) {
  auto sdp = *wire::parse_sdp(*client.answer(offerer.offer({picture(1), voice(2)})));
  sdp.sections[1].port = 0;
  const auto answer = offerer.read_answer(wire::serialize_sdp(sdp));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->unsupported, std::vector{TrackId{1}});
  EXPECT_EQ(answer->subscribed.size(), 1u);
  const auto next = wire::parse_sdp(offerer.offer({voice(2), picture(3)}));
  EXPECT_EQ(next->sections[1].port, 0);
  EXPECT_EQ(next->attributes.value("group"), "BUNDLE 0 2 3");
  EXPECT_EQ(next->sections[3].attributes.value("msid"), "PA_lan|TR_cam3 TR_cam3");
}

TEST_F(OfferOfOurs, AnAnswerToSomethingElseIsNone) {
  const std::string offer = offerer.offer({voice(1)});
  const std::string answer = *client.answer(offer);
  EXPECT_TRUE(offerer.read_answer(answer).ok());
  for (size_t size = 0; size < answer.size(); size += 7) {
    (void)offerer.read_answer(answer.substr(0, size));  // no crash
  }
  auto sdp = *wire::parse_sdp(answer);
  sdp.sections.pop_back();
  EXPECT_FALSE(offerer.read_answer(wire::serialize_sdp(sdp)).ok());
  std::string passive = answer;
  for (size_t at = 0; (at = passive.find("setup:active", at)) != std::string::npos;) {
    passive.replace(at, 12, "setup:passive");
  }
  EXPECT_EQ(offerer.read_answer(passive).error(), OfferError::kInsistsOnServerRole);
}

TEST_F(OfferOfOurs, StereoIsSaid) {
  Subscription stereo = voice(1);
  stereo.formats = {{.payload_type = 111, .codec = Codec::kOpus, .parameters = "stereo=1"}};
  EXPECT_NE(offerer.offer({stereo}).find("sprop-stereo=1"), std::string::npos);
  EXPECT_EQ(Offerer(local()).offer({voice(1)}).find("sprop-stereo"), std::string::npos);
}

}  // namespace
}  // namespace diemcau::negotiate
