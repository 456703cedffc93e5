#include "livekit/permissions.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace diemcau::livekit {
namespace {

using room::TrackSource;

constexpr std::array<std::pair<std::string_view, TrackSource>, 4> kSources{{
    {"camera", TrackSource::kCamera},
    {"microphone", TrackSource::kMicrophone},
    {"screen_share", TrackSource::kScreenShare},
    {"screen_share_audio", TrackSource::kScreenShareAudio},
}};

std::vector<TrackSource> sources_of(const Grants& grants) {
  std::vector<TrackSource> out;
  for (const std::string& name : grants.can_publish_sources) {
    for (const auto& [text, source] : kSources) {
      if (text == name) out.push_back(source);
    }
  }
  return out;
}

std::vector<std::string> names_of(const std::vector<TrackSource>& sources) {
  std::vector<std::string> out;
  for (const TrackSource source : sources) {
    const auto at = std::find_if(kSources.begin(), kSources.end(),
                                 [&](const auto& one) { return one.second == source; });
    // Left out it could leave an empty list, which means everything.
    out.emplace_back(at == kSources.end() ? "unknown" : at->first);
  }
  return out;
}

}  // namespace

room::Permissions permissions_of(const Grants& grants) {
  room::Permissions out{.can_subscribe = grants.can_subscribe,
                        .can_publish = grants.can_publish,
                        .can_publish_data = grants.can_publish_data,
                        .can_update_metadata = grants.can_update_own_metadata,
                        .hidden = grants.hidden,
                        .recorder = grants.recorder,
                        .agent = grants.agent,
                        .sources = sources_of(grants)};
  // A list of names that are all unknown allows nothing, it must not mean everything.
  if (!grants.can_publish_sources.empty() && out.sources.empty()) out.can_publish = false;
  return out;
}

void follow_permissions(const room::Permissions& permissions, Grants& grants) {
  grants.can_publish = permissions.can_publish;
  grants.can_subscribe = permissions.can_subscribe;
  grants.can_publish_data = permissions.can_publish_data;
  grants.can_update_own_metadata = permissions.can_update_metadata;
  grants.can_publish_sources = names_of(permissions.sources);
}

}  // namespace diemcau::livekit
