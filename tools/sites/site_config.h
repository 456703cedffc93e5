#pragma once

#include <string>

#include "base/address.h"
#include "clip.h"
#include "publisher.h"

namespace diemcau::sites {

// What one simulated site is and does.
struct SiteConfig {
  std::string identity;
  std::string name;
  std::string room;
  std::string api_key;
  std::string api_secret;

  // What it plays; nothing for one that only listens. Outlives the site.
  const Clip* clip = nullptr;
  size_t turn = 0;  // its place in the order of speakers
  Turns turns;

  bool subscribe = false;
  // Receiving sections in the first offer; the server asks for more.
  size_t audio_sections = 3;
  size_t video_sections = 3;

  // The address of its UDP socket.
  SocketAddress local;
};

}  // namespace diemcau::sites
