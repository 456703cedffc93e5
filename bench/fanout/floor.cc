#include "floor.h"

#include <algorithm>
#include <unordered_map>

#include "measure.h"
#include "transport/cipher_engine.h"

namespace diemcau::bench {
namespace {

constexpr size_t kHeaderSize = 20;

}  // namespace

double replay(const std::vector<TraceMessage>& trace, runtime::UdpSocket& socket) {
  std::unordered_map<Path, std::unique_ptr<transport::Cipher>> ciphers;
  transport::SessionKeys keys;
  for (const TraceMessage& message : trace) {
    auto& cipher = ciphers[message.path];
    if (cipher != nullptr) continue;
    keys.cipher[0] = static_cast<uint8_t>(ciphers.size());
    keys.cipher[1] = static_cast<uint8_t>(ciphers.size() >> 8);
    cipher =
        transport::make_cipher(transport::fastest_engine(), transport::SrtpProfile::kAeadAes128Gcm,
                               transport::PacketKind::kRtp, keys);
  }
  const std::vector<uint8_t> payload(1500);
  shard::Batch batch;
  uint64_t datagrams = 0;
  const int64_t begin = cpu_ns();
  for (size_t at = 0; at < trace.size();) {
    for (; at < trace.size() && batch.has_room_for(1); ++at) {
      const TraceMessage& message = trace[at];
      uint8_t* out = batch.begin_message().data();
      for (uint32_t written = 0; written < message.size; written += message.segment_size) {
        const size_t size = std::min<size_t>(message.segment_size, message.size - written);
        const Bytes plain(payload.data(), size - kHeaderSize - 16);
        ciphers.find(message.path)
            ->second->seal({1, ++datagrams}, {out, kHeaderSize}, {&plain, 1}, {},
                           out + kHeaderSize);
        out += size;
      }
      batch.commit(message.path, message.size, message.segment_size);
    }
    for (size_t sent = 0; sent < batch.size();) sent = socket.send(batch, sent);
    batch.clear();
  }
  return static_cast<double>(cpu_ns() - begin) /
         static_cast<double>(std::max<uint64_t>(1, datagrams));
}

std::vector<TraceMessage> ideal(const std::vector<TraceMessage>& trace,
                                size_t datagrams_per_frame) {
  std::unordered_map<Path, std::pair<size_t, uint32_t>> waiting;  // datagrams, bytes
  std::vector<TraceMessage> out;
  for (const TraceMessage& message : trace) {
    auto& [count, bytes] = waiting[message.path];
    count += (message.size + message.segment_size - 1) / message.segment_size;
    bytes += message.size;
    if (count < datagrams_per_frame) continue;
    const auto segment = static_cast<uint16_t>((bytes + count - 1) / count);
    out.push_back({message.path, bytes, segment});
    count = bytes = 0;
  }
  return out;
}

}  // namespace diemcau::bench
