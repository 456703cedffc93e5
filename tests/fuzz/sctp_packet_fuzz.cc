// SCTP packets and what is inside their chunks: bytes to fields. The first byte chooses what the
// rest is taken for; for a whole packet the checksum is made to fit.
#include <vector>

#include "base/check.h"
#include "transport/sctp_chunks.h"
#include "transport/sctp_dcep.h"

using namespace diemcau;
using namespace diemcau::transport;

namespace {

// What was read is written and read again: the same.
void check_data(const SctpChunk& chunk) {
  const auto data = parse_data(chunk);
  if (!data || data->payload.size() > 1000) return;
  uint8_t buffer[kSctpMaxPacket];
  SctpPacketWriter writer(buffer, 1, 2, 3);
  DIEMCAU_CHECK(write_data(writer, *data));
  const auto packet = parse_sctp(writer.finish());
  DIEMCAU_CHECK(packet.ok());
  SctpChunkReader reader(packet->chunks);
  SctpChunk again;
  DIEMCAU_CHECK(reader.next(again));
  const auto twice = parse_data(again);
  DIEMCAU_CHECK(twice.ok() && twice->tsn == data->tsn && twice->begins == data->begins &&
                as_text(twice->payload) == as_text(data->payload));
}

void check_sack(Bytes value) {
  const auto sack = parse_sack(value);
  for (size_t i = 0; sack && i < sack->gap_count(); ++i) sack->gap(i);
}

void check_reconfig(Bytes value) {
  SctpParameterReader parameters(value);
  SctpParameter parameter;
  while (parameters.next(parameter)) {
    const auto one = parse_reconfig(parameter);
    for (size_t i = 0; one && i < one->stream_count(); ++i) one->stream(i);
  }
}

void check_init(Bytes value) {
  const auto init = parse_init(value);
  if (!init) return;
  uint8_t buffer[kSctpMaxPacket];
  SctpPacketWriter writer(buffer, 1, 2, 3);
  const bool written = write_init(writer, SctpChunkType::kInitAck, SctpInit{1, 2, 3, 4, 5}, &*init);
  DIEMCAU_CHECK(written);
}

void check_dcep(Bytes message) {
  const auto open = parse_dcep_open(message);
  if (!open) return;
  const auto again = parse_dcep_open(make_dcep_open(*open));
  DIEMCAU_CHECK(again.ok() && again->label == open->label && again->ordered == open->ordered &&
                again->max_retransmits == open->max_retransmits);
}

void check_chunk(const SctpChunk& chunk) {
  check_data(chunk);
  check_init(chunk.value);
  check_sack(chunk.value);
  check_reconfig(chunk.value);
  const auto forward = parse_forward_tsn(chunk.value);
  for (size_t i = 0; forward && i < forward->skipped_count(); ++i) forward->at(i);
  check_dcep(chunk.value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const Bytes rest(data + 1, size - 1);
  if (data[0] % 2 == 0) {
    check_chunk({data[0], static_cast<uint8_t>(size), rest});
    return 0;
  }
  std::vector<uint8_t> bytes(rest.begin(), rest.end());
  if (bytes.size() >= kSctpHeaderSize) seal_sctp(bytes);
  const auto packet = parse_sctp(bytes);
  if (!packet) return 0;
  SctpChunkReader chunks(packet->chunks);
  SctpChunk chunk;
  while (chunks.next(chunk)) check_chunk(chunk);
  return 0;
}
