// ./x bench lines [virtual|real] [SEEDS] [SECONDS]: what a receiver behind a poor line hears and
// sees of a speaker with three layers, and of a speaker behind one. Virtual time by default; real:
// through a shard's thread and real sockets. One JSON line a scenario and seed; fails when a figure
// is missed.
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "real_world.h"
#include "world.h"

using namespace diemcau;
using Shape = congestion::LineModel::Shape;

namespace {

constexpr SinkId kAudio{2};
constexpr SinkId kVideo{3};
constexpr Duration kBlackout = 10s;

struct Seen {
  double concealed_percent = 0;
  uint64_t freezes = 0;
  uint64_t frames = 0;
  Duration longest_silence{};
  int layer = -1;
};

// A speaker and a listener in a world of real or of virtual time.
template <class World>
class Hall {
 public:
  explicit Hall(uint64_t seed) : world_(seed) {
    speaker_ = &world_.add();
    listener_ = &world_.add();
    listener_->tell_arrivals(true);
    speaker_->send_redundantly(true);
    while (!speaker_->connected() || !listener_->connected()) world_.run(100ms);
    world_.tell(speaker_->publish_audio(world_.now));
    world_.tell(speaker_->publish_video(world_.now, 3));
    world_.tell(listener_->subscribe(speaker_->audio(), kAudio));
    world_.tell(listener_->subscribe(speaker_->video(), kVideo));
  }

  void set_down(const Shape& shape) { world_.set_lines(*listener_, shape, {}); }
  void set_both(const Shape& shape) { world_.set_lines(*listener_, shape, shape); }
  void set_up(const Shape& shape) { world_.set_lines(*speaker_, {}, shape); }
  void run(Duration duration) { world_.run(duration); }
  Seen watch(Duration duration) {
    const size_t heard = listener_->heard(kAudio);
    const uint64_t freezes = listener_->pictures(kVideo).freezes();
    const uint64_t frames = listener_->pictures(kVideo).frames();
    listener_->forget_silence(kAudio);
    const size_t said_before = speaker_->said();
    world_.run(duration);
    const auto said = static_cast<double>(speaker_->said() - said_before);
    return {100 * (1 - static_cast<double>(listener_->heard(kAudio) - heard) / said),
            listener_->pictures(kVideo).freezes() - freezes,
            listener_->pictures(kVideo).frames() - frames, listener_->longest_silence(kAudio),
            layer()};
  }
  int layer() const {
    const auto newest = listener_->stream(kVideo).newest();
    return newest ? newest->layer : -1;
  }
  // From now until `happened`; at most `patience`.
  template <class Happened>
  Duration until(Duration patience, Happened happened) {
    const Instant began = world_.now;
    while (!happened() && world_.now < began + patience) world_.run(20ms);
    return world_.now - began;
  }
  // As the speaker numbers them.
  uint32_t newest_frame() const {
    const auto newest = listener_->stream(kVideo).newest();
    return newest ? newest->frame : 0;
  }
  uint64_t frames() const { return listener_->pictures(kVideo).frames(); }

 private:
  World world_;
  sim::SimClient* speaker_ = nullptr;
  sim::SimClient* listener_ = nullptr;
};

class Report {
 public:
  Report(const std::string& mode, uint64_t seed) : mode_(mode), seed_(seed) {}

  void say(const char* scenario, bool passed, const Seen& seen, nlohmann::ordered_json more = {}) {
    nlohmann::ordered_json out = {{"bench", "lines"},
                                  {"mode", mode_},
                                  {"scenario", scenario},
                                  {"seed", seed_},
                                  {"passed", passed},
                                  {"concealed_percent", std::max(0.0, seen.concealed_percent)},
                                  {"longest_silence_ms", to_ms(seen.longest_silence)},
                                  {"freezes", seen.freezes},
                                  {"frames", seen.frames},
                                  {"layer", seen.layer}};
    if (!more.is_null()) out.update(more);
    std::printf("%s\n", out.dump().c_str());
    std::fflush(stdout);
    all_passed_ = all_passed_ && passed;
  }
  bool all_passed() const { return all_passed_; }

 private:
  const std::string mode_;
  const uint64_t seed_;
  bool all_passed_ = true;
};

template <class World>
void lossy(Report& report, const char* name, uint64_t seed, Duration length, double loss, bool up) {
  Hall<World> hall(seed);
  hall.run(5s);
  const Shape shape{.rate_bps = 8'000'000, .loss = loss};
  up ? hall.set_up(shape) : hall.set_down(shape);
  hall.run(3s);
  const Seen seen = hall.watch(length);
  const bool smooth = loss > 0.05 || seen.freezes == 0;
  report.say(name, smooth && seen.concealed_percent < 5, seen);
}

template <class World>
void squeeze(Report& report, uint64_t seed, Duration length) {
  Hall<World> hall(seed);
  hall.set_down({.rate_bps = 3'000'000});
  hall.run(length / 4);
  hall.set_down({.rate_bps = 300'000});
  const Seen seen = hall.watch(length / 2);
  const uint32_t last = hall.newest_frame();
  hall.set_down({.rate_bps = 3'000'000});
  const Duration back =
      hall.until(60s, [&] { return hall.layer() == 2 && hall.newest_frame() > last; });
  const bool passed = seen.concealed_percent < 2 && seen.longest_silence < 500ms && back < 15s;
  report.say("squeeze", passed, seen, {{"top_layer_after_ms", to_ms(back)}});
}

template <class World>
void blackout(Report& report, uint64_t seed, Duration length) {
  Hall<World> hall(seed);
  hall.set_down({.rate_bps = 4'000'000});
  hall.run(length / 4);
  hall.set_both({.rate_bps = 4'000'000, .is_dead = true});
  hall.run(kBlackout);
  hall.set_both({.rate_bps = 4'000'000});
  const uint64_t frames = hall.frames();
  const Duration back = hall.until(30s, [&] { return hall.frames() >= frames + 5; });
  report.say("blackout", back < 3s, hall.watch(length / 4), {{"media_after_ms", to_ms(back)}});
}

template <class World>
bool run(const std::string& mode, uint64_t seed, Duration length) {
  Report report(mode, seed);
  lossy<World>(report, "loss_2_down", seed, length, 0.02, false);
  lossy<World>(report, "loss_2_up", seed, length, 0.02, true);
  lossy<World>(report, "loss_10_down", seed, length, 0.10, false);
  lossy<World>(report, "loss_10_up", seed, length, 0.10, true);
  squeeze<World>(report, seed, length);
  blackout<World>(report, seed, length);
  return report.all_passed();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "virtual";
  const int seeds = argc > 2 ? std::atoi(argv[2]) : 5;
  const Duration length = seconds(argc > 3 ? std::atoi(argv[3]) : 120);
  if (mode != "virtual" && mode != "real") {
    std::fprintf(stderr, "bench_lines [virtual|real] [SEEDS] [SECONDS]\n");
    return 2;
  }
  bool passed = true;
  for (uint64_t seed = 1; seed <= static_cast<uint64_t>(seeds); ++seed) {
    const bool one = mode == "real" ? run<bench::RealWorld>(mode, seed, length)
                                    : run<sim::World>(mode, seed, length);
    passed = passed && one;
  }
  return passed ? 0 : 1;
}
