#include "negotiate/answer.h"

#include <gtest/gtest.h>

#include <set>

#include "base/random.h"
#include "negotiate/client.h"
#include "negotiate/negotiate_test_support.h"

namespace diemcau::negotiate {
namespace {

const std::string kFingerprint =
    "sha-256 "
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:"
    "FF";
const std::string kHead =
    "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
    "a=extmap-allow-mixed\r\na=msid-semantic: WMS\r\n";
const std::string kTransport =
    "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=ice-options:trickle\r\n"
    "a=fingerprint:" +
    kFingerprint + "\r\na=setup:actpass\r\n";

// Sections as browsers write them: far more than is answered.
std::string audio(const std::string& mid, const std::string& direction, const std::string& more) {
  return "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\r\nc=IN IP4 0.0.0.0\r\n" +
         kTransport + "a=mid:" + mid +
         "\r\na=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n"
         "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n"
         "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n"
         "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=" +
         direction + "\r\n" + more +
         "a=rtcp-mux\r\na=rtcp-rsize\r\na=rtpmap:111 opus/48000/2\r\na=rtcp-fb:111 transport-cc\r\n"
         "a=fmtp:111 minptime=10;useinbandfec=1;stereo=1\r\na=rtpmap:63 red/48000/2\r\n"
         "a=fmtp:63 111/111\r\na=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\n"
         "a=rtpmap:8 PCMA/8000\r\na=rtpmap:13 CN/8000\r\na=rtpmap:110 telephone-event/48000\r\n"
         "a=rtpmap:126 telephone-event/8000\r\n";
}

std::string video_format(int payload_type, const std::string& name, const std::string& fmtp) {
  const std::string pt = std::to_string(payload_type);
  const std::string rtx = std::to_string(payload_type + 1);
  return "a=rtpmap:" + pt + " " + name + "/90000\r\na=rtcp-fb:" + pt +
         " goog-remb\r\na=rtcp-fb:" + pt + " transport-cc\r\na=rtcp-fb:" + pt +
         " ccm fir\r\na=rtcp-fb:" + pt + " nack\r\na=rtcp-fb:" + pt + " nack pli\r\n" +
         (fmtp.empty() ? "" : "a=fmtp:" + pt + " " + fmtp + "\r\n") + "a=rtpmap:" + rtx +
         " rtx/90000\r\na=fmtp:" + rtx + " apt=" + pt + "\r\n";
}

std::string video(const std::string& mid, const std::string& direction, const std::string& more) {
  return "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 104 105 106 107 98 99 100 101 45 46 35 36\r\n"
         "c=IN IP4 0.0.0.0\r\n" +
         kTransport + "a=mid:" + mid +
         "\r\na=extmap:14 urn:ietf:params:rtp-hdrext:toffset\r\n"
         "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n"
         "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n"
         "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
         "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"
         "a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id\r\na=" +
         direction + "\r\n" + more + "a=rtcp-mux\r\na=rtcp-rsize\r\n" +
         video_format(96, "VP8", "") +
         video_format(102, "H264",
                      "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f") +
         video_format(104, "H264",
                      "level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f") +
         video_format(106, "H264",
                      "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f") +
         video_format(98, "VP9", "profile-id=0") + video_format(100, "VP9", "profile-id=2") +
         video_format(45, "AV1", "level-idx=5;profile=0;tier=0") +
         "a=rtpmap:35 red/90000\r\na=rtpmap:36 ulpfec/90000\r\n";
}

const std::string kData =
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\n" + kTransport +
    "a=mid:data\r\na=sctp-port:5000\r\na=max-message-size:262144\r\n";

std::string describe(const std::vector<std::string>& sections) {
  std::string all;
  for (const std::string& section : sections) all += section;
  return kHead + "a=group:BUNDLE 0\r\n" + all;
}

Subscription camera(uint32_t track) {
  return {TrackId{track},
          "TR_" + std::to_string(track),
          "PA_x",
          "camera",
          MediaKind::kVideo,
          {{120, 121, Codec::kVp8, 90000, ""}},
          Ssrc{track * 2},
          Ssrc{track * 2 + 1}};
}
Subscription voice(uint32_t track) {
  return {TrackId{track},
          "TR_" + std::to_string(track),
          "PA_x",
          "camera",
          MediaKind::kAudio,
          {{63, std::nullopt, Codec::kRed, 48000, "111/111"},
           {111, std::nullopt, Codec::kOpus, 48000, ""}},
          Ssrc{track * 2},
          Ssrc{0}};
}

Answer answer(Session& session, const std::string& text,
              const std::vector<Publication>& publications = {},
              const std::vector<Subscription>& subscriptions = {}) {
  const auto offer = parse_offer(text);
  EXPECT_TRUE(offer.ok());
  return session.answer(*offer, publications, subscriptions);
}

TEST(Answer, TakesAMicrophoneWithRedAndNoMoreThanWeCarry) {
  Session session(local());
  const auto text =
      describe({audio("0", "sendonly", "a=msid:stream mic\r\na=ssrc:77 cname:x\r\n")});
  const Answer out = answer(session, text, {{TrackId{1}, "mic", MediaKind::kAudio}});
  expect_sound(text, out.sdp);
  ASSERT_EQ(out.published.size(), 1u);
  const PublishedSection& section = out.published[0];
  ASSERT_EQ(section.formats.size(), 2u);
  EXPECT_EQ(section.formats[0].codec, Codec::kRed);
  EXPECT_EQ(section.formats[1].payload_type, 111);
  EXPECT_EQ(section.formats[1].parameters, "minptime=10;useinbandfec=1;usedtx=1");
  EXPECT_EQ(section.layers[0].ssrc, Ssrc{77});
  EXPECT_EQ(section.extensions.audio_level, 1);
  EXPECT_EQ(section.extensions.transport_cc, 3);
  EXPECT_EQ(out.remote.ufrag, "abcd");
  EXPECT_EQ(out.remote_fingerprint[1], 0x11);
  EXPECT_NE(out.sdp.find("a=ice-lite\r\n"), std::string::npos);
  EXPECT_NE(out.sdp.find("192.0.2.1 7882 typ host"), std::string::npos);
  EXPECT_EQ(out.sdp.find("PCMU"), std::string::npos);
}

// RFC 6544 section 4.5; whatever the order of addresses, UDP is better.
TEST(Answer, NamesTcpBehindUdp) {
  LocalTransport made = local();
  made.candidates.push_back(*SocketAddress::parse("2001:db8::1", 7882));
  made.tcp_candidates = {SocketAddress::v4(192, 0, 2, 1, 7881),
                         *SocketAddress::parse("2001:db8::1", 7881)};
  Session session(made);
  const Answer out = answer(session, describe({audio("0", "sendonly", "a=msid:s mic\r\n")}), {});
  const auto sdp = wire::parse_sdp(out.sdp);
  ASSERT_TRUE(sdp.ok());
  std::vector<std::string> candidates;
  for (const auto& one : sdp->sections[0].attributes.all()) {
    if (one.name == "candidate") candidates.emplace_back(one.value);
  }
  EXPECT_EQ(candidates, (std::vector<std::string>{
                            "1 1 udp 2130706431 192.0.2.1 7882 typ host",
                            "2 1 udp 2130706175 2001:db8::1 7882 typ host",
                            "3 1 tcp 1520435199 192.0.2.1 7881 typ host tcptype passive",
                            "4 1 tcp 1520434943 2001:db8::1 7881 typ host tcptype passive"}));
  // Our own client speaks UDP only.
  EXPECT_EQ(ClientSession::parse_answer(out.sdp)->candidates, made.candidates);
}

TEST(Answer, HonoursStereoAndNoRed) {
  Session session(local());
  Publication music{TrackId{1}, "mic", MediaKind::kAudio};
  music.stereo = true;
  music.dtx = false;
  music.red = false;
  const Answer out =
      answer(session, describe({audio("0", "sendonly", "a=msid:s mic\r\n")}), {music});
  ASSERT_EQ(out.published[0].formats.size(), 1u);
  EXPECT_EQ(out.published[0].formats[0].parameters,
            "minptime=10;useinbandfec=1;stereo=1;maxaveragebitrate=510000");
}

TEST(Answer, TakesTheWantedCodecOnlyAndNeverMirrorsRedForVideo) {
  for (const auto& [codec, payload_type] : std::vector<std::pair<Codec, int>>{
           {Codec::kVp8, 96}, {Codec::kH264, 106}, {Codec::kVp9, 98}, {Codec::kAv1, 45}}) {
    Session session(local());
    const auto text = describe({video("0", "sendonly", "a=msid:s cam\r\n")});
    const Answer out = answer(session, text, {{TrackId{1}, "cam", MediaKind::kVideo, codec}});
    expect_sound(text, out.sdp);
    ASSERT_EQ(out.published[0].formats.size(), 1u);
    EXPECT_EQ(out.published[0].formats[0].payload_type, payload_type);
    EXPECT_EQ(out.published[0].formats[0].rtx_payload_type, payload_type + 1);
    EXPECT_EQ(out.sdp.find("red/90000"), std::string::npos);
    EXPECT_EQ(out.sdp.find("goog-remb"), std::string::npos);
  }
}

TEST(Answer, TakesSimulcastInWhateverOrderTheRidsStand) {
  Session session(local());
  const auto text =
      describe({video("0", "sendonly",
                      "a=msid:s cam\r\na=rid:f send\r\na=rid:h send\r\na=rid:q send\r\n"
                      "a=simulcast:send f;h;q\r\n")});
  const Answer out = answer(session, text, {{TrackId{1}, "cam", MediaKind::kVideo, Codec::kVp8}});
  ASSERT_EQ(out.published[0].layers.size(), 3u);
  EXPECT_EQ(out.published[0].layers[0].layer, Layer::kHigh);
  EXPECT_EQ(out.published[0].layers[0].rid, "f");
  EXPECT_EQ(out.published[0].layers[2].layer, Layer::kLow);
  EXPECT_NE(out.sdp.find("a=simulcast:recv f;h;q"), std::string::npos);
  EXPECT_EQ(out.published[0].extensions.rid, 10);
  EXPECT_EQ(out.published[0].extensions.repaired_rid, 11);
}

TEST(Answer, SeatsSubscriptionsInFreeSectionsAndKeepsThemThere) {
  Session session(local());
  const auto text = describe({audio("0", "recvonly", ""), audio("1", "recvonly", ""),
                              video("2", "recvonly", ""), video("3", "recvonly", ""), kData});
  Answer out = answer(session, text, {}, {camera(5), voice(6), camera(7), camera(8)});
  expect_sound(text, out.sdp);
  EXPECT_EQ(out.mid_to_track_id,
            (std::map<std::string, std::string>{{"0", "TR_6"}, {"2", "TR_5"}, {"3", "TR_7"}}));
  EXPECT_EQ(out.missing_video, 1u);
  EXPECT_EQ(out.missing_audio, 0u);
  EXPECT_NE(out.sdp.find("a=msid:PA_x|camera TR_5"), std::string::npos);
  EXPECT_NE(out.sdp.find("a=ssrc-group:FID 10 11"), std::string::npos);
  EXPECT_NE(out.sdp.find("a=sctp-port:5000"), std::string::npos);
  // 5 goes, 8 takes its place, 7 stays where it is.
  out = answer(session, text, {}, {camera(8), camera(7), voice(6)});
  EXPECT_EQ(out.mid_to_track_id,
            (std::map<std::string, std::string>{{"0", "TR_6"}, {"2", "TR_8"}, {"3", "TR_7"}}));
  ASSERT_EQ(out.subscribed.size(), 3u);
  EXPECT_EQ(out.subscribed[1].formats[0].payload_type, 96);
}

TEST(Answer, NamesWhatAClientCannotDecode) {
  Session session(local());
  Subscription strange = camera(5);
  strange.formats = {
      {50, std::nullopt, Codec::kH264, 90000, "packetization-mode=7;profile-level-id=42e01f"}};
  const Answer out = answer(session, describe({video("0", "recvonly", "")}), {}, {strange});
  EXPECT_EQ(out.unsupported, std::vector<TrackId>{TrackId{5}});
  EXPECT_EQ(out.missing_video, 0u);
}

TEST(Answer, RefusesOffersThatCannotBeAnswered) {
  const auto error = [](const std::string& text) { return parse_offer(text).error(); };
  EXPECT_EQ(error("hello"), OfferError::kNotSdp);
  EXPECT_EQ(error(kHead), OfferError::kNoSections);
  EXPECT_EQ(error(kHead + "a=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"),
            OfferError::kNoIceCredentials);
  EXPECT_EQ(error(describe({audio("0", "recvonly", ""), audio("0", "recvonly", "")})),
            OfferError::kNoMid);
  EXPECT_EQ(error(kHead + audio("0", "recvonly", "") + audio("1", "recvonly", "")),
            OfferError::kNotBundled);
  std::string sha1 = describe({audio("0", "recvonly", "")});
  sha1.replace(sha1.find("sha-256"), 7, "sha-1  ");
  EXPECT_EQ(error(sha1), OfferError::kNoFingerprint);
}

TEST(Answer, NeverStumblesOverATruncatedOffer) {
  const std::string text =
      describe({audio("0", "sendonly", "a=msid:s mic\r\n"), video("1", "recvonly", ""), kData});
  for (size_t size = 0; size < text.size(); ++size) {
    const auto offer = parse_offer(std::string_view(text).substr(0, size));
    if (!offer) continue;
    Session session(local());
    session.answer(*offer, {{TrackId{1}, "mic", MediaKind::kAudio}}, {camera(2)});
  }
}

// Random wishes over many rounds: sections are never shared, never moved while wanted, and what is
// missing is told exactly.
TEST(Answer, KeepsItsSeatsThroughAThousandRounds) {
  SeededRandom random(4);
  Session session(local());
  std::vector<std::string> sections;
  const auto grow = [&] {
    const std::string mid = std::to_string(sections.size());
    sections.push_back(random.chance(0.5) ? audio(mid, "recvonly", "")
                                          : video(mid, "recvonly", ""));
  };
  for (int i = 0; i < 6; ++i) grow();
  std::set<uint32_t> wanted;
  std::map<std::string, std::string> before;
  for (int round = 0; round < 1000; ++round) {
    const auto track = static_cast<uint32_t>(1 + random.below(20));
    if (!wanted.erase(track)) wanted.insert(track);
    if (random.chance(0.05) && sections.size() < 16) grow();
    std::vector<Subscription> wishes;
    for (const uint32_t one : wanted) wishes.push_back(one % 2 == 0 ? camera(one) : voice(one));
    const std::string text = describe(sections);
    const Answer out = answer(session, text, {}, wishes);
    if (round % 50 == 0) expect_sound(text, out.sdp);
    std::set<std::string> seated;
    for (const auto& [mid, sid] : out.mid_to_track_id) {
      EXPECT_TRUE(seated.insert(sid).second);
      EXPECT_TRUE(wanted.contains(static_cast<uint32_t>(std::stoul(sid.substr(3)))));
    }
    for (const auto& [mid, sid] : before) {
      if (wanted.contains(static_cast<uint32_t>(std::stoul(sid.substr(3))))) {
        EXPECT_EQ(out.mid_to_track_id.at(mid), sid);
      }
    }
    EXPECT_EQ(seated.size() + out.missing_audio + out.missing_video, wanted.size());
    before = out.mid_to_track_id;
  }
}

}  // namespace
}  // namespace diemcau::negotiate
