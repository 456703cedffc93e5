#include "transport/sctp_stream_reset.h"

#include <algorithm>

namespace diemcau::transport {

void SctpStreamReset::reset(const std::vector<uint16_t>& streams) {
  for (const uint16_t one : streams) {
    const bool known = std::find(wanted_.begin(), wanted_.end(), one) != wanted_.end() ||
                       std::find(requested_.begin(), requested_.end(), one) != requested_.end();
    if (!known) wanted_.push_back(one);
  }
}

void SctpStreamReset::handle(Instant now, Bytes value, SctpReceiver& receiver,
                             std::vector<uint16_t>& closed,
                             std::vector<std::vector<uint8_t>>& answers) {
  constexpr size_t kMaxParameters = 2;  // RFC 6525 section 3.1
  SctpParameterReader parameters(value);
  SctpParameter parameter;
  for (size_t count = 0; count < kMaxParameters && parameters.next(parameter); ++count) {
    const auto one = parse_reconfig(parameter);
    if (!one) return;
    if (one->is(SctpReconfigType::kResponse)) {
      handle_response(now, *one);
    } else {
      answers.push_back(make_reconfig_response(one->sequence, answer(*one, receiver, closed)));
    }
  }
}

SctpReconfigResult SctpStreamReset::answer(const SctpReconfig& request, SctpReceiver& receiver,
                                           std::vector<uint16_t>& closed) {
  // Section 5.2.1: the request before is repeated because its answer was lost.
  if (request.sequence == expected_ - 1 && last_result_) return *last_result_;
  if (request.sequence != expected_) return SctpReconfigResult::kBadSequence;
  SctpReconfigResult result = SctpReconfigResult::kDenied;
  if (request.is(SctpReconfigType::kOutgoingReset))
    result = handle_reset(request, receiver, closed);
  // Section 5.2.2: it stays the expected one until all has come; the peer asks again.
  if (result == SctpReconfigResult::kInProgress) return result;
  ++expected_;
  last_result_ = result;
  return result;
}

SctpReconfigResult SctpStreamReset::handle_reset(const SctpReconfig& request,
                                                 SctpReceiver& receiver,
                                                 std::vector<uint16_t>& closed) {
  // No stream named would mean all of them; WebRTC closes channels one by one.
  if (request.stream_count() == 0) return SctpReconfigResult::kDenied;
  if (!receiver.has_all(request.last_tsn)) return SctpReconfigResult::kInProgress;
  for (size_t i = 0; i < request.stream_count(); ++i) {
    receiver.reset_stream(request.stream(i));
    closed.push_back(request.stream(i));
  }
  return SctpReconfigResult::kPerformed;
}

void SctpStreamReset::handle_response(Instant now, const SctpReconfig& response) {
  if (requested_.empty() || response.sequence != next_request_) return;
  if (response.result == static_cast<uint32_t>(SctpReconfigResult::kInProgress)) {
    resend_at_ = now + sender_.rto();
    return;
  }
  if (response.result == static_cast<uint32_t>(SctpReconfigResult::kPerformed)) {
    for (const uint16_t one : requested_) sender_.reset_stream(one);
  }
  requested_.clear();
  ++next_request_;
  due_ = false;
  resend_at_ = kNever;
}

// What was said on a stream before leaves first: then the last TSN covers it.
bool SctpStreamReset::may_request() const {
  return requested_.empty() && !wanted_.empty() &&
         std::none_of(wanted_.begin(), wanted_.end(),
                      [&](uint16_t one) { return sender_.has_waiting(one); });
}

void SctpStreamReset::handle_timeout(Instant now) {
  if (now < resend_at_) return;
  resend_at_ = kNever;
  due_ = true;
}

bool SctpStreamReset::poll_request(Instant now, std::vector<uint8_t>& out) {
  if (may_request()) {
    const size_t count = std::min(wanted_.size(), kMaxStreamsAtOnce);
    const auto end = wanted_.begin() + static_cast<std::ptrdiff_t>(count);
    requested_.assign(wanted_.begin(), end);
    wanted_.erase(wanted_.begin(), end);
    due_ = true;
  }
  if (!due_ || requested_.empty()) return false;
  out = make_outgoing_reset(next_request_, sender_.last_tsn(), requested_);
  due_ = false;
  resend_at_ = now + sender_.rto();
  return true;
}

}  // namespace diemcau::transport
