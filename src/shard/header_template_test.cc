#include "shard/header_template.h"

#include <gtest/gtest.h>

namespace diemcau::shard {
namespace {

// Byte for byte what the general writer makes of the same packet, whatever is negotiated.
TEST(HeaderTemplate, WritesWhatTheGeneralWriterWrites) {
  for (const uint8_t mid_id : {0, 4, 14, 15, 200}) {
    for (const uint8_t number_id : {0, 3, 20}) {
      for (const size_t length : {0, 1, 2, 16, 17, 255}) {
        const std::string mid(length, 'm');
        const ExtensionIds ids{.mid = mid_id, .transport_cc = number_id};
        const HeaderTemplate header(ids, mid);
        const wire::RtpHeader fields{97, true, 0xfedc, 0x12345678, Ssrc{0x9abcdef0}};
        const uint8_t number[] = {0xab, 0xcd};
        const wire::ExtensionValue extensions[] = {{mid_id, as_bytes(mid)}, {number_id, number}};
        std::array<uint8_t, 400> expected{};
        std::array<uint8_t, 400> got{};
        const size_t size = wire::write_rtp_header(expected, fields, extensions);
        ASSERT_EQ(header.write(fields, 0xabcd, got), size);
        ASSERT_EQ(got, expected) << int{mid_id} << " " << int{number_id} << " " << length;
        ASSERT_EQ(header.has_number(), number_id != 0);
        ASSERT_EQ(header.write(fields, 0, MutableBytes(got).first(size - 1)), 0u);
      }
    }
  }
}

}  // namespace
}  // namespace diemcau::shard
