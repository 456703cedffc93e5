#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/shared_bytes.h"
#include "livekit_rtc.pb.h"
#include "room/room.h"

namespace diemcau::livekit {

namespace pb = ::livekit;

// Who is in the list of participants that a room shows to everyone, each as bytes of a
// ParticipantInfo: encoded once when it has changed, however many are told. Thousands come, and
// what each of them is told of the others must be a copy and not work.
//
// Owner: a Hall. Whoever is in it is in the room, is not hidden, and was told of to the others.
class Cards {
 public:
  bool has(PeerId peer) const { return cards_.contains(peer); }
  size_t size() const { return cards_.size(); }
  void add(PeerId peer) { cards_.try_emplace(peer); }
  void remove(PeerId peer) { cards_.erase(peer); }

  // Who is not in it has none. Good until the participant changes or is removed.
  std::string_view of(const room::Room& room, PeerId peer);
  // Appends one `field` to `out` for everyone but `except`, in the order of joining.
  void append_all(const room::Room& room, PeerId except, int field, std::string& out);

  // How often a participant was encoded.
  uint64_t encoded() const { return encoded_; }

 private:
  struct Card {
    uint32_t version = 0;  // room::Participant::version begins with 1
    std::string info{};
  };
  const std::string& refreshed(const room::Participant& one, const room::Room& room, Card& card);

  std::map<PeerId, Card> cards_;
  uint64_t encoded_ = 0;
};

// Frames from parts that are encoded already.
void append_field(int field, std::string_view bytes, std::string& out);
SharedBytes frame_of(int field, std::string_view body);

}  // namespace diemcau::livekit
