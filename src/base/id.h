#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace diemcau {

// A number that names one kind of thing and does not mix with the numbers of another kind.
template <class Tag, class Number = uint32_t>
struct Id {
  Number value = 0;
  auto operator<=>(const Id&) const = default;
};

// A participant's connection, a published track, one receiver's view of a track. Given out by
// control, never reused while the process lives; 0 is no one.
using PeerId = Id<struct PeerTag, uint32_t>;
using TrackId = Id<struct TrackTag, uint32_t>;
using SinkId = Id<struct SinkTag, uint32_t>;
using RoomId = Id<struct RoomTag, uint32_t>;

// What the organisation gives out and every other domain refers to: a node of its tree, a person,
// a post held by a person. Never reused; 0 is none. Facts carry these and never names.
using UnitId = Id<struct UnitTag, uint32_t>;
using PersonId = Id<struct PersonTag, uint32_t>;
using PostId = Id<struct PostTag, uint32_t>;
using AccountId = Id<struct AccountTag, uint32_t>;  // a person's way in

// What further domains refer to: a conference (where a task or a note comes from), a paper, a task.
using ConferenceId = Id<struct ConferenceTag, uint32_t>;
using PaperId = Id<struct PaperTag, uint32_t>;
using TaskId = Id<struct TaskTag, uint32_t>;

}  // namespace diemcau

template <class Tag, class Number>
struct std::hash<diemcau::Id<Tag, Number>> {
  size_t operator()(const diemcau::Id<Tag, Number>& id) const noexcept {
    return std::hash<Number>{}(id.value);
  }
};
