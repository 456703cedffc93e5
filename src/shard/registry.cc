#include "shard/registry.h"

#include <algorithm>
#include <functional>

namespace diemcau::shard {
namespace {

// Paths that a peer's ICE agent has long given up are forgotten when there are as many.
constexpr size_t kMaxPaths = 4 * transport::IceLite::kMaxPaths;
constexpr size_t kMaxBindings = transport::kMaxSsrcs;

transport::IceSession session_of(const auto& message) {
  return {{message.local_ufrag, message.local_password},
          {message.remote_ufrag, message.remote_password}};
}

forward::Sink::Config view_config(const link::SetSink& set, const Source& source) {
  return {set.formats, source.config.formats, set.ssrc, set.rtx_ssrc};
}

}  // namespace

Peer::Peer(const link::AddPeer& add, Room& in, const transport::DtlsContext& dtls, Instant now)
    : id(add.peer),
      room(in),
      ufrag(add.local_ufrag),
      transport(dtls, session_of(add), add.remote_fingerprint, now) {}

Sink::Sink(Peer& peer, Source& from, link::SetSink set)
    : id(set.sink),
      receiver(peer),
      source(from),
      config(std::move(set)),
      header(config.extensions, config.mid),
      view(view_config(config, from)),
      wanted{.sink = id} {}

Peer* Registry::add_peer(const link::AddPeer& add, const transport::DtlsContext& dtls,
                         Instant now) {
  if (peers_.contains(add.peer)) return nullptr;
  auto& room = rooms_[add.room];
  if (room == nullptr) room = std::make_unique<Room>(Room{.id = add.room});
  ++room->peers;
  auto& peer = peers_[add.peer] = std::make_unique<Peer>(add, *room, dtls, now);
  by_ufrag_[peer->ufrag] = peer.get();
  return peer.get();
}

void Registry::remove_peer(Peer& peer) {
  while (!peer.sinks.empty()) remove_sink(*peer.sinks.back());
  while (!peer.sources.empty()) remove_source(*peer.sources.back());
  for (const Path& path : peer.paths) {
    const auto at = by_path_.find(path);
    if (at != by_path_.end() && at->second == &peer) by_path_.erase(at);
  }
  std::erase_if(by_ufrag_, [&](const auto& entry) { return entry.second == &peer; });
  const RoomId room = peer.room.id;
  const bool last = --peer.room.peers == 0;
  peers_.erase(peer.id);
  if (last) rooms_.erase(room);
}

void Registry::restart_ice(Peer& peer, const link::RestartIce& restart) {
  peer.transport.restart_ice(session_of(restart));
  by_ufrag_[restart.local_ufrag] = &peer;
}

Source* Registry::set_source(const link::SetSource& set) {
  Peer* publisher = peer(set.peer);
  if (publisher == nullptr || set.layers.empty()) return nullptr;
  Source* known = source(set.track);
  if (known != nullptr && &known->publisher != publisher) return nullptr;
  if (known == nullptr) {
    auto& made = sources_[set.track] = std::make_unique<Source>(*publisher, set);
    known = made.get();
    publisher->sources.push_back(known);
  } else {
    known->config = set;
    known->track.set_formats(set.formats);
    for (Sink* sink : known->sinks) sink->view.set_source_formats(set.formats);
  }
  bind_declared(*known);
  return known;
}

// What was learned stays: publishers stop writing mid and rid once their first reports are
// answered.
void Registry::bind_declared(Source& source) {
  std::vector<Binding>& bindings = source.publisher.bindings;
  const auto bind = [&](Ssrc ssrc, Layer layer, bool is_rtx) {
    const bool known = std::any_of(bindings.begin(), bindings.end(),
                                   [&](const Binding& one) { return one.ssrc == ssrc; });
    if (ssrc == Ssrc{0} || known || bindings.size() >= kMaxBindings) return;
    bindings.push_back({ssrc, &source, layer, is_rtx});
  };
  for (const link::SourceLayer& layer : source.config.layers) {
    bind(layer.ssrc, layer.layer, false);
    bind(layer.rtx_ssrc, layer.layer, true);
    if (layer.ssrc != Ssrc{0}) source.ssrcs[static_cast<size_t>(layer.layer)] = layer.ssrc;
  }
}

void Registry::remove_source(Source& source) {
  while (!source.sinks.empty()) remove_sink(*source.sinks.back());
  on_source_removed(source);
  std::erase(source.publisher.sources, &source);
  std::erase_if(source.publisher.bindings,
                [&](const Binding& one) { return one.source == &source; });
  source.publisher.room.speakers.remove(source.id);
  sources_.erase(source.id);
}

Sink* Registry::set_sink(const link::SetSink& set) {
  Peer* receiver = peer(set.peer);
  Source* from = source(set.track);
  if (receiver == nullptr || from == nullptr) return nullptr;
  // A view that changes its track or section is another view: its numbers begin anew.
  if (Sink* known = sink(set.sink)) remove_sink(*known);
  auto& made = sinks_[set.sink] = std::make_unique<Sink>(*receiver, *from, set);
  const bool counted = set.extensions.transport_cc != 0;
  if (counted && !receiver->downlink) receiver->downlink = std::make_unique<Downlink>();
  receiver->sinks.push_back(made.get());
  from->sinks.push_back(made.get());
  return made.get();
}

void Registry::remove_sink(Sink& sink) {
  std::vector<Sink*>& siblings = sink.source.sinks;
  const auto at = std::find(siblings.begin(), siblings.end(), &sink);
  on_sink_removed(sink, static_cast<size_t>(at - siblings.begin()));
  siblings.erase(at);
  std::erase(sink.receiver.sinks, &sink);
  sink.receiver.transport.forget_stream(sink.config.ssrc);
  sink.receiver.transport.forget_stream(sink.config.rtx_ssrc);
  sinks_.erase(sink.id);
}

Peer* Registry::peer_by_path(const Path& path) const {
  const auto at = by_path_.find(path);
  return at == by_path_.end() ? nullptr : at->second;
}

Peer* Registry::peer_by_ufrag(std::string_view ufrag) const {
  const auto at = by_ufrag_.find(std::string(ufrag));
  return at == by_ufrag_.end() ? nullptr : at->second;
}

void Registry::bind_path(Peer& peer, const Path& path) {
  Peer*& owner = by_path_[path];
  if (owner == &peer) return;
  if (owner != nullptr) std::erase(owner->paths, path);
  owner = &peer;
  if (peer.paths.size() >= kMaxPaths) {
    std::erase_if(peer.paths, [&](const Path& old) {
      if (peer.transport.is_valid(old)) return false;
      by_path_.erase(old);
      return true;
    });
  }
  peer.paths.push_back(path);
}

const Binding* Registry::binding_of(Peer& peer, const wire::RtpPacket& rtp) {
  for (const Binding& binding : peer.bindings) {
    if (binding.ssrc == rtp.ssrc) return &binding;
  }
  return learn(peer, rtp);
}

// RFC 8843 section 9.2 and RFC 8852: a stream is known by its mid, and within it by rid or, for its
// repair, by repaired-rid.
const Binding* Registry::learn(Peer& peer, const wire::RtpPacket& rtp) {
  if (peer.bindings.size() >= kMaxBindings) return nullptr;
  for (Source* source : peer.sources) {
    const ExtensionIds& ids = source->config.extensions;
    const std::string_view mid = as_text(rtp.extension(ids.mid));
    if (mid.empty() || mid != source->config.mid) continue;
    const std::string_view rid = as_text(rtp.extension(ids.rid));
    const std::string_view repaired = as_text(rtp.extension(ids.repaired_rid));
    const bool is_rtx = !repaired.empty();
    for (const link::SourceLayer& layer : source->config.layers) {
      const bool only = source->config.layers.size() == 1 && layer.rid.empty();
      if (!only && layer.rid != (is_rtx ? repaired : rid)) continue;
      const bool rtx_by_format = std::any_of(
          source->config.formats.begin(), source->config.formats.end(),
          [&](const auto& format) { return format.rtx_payload_type == rtp.payload_type; });
      if (!is_rtx && !rtx_by_format) source->ssrcs[static_cast<size_t>(layer.layer)] = rtp.ssrc;
      peer.bindings.push_back({rtp.ssrc, source, layer.layer, is_rtx || rtx_by_format});
      return &peer.bindings.back();
    }
  }
  return nullptr;
}

}  // namespace diemcau::shard
