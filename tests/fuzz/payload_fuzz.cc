// Payloads of every codec: the first byte picks the codec and whether a marker came before.
#include <algorithm>
#include <vector>

#include "base/check.h"
#include "wire/payload.h"
#include "wire/red.h"
#include "wire/vp9.h"

namespace {

using namespace diemcau;

// Patched and patched back, a descriptor is the same to the bit.
void patch_both_ways(Bytes payload, const wire::Vp8Descriptor& shape) {
  DIEMCAU_CHECK(shape.size < payload.size() && shape.size <= wire::kMaxVp8DescriptorSize);
  std::vector<uint8_t> copy(payload.begin(), payload.begin() + shape.size);
  wire::patch_vp8_descriptor(copy, shape, 0x5a5a, 0xa5, 0x15);
  wire::patch_vp8_descriptor(copy, shape, shape.picture_id, shape.tl0_picture_index,
                             shape.key_index);
  DIEMCAU_CHECK(std::equal(copy.begin(), copy.end(), payload.begin()));
}

void take_red(Bytes payload) {
  const auto red = wire::parse_red(payload);
  if (!red.ok()) return;
  size_t total = red->primary.payload.size() + red->redundant_count * size_t{4} + 1;
  for (size_t i = 0; i < red->redundant_count; ++i) total += red->redundant[i].payload.size();
  DIEMCAU_CHECK(total == payload.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const Bytes payload(data + 1, size - 1);
  const auto codec = static_cast<Codec>(data[0] % 6);
  const wire::FrameInfo info = wire::describe_payload(codec, payload, (data[0] & 0x80) != 0);
  if (info.vp8) patch_both_ways(payload, *info.vp8);
  if (codec == Codec::kRed) take_red(payload);
  if (codec == Codec::kVp9) {
    const auto vp9 = wire::parse_vp9_descriptor(payload);
    DIEMCAU_CHECK(!vp9.ok() || vp9->size < payload.size());
  }
  return 0;
}
