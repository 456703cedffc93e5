#include "wire/payload.h"

#include "wire/av1.h"
#include "wire/h264.h"
#include "wire/vp9.h"

namespace diemcau::wire {
namespace {

FrameInfo describe_vp8(Bytes payload) {
  FrameInfo info;
  const auto descriptor = parse_vp8_descriptor(payload);
  if (!descriptor) return info;
  info.vp8 = *descriptor;
  info.begins_frame = descriptor->begins_frame;
  info.is_keyframe = descriptor->is_keyframe;
  info.discardable = descriptor->non_reference;
  info.temporal_id = descriptor->temporal_id;
  info.width = descriptor->width;
  info.height = descriptor->height;
  return info;
}

FrameInfo describe_vp9(Bytes payload) {
  FrameInfo info;
  const auto descriptor = parse_vp9_descriptor(payload);
  if (!descriptor) return info;
  // A picture may hold several spatial layers, each of which begins a frame of its own; sinks count
  // whole pictures.
  info.begins_frame = descriptor->begins_frame && descriptor->spatial_id == 0;
  info.is_keyframe = info.begins_frame && !descriptor->inter_predicted;
  info.temporal_id = descriptor->temporal_id;
  if (info.is_keyframe) {
    info.width = descriptor->width;
    info.height = descriptor->height;
  }
  return info;
}

// Parameter sets and the first slice may come in packets of their own: the gate of a receiver opens
// at the parameter sets, even when the marker before them was lost; never at a later slice.
FrameInfo describe_h264(Bytes payload, bool follows_marker) {
  FrameInfo info;
  const H264Payload h264 = parse_h264_payload(payload);
  info.begins_frame = follows_marker || h264.has_parameters;
  info.is_keyframe = h264.has_parameters || h264.begins_idr;
  info.discardable = h264.discardable;
  return info;
}

FrameInfo describe_av1(Bytes payload, bool follows_marker) {
  FrameInfo info;
  info.is_keyframe = begins_av1_sequence(payload);
  info.begins_frame = info.is_keyframe || follows_marker;
  return info;
}

}  // namespace

FrameInfo describe_payload(Codec codec, Bytes payload, bool follows_marker) {
  switch (codec) {
    case Codec::kVp8:
      return describe_vp8(payload);
    case Codec::kVp9:
      return describe_vp9(payload);
    case Codec::kH264:
      return describe_h264(payload, follows_marker);
    case Codec::kAv1:
      return describe_av1(payload, follows_marker);
    case Codec::kOpus:
    case Codec::kRed:
      break;
  }
  FrameInfo info;
  info.begins_frame = true;
  info.is_keyframe = true;
  return info;
}

}  // namespace diemcau::wire
