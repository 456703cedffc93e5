#include "shard/retransmissions.h"

#include "shard/fan_out.h"

namespace diemcau::shard {

void Retransmissions::write(Instant now, const Registry& registry, SegmentWriter& writer,
                            Counters& counters) {
  forward::Outgoing outgoing;
  for (size_t i = 0; i < kPerBatch && !asked_.empty() && writer.has_room(); ++i) {
    const Asked asked = asked_.front();
    asked_.pop_front();
    Sink* sink = registry.sink(asked.sink);
    if (sink == nullptr || !sink->receiver.connected) continue;
    if (!sink->view.handle_nack(now, asked.sequence, sink->source.track, outgoing)) continue;
    send_packet(now, *sink, outgoing, 0, writer);
    ++counters.retransmissions_out;
  }
}

}  // namespace diemcau::shard
