// An offer of any shape: parsed, answered, and the answer read back by our own client. What does
// not begin as a session description stands behind a session part that is right: the shortest one
// that is accepted is long, and most of the code is about the sections.
#include <string>
#include <string_view>

#include "base/check.h"
#include "negotiate/answer.h"
#include "negotiate/client.h"
#include "wire/sdp.h"

using namespace diemcau;
using namespace diemcau::negotiate;

namespace {

constexpr std::string_view kSessionPart =
    "v=0\no=- 1 1 IN IP4 127.0.0.1\na=group:BUNDLE 0\na=ice-ufrag:abcd\n"
    "a=ice-pwd:abcdefghijklmnopqrstuvwx\na=fingerprint:sha-256 "
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:"
    "FF\n";

const LocalTransport kLocal{{"00localufr", "local-password-with-24-ch"},
                            {},
                            {SocketAddress::v4(127, 0, 0, 1, 7882)},
                            {SocketAddress::v4(127, 0, 0, 1, 7881)}};
const std::vector<Publication> kPublications{
    {TrackId{1}, "mic", MediaKind::kAudio},
    {TrackId{2}, "cam", MediaKind::kVideo, Codec::kVp8},
};
const std::vector<Subscription> kSubscriptions{
    {TrackId{3},
     "TR_3",
     "PA_3",
     "camera",
     MediaKind::kAudio,
     {{111, std::nullopt, Codec::kOpus, 48000, ""}},
     Ssrc{3},
     Ssrc{0}},
    {TrackId{4},
     "TR_4",
     "PA_4",
     "camera",
     MediaKind::kVideo,
     {{96, 97, Codec::kVp8, 90000, ""}},
     Ssrc{4},
     Ssrc{5}},
};

void answer(const Offer& offer) {
  const Answer answer = Session(kLocal).answer(offer, kPublications, kSubscriptions);
  const auto read = wire::parse_sdp(answer.sdp);
  DIEMCAU_CHECK(read.ok());
  DIEMCAU_CHECK(read->sections.size() == offer.sections.size());
  DIEMCAU_CHECK(answer.subscribed.size() + answer.missing_audio + answer.missing_video +
                    answer.unsupported.size() ==
                kSubscriptions.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool whole = text.starts_with("v=");
  const auto offer = parse_offer(whole ? text : std::string(kSessionPart).append(text));
  if (whole) ClientSession::parse_answer(text).ok();
  if (offer) answer(*offer);
  return 0;
}
