#include "site_session.h"

#include <algorithm>
#include <utility>

#include "livekit/token.h"

namespace diemcau::sites {
namespace {

constexpr int64_t kTokenLifetimeMs = 6 * 3600 * 1000;

// Adds what one connection has seen.
void add_connection(const Connection& connection, SiteReport& report) {
  if (const Publisher* publisher = connection.publisher()) {
    report.sent += publisher->packets();
    report.resent += publisher->resent();
    report.keyframes_asked_of_us += publisher->keyframe_requests();
  }
  report.video_streams = report.audio_streams = 0;
  const Receiver* receiver = connection.receiver();
  if (receiver == nullptr) return;
  report.stray_packets += receiver->stray_packets();
  for (const auto& [ssrc, stream] : receiver->streams()) {
    add(report.received, stream.counters());
    const bool is_video = stream.kind() == MediaKind::kVideo;
    (is_video ? report.video_latency : report.audio_latency).add(stream.latency());
    report.frames += stream.frames().frames();
    report.freezes += stream.frames().freezes();
    report.longest_gap = std::max(report.longest_gap, stream.frames().longest_gap());
    if (is_video && stream.frames().frames() > 0) ++report.video_streams;
    if (!is_video) ++report.audio_streams;
  }
}

}  // namespace

SiteSession::SiteSession(SiteConfig config, const transport::DtlsContext& context,
                         SecureRandom& random, Instant now)
    : config_(std::move(config)), context_(context), random_(random), next_attempt_(now) {}

std::string SiteSession::make_token(UnixTime today) const {
  livekit::Grants grants;
  grants.api_key = config_.api_key;
  grants.identity = config_.identity;
  grants.name = config_.name;
  grants.room = config_.room;
  grants.room_join = true;
  grants.can_publish = config_.clip != nullptr;
  grants.can_subscribe = config_.subscribe;
  grants.not_before = UnixTime{today.ms - 1000};
  grants.expires = UnixTime{today.ms + kTokenLifetimeMs};
  return livekit::create_token(grants, config_.api_secret);
}

bool SiteSession::poll_connect(Instant now, UnixTime today, SignalTarget& out) {
  if (state_ != SiteState::kWaiting || socket_exists_ || now < next_attempt_) return false;
  state_ = SiteState::kOpening;
  socket_exists_ = true;
  attempt_began_ = last_heard_ = now;
  if (!first_attempt_) first_attempt_ = now;
  connection_ = std::make_unique<Connection>(config_, context_, random_);
  offer_id_ = 1;
  answered_id_ = 0;
  foreign_ = {};
  without_candidates_.reset();
  out.target = make_join_target({.offer = connection_->make_offer(),
                                 .offer_id = offer_id_,
                                 .subscribe = config_.subscribe,
                                 .tracks = connection_->tracks()});
  out.authorization = "Bearer " + make_token(today);
  return true;
}

void SiteSession::handle_opened(Instant now) {
  if (state_ != SiteState::kOpening) return;
  state_ = SiteState::kJoining;
  last_heard_ = now;
}

void SiteSession::handle_closed(Instant now, const std::string& why) {
  socket_exists_ = wants_close_ = false;
  frames_.clear();
  const bool opened = state_ != SiteState::kOpening;
  if (state_ != SiteState::kLeft && state_ != SiteState::kWaiting) {
    fail(now, (opened ? "the WebSocket was lost: " : "the WebSocket could not be opened: ") + why);
  }
}

void SiteSession::handle_frame(Instant now, Bytes frame) {
  if (state_ != SiteState::kJoining && state_ != SiteState::kLive) return;
  last_heard_ = now;
  const auto message = parse_server_message(frame);
  if (!message) return;
  std::visit([&](const auto& one) { on_message(now, one); }, *message);
}

void SiteSession::on_message(Instant now, const Joined& joined) {
  joined_ = joined;
  next_ping_ = joined.ping_interval > 0s ? now + joined.ping_interval : kNever;
}

void SiteSession::on_message(Instant now, const Answered& answer) {
  // 0 is an answer without a number.
  if (answer.id != 0 && answer.id != offer_id_) return;
  if (ForeignAnswer::names_candidates(answer.sdp) || foreign_.has_candidates()) {
    return take_answer(now, answer);
  }
  without_candidates_ = answer;
}

void SiteSession::on_message(Instant now, const Trickled& trickled) {
  if (!foreign_.add_candidate(trickled.candidate) || !without_candidates_) return;
  const Answered answer = *std::exchange(without_candidates_, std::nullopt);
  take_answer(now, answer);
}

void SiteSession::take_answer(Instant now, const Answered& answer) {
  if (!connection_->handle_answer(now, foreign_.completed(answer.sdp))) {
    fail(now, "the answer could not be understood");
    return;
  }
  answered_id_ = offer_id_;
  if (offer_wanted_) offer_again();
}

void SiteSession::on_message(Instant, const SectionsWanted& wanted) {
  connection_->add_receiving(wanted.audios, wanted.videos);
  // One offer in flight: what is wanted meanwhile goes into the next.
  if (answered_id_ == offer_id_) {
    offer_again();
  } else {
    offer_wanted_ = true;
  }
}

void SiteSession::offer_again() {
  offer_wanted_ = false;
  frames_.push_back(make_offer(connection_->make_offer(), ++offer_id_));
}

void SiteSession::on_message(Instant now, const ToldToLeave& told) {
  if (told.come_back) {
    fail(now, "the server asked to come back");
    return;
  }
  trouble_ = "the server said goodbye, reason " + std::to_string(told.reason);
  end_connection(now);
  state_ = SiteState::kLeft;
  wants_close_ = socket_exists_;
}

void SiteSession::on_message(Instant now, const Ponged& pong) {
  rtt_ = std::max(now - pong.echoed, Duration{});
}

bool SiteSession::poll_frame(Frame& out) {
  if (frames_.empty()) return false;
  out = std::move(frames_.front());
  frames_.pop_front();
  return true;
}

void SiteSession::handle_datagram(Instant now, const Path& path, MutableBytes datagram) {
  if (!connection_ || state_ == SiteState::kLeft) return;
  connection_->handle_datagram(now, path, datagram);
  follow_media(now);
}

bool SiteSession::poll_datagram(Instant now, Path& path, std::vector<uint8_t>& out) {
  return connection_ && connection_->poll_datagram(now, path, out);
}

void SiteSession::follow_media(Instant now) {
  if (state_ == SiteState::kJoining && connection_->connected()) {
    state_ = SiteState::kLive;
    failures_in_a_row_ = 0;
    totals_.joined = true;
    if (!totals_.join_time) totals_.join_time = now - *first_attempt_;
  }
  if (state_ != SiteState::kLive) return;
  const auto frame = connection_->receiver()->first_frame();
  if (frame && !totals_.first_frame) totals_.first_frame = *frame - *first_attempt_;
  if (!media_lost_ || !connection_->has_media()) return;
  const Duration away = now - *std::exchange(media_lost_, std::nullopt);
  if (!totals_.back_after || away > *totals_.back_after) totals_.back_after = away;
  totals_.back_at = now;
}

void SiteSession::handle_timeout(Instant now) {
  if (state_ == SiteState::kLeft || !connection_) return;
  connection_->handle_timeout(now);
  follow_media(now);
  if (now >= next_ping_) send_ping(now);
  if (connection_->lost()) {
    fail(now, "the media connection was lost");
  } else if (state_ != SiteState::kLive && now - attempt_began_ >= kJoinTimeout) {
    fail(now, "joining took too long");
  } else if (joined_ && joined_->ping_timeout > 0s && now - last_heard_ >= joined_->ping_timeout) {
    fail(now, "the server fell silent");
  }
}

void SiteSession::send_ping(Instant now) {
  frames_.push_back(make_ping(now, rtt_));
  next_ping_ = now + joined_->ping_interval;
}

Instant SiteSession::next_timeout() const {
  if (state_ == SiteState::kLeft) return kNever;
  if (!connection_) return socket_exists_ ? kNever : next_attempt_;
  Instant next = std::min(connection_->next_timeout(), next_ping_);
  if (state_ != SiteState::kLive) next = std::min(next, attempt_began_ + kJoinTimeout);
  if (joined_ && joined_->ping_timeout > 0s) {
    next = std::min(next, last_heard_ + joined_->ping_timeout);
  }
  return next;
}

// Gives this attempt up; the next follows after a while.
void SiteSession::fail(Instant now, std::string why) {
  trouble_ = std::move(why);
  if (state_ == SiteState::kLive) {
    ++totals_.reconnects;
    if (!media_lost_) media_lost_ = now;
  }
  end_connection(now);
  state_ = SiteState::kWaiting;
  wants_close_ = socket_exists_;
  next_attempt_ = now + backoff();
}

void SiteSession::end_connection(Instant now) {
  if (connection_) add_connection(*connection_, totals_);
  if (connection_) connection_->close(now);
  connection_.reset();
  joined_.reset();
  offer_wanted_ = false;
  next_ping_ = kNever;
}

// Doubles up to the longest, and a quarter more or less, so that sites do not come in step.
Duration SiteSession::backoff() {
  const Duration whole =
      std::min(kFirstBackoff * (1 << std::min(failures_in_a_row_, 8u)), kLongestBackoff);
  ++failures_in_a_row_;
  return whole * 3 / 4 + whole / 2 * (random_.u32() % 1000) / 1000;
}

void SiteSession::leave(Instant now) {
  if (state_ == SiteState::kLeft) return;
  frames_.clear();
  if (state_ == SiteState::kJoining || state_ == SiteState::kLive) frames_.push_back(make_leave());
  // The connection is kept for its last datagrams and for the report.
  if (connection_) connection_->close(now);
  state_ = SiteState::kLeft;
  wants_close_ = socket_exists_;
}

SiteReport SiteSession::report(Instant) const {
  SiteReport out = totals_;
  if (connection_) add_connection(*connection_, out);
  return out;
}

}  // namespace diemcau::sites
