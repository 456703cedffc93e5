#include "congestion/loss_estimator.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace diemcau::congestion {
namespace {

constexpr double kSmoothing = 0.3;
constexpr double kSigmas = 3;
// What helped made it fall below this part of what it was.
constexpr double kHelped = 0.6;

}  // namespace

void LossEstimator::restart(Instant now) {
  received_ = lost_ = 0;
  began_ = now;
}

LossEstimator::Verdict LossEstimator::poll(Instant now) {
  if (began_ == kNever) began_ = now;
  const uint64_t packets = received_ + lost_;
  const Duration age = now - began_;
  if (age < kWindow || (packets < kEnough && age < kLongestWindow)) return Verdict::kNone;
  const double loss = packets == 0 ? 0 : static_cast<double>(lost_) / static_cast<double>(packets);
  restart(now);
  smoothed_ += kSmoothing * (loss - smoothed_);
  return packets < kEnough ? Verdict::kNone : judge(loss, static_cast<double>(packets));
}

LossEstimator::Verdict LossEstimator::judge(double loss, double packets) {
  const double chance = kSigmas * std::sqrt(inherent_ * (1 - inherent_) / packets);
  if (const double answered = std::exchange(answered_, 0.0); answered > 0) {
    if (loss < kHelped * answered) return Verdict::kCalm;
    inherent_ = std::min(kMostInherent, std::max(inherent_, (loss + answered) / 2));
    return Verdict::kNotOurs;
  }
  if (loss > inherent_ + kMargin + chance) {
    answered_ = loss;
    return Verdict::kTooMuch;
  }
  if (loss < inherent_) inherent_ += kSmoothing * (loss - inherent_);
  return Verdict::kCalm;
}

}  // namespace diemcau::congestion
