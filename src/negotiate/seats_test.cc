#include <gtest/gtest.h>

#include "negotiate/answer.h"
#include "negotiate/client.h"
#include "negotiate/negotiate_test_support.h"

// Which section carries what, where clients do not do the usual.
namespace diemcau::negotiate {
namespace {

// A section of an offer in as few lines as there can be.
std::string section(const std::string& kind, const std::string& mid, const std::string& direction,
                    const std::string& formats) {
  std::string numbers;
  std::string all = formats;
  for (size_t at = 0; (at = all.find("rtpmap:", at)) != std::string::npos; at += 7) {
    numbers += " " + all.substr(at + 7, all.find(' ', at) - at - 7);
  }
  return "m=" + kind + " 9 UDP/TLS/RTP/SAVPF" + numbers + "\r\na=mid:" + mid +
         "\r\na=" + direction + "\r\n" + formats;
}

const std::string kVp8 = "a=rtpmap:96 VP8/90000\r\n";
const std::string kOpus = "a=rtpmap:111 opus/48000/2\r\n";
const std::string kFingerprint =
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:"
    "FF";

std::string offer_text(const std::string& sections, const std::string& setup = "actpass") {
  return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
         "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=fingerprint:sha-256 " +
         kFingerprint + "\r\na=setup:" + setup + "\r\n" + sections;
}

Subscription picture(uint32_t track, Codec codec = Codec::kVp8, std::string parameters = "") {
  return {TrackId{track},
          "TR_" + std::to_string(track),
          "PA_x",
          "camera",
          MediaKind::kVideo,
          {{120, std::nullopt, codec, 90000, std::move(parameters)}},
          Ssrc{track * 2},
          Ssrc{track * 2 + 1}};
}

Answer answer(Session& session, const std::string& sections,
              const std::vector<Publication>& publications,
              const std::vector<Subscription>& subscriptions) {
  const std::string text = offer_text(sections);
  const auto offer = parse_offer(text);
  EXPECT_TRUE(offer.ok());
  Answer out = session.answer(*offer, publications, subscriptions);
  expect_sound(text, out.sdp);
  return out;
}

// Another participant chooses the text of a stream's name.
TEST(Seats, WriteNoLineThatAStreamsNameSmugglesIn) {
  Session session(local());
  Subscription one = picture(5);
  one.stream = "x\r\na=candidate:9 1 udp 1 203.0.113.9 9 typ host\n m=audio";
  const Answer out = answer(session, section("video", "0", "recvonly", kVp8), {}, {one});
  EXPECT_EQ(out.sdp.find("\na=candidate:9"), std::string::npos);
  const auto read = ClientSession::parse_answer(out.sdp);
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->receiving.size(), 1u);
  EXPECT_EQ(read->receiving[0].track_sid, "TR_5");
}

TEST(Seats, AskForMoreSectionsThoughTheClientCannotSendTheCodec) {
  Session session(local());
  const std::string h264 =
      "a=rtpmap:102 H264/90000\r\na=fmtp:102 packetization-mode=1;profile-level-id=42e01f\r\n";
  const std::string sections =
      section("video", "0", "sendonly", h264) + section("video", "1", "recvonly", kVp8);
  const Answer out = answer(session, sections, {}, {picture(5), picture(6)});
  EXPECT_EQ(out.missing_video, 1u);
  EXPECT_TRUE(out.unsupported.empty());
}

TEST(Seats, LeaveASectionWhoseKindChanged) {
  Session session(local());
  const std::vector<Publication> mic{{TrackId{1}, "mic", MediaKind::kAudio}};
  Answer out = answer(session, section("audio", "0", "sendonly", kOpus), mic, {});
  ASSERT_EQ(out.published.size(), 1u);
  out = answer(session, section("video", "0", "sendonly", kVp8), mic, {});
  EXPECT_TRUE(out.published.empty());
  out = answer(session,
               section("video", "0", "recvonly", kVp8) + section("audio", "1", "sendonly", kOpus),
               mic, {picture(5)});
  ASSERT_EQ(out.published.size(), 1u);
  EXPECT_EQ(out.published[0].mid, "1");
  EXPECT_EQ(out.mid_to_track_id.at("0"), "TR_5");
}

// Else a client could make the server remember a new name with each offer, and a track would wait
// for a section that is no more.
TEST(Seats, ForgetSectionsThatAreNoMore) {
  Session session(local());
  const std::vector<Publication> mic{{TrackId{1}, "mic", MediaKind::kAudio}};
  for (const std::string mid : {"a", "b", "c"}) {
    const Answer out = answer(
        session,
        section("audio", mid, "sendonly", kOpus) + section("video", mid + "v", "recvonly", kVp8),
        mic, {picture(5)});
    ASSERT_EQ(out.published.size(), 1u) << mid;
    EXPECT_EQ(out.published[0].mid, mid);
    EXPECT_EQ(out.mid_to_track_id.size(), 1u);
  }
}

TEST(Seats, RefuseWhatTheServerCannotFollow) {
  const auto error = [](const std::string& text) {
    const auto offer = parse_offer(text);
    return offer.ok() ? std::string("none") : std::string(to_string(offer.error()));
  };
  EXPECT_EQ(error(offer_text(section("video", "0", "recvonly", kVp8))), "none");
  EXPECT_NE(error(offer_text(section("video", "0", "recvonly", kVp8), "passive")), "none");
  EXPECT_NE(error(offer_text(section("video", "two words", "recvonly", kVp8))), "none");
  EXPECT_NE(error(offer_text(section("video", "0\ra=x", "recvonly", kVp8))), "none");
}

// A decoder of another profile shows nothing.
TEST(Seats, TakeTheSourcesProfile) {
  const std::string vp9 =
      "a=rtpmap:98 VP9/90000\r\na=fmtp:98 profile-id=0\r\na=rtpmap:100 VP9/90000\r\na=fmtp:100 "
      "profile-id=2\r\n";
  const auto chosen = [](const std::string& formats, const Subscription& one) {
    Session session(local());
    const Answer out = answer(session, section("video", "0", "recvonly", formats), {}, {one});
    return out.subscribed.empty() ? 0 : int{out.subscribed[0].formats.at(0).payload_type};
  };
  EXPECT_EQ(chosen(vp9, picture(5, Codec::kVp9, "profile-id=2")), 100);
  EXPECT_EQ(chosen(vp9, picture(5, Codec::kVp9, "profile-id=0")), 98);
  EXPECT_EQ(chosen(vp9, picture(5, Codec::kVp9)), 98);  // profile 0 is what is meant
  EXPECT_EQ(chosen(vp9, picture(5, Codec::kVp9, "profile-id=1")), 0);

  const std::string h264 =
      "a=rtpmap:102 H264/90000\r\na=fmtp:102 packetization-mode=1;profile-level-id=64001f\r\n"
      "a=rtpmap:106 H264/90000\r\na=fmtp:106 packetization-mode=1;profile-level-id=42e01f\r\n"
      "a=rtpmap:108 H264/90000\r\na=fmtp:108 profile-level-id=42e01f\r\n";
  const auto sent = [&](const std::string& mode, const std::string& profile) {
    return chosen(h264, picture(5, Codec::kH264, mode + "profile-level-id=" + profile));
  };
  EXPECT_EQ(sent("packetization-mode=1;", "42e01f"), 106);
  EXPECT_EQ(sent("packetization-mode=1;", "42E034"), 106);  // the level does not matter
  EXPECT_EQ(sent("packetization-mode=1;", "64001f"), 102);
  EXPECT_EQ(sent("packetization-mode=1;", "4d001f"), 102);  // main, which high decodes
  EXPECT_EQ(sent("packetization-mode=0;", "42e01f"), 108);  // 0 is the default
  EXPECT_EQ(sent("packetization-mode=0;", "64001f"), 0);
}

}  // namespace
}  // namespace diemcau::negotiate
