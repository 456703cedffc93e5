#include "wire/sdp.h"

#include <gtest/gtest.h>

namespace diemcau::wire {
namespace {

const std::string kText =
    "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
    "a=group:BUNDLE 0 1\r\na=extmap-allow-mixed\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=sendrecv\r\n"
    "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n"
    "m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\n"
    "a=sctp-port:5000\r\n";

std::string with_lf(std::string text) {
  std::erase(text, '\r');
  return text;
}

std::string section(const std::string& more = "") { return "m=audio 9 RTP 0\n" + more; }

TEST(Sdp, ReadsSectionsAndTheirAttributes) {
  const auto sdp = parse_sdp(kText);
  ASSERT_TRUE(sdp.ok());
  EXPECT_EQ(sdp->session_id, 4611731400430051336u);
  EXPECT_EQ(sdp->session_version, 2u);
  EXPECT_EQ(sdp->attributes.value("group"), "BUNDLE 0 1");
  EXPECT_TRUE(sdp->attributes.has("extmap-allow-mixed"));
  EXPECT_FALSE(sdp->attributes.has("mid"));
  ASSERT_EQ(sdp->sections.size(), 2u);
  const SdpSection& audio = sdp->sections[0];
  EXPECT_EQ(audio.kind, "audio");
  EXPECT_EQ(audio.port, 9);
  EXPECT_EQ(audio.protocol, "UDP/TLS/RTP/SAVPF");
  EXPECT_EQ(audio.formats, (std::vector<std::string>{"111", "63"}));
  EXPECT_EQ(audio.attributes.value("rtpmap"), "111 opus/48000/2");
  EXPECT_EQ(audio.attributes.value("sendrecv"), "");
  EXPECT_TRUE(audio.attributes.has("sendrecv"));
  EXPECT_EQ(sdp->sections[1].port, 0);
}

TEST(Sdp, WritesWhatItRead) {
  const auto sdp = parse_sdp(kText);
  ASSERT_TRUE(sdp.ok());
  EXPECT_EQ(serialize_sdp(*sdp), kText);
}

TEST(Sdp, TakesBothEndsOfLines) {
  const auto sdp = parse_sdp(with_lf(kText));
  ASSERT_TRUE(sdp.ok());
  EXPECT_EQ(serialize_sdp(*sdp), kText);
}

TEST(Sdp, ReadsTheFirstPortOfARange) {
  const auto sdp = parse_sdp("v=0\nm=audio 49170/2 RTP/AVP 31\n");
  ASSERT_TRUE(sdp.ok());
  EXPECT_EQ(sdp->sections[0].port, 49170);
}

TEST(Sdp, TakesNoSpaceForAFormat) {
  const auto sdp = parse_sdp("v=0\nm=audio 9 RTP/AVP  31   0   \n");
  ASSERT_TRUE(sdp.ok());
  EXPECT_EQ(sdp->sections[0].formats, (std::vector<std::string>{"31", "0"}));
}

// What is whole up to a line's end is read; never anything beyond the text.
TEST(Sdp, IsReadAtEveryLengthOrRefused) {
  const std::string text = with_lf(kText);
  for (size_t size = 0; size <= text.size(); ++size) {
    // A copy of just this size, so that a sanitizer sees a step too far.
    const std::vector<char> part(text.begin(), text.begin() + static_cast<ptrdiff_t>(size));
    const auto sdp = parse_sdp({part.data(), part.size()});
    const bool at_line_end = size == text.size() || (size > 3 && text[size] == '\n');
    if (at_line_end) {
      EXPECT_TRUE(sdp.ok()) << size;
    }
    if (size < 3) {
      EXPECT_EQ(sdp.error(), ParseError::kBadMagic);
    }
  }
}

TEST(Sdp, RefusesWhatIsNotADescription) {
  for (const std::string text : {"", "v", "v=1\n", "hello", "\nv=0\n"}) {
    EXPECT_EQ(parse_sdp(text).error(), ParseError::kBadMagic) << text;
  }
  for (const std::string line :
       {"x", "a", "a-b", "=a", "m=audio 65536 RTP 0", "m=audio x RTP 0", "m=audio", "m=audio 9",
        "m= 9 RTP 0", "o=- x 1", "o=- 1", "o=- 99999999999999999999 1"}) {
    EXPECT_EQ(parse_sdp("v=0\n" + line + "\n").error(), ParseError::kBadValue) << line;
  }
  using namespace std::string_literals;
  for (const std::string& line : {"a=x\0y"s, "a=x\ry"s, "a=x\r\r"s}) {
    EXPECT_EQ(parse_sdp("v=0\n" + line + "\n").error(), ParseError::kBadValue) << line;
  }
}

TEST(Sdp, HoldsNoMoreThanItsBounds) {
  const auto times = [](size_t count, const std::string& text) {
    std::string out;
    for (size_t i = 0; i < count; ++i) out += text;
    return out;
  };
  const auto error = [](const std::string& text) {
    const auto sdp = parse_sdp("v=0\n" + text);
    return sdp.ok() ? std::nullopt : std::optional(sdp.error());
  };
  EXPECT_EQ(error(times(kMaxSdpSections, section())), std::nullopt);
  EXPECT_EQ(error(times(kMaxSdpSections + 1, section())), ParseError::kOversized);
  EXPECT_EQ(error(times(kMaxSdpAttributes, "a=x\n")), std::nullopt);
  EXPECT_EQ(error(times(kMaxSdpAttributes + 1, "a=x\n")), ParseError::kOversized);
  EXPECT_EQ(error(section(times(kMaxSdpAttributes, "a=x\n"))), std::nullopt);
  EXPECT_EQ(error(section(times(kMaxSdpAttributes + 1, "a=x\n"))), ParseError::kOversized);
  EXPECT_EQ(error("m=audio 9 RTP" + times(kMaxSdpFormats, " 0")), std::nullopt);
  EXPECT_EQ(error("m=audio 9 RTP" + times(kMaxSdpFormats + 1, " 0")), ParseError::kOversized);
  EXPECT_EQ(error("a=" + std::string(kMaxSdpSize, 'x')), ParseError::kOversized);
}

TEST(Sdp, WritesNoLineOutOfAValue) {
  SessionDescription sdp;
  sdp.attributes.add("x", "1\r\na=y:2\nm=audio 9 RTP 0");
  sdp.sections.push_back({"video\r\na=z", 9, "RTP\n", {"0\r\na=z"}, {}});
  const auto read = parse_sdp(serialize_sdp(sdp));
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(read->attributes.has("y"));
  ASSERT_EQ(read->sections.size(), 1u);
  EXPECT_FALSE(read->sections[0].attributes.has("z"));
}

TEST(Sdp, SplitsTokens) {
  std::string_view text = "a b  c";
  EXPECT_EQ(take_token(text), "a");
  EXPECT_EQ(take_token(text), "b");
  EXPECT_EQ(take_token(text), "");
  EXPECT_EQ(take_token(text), "c");
  EXPECT_EQ(take_token(text), "");
}

// RFC 8866 section 9: token-char = %x21 / %x23-27 / %x2A-2B / %x2D-2E / %x30-39 / %x41-5A / %x5E-7E
TEST(Sdp, KnowsTokenCharacters) {
  for (int c = 0; c < 256; ++c) {
    const bool in = c == 0x21 || (c >= 0x23 && c <= 0x27) || (c >= 0x2a && c <= 0x2b) ||
                    (c >= 0x2d && c <= 0x2e) || (c >= 0x30 && c <= 0x39) ||
                    (c >= 0x41 && c <= 0x5a) || (c >= 0x5e && c <= 0x7e);
    EXPECT_EQ(is_token_char(static_cast<char>(c)), in) << c;
  }
}

}  // namespace
}  // namespace diemcau::wire
