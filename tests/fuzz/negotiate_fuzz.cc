// One connection over many offers, which the input makes up step by step: sections keep their
// tracks, nothing is answered that was not offered, and everything wished for is accounted for.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/check.h"
#include "negotiate/answer.h"
#include "negotiate/client.h"
#include "wire/sdp.h"

using namespace diemcau;
using namespace diemcau::negotiate;

namespace {

// Enough for tracks to come, move aside and go; more only makes an execution slow.
constexpr size_t kMaxSections = 8;
constexpr size_t kMaxBytes = 64;

struct Formats {
  const char* numbers;
  const char* lines;
};
constexpr Formats kVideo[] = {
    {"96 97", "a=rtpmap:96 VP8/90000\na=rtpmap:97 rtx/90000\na=fmtp:97 apt=96\n"},
    {"98", "a=rtpmap:98 VP9/90000\na=fmtp:98 profile-id=0\n"},
    {"102 96",
     "a=rtpmap:102 H264/90000\na=fmtp:102 packetization-mode=1;profile-level-id=42e01f\n"
     "a=rtpmap:96 VP8/90000\n"},
    {"50", "a=rtpmap:50 H265/90000\n"},
};
constexpr Formats kAudio[] = {
    {"111 63", "a=rtpmap:111 opus/48000/2\na=rtpmap:63 red/48000/2\na=fmtp:63 111/111\n"},
    {"0", "a=rtpmap:0 PCMU/8000\n"},
};
constexpr const char* kDirections[] = {"sendonly", "recvonly", "sendrecv", "inactive"};

struct Section {
  bool audio = false;
  uint8_t formats = 0;
  uint8_t direction = 0;
  uint8_t track = 0;
  bool rejected = false;
};

std::string section_text(const Section& section, size_t index) {
  const Formats& formats = section.audio ? kAudio[section.formats % std::size(kAudio)]
                                         : kVideo[section.formats % std::size(kVideo)];
  return std::string("m=") + (section.audio ? "audio" : "video") +
         (section.rejected ? " 0" : " 9") + " UDP/TLS/RTP/SAVPF " + formats.numbers +
         "\na=mid:" + std::to_string(index) + "\na=msid:- t" + std::to_string(section.track % 8) +
         "\na=" + kDirections[section.direction % 4] + "\n" + formats.lines;
}

std::string offer_text(const std::vector<Section>& sections) {
  std::string out =
      "v=0\no=- 1 1 IN IP4 127.0.0.1\na=group:BUNDLE 0\na=ice-ufrag:abcd\n"
      "a=ice-pwd:abcdefghijklmnopqrstuvwx\na=setup:actpass\na=fingerprint:sha-256 "
      "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:"
      "EE:FF\n";
  for (size_t i = 0; i < sections.size(); ++i) out += section_text(sections[i], i);
  return out;
}

Subscription wish(uint8_t track) {
  const bool audio = track % 2 == 0;
  const Codec codec = audio ? Codec::kOpus : track % 4 == 1 ? Codec::kVp8 : Codec::kH264;
  const char* parameters =
      codec == Codec::kH264 ? "packetization-mode=1;profile-level-id=42e01f" : "";
  return {TrackId{100u + track},
          "TR_" + std::to_string(track),
          "PA",
          "camera",
          audio ? MediaKind::kAudio : MediaKind::kVideo,
          {{111, std::nullopt, codec, audio ? 48000u : 90000u, parameters}},
          Ssrc{1u + track},
          Ssrc{1000u + track}};
}

struct Conference {
  Session session{{{"00localufr", "local-password-with-24-ch"}, {}, {}}};
  std::vector<Section> sections;
  std::set<uint8_t> announced;
  std::set<uint8_t> wanted;
  std::map<TrackId, std::string> before;  // where each subscription was
  bool sections_changed = false;

  void step(uint8_t what, uint8_t value) {
    switch (what % 6) {
      case 0:
        if (sections.size() < kMaxSections)
          sections.push_back({value % 2 == 0, uint8_t(value / 2), value});
        break;
      case 1:
        change(value);
        break;
      case 2:
        if (!announced.erase(value % 8)) announced.insert(value % 8);
        break;
      case 3:
        if (!wanted.erase(value % 32)) wanted.insert(value % 32);
        break;
      default:
        negotiate();
    }
  }

  void change(uint8_t value) {
    if (sections.empty()) return;
    Section& section = sections[value % sections.size()];
    sections_changed = true;
    section.direction = value / 3;
    section.track = value / 5;
    section.rejected = value > 250;
    if (value > 240) section.audio = !section.audio;
  }

  void negotiate() {
    if (sections.empty()) return;
    const auto offer = parse_offer(offer_text(sections));
    DIEMCAU_CHECK(offer.ok());
    std::vector<Publication> publications;
    for (const uint8_t one : announced) {
      publications.push_back({TrackId{1u + one}, "t" + std::to_string(one),
                              one % 2 == 0 ? MediaKind::kAudio : MediaKind::kVideo});
    }
    std::vector<Subscription> subscriptions;
    for (const uint8_t one : wanted) subscriptions.push_back(wish(one));
    check(*offer, session.answer(*offer, publications, subscriptions));
  }

  void check(const Offer& offer, const Answer& answer) {
    const auto read = ClientSession::parse_answer(answer.sdp);
    const bool all_refused = !read.ok();
    DIEMCAU_CHECK(all_refused || read->sections.size() == sections.size());
    DIEMCAU_CHECK(answer.subscribed.size() + answer.missing_audio + answer.missing_video +
                      answer.unsupported.size() ==
                  wanted.size());
    DIEMCAU_CHECK(answer.mid_to_track_id.size() == answer.subscribed.size());
    std::set<std::string> taken;
    for (const PublishedSection& one : answer.published) {
      DIEMCAU_CHECK(taken.insert(one.mid).second);
      check_formats(offer.sections[std::stoul(one.mid)], one.formats);
    }
    std::map<TrackId, std::string> now;
    for (const SubscribedSection& one : answer.subscribed) {
      DIEMCAU_CHECK(taken.insert(one.mid).second);
      DIEMCAU_CHECK(now.emplace(one.track, one.mid).second);
      check_formats(offer.sections[std::stoul(one.mid)], one.formats);
    }
    check_stable(now);
    before = std::move(now);
    sections_changed = false;
  }

  static void check_formats(const OfferedSection& section,
                            const std::vector<PayloadFormat>& formats) {
    DIEMCAU_CHECK(!formats.empty());
    for (const PayloadFormat& format : formats) {
      DIEMCAU_CHECK(std::any_of(section.formats.begin(), section.formats.end(), [&](auto& one) {
        return one.payload_type == format.payload_type && one.codec == format.codec;
      }));
    }
  }

  void check_stable(const std::map<TrackId, std::string>& now) const {
    for (const auto& [track, mid] : before) {
      if (sections_changed || !wanted.contains(static_cast<uint8_t>(track.value - 100))) continue;
      DIEMCAU_CHECK(now.contains(track) && now.at(track) == mid);
    }
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Conference conference;
  for (size_t i = 0; i + 1 < size && i < kMaxBytes; i += 2) conference.step(data[i], data[i + 1]);
  conference.negotiate();
  return 0;
}
