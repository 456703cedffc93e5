// An offer of any shape: parsed, answered, and the answer read back by our own client.
#include <string_view>

#include "base/check.h"
#include "negotiate/answer.h"
#include "negotiate/client.h"
#include "wire/sdp.h"

using namespace diemcau;
using namespace diemcau::negotiate;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto offer = parse_offer(text);
  ClientSession::parse_answer(text).ok();
  if (!offer) return 0;
  Session session(
      {{"00localufr", "local-password-with-24-ch"}, {}, {SocketAddress::v4(127, 0, 0, 1, 7882)}});
  const std::vector<Publication> publications{
      {TrackId{1}, "mic", MediaKind::kAudio},
      {TrackId{2}, "cam", MediaKind::kVideo, Codec::kVp8},
  };
  const std::vector<Subscription> subscriptions{
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
  const Answer answer = session.answer(*offer, publications, subscriptions);
  const auto read = wire::parse_sdp(answer.sdp);
  DIEMCAU_CHECK(read.ok());
  DIEMCAU_CHECK(read->sections.size() == offer->sections.size());
  return 0;
}
