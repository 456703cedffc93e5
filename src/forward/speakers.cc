#include "forward/speakers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace diemcau::forward {
namespace {

// A voice begins to speak at -35 dBov and stops half a second after it fell under -42.
constexpr float kBegins = 0.0178F;
constexpr float kStays = 0.008F;
constexpr Duration kHold = 500ms;
// Publishers stop sending in silence (DTX): a voice not heard for this long is silent.
constexpr Duration kSilence = 300ms;
// Per packet of 20 ms: up within a syllable, down over a pause between words.
constexpr float kAttack = 0.4F;
constexpr float kDecay = 0.08F;

float linear(uint8_t minus_dbov) {
  static const std::array<float, 128> table = [] {
    std::array<float, 128> made{};
    for (size_t i = 0; i < made.size(); ++i) {
      made[i] = std::pow(10.0F, -static_cast<float>(i) / 20.0F);
    }
    made[127] = 0;
    return made;
  }();
  return table[minus_dbov & 0x7f];
}

// Ears hear decibels: -56 dBov and less is 0, 0 dBov is 1.
float shown(float level) {
  const float db = 20.0F * std::log10(std::max(level, 1e-4F));
  return std::round(std::clamp((db + 56.0F) / 56.0F, 0.0F, 1.0F) * 8.0F) / 8.0F;
}

}  // namespace

void Speakers::on_level(Instant now, TrackId track, uint8_t minus_dbov) {
  auto voice = std::find_if(voices_.begin(), voices_.end(),
                            [&](const Voice& one) { return one.track == track; });
  if (voice == voices_.end()) {
    if (voices_.empty()) next_ = now + kInterval;
    voice = voices_.insert(voices_.end(), Voice{.track = track});
  }
  const float level = linear(minus_dbov);
  voice->level += (level > voice->level ? kAttack : kDecay) * (level - voice->level);
  voice->heard = now;
}

void Speakers::remove(TrackId track) {
  std::erase_if(voices_, [&](const Voice& one) { return one.track == track; });
  // So that a departure is told of even when no voice is left.
  if (voices_.empty() && !told_.empty()) voices_.push_back({});
}

void Speakers::update(Instant now, Voice& voice) {
  if (now - voice.heard > kSilence) voice.level = 0;
  if (voice.level >= (voice.speaking ? kStays : kBegins)) voice.loud = now;
  voice.speaking = voice.loud != Instant{} && now - voice.loud < kHold;
}

bool Speakers::poll_changed(Instant now, std::vector<Speaker>& out) {
  if (now < next_ || voices_.empty()) return false;
  next_ = now + kInterval;
  current_.clear();
  for (Voice& voice : voices_) {
    update(now, voice);
    if (voice.speaking) current_.push_back({voice.track, shown(voice.level)});
  }
  // Silent voices are forgotten, so that an idle room has no timer.
  std::erase_if(voices_,
                [&](const Voice& one) { return !one.speaking && now - one.heard > kSilence; });
  std::stable_sort(current_.begin(), current_.end(),
                   [](const Speaker& a, const Speaker& b) { return a.level > b.level; });
  if (current_.size() > kMaxSpeakers) current_.resize(kMaxSpeakers);
  if (current_ == told_) return false;
  told_ = current_;
  out = current_;
  return true;
}

}  // namespace diemcau::forward
