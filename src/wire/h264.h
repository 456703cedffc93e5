#pragma once

#include "base/bytes.h"

namespace diemcau::wire {

// What forwarding needs of an H264 payload (RFC 6184: single NAL unit, STAP-A or FU-A). Continued
// fragments and other packet kinds say nothing.
struct H264Payload {
  bool has_parameters = false;  // a sequence parameter set, which only stands before a keyframe
  bool begins_idr = false;      // the beginning of a slice of a keyframe
  bool discardable = false;     // a slice that nothing refers to
};

H264Payload parse_h264_payload(Bytes payload);

}  // namespace diemcau::wire
