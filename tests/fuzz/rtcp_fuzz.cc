// RTCP: every packet of a compound goes through every parser; what one reads is written and read
// again.
#include <array>
#include <vector>

#include "base/check.h"
#include "wire/rtcp.h"
#include "wire/transport_cc.h"

namespace {

using namespace diemcau;

wire::RtcpPacket only(Bytes bytes) {
  wire::RtcpReader reader(bytes);
  wire::RtcpPacket packet;
  DIEMCAU_CHECK(reader.next(packet));
  return packet;
}

void take_reports(const wire::RtcpPacket& packet) {
  std::array<wire::ReportBlock, 31> blocks;
  size_t count = 0;
  while (const auto block = wire::report_block(packet, count)) blocks[count++] = *block;
  const auto report = wire::parse_sender_report(packet);
  if (!report.ok()) return;
  std::array<uint8_t, 1024> buffer;
  ByteWriter out(buffer);
  wire::write_sender_report(out, *report, std::span(blocks).first(count));
  DIEMCAU_CHECK(out.ok());
  const wire::RtcpPacket again = only(out.written());
  DIEMCAU_CHECK(wire::parse_sender_report(again)->ntp == report->ntp);
  for (size_t i = 0; i < count; ++i) {
    const auto block = wire::report_block(again, i);
    DIEMCAU_CHECK(block && block->cumulative_lost == blocks[i].cumulative_lost);
  }
}

void take_nack(const wire::RtcpPacket& packet) {
  std::vector<uint16_t> lost;
  wire::for_each_nack(packet, [&](uint16_t sequence) { lost.push_back(sequence); });
  if (lost.empty() || lost.size() > 1000) return;
  std::array<uint8_t, 4100> buffer;
  ByteWriter out(buffer);
  wire::write_nack(out, Ssrc{1}, Ssrc{2}, lost);
  DIEMCAU_CHECK(out.ok());
  std::vector<uint16_t> again;
  wire::for_each_nack(only(out.written()), [&](uint16_t sequence) { again.push_back(sequence); });
  DIEMCAU_CHECK(again == lost);
}

std::vector<int64_t> arrivals_of(wire::TransportCcReader reader) {
  std::vector<int64_t> arrivals;
  wire::TransportCcStatus status;
  while (reader.next(status)) {
    arrivals.push_back(status.received ? status.arrival_ticks : wire::kTransportCcNotReceived);
  }
  DIEMCAU_CHECK(arrivals.size() == reader.header().status_count);
  return arrivals;
}

void take_transport_cc(const wire::RtcpPacket& packet) {
  const auto reader = wire::TransportCcReader::open(packet);
  // Long runs of the same cost time and find nothing new.
  if (!reader.ok() || reader->header().status_count > 400) return;
  std::vector<int64_t> arrivals = arrivals_of(*reader);
  std::vector<uint8_t> buffer(packet.body.size() * 2 + 64);
  ByteWriter out(buffer);
  const size_t covered = wire::write_transport_cc(out, reader->header(), arrivals);
  DIEMCAU_CHECK(out.ok() && covered != 0);
  const auto again = wire::TransportCcReader::open(only(out.written()));
  DIEMCAU_CHECK(again.ok());
  arrivals.resize(covered);
  std::vector<int64_t> read = arrivals_of(*again);
  // The reference time is cut to 24 bits: compare in its ring.
  for (auto* list : {&arrivals, &read}) {
    for (int64_t& at : *list) at &= at == wire::kTransportCcNotReceived ? at : 0xffffffff;
  }
  DIEMCAU_CHECK(read == arrivals);
}

void take_feedback(const wire::RtcpPacket& packet) {
  wire::feedback_target(packet);
  wire::parse_remb(packet);
  for (size_t i = 0; wire::fir_entry(packet, i); ++i) DIEMCAU_CHECK(i < packet.body.size());
  for (size_t i = 0; wire::bye_source(packet, i); ++i) DIEMCAU_CHECK(i < 31);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  wire::RtcpReader reader(Bytes(data, size));
  wire::RtcpPacket packet;
  while (reader.next(packet)) {
    take_reports(packet);
    take_nack(packet);
    take_transport_cc(packet);
    take_feedback(packet);
  }
  return 0;
}
