#include "forward/rate_allocation.h"

#include <algorithm>

#include "base/check.h"

namespace diemcau::forward {
namespace {

// The layers that a picture can be given, the cheapest first.
struct Choices {
  std::array<Layer, kMaxLayers> layers{};
  size_t count = 0;
};

// Those that are wanted and live; when only better ones live, the least of those.
Choices choices_of(const WantedPicture& picture) {
  Choices out;
  const auto lives = [&](size_t layer) { return (picture.live >> layer & 1) != 0; };
  for (size_t layer = 0; layer < kMaxLayers; ++layer) {
    const bool wanted = layer <= static_cast<size_t>(picture.highest);
    if (lives(layer) && (wanted || out.count == 0)) {
      out.layers[out.count++] = static_cast<Layer>(layer);
    }
  }
  return out;
}

uint64_t cost(const WantedPicture& picture, Layer layer) {
  return picture.bps[static_cast<size_t>(layer)];
}

bool is_raise(const WantedPicture& picture, Layer layer) {
  return !picture.granted || layer > *picture.granted;
}

class Allocator {
 public:
  Allocator(uint64_t usable_bps, uint64_t audio_bps)
      : left_(static_cast<double>(usable_bps) - static_cast<double>(audio_bps)) {}

  // Gives `picture`, which has the choice before `level`, that choice, if there is enough.
  void raise(const WantedPicture& picture, size_t level, Grant& grant) {
    const Choices choices = choices_of(picture);
    if (choices.count == 0 && level == 0) grant = picture.highest;
    if (level >= choices.count || (level > 0 && grant != choices.layers[level - 1])) return;
    const Layer layer = choices.layers[level];
    const uint64_t before = level == 0 ? 0 : cost(picture, choices.layers[level - 1]);
    // Layers may cost as little as those below them when nothing moves.
    const auto more = static_cast<double>(std::max(cost(picture, layer), before) - before);
    if (more * (is_raise(picture, layer) ? kRaiseHeadroom : 1) > left_) return;
    left_ -= more;
    // All that there is: should more come to life, it may have that, too.
    grant = level + 1 == choices.count ? std::max(layer, picture.highest) : layer;
  }

 private:
  double left_;
};

}  // namespace

void allocate(uint64_t usable_bps, uint64_t audio_bps, std::span<const WantedPicture> wanted,
              std::span<Grant> out) {
  DIEMCAU_CHECK(out.size() == wanted.size());
  std::fill(out.begin(), out.end(), std::nullopt);
  Allocator allocator(usable_bps, audio_bps);
  for (const Importance importance : {Importance::kStage, Importance::kThumbnail}) {
    for (size_t level = 0; level < kMaxLayers; ++level) {
      for (size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].importance == importance) allocator.raise(wanted[i], level, out[i]);
      }
    }
  }
}

uint64_t demand_of(uint64_t audio_bps, std::span<const WantedPicture> wanted) {
  uint64_t sum = audio_bps;
  for (const WantedPicture& picture : wanted) {
    const Choices choices = choices_of(picture);
    if (choices.count > 0) sum += cost(picture, choices.layers[choices.count - 1]);
  }
  return sum;
}

}  // namespace diemcau::forward
