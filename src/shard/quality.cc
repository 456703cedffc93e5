#include "shard/quality.h"

#include <algorithm>

#include "shard/peer.h"

namespace diemcau::shard {
namespace {

using link::Quality;

constexpr double kPoorLoss = 0.08;
constexpr double kFairLoss = 0.025;
constexpr Duration kPoorRtt = 800ms;
constexpr Duration kFairRtt = 400ms;
constexpr int kWorseAfter = 2;
constexpr int kBetterAfter = 5;

Quality by_loss(double loss) {
  if (loss > kPoorLoss) return Quality::kPoor;
  return loss > kFairLoss ? Quality::kGood : Quality::kExcellent;
}

bool pauses_stage(const Peer& peer) {
  return std::any_of(peer.sinks.begin(), peer.sinks.end(), [](const Sink* sink) {
    return !sink->granted && !sink->wanted.paused && sink->wanted.importance == Importance::kStage;
  });
}

Quality of_downlink(const Peer& peer) {
  const congestion::BandwidthEstimator& line = peer.downlink->estimator;
  if (line.outage() || line.rtt() > kPoorRtt || pauses_stage(peer)) return Quality::kPoor;
  const bool fair = peer.downlink->squeezed() || line.rtt() > kFairRtt;
  return std::min(by_loss(line.loss()), fair ? Quality::kGood : Quality::kExcellent);
}

}  // namespace

std::optional<Quality> quality_of(const Peer& peer) {
  std::optional<Quality> out;
  if (peer.uplink_loss) out = by_loss(*peer.uplink_loss);
  if (peer.downlink && peer.downlink->estimator.active()) {
    out = std::min(out.value_or(Quality::kExcellent), of_downlink(peer));
  }
  return out;
}

bool QualityFollower::follow(Quality seen, Quality& changed) {
  seen_for_ = seen == seen_ ? seen_for_ + 1 : 1;
  seen_ = seen;
  if (told_ == seen_) return false;
  if (seen_for_ < (!told_ || seen_ < *told_ ? kWorseAfter : kBetterAfter)) return false;
  told_ = changed = seen_;
  return true;
}

}  // namespace diemcau::shard
