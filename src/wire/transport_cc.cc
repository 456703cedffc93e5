#include "wire/transport_cc.h"

#include <algorithm>
#include <array>
#include <optional>

namespace diemcau::wire {
namespace {

constexpr size_t kFeedbackHeaderSize = 8;  // sender, media
constexpr size_t kFixedSize = 8;           // base, count, reference time, feedback count
constexpr int64_t kTicksPerReference = 256;
constexpr size_t kMaxRunLength = 0x1fff;
constexpr size_t kOneBitSymbols = 14;
constexpr size_t kTwoBitSymbols = 7;

// Section 3.1.1: packet status symbols.
enum Symbol : uint8_t { kNotReceived = 0, kSmallDelta = 1, kLargeDelta = 2, kReserved = 3 };

size_t delta_size(uint8_t symbol) {
  if (symbol == kSmallDelta) return 1;
  return symbol == kLargeDelta ? 2 : 0;
}

bool is_vector(uint16_t chunk) { return (chunk & 0x8000) != 0; }
bool has_two_bit_symbols(uint16_t chunk) { return (chunk & 0x4000) != 0; }

// How many statuses a chunk tells of (sections 3.1.3 and 3.1.4).
uint16_t symbols_in(uint16_t chunk) {
  if (!is_vector(chunk)) return chunk & kMaxRunLength;
  return has_two_bit_symbols(chunk) ? kTwoBitSymbols : kOneBitSymbols;
}

// The symbol of a chunk that has `left` more, this one included.
uint8_t symbol_of(uint16_t chunk, uint16_t left) {
  if (!is_vector(chunk)) return chunk >> 13 & 3;
  if (has_two_bit_symbols(chunk)) return chunk >> (2 * (left - 1)) & 3;
  return chunk >> (left - 1) & 1;
}

// What the deltas of a chunk's first `count` statuses take; nothing with a reserved symbol.
std::optional<size_t> deltas_size_of(uint16_t chunk, uint16_t count) {
  const uint16_t symbols = symbols_in(chunk);
  if (!is_vector(chunk)) {
    const uint8_t symbol = symbol_of(chunk, symbols);
    return symbol == kReserved ? std::nullopt : std::optional(count * delta_size(symbol));
  }
  size_t size = 0;
  for (uint16_t i = 0; i < count; ++i) {
    const uint8_t symbol = symbol_of(chunk, static_cast<uint16_t>(symbols - i));
    if (symbol == kReserved) return std::nullopt;
    size += delta_size(symbol);
  }
  return size;
}

// Walks the chunks of `count` statuses, a run in one step: returns their size, once the deltas that
// they announce are there too.
Result<size_t> measure_chunks(Bytes body, size_t count) {
  ByteReader in(body);
  size_t deltas = 0;
  while (count != 0) {
    const uint16_t chunk = in.u16();
    if (!in.ok()) return Err{ParseError::kTruncated};
    const auto here = static_cast<uint16_t>(std::min<size_t>(symbols_in(chunk), count));
    const auto size = deltas_size_of(chunk, here);
    if (!size) return Err{ParseError::kBadValue};
    deltas += *size;
    count -= here;
  }
  if (in.remaining() < deltas) return Err{ParseError::kTruncated};
  return in.position();
}

int32_t sign_extend_24(uint32_t value) { return static_cast<int32_t>(value << 8) >> 8; }

}  // namespace

// --- Reading -------------------------------------------------------------------------------------

uint8_t TransportCcReader::next_symbol() {
  while (chunk_left_ == 0) {
    chunk_ = load_be16(chunks_.data());
    chunk_left_ = symbols_in(chunk_);
    chunks_ = chunks_.subspan(2);
  }
  return symbol_of(chunk_, chunk_left_--);
}

Result<TransportCcReader> TransportCcReader::open(const RtcpPacket& packet) {
  if (!is_transport_cc(packet)) return Err{ParseError::kBadMagic};
  ByteReader in(packet.body);
  TransportCcHeader header;
  header.sender = Ssrc{in.u32()};
  header.media = Ssrc{in.u32()};
  header.base_sequence = in.u16();
  header.status_count = in.u16();
  header.reference_time = sign_extend_24(in.u24());
  header.feedback_count = in.u8();
  if (!in.ok()) return Err{ParseError::kTruncated};
  // Section 3.1: a feedback tells of one packet at least.
  if (header.status_count == 0) return Err{ParseError::kBadValue};
  const Bytes rest = in.rest();
  const auto chunks_size = measure_chunks(rest, header.status_count);
  if (!chunks_size) return Err{chunks_size.error()};
  TransportCcReader reader(header, rest.first(*chunks_size), rest.subspan(*chunks_size));
  reader.ticks_ = header.reference_time * kTicksPerReference;
  return reader;
}

bool TransportCcReader::next(TransportCcStatus& out) {
  if (done_ == header_.status_count) return false;
  const uint8_t symbol = next_symbol();
  const size_t size = delta_size(symbol);
  // Section 3.1.5: small deltas are unsigned, large ones signed.
  if (size == 1) ticks_ += deltas_[0];
  if (size == 2) ticks_ += static_cast<int16_t>(load_be16(deltas_.data()));
  deltas_ = deltas_.subspan(size);
  out.sequence = static_cast<uint16_t>(header_.base_sequence + done_++);
  out.received = size != 0;
  out.arrival_ticks = out.received ? ticks_ : 0;
  return true;
}

// --- Writing -------------------------------------------------------------------------------------

namespace {

// Walks arrivals and tells each one's symbol and delta against the one received before.
class DeltaWalk {
 public:
  DeltaWalk(std::span<const int64_t> arrivals, int64_t reference_ticks)
      : arrivals_(arrivals), ticks_(reference_ticks) {}

  bool done() const { return arrivals_.empty(); }
  // kReserved: the delta is larger than 16 bits hold.
  Symbol next() {
    const int64_t arrival = arrivals_.front();
    arrivals_ = arrivals_.subspan(1);
    if (arrival == kTransportCcNotReceived) return kNotReceived;
    delta_ = arrival - ticks_;
    if (delta_ < INT16_MIN || delta_ > INT16_MAX) return kReserved;
    ticks_ = arrival;
    return delta_ >= 0 && delta_ <= 0xff ? kSmallDelta : kLargeDelta;
  }
  int64_t delta() const { return delta_; }

 private:
  std::span<const int64_t> arrivals_;
  int64_t ticks_;
  int64_t delta_ = 0;
};

int64_t reference_ticks_of(std::span<const int64_t> arrivals) {
  const auto first = std::find_if(arrivals.begin(), arrivals.end(),
                                  [](int64_t at) { return at != kTransportCcNotReceived; });
  if (first == arrivals.end()) return 0;
  // Rounded down, so that the first delta is small.
  return *first & ~(kTicksPerReference - 1);
}

// How many statuses fit `room`: a chunk tells of at least seven, the last one excepted.
size_t count_that_fits(std::span<const int64_t> arrivals, int64_t reference, size_t room) {
  DeltaWalk walk(arrivals, reference);
  size_t deltas = 0;
  size_t count = 0;
  while (!walk.done() && count < kMaxTransportCcStatuses) {
    const Symbol symbol = walk.next();
    if (symbol == kReserved) break;
    deltas += delta_size(symbol);
    const size_t chunks = (count + kTwoBitSymbols) / kTwoBitSymbols;
    if (((chunks * 2 + deltas + 3) & ~size_t{3}) > room) break;
    ++count;
  }
  return count;
}

// Gathers symbols and writes them in as few chunks as a look at the next fourteen allows.
class ChunkWriter {
 public:
  explicit ChunkWriter(ByteWriter& out) : out_(out) {}

  void add(Symbol symbol) {
    if (run_ == count_ && (count_ == 0 || symbols_[0] == symbol)) {
      ++run_;
    } else if (run_ == count_ && count_ >= kOneBitSymbols) {
      write_run();
      run_ = 1;
    }
    if (count_ < kOneBitSymbols) symbols_[count_] = symbol;
    ++count_;
    if (run_ == count_) {
      if (run_ == kMaxRunLength) write_run();
    } else if (count_ == kOneBitSymbols) {
      write_vector();
    }
  }

  void finish() {
    while (count_ != 0) {
      if (run_ == count_) {
        write_run();
      } else {
        write_vector();
      }
    }
  }

 private:
  void write_run() {
    out_.u16(static_cast<uint16_t>(symbols_[0] << 13 | run_));
    run_ = count_ = 0;
  }

  // One-bit symbols when all that are gathered are such, else two-bit symbols of the first seven.
  void write_vector() {
    const bool small = std::all_of(symbols_.begin(), symbols_.begin() + count_,
                                   [](uint8_t symbol) { return symbol <= kSmallDelta; });
    const size_t capacity = small ? kOneBitSymbols : kTwoBitSymbols;
    const size_t written = std::min(count_, capacity);
    const unsigned width = small ? 1 : 2;
    unsigned chunk = 0;
    for (size_t i = 0; i < capacity; ++i) {
      chunk = chunk << width | (i < written ? unsigned{symbols_[i]} : 0u);
    }
    out_.u16(static_cast<uint16_t>((small ? 0x8000u : 0xc000u) | chunk));
    keep_behind(written);
  }

  void keep_behind(size_t written) {
    std::copy(symbols_.begin() + written, symbols_.begin() + count_, symbols_.begin());
    count_ -= written;
    run_ = 0;
    while (run_ < count_ && symbols_[run_] == symbols_[0]) ++run_;
  }

  ByteWriter& out_;
  std::array<uint8_t, kOneBitSymbols> symbols_{};  // the first of those gathered
  size_t count_ = 0;                               // beyond fourteen only while all are alike
  size_t run_ = 0;                                 // how many at the front are alike
};

void write_chunks(ByteWriter& out, std::span<const int64_t> arrivals, int64_t reference) {
  ChunkWriter chunks(out);
  for (DeltaWalk walk(arrivals, reference); !walk.done();) chunks.add(walk.next());
  chunks.finish();
}

void write_deltas(ByteWriter& out, std::span<const int64_t> arrivals, int64_t reference) {
  for (DeltaWalk walk(arrivals, reference); !walk.done();) {
    const Symbol symbol = walk.next();
    if (symbol == kSmallDelta) out.u8(static_cast<uint8_t>(walk.delta()));
    if (symbol == kLargeDelta) out.u16(static_cast<uint16_t>(walk.delta()));
  }
}

// Pads to a word by RFC 3550's rule and fills in the header's P bit and length.
void finish_packet(ByteWriter& out, size_t start) {
  const size_t padding = (4 - (out.size() - start) % 4) % 4;
  if (padding != 0) {
    out.zeros(padding - 1);
    out.u8(static_cast<uint8_t>(padding));
  }
  const MutableBytes packet = out.written().subspan(start);
  packet[0] = static_cast<uint8_t>(packet[0] | (padding != 0 ? 0x20 : 0));
  store_be16(&packet[2], static_cast<uint16_t>(packet.size() / 4 - 1));
}

}  // namespace

size_t write_transport_cc(ByteWriter& out, const TransportCcHeader& header,
                          std::span<const int64_t> arrivals) {
  constexpr size_t kBeforeChunks = 4 + kFeedbackHeaderSize + kFixedSize;
  if (out.remaining() < kBeforeChunks) return 0;
  const int64_t reference = reference_ticks_of(arrivals);
  const size_t count = count_that_fits(arrivals, reference, out.remaining() - kBeforeChunks);
  if (count == 0) return 0;
  arrivals = arrivals.first(count);
  const size_t start = out.size();
  out.u8(0x80 | kFormatTransportCc);
  out.u8(static_cast<uint8_t>(RtcpType::kTransportFeedback));
  out.u16(0);
  out.u32(header.sender.value);
  out.u32(header.media.value);
  out.u16(header.base_sequence);
  out.u16(static_cast<uint16_t>(count));
  out.u24(static_cast<uint32_t>(reference / kTicksPerReference) & 0xffffff);
  out.u8(header.feedback_count);
  write_chunks(out, arrivals, reference);
  write_deltas(out, arrivals, reference);
  finish_packet(out, start);
  return count;
}

}  // namespace diemcau::wire
