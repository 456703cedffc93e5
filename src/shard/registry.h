#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shard/peer.h"

namespace diemcau::shard {

// Owns the peers, tracks, views and rooms of a shard and finds them: by id, by the path that a
// datagram came on, by the ufrag that a check names, by the ssrc of a packet.
class Registry {
 public:
  Peer* add_peer(const link::AddPeer& add, const transport::DtlsContext& dtls, Instant now);
  // With all its tracks and views; who watched its tracks loses those views.
  void remove_peer(Peer& peer);
  void restart_ice(Peer& peer, const link::RestartIce& restart);

  // Makes the track or changes it. Null: no such peer, or the track is another's.
  Source* set_source(const link::SetSource& set);
  void remove_source(Source& source);
  Sink* set_sink(const link::SetSink& set);
  void remove_sink(Sink& sink);

  Peer* peer(PeerId id) const { return find(peers_, id); }
  Source* source(TrackId id) const { return find(sources_, id); }
  Sink* sink(SinkId id) const { return find(sinks_, id); }
  Room* room(RoomId id) const { return find(rooms_, id); }

  Peer* peer_by_path(const Path& path) const;
  Peer* peer_by_ufrag(std::string_view ufrag) const;
  // From now on datagrams on `path` are this peer's.
  void bind_path(Peer& peer, const Path& path);

  // What the packet's ssrc stands for; learns it from mid and rid where the offer did not declare
  // it. Null: of no track.
  const Binding* binding_of(Peer& peer, const wire::RtpPacket& rtp);

  // Called for each source and sink just before it goes.
  std::function<void(Source&)> on_source_removed = [](Source&) {};
  std::function<void(Sink&, size_t)> on_sink_removed = [](Sink&, size_t) {};

  template <class Visit>
  void for_each_peer(Visit&& visit) {
    for (auto& [id, one] : peers_) visit(*one);
  }

 private:
  template <class Map, class Key>
  static typename Map::mapped_type::element_type* find(const Map& map, const Key& key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : at->second.get();
  }
  void bind_declared(Source& source);
  const Binding* learn(Peer& peer, const wire::RtpPacket& rtp);

  std::unordered_map<PeerId, std::unique_ptr<Peer>> peers_;
  std::unordered_map<TrackId, std::unique_ptr<Source>> sources_;
  std::unordered_map<SinkId, std::unique_ptr<Sink>> sinks_;
  std::unordered_map<RoomId, std::unique_ptr<Room>> rooms_;
  std::unordered_map<Path, Peer*> by_path_;
  std::unordered_map<std::string, Peer*> by_ufrag_;
};

}  // namespace diemcau::shard
