#include "shard/data.h"

#include <cstring>
#include <string_view>
#include <utility>

namespace diemcau::shard {
namespace {

constexpr std::string_view kLabels[] = {"_reliable", "_lossy"};

std::optional<link::DataKind> kind_of(std::string_view label) {
  if (label == kLabels[0]) return link::DataKind::kReliable;
  if (label == kLabels[1]) return link::DataKind::kLossy;
  return std::nullopt;
}

}  // namespace

void DataRelay::add(Peer& peer) {
  if (std::exchange(peer.wants_to_send, true)) return;
  due_.push_back(peer.id);
}

void DataRelay::follow(Instant now, Peer& peer) {
  if (peer.transport.data() == nullptr) return;
  if (peer.opens_data) open_channels(now, peer);
  read(now, peer);
  if (!peer.data_waiting.empty()) flush_waiting(now, peer);
  add(peer);
}

// In a connection that the server has offered, where both sides begin the association: once, when
// it stands.
void DataRelay::open_channels(Instant now, Peer& peer) {
  transport::DataChannels& channels = *peer.transport.data();
  if (channels.state() != transport::SctpState::kEstablished) return;
  peer.opens_data = false;
  channels.open(now, {.label = std::string(kLabels[0]), .protocol = {}});
  transport::DataChannelOptions lossy{.label = std::string(kLabels[1]), .protocol = {}};
  lossy.ordered = false;
  lossy.max_retransmits = 0;
  channels.open(now, lossy);
}

void DataRelay::read(Instant now, Peer& peer) {
  transport::DataChannels& channels = *peer.transport.data();
  transport::DataMessage message;
  while (peer.data_unanswered < kMaxUnanswered && channels.poll_message(now, message)) {
    const auto kind = kind_of(channels.channel(message.stream)->label);
    if (!kind || message.payload.empty()) {
      ++counters_.unwanted_data;
      continue;
    }
    ++counters_.data_in;
    peer.data_unanswered += message.payload.size();
    events_.emplace_back(link::DataReceived{peer.id, *kind, std::move(message.payload)});
  }
}

void DataRelay::handle_taken(Instant now, Peer& peer, size_t bytes) {
  peer.data_unanswered -= std::min(peer.data_unanswered, bytes);
  follow(now, peer);
}

bool DataRelay::send_now(Instant now, Peer& peer, link::DataKind kind, const SharedBytes& payload) {
  transport::DataChannels* channels = peer.transport.data();
  if (channels == nullptr) return false;
  const auto stream = channels->find(kLabels[static_cast<size_t>(kind)]);
  if (!stream) return false;
  const auto result = channels->send(now, *stream, /*text=*/false, payload);
  ++(result == transport::SctpSendResult::kQueued ? counters_.data_out : counters_.data_refused);
  add(peer);
  return true;
}

void DataRelay::send(Instant now, Peer& peer, link::DataKind kind, const SharedBytes& payload) {
  if (peer.data_waiting.empty() && send_now(now, peer, kind, payload)) return;
  // Lossy messages are about now.
  if (kind == link::DataKind::kLossy || peer.data_waiting_bytes + payload->size() > kMaxWaiting) {
    ++counters_.data_refused;
    return;
  }
  peer.data_waiting.push_back(payload);
  peer.data_waiting_bytes += payload->size();
}

void DataRelay::flush_waiting(Instant now, Peer& peer) {
  if (!peer.transport.data()->find(kLabels[0])) return;
  for (const SharedBytes& one : peer.data_waiting) {
    send_now(now, peer, link::DataKind::kReliable, one);
  }
  peer.data_waiting.clear();
  peer.data_waiting.shrink_to_fit();
  peer.data_waiting_bytes = 0;
}

bool DataRelay::write(Instant now, const Registry& registry, SegmentWriter& writer,
                      std::vector<Peer*>& sent) {
  for (; !due_.empty(); due_.pop_front()) {
    Peer* peer = registry.peer(due_.front());
    if (peer == nullptr) continue;
    while (true) {
      if (!writer.has_room()) return false;
      Path path;
      if (!peer->transport.poll_data_datagram(now, path, datagram_)) break;
      const MutableBytes out = writer.next(path);
      std::memcpy(out.data(), datagram_.data(), datagram_.size());
      writer.commit(datagram_.size());
    }
    peer->wants_to_send = false;
    sent.push_back(peer);
  }
  return true;
}

}  // namespace diemcau::shard
