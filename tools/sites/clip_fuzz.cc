// IVF and Ogg files, whatever is in them.
#include <cstddef>
#include <cstdint>

#include "clip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace diemcau;
  const Bytes file(data, size);
  (void)sites::parse_video_clip(file).ok();
  (void)sites::parse_speech_clip(file, file).ok();
  return 0;
}
