#include "transport/sctp_channels.h"

#include <algorithm>
#include <utility>

namespace diemcau::transport {
namespace {

// RFC 8831 section 6.6: SCTP carries no empty messages, so one byte stands for them.
const SharedBytes& empty_payload() {
  static const SharedBytes kOne = std::make_shared<const std::vector<uint8_t>>(1);
  return kOne;
}

SctpPpid ppid_of(bool text, bool empty) {
  if (text) return empty ? SctpPpid::kEmptyString : SctpPpid::kString;
  return empty ? SctpPpid::kEmptyBinary : SctpPpid::kBinary;
}

}  // namespace

DataChannels::DataChannels(bool is_dtls_client, const SctpLimits& limits, SecureRandom& random)
    : even_(is_dtls_client), association_(limits, random) {}

void DataChannels::handle_packet(Instant now, Bytes packet) {
  association_.handle_packet(now, packet);
  follow_closed();
}

// RFC 8831 section 6.7: who sees the other half of a channel closed closes its own.
void DataChannels::follow_closed() {
  uint16_t stream = 0;
  while (association_.poll_closed_stream(stream)) {
    if (channels_.contains(stream)) close(stream);
  }
}

void DataChannels::close(uint16_t stream) {
  channels_.erase(stream);
  association_.reset_streams({stream});
}

std::optional<uint16_t> DataChannels::open(Instant now, const DataChannelOptions& options) {
  if (channels_.size() >= kMaxChannels) return std::nullopt;
  uint16_t stream = even_ ? 0 : 1;
  while (channels_.contains(stream)) stream = static_cast<uint16_t>(stream + 2);
  channels_[stream] = {options, opened_++, false};
  send_dcep(now, stream, make_dcep_open(options));
  return stream;
}

std::optional<uint16_t> DataChannels::find(std::string_view label) const {
  std::optional<uint16_t> out;
  for (const auto& [stream, channel] : channels_) {
    if (channel.options.label != label) continue;
    if (!out || channel.order < channels_.at(*out).order) out = stream;
  }
  return out;
}

const DataChannelOptions* DataChannels::channel(uint16_t stream) const {
  const auto found = channels_.find(stream);
  return found == channels_.end() ? nullptr : &found->second.options;
}

void DataChannels::send_dcep(Instant now, uint16_t stream, std::vector<uint8_t> message) {
  SctpSendOptions options;
  options.stream = stream;
  options.ppid = static_cast<uint32_t>(SctpPpid::kDcep);
  association_.send(now, options, std::make_shared<const std::vector<uint8_t>>(std::move(message)));
}

SctpSendResult DataChannels::send(Instant now, uint16_t stream, bool text, SharedBytes payload) {
  const auto found = channels_.find(stream);
  if (found == channels_.end()) return SctpSendResult::kClosed;
  const DataChannelOptions& channel = found->second.options;
  SctpSendOptions options;
  options.stream = stream;
  options.ppid = static_cast<uint32_t>(ppid_of(text, payload->empty()));
  // RFC 8832 section 6: nothing may overtake the OPEN.
  options.ordered = channel.ordered || !found->second.acknowledged;
  options.max_retransmits = channel.max_retransmits;
  options.lifetime = channel.lifetime;
  if (payload->empty()) payload = empty_payload();
  return association_.send(now, options, std::move(payload));
}

bool DataChannels::poll_message(Instant now, DataMessage& out) {
  SctpMessage message;
  while (association_.poll_message(message)) {
    const auto ppid = static_cast<SctpPpid>(message.ppid);
    if (ppid == SctpPpid::kDcep) {
      handle_dcep(now, message);
      continue;
    }
    const auto found = channels_.find(message.stream);
    if (found == channels_.end()) continue;
    // Whoever sends on it has the channel, should the answer have been lost on the way.
    found->second.acknowledged = true;
    out.stream = message.stream;
    out.text = ppid == SctpPpid::kString || ppid == SctpPpid::kEmptyString;
    if (ppid == SctpPpid::kEmptyString || ppid == SctpPpid::kEmptyBinary) message.payload.clear();
    out.payload = std::move(message.payload);
    if (out.text || ppid == SctpPpid::kBinary || ppid == SctpPpid::kEmptyBinary) return true;
  }
  return false;
}

void DataChannels::handle_dcep(Instant now, const SctpMessage& message) {
  const auto type = dcep_type(message.payload);
  if (!type) return;
  if (*type == DcepType::kOpen) return handle_open(now, message);
  const auto found = channels_.find(message.stream);
  if (found != channels_.end()) found->second.acknowledged = true;
}

void DataChannels::handle_open(Instant now, const SctpMessage& message) {
  const auto options = parse_dcep_open(message.payload);
  const bool is_peers = (message.stream % 2 == 0) != even_;
  if (channels_.contains(message.stream)) return;
  // RFC 8832 section 6: what cannot be opened is closed.
  if (!options || !is_peers || channels_.size() >= kMaxChannels) {
    return association_.reset_streams({message.stream});
  }
  channels_[message.stream] = {*options, opened_++, true};
  send_dcep(now, message.stream, make_dcep_ack());
}

}  // namespace diemcau::transport
