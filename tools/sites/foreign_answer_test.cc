#include "foreign_answer.h"

#include <gmock/gmock.h>

namespace diemcau::sites {
namespace {

constexpr std::string_view kAnswer =
    "v=0\r\na=fingerprint:sha-256 AA\r\nm=audio 9 X 111\r\na=mid:0\r\na=ice-ufrag:u\r\n"
    "m=video 9 X 96\r\na=mid:1\r\na=fingerprint:sha-256 BB\r\n";

TEST(ForeignAnswer, PutsIntoEachSectionWhatItLacks) {
  ForeignAnswer foreign;
  EXPECT_FALSE(foreign.add_candidate("candidate:1 1 tcp 1 192.0.2.1 7882 typ host"));
  EXPECT_FALSE(foreign.add_candidate("candidate:1 1 udp 1 2001:db8::1 7882 typ host"));
  EXPECT_TRUE(foreign.add_candidate("candidate:1 1 udp 1 192.0.2.1 7882 typ host"));
  EXPECT_FALSE(foreign.add_candidate("candidate:1 1 udp 1 192.0.2.1 7882 typ host")) << "again";
  const std::string candidate = "a=candidate:1 1 udp 1 192.0.2.1 7882 typ host\r\n";
  EXPECT_EQ(foreign.completed(kAnswer),
            "v=0\r\na=fingerprint:sha-256 AA\r\nm=audio 9 X 111\r\na=mid:0\r\na=ice-ufrag:u\r\n"
            "a=fingerprint:sha-256 AA\r\n" +
                candidate + "m=video 9 X 96\r\na=mid:1\r\na=fingerprint:sha-256 BB\r\n" +
                candidate);
}

TEST(ForeignAnswer, LeavesOursAsItIs) {
  const std::string ours =
      "v=0\r\nm=audio 9 X 111\r\na=ice-ufrag:u\r\na=ice-pwd:p\r\na=fingerprint:sha-256 AA\r\n"
      "a=candidate:1 1 udp 1 192.0.2.1 7882 typ host\r\n";
  EXPECT_TRUE(ForeignAnswer::names_candidates(ours));
  EXPECT_FALSE(ForeignAnswer::names_candidates(kAnswer));
  EXPECT_EQ(ForeignAnswer{}.completed(ours), ours);
  EXPECT_EQ(ForeignAnswer{}.completed(""), "");
}

TEST(ForeignAnswer, SitesInsistOnBeingTheDtlsClient) {
  EXPECT_EQ(as_dtls_client("a=setup:actpass\r\nx\r\na=setup:actpass\r\n"),
            "a=setup:active\r\nx\r\na=setup:active\r\n");
}

}  // namespace
}  // namespace diemcau::sites
