#include <gtest/gtest.h>

#include "negotiate/answer.h"
#include "negotiate/negotiate_test_support.h"

// Offers with all that today's browsers put into them.
namespace diemcau::negotiate {
namespace {

struct Format {
  int payload_type;
  std::string name;  // "VP8/90000"
  std::string parameters;
};

const std::string kPrint =
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:"
    "FF";

std::string rtx(int payload_type) { return "apt=" + std::to_string(payload_type); }
std::string h264(int mode, const std::string& profile) {
  return "level-asymmetry-allowed=1;packetization-mode=" + std::to_string(mode) +
         ";profile-level-id=" + profile;
}

// 40 lines: what Chromium decodes on a machine with every codec.
std::vector<Format> chromium_video() {
  return {{96, "VP8/90000", ""},
          {97, "rtx/90000", rtx(96)},
          {98, "VP9/90000", "profile-id=0"},
          {99, "rtx/90000", rtx(98)},
          {100, "VP9/90000", "profile-id=2"},
          {101, "rtx/90000", rtx(100)},
          {35, "VP9/90000", "profile-id=1"},
          {36, "rtx/90000", rtx(35)},
          {37, "VP9/90000", "profile-id=3"},
          {38, "rtx/90000", rtx(37)},
          {103, "H264/90000", h264(1, "42001f")},
          {104, "rtx/90000", rtx(103)},
          {107, "H264/90000", h264(0, "42001f")},
          {108, "rtx/90000", rtx(107)},
          {109, "H264/90000", h264(1, "42e01f")},
          {114, "rtx/90000", rtx(109)},
          {115, "H264/90000", h264(0, "42e01f")},
          {116, "rtx/90000", rtx(115)},
          {117, "H264/90000", h264(1, "4d001f")},
          {118, "rtx/90000", rtx(117)},
          {39, "H264/90000", h264(0, "4d001f")},
          {40, "rtx/90000", rtx(39)},
          {41, "H264/90000", h264(1, "f4001f")},
          {42, "rtx/90000", rtx(41)},
          {43, "H264/90000", h264(0, "f4001f")},
          {44, "rtx/90000", rtx(43)},
          {45, "AV1/90000", "level-idx=5;profile=0;tier=0"},
          {46, "rtx/90000", rtx(45)},
          {47, "AV1/90000", "level-idx=5;profile=1;tier=0"},
          {48, "rtx/90000", rtx(47)},
          {119, "H264/90000", h264(1, "64001f")},
          {120, "rtx/90000", rtx(119)},
          {49, "H265/90000", "level-id=180;profile-id=1;tier-flag=0;tx-mode=SRST"},
          {50, "rtx/90000", rtx(49)},
          {51, "H265/90000", "level-id=180;profile-id=2;tier-flag=0;tx-mode=SRST"},
          {52, "rtx/90000", rtx(51)},
          {123, "red/90000", ""},
          {124, "rtx/90000", rtx(123)},
          {125, "ulpfec/90000", ""},
          {53, "flexfec-03/90000", "repair-window=10000000"}};
}

std::vector<Format> chromium_audio() {
  return {{111, "opus/48000/2", "minptime=10;useinbandfec=1"},
          {63, "red/48000/2", "111/111"},
          {9, "G722/8000", ""},
          {0, "PCMU/8000", ""},
          {8, "PCMA/8000", ""},
          {13, "CN/8000", ""},
          {110, "telephone-event/48000", ""},
          {126, "telephone-event/8000", ""}};
}

const std::string kChromiumExtensions =
    "a=extmap:1 urn:ietf:params:rtp-hdrext:toffset\r\n"
    "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n"
    "a=extmap:3 urn:3gpp:video-orientation\r\n"
    "a=extmap:4 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n"
    "a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay\r\n"
    "a=extmap:6 http://www.webrtc.org/experiments/rtp-hdrext/video-content-type\r\n"
    "a=extmap:7 http://www.webrtc.org/experiments/rtp-hdrext/video-timing\r\n"
    "a=extmap:8 http://www.webrtc.org/experiments/rtp-hdrext/color-space\r\n"
    "a=extmap:9 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
    "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"
    "a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id\r\n"
    "a=extmap:13 https://aomediacodec.github.io/av1-rtp-spec/"
    "#dependency-descriptor-rtp-header-extension\r\n"
    "a=extmap:14 http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00\r\n";

std::string transport(const std::string& mid) {
  return "c=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=ice-ufrag:Ab+/\r\n"
         "a=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=ice-options:trickle renomination\r\n"
         "a=fingerprint:sha-256 " +
         kPrint + "\r\na=setup:actpass\r\na=mid:" + mid + "\r\n";
}

std::string media(const std::string& kind, const std::string& mid,
                  const std::vector<Format>& formats, const std::string& more, int port = 9) {
  std::string line = "m=" + kind + " " + std::to_string(port) + " UDP/TLS/RTP/SAVPF";
  std::string body;
  for (const Format& one : formats) {
    const std::string number = std::to_string(one.payload_type);
    line += " " + number;
    body += "a=rtpmap:" + number + " " + one.name + "\r\n";
    if (kind == "video" && !one.name.starts_with("rtx")) {
      for (const char* feedback : {"goog-remb", "transport-cc", "ccm fir", "nack", "nack pli"}) {
        body += "a=rtcp-fb:" + number + " " + feedback + "\r\n";
      }
    }
    if (!one.parameters.empty()) body += "a=fmtp:" + number + " " + one.parameters + "\r\n";
  }
  return line + "\r\n" + transport(mid) + more + "a=rtcp-mux\r\na=rtcp-rsize\r\n" + body;
}

std::string head(size_t sections) {
  std::string bundle;
  for (size_t i = 0; i < sections; ++i) bundle += " " + std::to_string(i);
  return "v=0\r\no=- 8213716238761 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE" + bundle +
         "\r\na=extmap-allow-mixed\r\na=msid-semantic: WMS\r\n";
}

Subscription picture(uint32_t track, Codec codec, const std::string& parameters) {
  return {TrackId{track},
          "TR_" + std::to_string(track),
          "PA_x",
          "camera",
          MediaKind::kVideo,
          {{77, 78, codec, 90000, parameters}},
          Ssrc{track * 2},
          Ssrc{track * 2 + 1}};
}

TEST(Chromium, IsAnsweredOutOfFortyFormats) {
  ASSERT_EQ(chromium_video().size(), 40u);
  const std::string text =
      head(4) + media("audio", "0", chromium_audio(), kChromiumExtensions + "a=recvonly\r\n") +
      media("video", "1", chromium_video(), kChromiumExtensions + "a=recvonly\r\n") +
      media("video", "2", chromium_video(), kChromiumExtensions + "a=recvonly\r\n") +
      media("video", "3", chromium_video(),
            kChromiumExtensions +
                "a=sendonly\r\na=msid:- cam\r\na=rid:q send\r\na=rid:h send\r\na=rid:f send\r\n"
                "a=simulcast:send q;h;f\r\n");
  Session session(local());
  const auto offer = parse_offer(text);
  ASSERT_TRUE(offer.ok());
  const Answer out = session.answer(
      *offer, {{TrackId{1}, "cam", MediaKind::kVideo, Codec::kVp8}},
      {picture(2, Codec::kH264, h264(1, "42e01f")), picture(3, Codec::kVp9, "profile-id=2")});
  expect_sound(text, out.sdp);
  ASSERT_EQ(out.subscribed.size(), 2u);
  ASSERT_EQ(out.subscribed[0].formats.size(), 1u);
  EXPECT_EQ(out.subscribed[0].formats[0].payload_type, 109);
  EXPECT_EQ(out.subscribed[0].formats[0].rtx_payload_type, 114);
  EXPECT_EQ(out.subscribed[0].extensions.mid, 9);
  EXPECT_EQ(out.subscribed[1].formats[0].payload_type, 100);
  ASSERT_EQ(out.published.size(), 1u);
  EXPECT_EQ(out.published[0].layers.size(), 3u);
  EXPECT_EQ(out.published[0].extensions.rid, 10);
  EXPECT_EQ(out.published[0].extensions.repaired_rid, 11);
  for (const char* unwanted : {"ulpfec", "flexfec", "red/90000", "H265", "goog-remb", "PCMU"}) {
    EXPECT_EQ(out.sdp.find(unwanted), std::string::npos) << unwanted;
  }
}

// The fingerprint stands in the session, later sections are bundle-only with port 0, extensions
// have directions and a data section comes first.
TEST(Firefox, IsAnswered) {
  const std::vector<Format> video = {{120, "VP8/90000", "max-fs=12288;max-fr=60"},
                                     {124, "rtx/90000", rtx(120)},
                                     {121, "VP9/90000", "max-fs=12288;max-fr=60"},
                                     {125, "rtx/90000", rtx(121)},
                                     {126, "H264/90000",
                                      "profile-level-id=42e01f;level-asymmetry-"
                                      "allowed=1;packetization-mode=1"},
                                     {127, "rtx/90000", rtx(126)},
                                     {97, "H264/90000",
                                      "profile-level-id=42e01f;level-asymmetry-"
                                      "allowed=1"},
                                     {98, "rtx/90000", rtx(97)},
                                     {123, "ulpfec/90000", ""},
                                     {122, "red/90000", ""}};
  const std::vector<Format> audio = {{109, "opus/48000/2", "maxplaybackrate=48000;stereo=1"},
                                     {9, "G722/8000/1", ""},
                                     {0, "PCMU/8000", ""},
                                     {101, "telephone-event/8000", "0-15"}};
  std::string text =
      "v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 4093201937416018403 0 IN IP4 0.0.0.0\r\ns=-\r\n"
      "t=0 0\r\na=fingerprint:sha-256 " +
      kPrint +
      "\r\na=group:BUNDLE 0 1 2\r\na=ice-options:trickle\r\na=msid-semantic:WMS *\r\n"
      "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n" +
      transport("0") + "a=sctp-port:5000\r\na=max-message-size:1073741823\r\n" +
      media("audio", "1", audio,
            "a=sendonly\r\na=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n"
            "a=extmap:2/recvonly urn:ietf:params:rtp-hdrext:csrc-audio-level\r\n"
            "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
            "a=msid:{b1c29a0e-1111-4b55-8dc0-0123456789ab} mic\r\na=bundle-only\r\n"
            "a=ssrc:1234 cname:{c0ffee}\r\n",
            0) +
      media("video", "2", video, "a=recvonly\r\na=bundle-only\r\n", 0);
  Session session(local());
  const auto offer = parse_offer(text);
  ASSERT_TRUE(offer.ok());
  const Answer out = session.answer(*offer, {{TrackId{1}, "mic", MediaKind::kAudio}},
                                    {picture(2, Codec::kH264, "profile-level-id=42e01f")});
  expect_sound(text, out.sdp);
  ASSERT_EQ(out.published.size(), 1u);
  EXPECT_EQ(out.published[0].formats[0].payload_type, 109);
  EXPECT_EQ(out.published[0].layers[0].ssrc, Ssrc{1234});
  EXPECT_EQ(out.published[0].extensions.audio_level, 1);
  ASSERT_EQ(out.subscribed.size(), 1u);
  EXPECT_EQ(out.subscribed[0].formats[0].payload_type, 97);
  // The transport's candidates stand once, in the first section.
  const size_t candidate = out.sdp.find("a=candidate");
  ASSERT_NE(candidate, std::string::npos);
  EXPECT_LT(candidate, out.sdp.find("m=audio"));
  EXPECT_EQ(out.sdp.find("a=candidate", candidate + 1), std::string::npos);
  EXPECT_NE(out.sdp.find("a=group:BUNDLE 0 1 2\r\n"), std::string::npos);
}

}  // namespace
}  // namespace diemcau::negotiate
