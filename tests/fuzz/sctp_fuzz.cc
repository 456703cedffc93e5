// A whole association with its channels that stands, under chunks of any kind: they carry the right
// tag and a checksum that fits, as an authenticated peer that lies would send them. Memory stays
// bounded, packets stay small, and the line falls silent in the end.
#include <array>
#include <optional>
#include <vector>

#include "base/check.h"
#include "transport/sctp_channels.h"

using namespace diemcau;
using namespace diemcau::transport;

namespace {

constexpr int kMaxSteps = 24;
constexpr size_t kMostPackets = 4096;  // in answer to one step

class Line {
 public:
  Line() : client_(true, {}, random_), server_(false, {}, random_) {
    client_.connect(now_);
    client_.open(now_, {"_reliable", "", true, {}, {}});
    client_.open(now_, {"_lossy", "", false, 0, {}});
    for (int i = 0; i < 4; ++i) exchange();
    DIEMCAU_CHECK(server_.state() == SctpState::kEstablished);
  }

  void step(ByteReader& in) {
    const uint8_t what = in.u8();
    const size_t size = std::min<size_t>(in.u8(), in.remaining());
    const Bytes bytes = in.bytes(size);
    if (what % 8 == 7) {
      send(bytes);
    } else {
      inject(what, bytes);
    }
    now_ += milliseconds(what);
    client_.handle_timeout(now_);
    server_.handle_timeout(now_);
    exchange();
    DIEMCAU_CHECK(server_.association().queued_bytes() <= SctpSenderLimits{}.max_queued);
  }

 private:
  void send(Bytes bytes) {
    const auto payload = std::make_shared<const std::vector<uint8_t>>(bytes.size() * 40 + 1);
    server_.send(now_, bytes.size() % 2 == 0 ? 0 : 2, false, payload);
  }

  // A chunk of the fuzzer's; every second time its first number is one that could be.
  void inject(uint8_t what, Bytes value) {
    static constexpr uint8_t kTypes[] = {0, 3, 192, 130, 7, 1, 2, 10, 0, 0, 4, 9, 14, 200, 6, 8};
    std::array<uint8_t, 300> copy{};
    std::copy(value.begin(), value.end(), copy.begin());
    if (what % 2 == 0 && tsn_) store_be32(copy.data(), *tsn_ + copy[3] % 32);
    std::array<uint8_t, kSctpMaxPacket> buffer;
    SctpPacketWriter writer(buffer, kSctpPort, kSctpPort, server_tag_);
    const uint8_t flags = value.empty() ? 3 : value.back();
    writer.add(static_cast<SctpChunkType>(kTypes[what / 16]), flags,
               Bytes(copy).first(value.size()));
    server_.handle_packet(now_, writer.finish());
  }

  void exchange() {
    std::vector<uint8_t> packet;
    size_t packets = 0;
    while (client_.poll_packet(now_, packet)) {
      look_at(packet);
      server_.handle_packet(now_, packet);
      DIEMCAU_CHECK(++packets < kMostPackets);
    }
    DataMessage message;
    while (server_.poll_message(now_, message)) {
    }
    while (server_.poll_packet(now_, packet)) {
      DIEMCAU_CHECK(packet.size() <= kSctpMaxPacket);
      client_.handle_packet(now_, packet);
      DIEMCAU_CHECK(++packets < kMostPackets);
    }
    while (client_.poll_message(now_, message)) {
    }
  }

  void look_at(Bytes bytes) {
    const auto packet = parse_sctp(bytes);
    DIEMCAU_CHECK(packet.ok());
    if (packet->tag != 0) server_tag_ = packet->tag;
    SctpChunkReader chunks(packet->chunks);
    SctpChunk chunk;
    while (chunks.next(chunk)) {
      if (chunk.is(SctpChunkType::kData)) tsn_ = load_be32(chunk.value.data()) + 1;
    }
  }

  RepeatableRandom random_{1};
  Instant now_{1s};
  DataChannels client_;
  DataChannels server_;
  uint32_t server_tag_ = 0;
  std::optional<uint32_t> tsn_;  // that the server expects next
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Line line;
  ByteReader in({data, size});
  for (int i = 0; i < kMaxSteps && !in.empty(); ++i) line.step(in);
  return 0;
}
