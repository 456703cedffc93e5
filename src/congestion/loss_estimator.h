#pragma once

#include <cstdint>

#include "base/time.h"

namespace diemcau::congestion {

// Whether what is lost is lost because of us. Many lines lose some part of their packets whatever
// their rate is, and to send less does not help there: so a rise of loss is answered by sending
// less, and when the loss stays as it was, it is taken for the line's own and the answer is taken
// back. draft-ietf-rmcat-gcc-02 section 6 answers more than 10 % each time, which leaves nothing
// of the rate on a line that loses so much.
class LossEstimator {
 public:
  enum class Verdict : uint8_t {
    kNone,     // no window has ended
    kCalm,     // as usual on this line
    kTooMuch,  // send less
    kNotOurs,  // sending less did not help: what was taken may be given back
  };

  void on_received(uint64_t packets = 1) { received_ += packets; }
  void on_lost() { ++lost_; }
  // A packet that was counted as lost has come; a window that is over stays as it is.
  void on_recovered() {
    if (lost_ > 0) --lost_;
    ++received_;
  }

  Verdict poll(Instant now);
  // What was counted says nothing: begin a new window.
  void restart(Instant now);

  // Part of the packets, smoothed over some windows.
  double loss() const { return smoothed_; }
  double inherent() const { return inherent_; }

 private:
  static constexpr Duration kWindow = 1s;
  static constexpr Duration kLongestWindow = 5s;
  static constexpr uint64_t kEnough = 50;  // packets in a window
  // More than usual by this, and by what chance may do, is too much.
  static constexpr double kMargin = 0.07;
  static constexpr double kMostInherent = 0.3;

  Verdict judge(double loss, double packets);

  uint64_t received_ = 0;
  uint64_t lost_ = 0;
  Instant began_ = kNever;
  double smoothed_ = 0;
  double inherent_ = 0;
  double answered_ = 0;  // the loss that was last answered; 0: none
};

}  // namespace diemcau::congestion
