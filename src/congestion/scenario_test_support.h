#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "congestion/bandwidth_estimator.h"
#include "congestion/line_model.h"
#include "congestion/pacer.h"
#include "congestion/transport_cc_receiver.h"

namespace diemcau::congestion {

// What one second of a scenario was like.
struct SecondSeen {
  uint64_t estimate_bps = 0;
  int layer = -1;  // -1: video is paused
  double audio_lost = 0;
  Duration longest_audio_delay{};
  uint64_t sent_bps = 0;
  uint64_t decreases = 0;  // ever
};

// A sender of audio and of one video in three layers, a line, and a receiver that tells when
// packets came, in virtual time. The sender sends the best layer that the estimate allows, as
// frames in one burst each while all is well and paced while less is sent than is wanted.
class ScenarioWorld {
 public:
  static constexpr std::array<uint64_t, 3> kLayerBps{150'000, 500'000, 1'700'000};
  static constexpr uint64_t kAudioBps = 60'000;
  static constexpr double kHeadroom = 1.15;

  explicit ScenarioWorld(uint64_t seed) : down_(seed), up_(seed + 1) {
    up_.set({.delay = 20ms});
    estimator_.set_demand(kAudioBps + kLayerBps[2]);
  }

  LineModel& down() { return down_; }
  BandwidthEstimator& estimator() { return estimator_; }
  const std::vector<SecondSeen>& run(Duration duration) {
    for (const Instant end = now_ + duration; now_ < end; now_ += 1ms) step();
    return seconds_;
  }
  const std::vector<SecondSeen>& seen() const { return seconds_; }
  std::string story() const;
  Instant now() const { return now_; }

 private:
  struct Arrival {
    uint16_t number = 0;
    bool audio = false;
    Instant sent{};
  };
  enum class Kind : uint8_t { kAudio, kVideo, kPadding };

  void step();
  void choose_layer();
  void send(size_t bytes, Kind kind);
  void send_frame();
  void send_paced();
  void send_padding();
  void receive();
  void end_second();

  Instant now_{10s};
  LineModel down_;
  LineModel up_;
  BandwidthEstimator estimator_;
  TransportCcReceiver receiver_;
  Pacer pacer_;
  std::multimap<Instant, Arrival> on_the_way_;
  std::multimap<Instant, std::vector<uint8_t>> feedback_;
  std::vector<size_t> queue_;
  int layer_ = 2;
  int frame_ = 0;
  bool keyframe_ = true;
  uint64_t audio_sent_ = 0;
  uint64_t audio_came_ = 0;
  uint64_t sent_bytes_ = 0;
  Duration longest_{};
  std::vector<SecondSeen> seconds_;
};

inline void ScenarioWorld::step() {
  receive();
  estimator_.handle_timeout(now_);
  const int64_t ms = to_ms(now_.time_since_epoch());
  if (ms % 20 == 0) send(120, Kind::kAudio);
  if (ms % 33 == 0) send_frame();
  send_paced();
  send_padding();
  if (ms % 1000 == 999) end_second();
}

inline void ScenarioWorld::choose_layer() {
  const uint64_t usable = estimator_.usable_bps();
  int best = -1;
  for (int layer = 0; layer < 3; ++layer) {
    const auto needed = static_cast<double>(kLayerBps[static_cast<size_t>(layer)]) *
                            (layer > layer_ ? kHeadroom : 1.0) +
                        static_cast<double>(kAudioBps);
    if (needed <= static_cast<double>(usable)) best = layer;
  }
  if (best == layer_) return;
  if (best < layer_) queue_.clear();
  keyframe_ = true;
  layer_ = best;
}

inline void ScenarioWorld::send(size_t bytes, Kind kind) {
  const uint16_t number = estimator_.next_number();
  estimator_.on_sent(now_, bytes);
  pacer_.on_sent(now_, bytes);
  sent_bytes_ += bytes;
  if (kind == Kind::kAudio) ++audio_sent_;
  if (const auto at = down_.send(now_, bytes)) {
    on_the_way_.emplace(*at, Arrival{number, kind == Kind::kAudio, now_});
  }
}

inline void ScenarioWorld::send_frame() {
  choose_layer();
  if (layer_ < 0) return;
  size_t bytes = kLayerBps[static_cast<size_t>(layer_)] / 8 / 30;
  const bool key = std::exchange(keyframe_, false) || ++frame_ % 300 == 0;
  if (key) bytes *= 5;
  const bool paced = key || layer_ < 2 || !queue_.empty();
  const size_t count = bytes / 1150 + 1;
  for (size_t i = 0; i < count; ++i) {
    if (paced) {
      queue_.push_back(bytes / count + 60);
    } else {
      send(bytes / count + 60, Kind::kVideo);
    }
  }
}

inline void ScenarioWorld::send_paced() {
  pacer_.set_rate(now_, layer_ == 2 ? 2 * kLayerBps[2] : estimator_.usable_bps() * 11 / 10);
  while (!queue_.empty() && pacer_.may_send(now_)) {
    send(queue_.front(), Kind::kVideo);
    queue_.erase(queue_.begin());
  }
}

inline void ScenarioWorld::send_padding() {
  if (estimator_.next_timeout() > now_ && estimator_.padding_due(now_) < 300) return;
  while (estimator_.padding_due(now_) > 0) send(300, Kind::kPadding);
}

inline void ScenarioWorld::receive() {
  while (!on_the_way_.empty() && on_the_way_.begin()->first <= now_) {
    const auto& [at, one] = *on_the_way_.begin();
    receiver_.on_packet(at, one.number, Ssrc{1});
    if (one.audio) {
      ++audio_came_;
      longest_ = std::max(longest_, at - one.sent);
    }
    on_the_way_.erase(on_the_way_.begin());
  }
  std::array<uint8_t, 1200> buffer;
  for (Bytes out = receiver_.poll_feedback(now_, buffer); !out.empty();
       out = receiver_.poll_feedback(now_, buffer)) {
    // What is dead is dead both ways.
    if (down_.shape().is_dead) continue;
    if (const auto at = up_.send(now_, out.size())) {
      feedback_.emplace(*at, std::vector<uint8_t>(out.begin(), out.end()));
    }
  }
  while (!feedback_.empty() && feedback_.begin()->first <= now_) {
    wire::RtcpReader reader(feedback_.begin()->second);
    for (wire::RtcpPacket packet; reader.next(packet);) estimator_.handle_feedback(now_, packet);
    feedback_.erase(feedback_.begin());
  }
}

inline void ScenarioWorld::end_second() {
  seconds_.push_back({estimator_.estimate_bps(), layer_,
                      audio_sent_ == 0
                          ? 0
                          : 1 - static_cast<double>(audio_came_) / static_cast<double>(audio_sent_),
                      longest_, sent_bytes_ * 8, estimator_.decreases()});
  audio_sent_ = audio_came_ = sent_bytes_ = 0;
  longest_ = {};
}

inline std::string ScenarioWorld::story() const {
  std::string out;
  for (size_t i = 0; i < seconds_.size(); ++i) {
    const SecondSeen& one = seconds_[i];
    out += std::to_string(i) + " s: estimate " + std::to_string(one.estimate_bps / 1000) +
           " kbit/s, layer " + std::to_string(one.layer) + ", sent " +
           std::to_string(one.sent_bps / 1000) + " kbit/s, sound lost " +
           std::to_string(static_cast<int>(one.audio_lost * 100)) + " %, longest " +
           std::to_string(to_ms(one.longest_audio_delay)) + " ms, decreases " +
           std::to_string(one.decreases) + "\n";
  }
  return out;
}

}  // namespace diemcau::congestion
