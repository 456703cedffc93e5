#include "livekit/describing.h"

namespace diemcau::livekit {

// Attributes that are changed count as if all were new.
bool fits(const Limits& limits, const room::Participant& one, const std::string& name,
          const std::string& metadata, const room::Attributes& attributes) {
  size_t bytes = 0;
  for (const auto& [key, value] : one.attributes) {
    if (!attributes.contains(key)) bytes += key.size() + value.size();
  }
  for (const auto& [key, value] : attributes) bytes += key.size() + value.size();
  return name.size() <= limits.name_bytes && metadata.size() <= limits.metadata_bytes &&
         bytes <= limits.attributes_bytes;
}

void describe(room::Room& hall, PeerId participant, const std::string& name,
              const std::string& metadata, const room::Attributes& attributes) {
  if (!name.empty()) hall.set_name(participant, name);
  if (!metadata.empty()) hall.set_metadata(participant, metadata);
  hall.update_attributes(participant, attributes);
}

}  // namespace diemcau::livekit
