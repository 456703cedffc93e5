#include "shard/sharing.h"

#include <algorithm>
#include <utility>

#include "shard/flight_recorder.h"

namespace diemcau::shard {
namespace {

using forward::Grant;
using forward::WantedPicture;

// Raising needs headroom, so that more is to be looked for than all of it costs.
constexpr double kDemandHeadroom = 1.2;

uint64_t audio_bps(Instant now, const Peer& receiver) {
  uint64_t sum = 0;
  for (Sink* sink : receiver.sinks) {
    if (sink->config.extensions.transport_cc == 0) continue;
    if (sink->source.config.kind == MediaKind::kAudio) {
      sum += sink->source.rates[0].bits_per_second(now);
    }
  }
  return sum;
}

WantedPicture wanted_by(Instant now, Sink& sink) {
  WantedPicture out{.importance = sink.wanted.importance,
                    .highest = sink.wanted.highest,
                    .live = sink.source.track.live_layers(),
                    .granted = sink.granted};
  for (size_t i = 0; i < kMaxLayers; ++i) out.bps[i] = sink.source.rates[i].bits_per_second(now);
  return out;
}

bool is_less(const Grant& grant, Layer wanted) { return !grant || *grant < wanted; }

}  // namespace

void Sharing::share_out(Instant now, Peer& receiver) {
  Downlink& downlink = *receiver.downlink;
  sinks_.clear();
  wanted_.clear();
  for (Sink* sink : receiver.sinks) {
    if (sink->source.config.kind != MediaKind::kVideo || sink->wanted.paused) continue;
    sinks_.push_back(sink);
    wanted_.push_back(wanted_by(now, *sink));
  }
  grants_.resize(wanted_.size());
  const uint64_t audio = audio_bps(now, receiver);
  downlink.estimator.set_demand(static_cast<uint64_t>(
      kDemandHeadroom * static_cast<double>(forward::demand_of(audio, wanted_))));
  if (!downlink.estimator.active()) return;
  const uint64_t usable = downlink.estimator.usable_bps();
  forward::allocate(usable, audio, wanted_, grants_);
  bool squeezed = false;
  for (size_t i = 0; i < sinks_.size(); ++i) {
    apply(now, *sinks_[i], wanted_[i], grants_[i]);
    squeezed = squeezed || is_less(grants_[i], wanted_[i].highest);
  }
  downlink.on_allocated(now, usable, squeezed);
  note_shared(now, receiver, usable, squeezed);
}

void Sharing::apply(Instant now, Sink& sink, const WantedPicture& wanted, Grant grant) {
  const bool was_paused = !sink.granted;
  const auto current = sink.view.current_layer();
  const bool lowered = is_less(grant, sink.granted.value_or(Layer::kLow)) && current && grant &&
                       *current > *grant &&
                       (wanted.live & ((2 << static_cast<int>(*grant)) - 1)) != 0;
  const Grant before = std::exchange(sink.granted, grant);
  note_granted(now, sink, before);
  sink.view.select(std::min(wanted.highest, grant.value_or(Layer::kLow)), !grant);
  // What the line does not bear would only stand in its queue, before the sound, until the lower
  // layer's keyframe has come.
  if (lowered) sink.view.interrupt();
  if (was_paused == !grant) return;
  events_.emplace_back(
      link::SinkPaused{sink.id, sink.receiver.id, sink.source.id, /*paused=*/!grant});
}

}  // namespace diemcau::shard
