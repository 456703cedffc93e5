#include "transport/sctp_association.h"

#include <algorithm>
#include <array>
#include <utility>

namespace diemcau::transport {
namespace {

// RFC 9260 section 16. Deviation: Association.Max.Retrans is 16 instead of 10. A dead path is ICE's
// to find, and a bad line is not a dead one.
constexpr unsigned kMaxInitAttempts = 8;
constexpr unsigned kMaxTimeouts = 16;

// Section 3.3.10.
constexpr uint16_t kInvalidStream = 1;
constexpr uint16_t kUserAbort = 12;
constexpr uint16_t kProtocolViolation = 13;
constexpr uint16_t kNoUserData = 9;

constexpr uint8_t kTagReflected = 1;  // the T bit (section 3.3.7)
constexpr size_t kMaxControl = 16;

std::array<uint8_t, 4> cause_header(uint16_t cause, size_t size) {
  std::array<uint8_t, 4> out;
  store_be16(out.data(), cause);
  store_be16(out.data() + 2, static_cast<uint16_t>(4 + size));
  return out;
}

uint32_t nonzero(uint32_t value) { return value == 0 ? 1 : value; }

}  // namespace

SctpAssociation::SctpAssociation(const SctpLimits& limits, SecureRandom& random)
    : limits_(limits),
      tag_(nonzero(random.u32())),
      tsn_(random.u32()),
      secret_(random.u64()),
      sender_(limits.sender, tsn_),
      reset_(sender_, tsn_) {}

void SctpAssociation::connect(Instant now) {
  if (state_ != SctpState::kClosed) return;
  state_ = SctpState::kCookieWait;
  send_init();
  start_timer(now);
}

// --- What comes in ------------------------------------------------------------------------------

// Section 8.5.
bool SctpAssociation::is_ours(const SctpPacket& packet, const SctpChunk& first) const {
  if (packet.source_port != kSctpPort || packet.destination_port != kSctpPort) return false;
  if (first.is(SctpChunkType::kInit)) return packet.tag == 0;
  const bool may_reflect =
      first.is(SctpChunkType::kAbort) || first.is(SctpChunkType::kShutdownComplete);
  if (may_reflect && (first.flags & kTagReflected) != 0) {
    return peer_tag_ != 0 && packet.tag == peer_tag_;
  }
  return packet.tag == tag_;
}

void SctpAssociation::handle_packet(Instant now, Bytes bytes) {
  if (state_ == SctpState::kEnded) return;
  const auto packet = parse_sctp(bytes);
  if (!packet) {
    ++(packet.error() == ParseError::kBadChecksum ? counters_.bad_checksum : counters_.malformed);
    return;
  }
  SctpChunkReader chunks(packet->chunks);
  SctpChunk chunk;
  packet_had_data_ = false;
  for (bool first = true; state_ != SctpState::kEnded && chunks.next(chunk); first = false) {
    if (first && !is_ours(*packet, chunk)) {
      ++counters_.wrong_tag;
      return;
    }
    // Section 6.10: INIT is never bundled; whoever knows no tag says nothing else.
    if (chunk.is(SctpChunkType::kInit) && !first) break;
    handle_chunk(now, chunk);
    if (chunk.is(SctpChunkType::kInit)) break;
  }
  if (!chunks.ok()) ++counters_.malformed;
  if (state_ == SctpState::kEnded) return;
  if (packet_had_data_ && receiver_) receiver_->handle_packet_end(now);
  follow_shutdown(now);
}

void SctpAssociation::handle_chunk(Instant now, const SctpChunk& chunk) {
  switch (static_cast<SctpChunkType>(chunk.type)) {
    case SctpChunkType::kData:
      return handle_data(chunk);
    case SctpChunkType::kInit:
      return handle_init(chunk);
    case SctpChunkType::kInitAck:
      return handle_init_ack(now, chunk);
    case SctpChunkType::kSack:
      return handle_sack(now, chunk);
    case SctpChunkType::kHeartbeat:
      return handle_heartbeat(chunk);
    case SctpChunkType::kAbort:
      return end();
    case SctpChunkType::kShutdown:
      return handle_shutdown(now, chunk);
    case SctpChunkType::kShutdownAck:
      return handle_shutdown_ack();
    case SctpChunkType::kCookieEcho:
      return handle_cookie_echo(now, chunk);
    case SctpChunkType::kCookieAck:
      return handle_cookie_ack();
    case SctpChunkType::kShutdownComplete:
      if (state_ == SctpState::kShutdownAckSent) end();
      return;
    case SctpChunkType::kReconfig:
      return handle_reconfig(now, chunk);
    case SctpChunkType::kForwardTsn:
      return handle_forward_tsn(chunk);
    case SctpChunkType::kHeartbeatAck:  // we ask for none: ICE watches the path
    case SctpChunkType::kError:         // nothing to do about it
      return;
  }
  handle_unknown(chunk);
}

// Section 3.2: the type's two highest bits say what to do.
void SctpAssociation::handle_unknown(const SctpChunk& chunk) {
  constexpr uint8_t kReport = 0x40;
  constexpr uint16_t kUnrecognizedChunk = 6;
  ++counters_.unexpected;
  if ((chunk.type & kReport) == 0) return;
  const std::array<uint8_t, 4> header = {chunk.type, chunk.flags, 0, 4};
  const auto cause = cause_header(kUnrecognizedChunk, header.size());
  std::vector<uint8_t> value(cause.begin(), cause.end());
  value.insert(value.end(), header.begin(), header.end());
  push_control(SctpChunkType::kError, 0, value);
}

// --- Handshake ----------------------------------------------------------------------------------

SctpInit SctpAssociation::our_init() const {
  SctpInit init;
  init.tag = tag_;
  init.window = static_cast<uint32_t>(limits_.receiver.window);
  init.outbound_streams = UINT16_MAX;
  init.inbound_streams = limits_.receiver.max_streams;
  init.tsn = tsn_;
  return init;
}

void SctpAssociation::handle_init(const SctpChunk& chunk) {
  const auto init = parse_init(chunk.value);
  if (!init) {
    ++counters_.malformed;
    return;
  }
  // Section 5.2.1: in a collision the same tag and TSN are told that our own INIT told.
  // Deviation: an INIT in an association that stands (section 5.2.2) is dropped. Over DTLS only
  // the peer itself can say it, and a peer that begins anew begins a new DTLS.
  if (state_ > SctpState::kCookieEchoed) {
    ++counters_.unexpected;
    return;
  }
  const std::vector<uint8_t> cookie = make_cookie(*init);
  SctpInit answer = our_init();
  answer.cookie = cookie;
  std::array<uint8_t, kSctpMaxPacket> buffer;
  SctpPacketWriter writer(buffer, kSctpPort, kSctpPort, init->tag);
  if (write_init(writer, SctpChunkType::kInitAck, answer, &*init)) push_packet(writer.finish());
}

// Deviation: the cookie carries no MAC and no lifespan (section 5.1.3). DTLS has authenticated the
// peer, who could only forge a cookie for itself; the secret tells ours from noise.
std::vector<uint8_t> SctpAssociation::make_cookie(const SctpInit& init) const {
  std::vector<uint8_t> out(kCookieSize);
  ByteWriter writer(out);
  writer.u64(secret_);
  writer.u32(tag_);
  writer.u32(init.tag);
  writer.u32(init.tsn);
  writer.u32(init.window);
  writer.u16(init.inbound_streams);
  writer.u8(init.forward_tsn ? 1 : 0);
  DIEMCAU_CHECK(writer.ok());
  return out;
}

std::optional<SctpAssociation::Cookie> SctpAssociation::read_cookie(Bytes bytes) const {
  ByteReader in(bytes);
  if (in.u64() != secret_ || in.u32() != tag_) return std::nullopt;
  Cookie cookie;
  cookie.peer_tag = in.u32();
  cookie.peer_tsn = in.u32();
  cookie.peer_window = in.u32();
  cookie.streams = in.u16();
  cookie.forward_tsn = in.u8() != 0;
  if (!in.ok() || !in.empty() || cookie.peer_tag == 0) return std::nullopt;
  return cookie;
}

void SctpAssociation::adopt(const Cookie& peer) {
  peer_tag_ = peer.peer_tag;
  receiver_.emplace(limits_.receiver, peer.peer_tsn);
  sender_.start(peer.peer_window, peer.streams, peer.forward_tsn);
  reset_.start(peer.peer_tsn);
}

void SctpAssociation::establish() {
  state_ = SctpState::kEstablished;
  timer_at_ = kNever;
  cookie_.clear();
}

void SctpAssociation::handle_init_ack(Instant now, const SctpChunk& chunk) {
  if (state_ != SctpState::kCookieWait) {
    ++counters_.unexpected;
    return;
  }
  const auto init = parse_init(chunk.value);
  constexpr size_t kMaxCookie = kSctpMaxPacket - kSctpHeaderSize - kSctpChunkHeaderSize;
  if (!init || init->cookie.empty() || init->cookie.size() > kMaxCookie) {
    ++counters_.malformed;
    return;
  }
  adopt({init->tag, init->tsn, init->window, init->inbound_streams, init->forward_tsn});
  cookie_.assign(init->cookie.begin(), init->cookie.end());
  state_ = SctpState::kCookieEchoed;
  attempts_ = 0;
  send_cookie_echo();
  start_timer(now);
}

void SctpAssociation::handle_cookie_echo(Instant, const SctpChunk& chunk) {
  const auto cookie = read_cookie(chunk.value);
  if (!cookie) {
    ++counters_.unexpected;
    return;
  }
  // Section 5.2.4: where the association stands already (case D) only the answer was lost.
  if (state_ <= SctpState::kCookieEchoed) {
    // Case B too: both began, and the peer's cookie arrives before ours was acknowledged.
    if (!receiver_ || peer_tag_ != cookie->peer_tag) adopt(*cookie);
    establish();
  } else if (cookie->peer_tag != peer_tag_) {
    ++counters_.unexpected;
    return;
  }
  push_control(SctpChunkType::kCookieAck, 0, {});
}

void SctpAssociation::handle_cookie_ack() {
  if (state_ == SctpState::kCookieEchoed) establish();
}

// --- Data ---------------------------------------------------------------------------------------

bool SctpAssociation::carries_data() const {
  return state_ == SctpState::kEstablished || state_ == SctpState::kShutdownPending ||
         state_ == SctpState::kShutdownReceived;
}

bool SctpAssociation::receives() const {
  return state_ == SctpState::kEstablished || state_ == SctpState::kShutdownPending ||
         state_ == SctpState::kShutdownSent;
}

void SctpAssociation::handle_data(const SctpChunk& chunk) {
  if (!receives()) {
    ++counters_.unexpected;
    return;
  }
  const auto data = parse_data(chunk);
  if (!data) return fail(kNoUserData);
  packet_had_data_ = true;
  switch (receiver_->handle_data(*data)) {
    case SctpReceiver::Outcome::kTaken:
    case SctpReceiver::Outcome::kIgnored:
      return;
    case SctpReceiver::Outcome::kInvalidStream: {
      std::array<uint8_t, 8> cause{};
      store_be16(&cause[0], kInvalidStream);
      store_be16(&cause[2], cause.size());
      store_be16(&cause[4], data->stream);
      return push_control(SctpChunkType::kError, 0, cause);
    }
    case SctpReceiver::Outcome::kViolation:
      return fail(kProtocolViolation);
  }
}

void SctpAssociation::handle_forward_tsn(const SctpChunk& chunk) {
  const auto forward = parse_forward_tsn(chunk.value);
  if (!forward || !receives()) {
    ++(forward ? counters_.unexpected : counters_.malformed);
    return;
  }
  packet_had_data_ = true;
  receiver_->handle_forward_tsn(*forward);
}

void SctpAssociation::handle_sack(Instant now, const SctpChunk& chunk) {
  const auto sack = parse_sack(chunk.value);
  if (!sack || state_ < SctpState::kEstablished) {
    ++(sack ? counters_.unexpected : counters_.malformed);
    return;
  }
  if (!sender_.handle_sack(now, *sack)) fail(kProtocolViolation);
}

// Section 8.3: what it carries is sent back as it is.
void SctpAssociation::handle_heartbeat(const SctpChunk& chunk) {
  if (peer_tag_ != 0) push_control(SctpChunkType::kHeartbeatAck, 0, chunk.value);
}

void SctpAssociation::handle_reconfig(Instant now, const SctpChunk& chunk) {
  if (!receiver_ || state_ < SctpState::kEstablished) {
    ++counters_.unexpected;
    return;
  }
  std::vector<uint16_t> closed;
  std::vector<std::vector<uint8_t>> answers;
  reset_.handle(now, chunk.value, *receiver_, closed, answers);
  for (const auto& answer : answers) push_control(SctpChunkType::kReconfig, 0, answer);
  for (const uint16_t stream : closed) {
    if (stream < limits_.receiver.max_streams) closed_streams_.push_back(stream);
  }
}

bool SctpAssociation::poll_closed_stream(uint16_t& out) {
  if (closed_streams_.empty()) return false;
  out = closed_streams_.front();
  closed_streams_.pop_front();
  return true;
}

SctpSendResult SctpAssociation::send(Instant now, const SctpSendOptions& options,
                                     SharedBytes payload) {
  // Section 9.2: nothing new once the end has begun.
  if (state_ > SctpState::kEstablished) return SctpSendResult::kClosed;
  return sender_.send(now, options, std::move(payload));
}

bool SctpAssociation::poll_message(SctpMessage& out) {
  return receiver_ && receiver_->poll_message(out);
}

// --- The end ------------------------------------------------------------------------------------

void SctpAssociation::shutdown(Instant now) {
  if (state_ < SctpState::kEstablished) return abort();
  if (state_ == SctpState::kEstablished) state_ = SctpState::kShutdownPending;
  follow_shutdown(now);
}

// Section 9.2.
void SctpAssociation::follow_shutdown(Instant now) {
  if (!sender_.idle()) return;
  if (state_ == SctpState::kShutdownPending) {
    state_ = SctpState::kShutdownSent;
  } else if (state_ == SctpState::kShutdownReceived) {
    state_ = SctpState::kShutdownAckSent;
  } else {
    return;
  }
  attempts_ = 0;
  send_shutdown();
  start_timer(now);
}

void SctpAssociation::send_shutdown() {
  if (state_ == SctpState::kShutdownAckSent) {
    return push_control(SctpChunkType::kShutdownAck, 0, {});
  }
  uint8_t cumulative[4];
  store_be32(cumulative, receiver_->cumulative());
  push_control(SctpChunkType::kShutdown, 0, cumulative);
}

void SctpAssociation::handle_shutdown(Instant now, const SctpChunk& chunk) {
  if (state_ < SctpState::kEstablished || chunk.value.size() != 4) {
    ++counters_.unexpected;
    return;
  }
  if (!sender_.handle_cumulative(now, load_be32(chunk.value.data()))) {
    return fail(kProtocolViolation);
  }
  if (state_ == SctpState::kShutdownSent) {
    // Both began: each acknowledges the other.
    state_ = SctpState::kShutdownAckSent;
    attempts_ = 0;
    send_shutdown();
    start_timer(now);
  } else if (state_ == SctpState::kShutdownAckSent) {
    send_shutdown();
  } else {
    state_ = SctpState::kShutdownReceived;
  }
}

void SctpAssociation::handle_shutdown_ack() {
  if (state_ != SctpState::kShutdownSent && state_ != SctpState::kShutdownAckSent) {
    ++counters_.unexpected;
    return;
  }
  std::array<uint8_t, kSctpHeaderSize + kSctpChunkHeaderSize> buffer;
  SctpPacketWriter writer(buffer, kSctpPort, kSctpPort, peer_tag_);
  writer.add(SctpChunkType::kShutdownComplete, 0, Bytes{});
  end();
  push_packet(writer.finish());
}

void SctpAssociation::abort() { fail(kUserAbort); }

void SctpAssociation::fail(uint16_t cause) {
  const bool tell = peer_tag_ != 0 && state_ != SctpState::kEnded;
  end();
  if (!tell) return;
  std::array<uint8_t, 32> buffer;
  SctpPacketWriter writer(buffer, kSctpPort, kSctpPort, peer_tag_);
  writer.add(SctpChunkType::kAbort, 0, cause_header(cause, 0));
  push_packet(writer.finish());
}

void SctpAssociation::end() {
  state_ = SctpState::kEnded;
  timer_at_ = kNever;
  packets_.clear();
  control_.clear();
}

// --- Time and what leaves -----------------------------------------------------------------------

void SctpAssociation::start_timer(Instant now) {
  if (attempts_ == 0) timer_interval_ = sender_.rto();
  timer_at_ = now + timer_interval_;
  timer_interval_ = std::min<Duration>(2 * timer_interval_, SctpRto::kMax);
}

void SctpAssociation::send_init() {
  std::array<uint8_t, kSctpMaxPacket> buffer;
  SctpPacketWriter writer(buffer, kSctpPort, kSctpPort, 0);
  DIEMCAU_CHECK(write_init(writer, SctpChunkType::kInit, our_init(), nullptr));
  push_packet(writer.finish());
}

void SctpAssociation::send_cookie_echo() {
  std::array<uint8_t, kSctpMaxPacket> buffer;
  SctpPacketWriter writer(buffer, kSctpPort, kSctpPort, peer_tag_);
  if (writer.add(SctpChunkType::kCookieEcho, 0, cookie_)) push_packet(writer.finish());
}

void SctpAssociation::handle_timeout(Instant now) {
  if (state_ == SctpState::kEnded) return;
  if (carries_data()) {
    sender_.handle_timeout(now);
    if (sender_.timeouts() > kMaxTimeouts) return fail(kUserAbort);
    reset_.handle_timeout(now);
    follow_shutdown(now);
  }
  if (now < timer_at_) return;
  if (++attempts_ > kMaxInitAttempts) return fail(kUserAbort);
  if (state_ == SctpState::kCookieWait) {
    send_init();
  } else if (state_ == SctpState::kCookieEchoed) {
    send_cookie_echo();
  } else {
    send_shutdown();
  }
  start_timer(now);
}

Instant SctpAssociation::next_timeout() const {
  if (state_ == SctpState::kEnded) return kNever;
  Instant next = timer_at_;
  if (receiver_) next = std::min(next, receiver_->next_timeout());
  if (carries_data()) {
    next = std::min({next, sender_.next_timeout(), reset_.next_timeout()});
  }
  return next;
}

void SctpAssociation::push_packet(Bytes packet) {
  if (packets_.size() < kMaxControl) packets_.emplace_back(packet.begin(), packet.end());
}

// A flood of what has to be answered loses its answers.
void SctpAssociation::push_control(SctpChunkType type, uint8_t flags, Bytes value) {
  constexpr size_t kLargest = kSctpMaxPacket - kSctpHeaderSize - kSctpChunkHeaderSize;
  if (control_.size() >= kMaxControl || value.size() > kLargest) return;
  control_.push_back({type, flags, {value.begin(), value.end()}});
}

bool SctpAssociation::poll_packet(Instant now, std::vector<uint8_t>& out) {
  if (!packets_.empty()) {
    out = std::move(packets_.front());
    packets_.pop_front();
    return true;
  }
  if (peer_tag_ == 0 || state_ == SctpState::kEnded) return false;
  std::array<uint8_t, kSctpMaxPacket> buffer;
  SctpPacketWriter writer(buffer, kSctpPort, kSctpPort, peer_tag_);
  write(now, writer);
  if (!writer.has_chunks()) return false;
  const Bytes packet = writer.finish();
  out.assign(packet.begin(), packet.end());
  return true;
}

// Section 6.10: control first, then SACK, then DATA.
void SctpAssociation::write(Instant now, SctpPacketWriter& writer) {
  std::vector<uint8_t> request;
  while (!control_.empty() &&
         writer.add(control_.front().type, control_.front().flags, control_.front().value)) {
    control_.pop_front();
  }
  if (receiver_ && receiver_->sack_due(now)) receiver_->write_sack(writer);
  if (!carries_data() || !control_.empty()) return;
  if (writer.room() > kSctpMaxPacket / 2 && reset_.poll_request(now, request)) {
    writer.add(SctpChunkType::kReconfig, 0, request);
  }
  sender_.write(now, writer);
}

}  // namespace diemcau::transport
