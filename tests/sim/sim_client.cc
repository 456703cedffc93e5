#include "sim_client.h"

#include <algorithm>

#include "wire/red.h"
#include "wire/rtp_writer.h"
#include "wire/vp8.h"

namespace diemcau::sim {
namespace {

constexpr size_t kPacketsPerFrame[] = {1, 3, 6};  // of the low, medium and high layer
constexpr size_t kKeyframeFactor = 3;
constexpr size_t kPayloadSizes[] = {500, 1100, 1100};
constexpr Duration kFrame = 33ms;
const std::string kAudioMid = "a0";
const std::string kVideoMid = "v0";

// Seconds since an era that all publishers share, as NTP's 32.32; each layer's RTP clock has an
// offset of its own.
uint64_t ntp(Instant now) {
  const auto us = static_cast<uint64_t>(to_us(now.time_since_epoch()));
  return (us / 1'000'000) << 32 | ((us % 1'000'000) << 32) / 1'000'000;
}
uint32_t clock(Instant now, uint32_t rate) {
  return static_cast<uint32_t>(to_us(now.time_since_epoch()) * rate / 1'000'000);
}
uint32_t offset_of(Ssrc ssrc) { return ssrc.value * 2654435761u; }

// RFC 2198: the frame before, 20 ms older, and this one.
std::vector<uint8_t> with_redundancy(Bytes before, Bytes now) {
  std::vector<uint8_t> out(5 + before.size() + now.size());
  ByteWriter writer(out);
  if (!before.empty()) {
    writer.u8(0x80 | kOpusType);
    writer.u24(static_cast<uint32_t>(960 << 10 | before.size()));
  }
  writer.u8(kOpusType);
  writer.bytes(before);
  writer.bytes(now);
  out.resize(writer.size());
  return out;
}

}  // namespace

const transport::DtlsContext& client_context() {
  static const transport::DtlsContext context;
  return context;
}
const transport::DtlsContext& server_context() {
  static const transport::DtlsContext context;
  return context;
}

std::vector<PayloadFormat> formats_of(MediaKind kind) {
  if (kind == MediaKind::kAudio) {
    return {{kOpusType, std::nullopt, Codec::kOpus, 48000, ""},
            {kRedType, std::nullopt, Codec::kRed, 48000, ""}};
  }
  return {{kVp8Type, kRtxType, Codec::kVp8, 90000, ""}};
}

SimClient::SimClient(uint32_t number, const Path& server, uint64_t seed, Network& network)
    : number_(number), path_(server), network_(network), random_(seed), secure_(seed + 1) {
  ice_.local = make_ice_credentials(secure_, 0);
  ice_.remote = make_ice_credentials(secure_, 0);
}

link::AddPeer SimClient::join(RoomId room) {
  return {id(),
          room,
          ice_.remote.ufrag,
          ice_.remote.password,
          ice_.local.ufrag,
          ice_.local.password,
          client_context().fingerprint()};
}

void SimClient::connect(Instant now) {
  transport_ = std::make_unique<transport::ClientTransport>(client_context(), ice_,
                                                            server_context().fingerprint(),
                                                            std::vector<Path>{path_}, secure_, now);
  next_report_ = now + 500ms;
  flush(now);
}

link::SetSource SimClient::publish_audio(Instant now) {
  const Ssrc ssrc{number_ * 100 + 1};
  audio_ = {id(),
            TrackId{number_ * 10 + 1},
            MediaKind::kAudio,
            kAudioMid,
            formats_of(MediaKind::kAudio),
            kExtensions,
            {{Layer::kLow, "", ssrc, Ssrc{0}}}};
  audio_sending_.push_back({.ssrc = ssrc, .sequence = static_cast<uint16_t>(random_.u64())});
  next_audio_ = now;
  return audio_;
}

link::SetSource SimClient::publish_video(Instant now, size_t layers) {
  video_ = {id(),      TrackId{number_ * 10 + 2},     MediaKind::kVideo,
            kVideoMid, formats_of(MediaKind::kVideo), kExtensions,
            {}};
  for (size_t i = 0; i < layers; ++i) {
    const Ssrc ssrc{static_cast<uint32_t>(number_ * 100 + 10 + i * 2)};
    const Ssrc rtx{ssrc.value + 1};
    video_.layers.push_back({static_cast<Layer>(i), "", ssrc, rtx});
    video_sending_.push_back({.ssrc = ssrc,
                              .rtx_ssrc = rtx,
                              .layer = static_cast<uint8_t>(i),
                              .sequence = static_cast<uint16_t>(random_.u64()),
                              .picture_id = static_cast<uint16_t>(random_.below(0x8000))});
  }
  next_video_ = now;
  return video_;
}

link::SetSink SimClient::subscribe(const link::SetSource& source, SinkId sink) {
  const Ssrc ssrc{number_ * 100'000 + sink.value * 2};
  const Ssrc rtx{ssrc.value + 1};
  Receiving receiving;
  receiving.ssrc = ssrc;
  receiving.rtx_ssrc = rtx;
  receiving.kind = source.kind;
  receiving.checker = std::make_unique<StreamChecker>(source.kind);
  receiving_.emplace(sink, std::move(receiving));
  return {sink,
          id(),
          source.track,
          "m" + std::to_string(sink.value),
          formats_of(source.kind),
          kExtensions,
          ssrc,
          source.kind == MediaKind::kVideo ? rtx : Ssrc{0}};
}

void SimClient::move(uint16_t port) { path_.local.port = port; }

// --- Sending
// --------------------------------------------------------------------------------------

void SimClient::send_plain(Instant now, Bytes header, Bytes payload) {
  std::array<uint8_t, 1500> out;
  std::copy(header.begin(), header.end(), out.begin());
  const size_t size = transport_->protect_rtp(out, header.size(), {&payload, 1});
  if (size > 0) network_.send(now, path_, {out.data(), size});
}

void SimClient::send_rtp(Instant now, Sending& from, const wire::RtpHeader& header, Bytes payload) {
  std::array<uint8_t, 100> buffer;
  std::array<uint8_t, 2> number;
  store_be16(number.data(), transport_sequence_++);
  const uint8_t level[] = {0x80 | 20};
  const bool audio = header.payload_type == kOpusType || header.payload_type == kRedType;
  const wire::ExtensionValue extensions[] = {
      {kExtensions.mid, as_bytes(audio ? kAudioMid : kVideoMid)},
      {kExtensions.transport_cc, number},
      {audio ? kExtensions.audio_level : uint8_t{0}, level},
  };
  const size_t size = wire::write_rtp_header(buffer, header, extensions);
  ++from.packets;
  send_plain(now, {buffer.data(), size}, payload);
}

void SimClient::send_audio(Instant now) {
  Sending& stream = audio_sending_.front();
  std::array<uint8_t, 80> payload{};
  ByteWriter writer(payload);
  write_stamp(writer, {audio_.track.value, 0, stream.frame++, 0, 1, true});
  std::vector<uint8_t> whole(payload.begin(), payload.end());
  if (redundant_) whole = with_redundancy(last_sound_, payload);
  send_rtp(now, stream,
           {redundant_ ? kRedType : kOpusType, false, stream.sequence++,
            clock(now, 48000) + offset_of(stream.ssrc), stream.ssrc},
           whole);
  last_sound_.assign(payload.begin(), payload.end());
  next_audio_ = now + 20ms;
}

void SimClient::send_video(Instant now) {
  for (Sending& stream : video_sending_) {
    if (stream.layer < layers_sent_) send_frame(now, stream);
  }
  next_video_ = now + kFrame;
}

void SimClient::send_frame(Instant now, Sending& stream) {
  const bool keyframe = std::exchange(stream.keyframe_wanted, false);
  const size_t count = kPacketsPerFrame[stream.layer] * (keyframe ? kKeyframeFactor : 1);
  const uint32_t timestamp = clock(now, 90000) + offset_of(stream.ssrc);
  for (size_t i = 0; i < count; ++i) {
    // As encoders cut a frame: the later packets are a byte longer.
    std::vector<uint8_t> payload(kPayloadSizes[stream.layer] + (i >= count / 2 ? 1 : 0));
    const size_t descriptor = wire::write_vp8_descriptor(payload, i == 0, stream.picture_id);
    payload[descriptor] = keyframe ? 0 : 1;  // the first bit of the frame tag
    ByteWriter writer(MutableBytes(payload).last(kStampSize));
    write_stamp(writer, {video_.track.value, stream.layer, stream.frame, static_cast<uint8_t>(i),
                         static_cast<uint8_t>(count), keyframe});
    stream.timestamp = timestamp;
    stream.cache[stream.sequence] = payload;
    // The cache also knows the timestamp and marker, in front.
    std::vector<uint8_t>& cached = stream.cache[stream.sequence];
    cached.insert(cached.begin(), 5, 0);
    store_be32(cached.data(), timestamp);
    cached[4] = i + 1 == count;
    stream.cache.erase(static_cast<uint16_t>(stream.sequence - 400));
    send_rtp(now, stream, {kVp8Type, i + 1 == count, stream.sequence++, timestamp, stream.ssrc},
             payload);
  }
  ++stream.frame;
  stream.picture_id = (stream.picture_id + 1) & 0x7fff;
}

void SimClient::resend(Instant now, Sending& stream, uint16_t sequence) {
  const auto at = stream.cache.find(sequence);
  if (at == stream.cache.end()) return;
  const Bytes cached = at->second;
  std::vector<uint8_t> payload(2);
  store_be16(payload.data(), sequence);
  payload.insert(payload.end(), cached.begin() + 5, cached.end());
  send_rtp(
      now, stream,
      {kRtxType, cached[4] != 0, stream.rtx_sequence++, load_be32(cached.data()), stream.rtx_ssrc},
      payload);
}

void SimClient::send_rtcp(Instant now, Bytes compound) {
  std::array<uint8_t, 1500> out;
  const size_t size = transport_->protect_rtcp(compound, out);
  if (size > 0) network_.send(now, path_, {out.data(), size});
}

void SimClient::send_sender_reports(Instant now) {
  std::array<uint8_t, 1200> buffer;
  ByteWriter writer(buffer);
  const auto write = [&](const Sending& stream, uint32_t rate) {
    wire::write_sender_report(writer,
                              {stream.ssrc, ntp(now), clock(now, rate) + offset_of(stream.ssrc),
                               static_cast<uint32_t>(stream.packets), 0});
  };
  for (const Sending& stream : audio_sending_) write(stream, 48000);
  for (const Sending& stream : video_sending_) write(stream, 90000);
  if (writer.size() > 0) send_rtcp(now, writer.written());
  next_report_ = now + 1s;
}

// --- Receiving
// ------------------------------------------------------------------------------------

void SimClient::handle_delivery(Instant now, Delivery delivery) {
  MutableBytes plain;
  // Whatever port the NAT gave us, the socket is the same.
  const Path path{path_.local, delivery.path.remote, path_.tcp};
  switch (transport_->handle_datagram(now, path, delivery.datagram, plain)) {
    case transport::Received::kRtp:
      handle_rtp(now, plain);
      break;
    case transport::Received::kRtcp:
      handle_rtcp(now, plain);
      break;
    default:
      break;
  }
  flush(now);
}

void SimClient::handle_rtp(Instant now, Bytes plain) {
  auto rtp = wire::parse_rtp(plain);
  if (!rtp) return;
  const Bytes number = rtp->extension(kExtensions.transport_cc);
  if (tells_arrivals_ && number.size() == 2) {
    arrivals_.on_packet(now, load_be16(number.data()), rtp->ssrc);
  }
  for (auto& [sink, stream] : receiving_) {
    if (rtp->ssrc == stream.ssrc && rtp->payload_type == kRedType) {
      const auto red = wire::parse_red(rtp->payload());
      if (!red) return;
      for (size_t i = 0; i < red->redundant_count; ++i)
        hear(now, stream, red->redundant[i].payload);
      return receive(now, stream, rtp->sequence, rtp->timestamp, red->primary.payload);
    }
    if (rtp->ssrc == stream.ssrc) {
      return receive(now, stream, rtp->sequence, rtp->timestamp, rtp->payload());
    }
    if (rtp->ssrc == stream.rtx_ssrc && rtp->payload().size() >= 2) {
      return receive(now, stream, load_be16(rtp->payload().data()), rtp->timestamp,
                     rtp->payload().subspan(2));
    }
    if (rtp->ssrc == stream.rtx_ssrc) return;  // padding, to see whether more gets through
  }
  ++strangers_;
}

void SimClient::receive(Instant now, Receiving& stream, uint16_t sequence, uint32_t timestamp,
                        Bytes payload) {
  const int64_t unwrapped = stream.unwrapper.unwrap(sequence);
  if (stream.kind == MediaKind::kVideo) {
    if (stream.highest && unwrapped > *stream.highest) {
      stream.nacks.on_gap(now, *stream.highest, unwrapped);
    } else {
      stream.nacks.on_recovered(now, unwrapped);
    }
    stream.highest = std::max(stream.highest.value_or(unwrapped), unwrapped);
  }
  if (stream.kind == MediaKind::kAudio) {
    hear(now, stream, payload);
  } else {
    watch(now, stream, unwrapped, payload);
  }
  stream.checker->on_packet(sequence, timestamp, payload);
}

void SimClient::hear(Instant now, Receiving& stream, Bytes frame) {
  if (frame.size() < kStampSize || !stream.heard.insert(read_stamp(frame).frame).second) return;
  if (stream.last_heard != kNever) {
    stream.longest_silence = std::max(stream.longest_silence, now - stream.last_heard);
  }
  stream.last_heard = now;
}

void SimClient::watch(Instant now, Receiving& stream, int64_t sequence, Bytes payload) {
  if (payload.empty()) {
    stream.pictures.on_packet(now, sequence, {.is_empty = true});
    return;
  }
  const Stamp stamp = read_stamp(payload.last(kStampSize));
  const bool begins = stamp.index == 0;
  stream.pictures.on_packet(now, sequence,
                            {.begins = begins,
                             .ends = stamp.index + 1 == stamp.count,
                             .is_keyframe = begins && stamp.is_keyframe});
}

void SimClient::ask(Instant now, Receiving& stream) {
  std::array<int64_t, 64> lost;
  const size_t count = stream.nacks.poll(now, lost);
  std::array<uint16_t, 64> numbers;
  std::transform(lost.begin(), lost.begin() + static_cast<ptrdiff_t>(count), numbers.begin(),
                 [](int64_t one) { return static_cast<uint16_t>(one); });
  std::array<uint8_t, 600> buffer;
  ByteWriter writer(buffer);
  wire::write_nack(writer, Ssrc{1}, stream.ssrc, {numbers.data(), count});
  if (stream.nacks.take_given_up()) wire::write_pli(writer, Ssrc{1}, stream.ssrc);
  if (writer.size() > 0) send_rtcp(now, writer.written());
}

void SimClient::send_arrivals(Instant now) {
  std::array<uint8_t, 1200> buffer;
  for (Bytes due = arrivals_.poll_feedback(now, buffer); !due.empty();
       due = arrivals_.poll_feedback(now, buffer)) {
    send_rtcp(now, due);
  }
}

void SimClient::handle_rtcp(Instant now, Bytes plain) {
  wire::RtcpReader reader(plain);
  wire::RtcpPacket packet;
  while (reader.next(packet)) {
    if (packet.type == wire::RtcpType::kSenderReport) ++sender_reports_;
    const auto target = wire::feedback_target(packet);
    if (packet.type == wire::RtcpType::kTransportFeedback &&
        packet.count == wire::kFormatTransportCc) {
      ++arrivals_reported_;
    }
    for (Sending& stream : video_sending_) {
      if (target != stream.ssrc) continue;
      if (packet.type == wire::RtcpType::kPayloadFeedback && packet.count == wire::kFormatPli) {
        stream.keyframe_wanted = true;
        ++plis_;
      }
      if (packet.type == wire::RtcpType::kTransportFeedback && packet.count == wire::kFormatNack) {
        wire::for_each_nack(packet, [&](uint16_t lost) { resend(now, stream, lost); });
      }
    }
  }
}

// --- Time
// -----------------------------------------------------------------------------------------

void SimClient::flush(Instant now) {
  Path path;
  std::vector<uint8_t> datagram;
  while (transport_->poll_datagram(now, path, datagram)) network_.send(now, path_, datagram);
}

void SimClient::handle_timeout(Instant now) {
  transport_->handle_timeout(now);
  flush(now);
  if (!connected()) return;
  if (next_audio_ <= now) send_audio(now);
  if (next_video_ <= now) send_video(now);
  if (next_report_ <= now) send_sender_reports(now);
  if (arrivals_.next_timeout() <= now) send_arrivals(now);
  for (auto& [sink, stream] : receiving_) {
    if (stream.nacks.next_timeout() <= now) ask(now, stream);
  }
}

Instant SimClient::next_timeout() const {
  Instant next = transport_->next_timeout();
  if (!connected()) return next;
  next = std::min({next, next_audio_, next_video_, next_report_, arrivals_.next_timeout()});
  for (const auto& [sink, stream] : receiving_) {
    next = std::min(next, stream.nacks.next_timeout());
  }
  return next;
}

}  // namespace diemcau::sim
