#pragma once

#include <gtest/gtest.h>

#include <string>

#include "negotiate/answer.h"
#include "wire/sdp.h"

namespace diemcau::negotiate {

inline LocalTransport local() {
  LocalTransport made;
  made.ice = {"00localufr", "local-password-with-24-ch"};
  made.candidates = {SocketAddress::v4(192, 0, 2, 1, 7882)};
  return made;
}

// What every answer must be (RFC 8829): a section for each, in order, each format described.
inline void expect_sound(const std::string& offer_text, const std::string& answer_text) {
  const auto offer = wire::parse_sdp(offer_text);
  const auto sdp = wire::parse_sdp(answer_text);
  ASSERT_TRUE(offer.ok() && sdp.ok());
  ASSERT_EQ(offer->sections.size(), sdp->sections.size());
  for (size_t i = 0; i < sdp->sections.size(); ++i) {
    const wire::SdpSection& section = sdp->sections[i];
    EXPECT_EQ(section.kind, offer->sections[i].kind);
    EXPECT_EQ(section.attributes.value("mid"), offer->sections[i].attributes.value("mid"));
    if (section.port == 0 || section.kind == "application") continue;
    EXPECT_FALSE(section.formats.empty());
    for (const std::string& format : section.formats) {
      bool mapped = false;
      for (const auto& one : section.attributes.all()) {
        mapped = mapped || (one.name == "rtpmap" && one.value.starts_with(format + " "));
      }
      EXPECT_TRUE(mapped) << format;
    }
    EXPECT_EQ(section.attributes.value("setup"), "passive");
  }
}

}  // namespace diemcau::negotiate
