// One connection over many offers, step by step as a fuzzer's input says: sections come, change
// and are rejected, tracks are announced and wished for. What happens at an offer is the fuzzer's.
#pragma once

#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "negotiate/answer.h"

namespace diemcau::negotiate {

// Pairs of bytes: what, value. More than this only makes an execution slow.
inline constexpr size_t kMaxStepBytes = 32;
inline constexpr size_t kMaxSections = 5;
inline constexpr uint8_t kPublications = 8;
inline constexpr uint8_t kSubscriptions = 12;

struct Section {
  bool audio = false;
  uint8_t formats = 0;
  uint8_t direction = 0;
  uint8_t track = 0;
  bool rejected = false;
  auto operator<=>(const Section&) const = default;
};

inline std::string section_text(const Section& section, size_t index) {
  struct Formats {
    const char* numbers;
    const char* lines;
  };
  static constexpr Formats kVideo[] = {
      {"96 97", "a=rtpmap:96 VP8/90000\na=rtpmap:97 rtx/90000\na=fmtp:97 apt=96\n"},
      {"98", "a=rtpmap:98 VP9/90000\na=fmtp:98 profile-id=0\n"},
      {"102 96",
       "a=rtpmap:102 H264/90000\na=fmtp:102 packetization-mode=1;profile-level-id=42e01f\n"
       "a=rtpmap:96 VP8/90000\n"},
      {"50", "a=rtpmap:50 H265/90000\n"},
  };
  static constexpr Formats kAudio[] = {
      {"111 63", "a=rtpmap:111 opus/48000/2\na=rtpmap:63 red/48000/2\na=fmtp:63 111/111\n"},
      {"0", "a=rtpmap:0 PCMU/8000\n"},
  };
  static constexpr const char* kDirections[] = {"sendonly", "recvonly", "sendrecv", "inactive"};
  const Formats& formats = section.audio ? kAudio[section.formats % std::size(kAudio)]
                                         : kVideo[section.formats % std::size(kVideo)];
  return std::string("m=") + (section.audio ? "audio" : "video") +
         (section.rejected ? " 0" : " 9") + " UDP/TLS/RTP/SAVPF " + formats.numbers +
         "\na=mid:" + std::to_string(index) + "\na=msid:- t" + std::to_string(section.track) +
         "\na=" + kDirections[section.direction] + "\n" + formats.lines;
}

inline std::string offer_text(const std::string& sections) {
  return "v=0\no=- 1 1 IN IP4 127.0.0.1\na=group:BUNDLE 0\na=ice-ufrag:abcd\n"
         "a=ice-pwd:abcdefghijklmnopqrstuvwx\na=setup:actpass\na=fingerprint:sha-256 "
         "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:"
         "DD:EE:FF\n" +
         sections;
}

// As the parser reads it. Kept, since there are but a few: parsing has fuzzers of its own.
inline const OfferedSection& offered(const Section& section, size_t index) {
  static std::map<std::pair<Section, size_t>, OfferedSection> kept;
  const auto [at, is_new] = kept.try_emplace({section, index});
  if (is_new) {
    const auto offer = parse_offer(offer_text(section_text(section, index)));
    DIEMCAU_CHECK(offer.ok());
    at->second = offer->sections.front();
  }
  return at->second;
}

inline const Publication& publication(uint8_t which) {
  static const std::vector<Publication> all = [] {
    std::vector<Publication> out;
    for (uint8_t one = 0; one < kPublications; ++one) {
      out.push_back({TrackId{1u + one}, "t" + std::to_string(one),
                     one % 2 == 0 ? MediaKind::kAudio : MediaKind::kVideo});
    }
    return out;
  }();
  return all[which];
}

inline Subscription make_subscription(uint8_t track) {
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

inline const Subscription& subscription(uint8_t which) {
  static const std::vector<Subscription> all = [] {
    std::vector<Subscription> out;
    for (uint8_t one = 0; one < kSubscriptions; ++one) out.push_back(make_subscription(one));
    return out;
  }();
  return all[which];
}

class ConnectionSteps {
 public:
  virtual ~ConnectionSteps() = default;

  void run(const uint8_t* data, size_t size) {
    for (size_t i = 0; i + 1 < size && i < kMaxStepBytes; i += 2) step(data[i], data[i + 1]);
    if (!sections_.empty()) negotiate();
  }

 protected:
  virtual void negotiate() = 0;

  const std::vector<Section>& sections() const { return sections_; }
  bool is_announced(TrackId track) const { return announced_ >> (track.value - 1) & 1; }
  bool is_wanted(TrackId track) const { return wanted_ >> (track.value - 100) & 1; }

  std::vector<Publication> publications() const {
    std::vector<Publication> out;
    for (uint8_t one = 0; one < kPublications; ++one) {
      if (announced_ >> one & 1) out.push_back(publication(one));
    }
    return out;
  }
  std::vector<Subscription> subscriptions() const {
    std::vector<Subscription> out;
    for (uint8_t one = 0; one < kSubscriptions; ++one) {
      if (wanted_ >> one & 1) out.push_back(subscription(one));
    }
    return out;
  }

  using Places = std::map<TrackId, std::string>;  // where each subscription is
  // Whoever is still wanted stays, unless the client changed its sections.
  void check_stable(Places now) {
    for (const auto& [track, mid] : before_) {
      if (sections_changed_ || !is_wanted(track)) continue;
      DIEMCAU_CHECK(now.contains(track) && now.at(track) == mid);
    }
    before_ = std::move(now);
    sections_changed_ = false;
  }

 private:
  void step(uint8_t what, uint8_t value) {
    switch (what % 6) {
      case 0:
        if (sections_.size() < kMaxSections) add(value);
        break;
      case 1:
        if (!sections_.empty()) change(value);
        break;
      case 2:
        announced_ ^= 1u << value % kPublications;
        break;
      case 5:
        if (!sections_.empty()) negotiate();
        break;
      default:
        wanted_ ^= 1u << value % kSubscriptions;
    }
  }

  void add(uint8_t value) {
    Section section;
    section.audio = value % 2 == 0;
    section.formats = value / 2 % 4;
    section.direction = value % 4;
    sections_.push_back(section);
  }

  void change(uint8_t value) {
    Section& section = sections_[value % sections_.size()];
    sections_changed_ = true;
    section.direction = value / 3 % 4;
    section.track = value / 5 % 8;
    section.rejected = value > 250;
    if (value > 240) section.audio = !section.audio;
  }

  std::vector<Section> sections_;
  uint32_t announced_ = 0;
  uint32_t wanted_ = 0;
  Places before_;
  bool sections_changed_ = false;
};

}  // namespace diemcau::negotiate
