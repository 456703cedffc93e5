#include "connection.h"

#include <algorithm>

namespace diemcau::sites {
namespace {

using transport::Received;
using transport::TransportState;

std::vector<Path> paths_to(const SocketAddress& local, const std::vector<SocketAddress>& remotes) {
  std::vector<Path> out;
  out.reserve(remotes.size());
  for (const SocketAddress& remote : remotes) out.push_back({local, remote});
  return out;
}

}  // namespace

Connection::Connection(const SiteConfig& config, const transport::DtlsContext& context,
                       SecureRandom& random)
    : config_(config),
      context_(context),
      random_(random),
      own_ssrc_{random.u32() | 1},
      sections_(context.fingerprint(), random) {
  if (config.clip != nullptr)
    sections_.publish(config.clip->video.width, config.clip->video.height);
  if (config.subscribe) sections_.receive(config.audio_sections, config.video_sections);
}

bool Connection::handle_answer(Instant now, const std::string& sdp) {
  auto agreement = Sections::parse_answer(sdp);
  if (!agreement) return false;
  agreement_ = std::move(*agreement);
  if (!transport_) {
    transport_.emplace(context_, transport::IceSession{sections_.local(), agreement_->remote},
                       agreement_->fingerprint, paths_to(config_.local, agreement_->candidates),
                       random_, now);
  }
  if (receiver_) {
    for (const auto& [rtx, media] : agreement_->repairs) receiver_->set_repair(rtx, media);
  }
  return true;
}

void Connection::handle_datagram(Instant now, const Path& path, MutableBytes datagram) {
  if (!transport_) return;
  MutableBytes plain;
  switch (transport_->handle_datagram(now, path, datagram, plain)) {
    case Received::kRtp:
      if (receiver_) receiver_->handle_rtp(now, plain);
      break;
    case Received::kRtcp:
      handle_rtcp(now, plain);
      break;
    default:
      follow_transport(now);
  }
}

void Connection::handle_rtcp(Instant now, Bytes compound) {
  wire::RtcpReader reader(compound);
  for (wire::RtcpPacket packet; reader.next(packet);) {
    if (receiver_) receiver_->handle_rtcp(now, packet);
    if (publisher_) publisher_->handle_rtcp(packet, *sender_);
  }
}

// Once the keys are there, media begins.
void Connection::follow_transport(Instant now) {
  if (sender_ || !connected()) return;
  sender_.emplace(*transport_);
  receiver_.emplace(now, Sections::receive_formats(), own_ssrc_);
  for (const auto& [rtx, media] : agreement_->repairs) receiver_->set_repair(rtx, media);
  if (config_.clip == nullptr) return;
  publisher_.emplace(*config_.clip, config_.turn, config_.turns, *sections_.audio(),
                     *sections_.video(), random_, now);
}

void Connection::handle_timeout(Instant now) {
  if (!transport_) return;
  transport_->handle_timeout(now);
  follow_transport(now);
  if (!sender_) return;
  if (publisher_) publisher_->handle_timeout(now, *sender_);
  receiver_->send_feedback(now, *sender_);
}

Instant Connection::next_timeout() const {
  if (!transport_ || lost()) return kNever;
  Instant next = transport_->next_timeout();
  if (receiver_) next = std::min(next, receiver_->next_timeout());
  if (publisher_) next = std::min(next, publisher_->next_timeout());
  return next;
}

bool Connection::poll_datagram(Instant now, Path& path, std::vector<uint8_t>& out) {
  if (!transport_) return false;
  if (transport_->poll_datagram(now, path, out)) return true;
  if (!sender_ || !transport_->selected_path()) return false;
  path = *transport_->selected_path();
  return sender_->queue().poll(out);
}

void Connection::close(Instant now) {
  if (transport_) transport_->close(now);
}

bool Connection::connected() const {
  return transport_ && transport_->state() == TransportState::kConnected;
}

bool Connection::lost() const { return transport_ && transport_->state() == TransportState::kLost; }

bool Connection::has_media() const {
  if (config_.clip != nullptr) return publisher_ && publisher_->packets() > 0;
  return receiver_ && receiver_->first_frame();
}

}  // namespace diemcau::sites
