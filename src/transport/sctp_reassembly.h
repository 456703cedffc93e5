#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

#include "transport/sctp_chunks.h"

namespace diemcau::transport {

// A whole message as it arrived.
struct SctpMessage {
  uint16_t stream = 0;
  uint32_t ppid = 0;
  std::vector<uint8_t> payload;
};

// Puts fragments together and ordered streams in order (RFC 9260 sections 6.5, 6.6, 6.9). Knows
// nothing of loss: each TSN comes once. Bounded by its owner, by `bytes()`.
class SctpReassembly {
 public:
  SctpReassembly(size_t max_message, size_t max_streams)
      : max_message_(max_message), max_streams_(max_streams) {}

  enum class Outcome : uint8_t { kOk, kViolation };
  Outcome add(uint64_t tsn, const SctpData& data);
  // RFC 3758 section 3.6: what is not whole up to `tsn` never will be; then `skip` the numbers of
  // ordered messages that are missing.
  void forget(uint64_t tsn);
  void skip(uint16_t stream, uint16_t ssn);
  // RFC 6525 section 5.2.2: the stream's numbers begin at 0 again.
  void reset(uint16_t stream);

  bool poll(SctpMessage& out);
  bool has_messages() const { return !ready_.empty(); }
  // What waits, whole or not, with what keeping it costs.
  size_t bytes() const { return bytes_; }

 private:
  static constexpr size_t kOverhead = 64;

  struct Fragment {
    uint16_t stream = 0;
    uint16_t ssn = 0;
    uint32_t ppid = 0;
    bool begins = false;
    bool ends = false;
    bool unordered = false;
    std::vector<uint8_t> payload;
  };
  using Fragments = std::map<uint64_t, Fragment>;
  struct Stream {
    uint64_t next_ssn = kFirstSsn;
    std::map<uint64_t, SctpMessage> waiting;  // whole, but not their turn
  };
  static constexpr uint64_t kFirstSsn = uint64_t{1} << 16;

  static bool continues(const Fragments::value_type& before, const Fragments::value_type& after);
  // The whole message around `at`, or nothing.
  bool find_message(Fragments::iterator at, Fragments::iterator& first, Fragments::iterator& last,
                    size_t& size) const;
  Outcome take_message(Fragments::iterator first, Fragments::iterator last, size_t size);
  void join(Fragments::iterator first, Fragments::iterator last, size_t size,
            std::vector<uint8_t>& out);
  Outcome deliver(const Fragment& head, SctpMessage message);
  void deliver_in_turn(Stream& stream);

  const size_t max_message_;
  const size_t max_streams_;
  Fragments fragments_;
  std::map<uint16_t, Stream> streams_;
  std::deque<SctpMessage> ready_;
  size_t bytes_ = 0;
};

}  // namespace diemcau::transport
