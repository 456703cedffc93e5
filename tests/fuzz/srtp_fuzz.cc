// SRTP and SRTCP of any shape into a receiver; what was sealed by a sender opens, once and as it
// was, on a line that loses, swaps, doubles and damages.
#include <algorithm>
#include <set>
#include <vector>

#include "base/check.h"
#include "transport/srtp.h"

using namespace diemcau;
using namespace diemcau::transport;

namespace {

constexpr size_t kMaxOnTheLine = 32;
constexpr size_t kHeaderSize = 12;

struct Keyed {
  explicit Keyed(SrtpProfile profile)
      : rtp(make_evp_cipher(profile, PacketKind::kRtp,
                            derive_session_keys(profile, PacketKind::kRtp, MasterKey{}))),
        rtcp(make_evp_cipher(profile, PacketKind::kRtcp,
                             derive_session_keys(profile, PacketKind::kRtcp, MasterKey{}))) {}
  std::unique_ptr<Cipher> rtp;
  std::unique_ptr<Cipher> rtcp;
};

// Key schedules are made once, since they cost as much as hundreds of packets; ciphers keep nothing
// else from one packet to the next.
Keyed& keyed(bool gcm) {
  static Keyed counter(SrtpProfile::kAes128CmHmacSha1_80);
  static Keyed galois(SrtpProfile::kAeadAes128Gcm);
  return gcm ? galois : counter;
}

class Borrowed final : public Cipher {
 public:
  explicit Borrowed(Cipher& lender) : lender_(lender) {}
  size_t tag_size() const override { return lender_.tag_size(); }
  size_t seal(const PacketIndex& packet, Bytes header, std::span<const Bytes> plaintexts,
              Bytes trailer, uint8_t* out) override {
    return lender_.seal(packet, header, plaintexts, trailer, out);
  }
  bool open(const PacketIndex& packet, Bytes header, MutableBytes body, Bytes trailer,
            size_t& plaintext_size) override {
    return lender_.open(packet, header, body, trailer, plaintext_size);
  }

 private:
  Cipher& lender_;
};

template <class End>
End make(bool gcm) {
  return End(std::make_unique<Borrowed>(*keyed(gcm).rtp),
             std::make_unique<Borrowed>(*keyed(gcm).rtcp));
}

void take_foreign(bool gcm, Bytes bytes) {
  auto receiver = make<SrtpReceiver>(gcm);
  std::vector<uint8_t> packet(bytes.begin(), bytes.end());
  DIEMCAU_CHECK(!receiver.unprotect_rtp(packet).ok());
  packet.assign(bytes.begin(), bytes.end());
  DIEMCAU_CHECK(!receiver.unprotect_rtcp(packet).ok());
}

// A header of the input's own, and a payload.
void seal_and_open(bool gcm, Bytes bytes) {
  if (bytes.size() < kHeaderSize || bytes.size() > 1400) return;
  auto sender = make<SrtpSender>(gcm);
  std::vector<uint8_t> out(bytes.size() + kMaxSrtpOverhead);
  std::copy_n(bytes.begin(), kHeaderSize, out.begin());
  out[0] = 0x80;
  const Bytes payload = bytes.subspan(kHeaderSize);
  const size_t sealed = sender.protect_rtp(out, kHeaderSize, {&payload, 1});
  DIEMCAU_CHECK(sealed == bytes.size() + sender.rtp_overhead());
  auto receiver = make<SrtpReceiver>(gcm);
  const auto opened = receiver.unprotect_rtp({out.data(), sealed});
  DIEMCAU_CHECK(opened.ok() && opened->size() == bytes.size());
  DIEMCAU_CHECK(std::equal(payload.begin(), payload.end(), opened->begin() + kHeaderSize));
}

class Line {
 public:
  explicit Line(bool gcm) : sender_(make<SrtpSender>(gcm)), receiver_(make<SrtpReceiver>(gcm)) {}

  void step(ByteReader& in) {
    const uint8_t what = in.u8();
    const uint16_t value = in.u16();
    switch (what % 8) {
      case 0:
      case 1:
        return send_rtp(what / 8 % 4, value);
      case 2:
        return send_rtcp(what);
      case 3:
        return damage(value, in.u8());
      default:
        return deliver(value);
    }
  }

 private:
  struct Sent {
    bool rtcp = false;
    uint32_t ssrc = 0;
    uint64_t index = 0;
    std::vector<uint8_t> plain;
    std::vector<uint8_t> sealed;
  };

  // Numbers go forward by any step that leaves the rollover counter clear (RFC 3711 section 3.3.1).
  void send_rtp(uint32_t ssrc, uint16_t step) {
    uint64_t& index = sending_[ssrc];
    index += index == 0 ? 1u + step : 1u + step % 0x7fff;
    Sent sent{false, ssrc, index, std::vector<uint8_t>(kHeaderSize + step % 40, step & 0xff), {}};
    sent.plain[0] = 0x80;
    store_be16(&sent.plain[2], static_cast<uint16_t>(index));
    store_be32(&sent.plain[8], ssrc);
    sent.sealed = sent.plain;
    sent.sealed.resize(sent.plain.size() + kMaxSrtpOverhead);
    const Bytes payload = Bytes(sent.plain).subspan(kHeaderSize);
    sent.sealed.resize(sender_.protect_rtp(sent.sealed, kHeaderSize, {&payload, 1}));
    put(std::move(sent));
  }

  void send_rtcp(uint8_t size) {
    Sent sent{true, 0, ++sending_rtcp_, std::vector<uint8_t>(8 + size % 64, size), {}};
    sent.sealed.resize(sent.plain.size() + kMaxSrtpOverhead);
    sent.sealed.resize(sender_.protect_rtcp(sent.plain, sent.sealed));
    put(std::move(sent));
  }

  void put(Sent sent) {
    DIEMCAU_CHECK(!sent.sealed.empty());
    if (line_.size() == kMaxOnTheLine) line_.erase(line_.begin());
    line_.push_back(std::move(sent));
  }

  auto unprotect(const Sent& sent, std::vector<uint8_t>& packet) {
    return sent.rtcp ? receiver_.unprotect_rtcp(packet) : receiver_.unprotect_rtp(packet);
  }

  void damage(uint16_t which, uint8_t where) {
    if (line_.empty()) return;
    const Sent& sent = line_[which % line_.size()];
    std::vector<uint8_t> packet = sent.sealed;
    packet[where % packet.size()] ^= static_cast<uint8_t>(1 << which / line_.size() % 8);
    DIEMCAU_CHECK(!unprotect(sent, packet).ok());
  }

  void deliver(uint16_t which) {
    if (line_.empty()) return;
    const Sent& sent = line_[which % line_.size()];
    std::vector<uint8_t> packet = sent.sealed;
    const auto opened = unprotect(sent, packet);
    const std::pair key{sent.rtcp ? kRtcp : sent.ssrc, sent.index};
    if (opened.ok()) {
      DIEMCAU_CHECK(opened_.insert(key).second);
      DIEMCAU_CHECK(
          std::equal(opened->begin(), opened->end(), sent.plain.begin(), sent.plain.end()));
    } else {
      DIEMCAU_CHECK(opened_.contains(key) || !must_open(sent));
    }
    if (opened.ok()) highest_[key.first] = std::max(highest_[key.first], sent.index);
  }

  // What is ahead of everything so far, and by less than half a rollover.
  bool must_open(const Sent& sent) const {
    const uint64_t highest = highest_[sent.rtcp ? kRtcp : sent.ssrc];
    if (sent.rtcp) return sent.index > highest;
    return highest == 0 ? sent.index < 0x10000
                        : sent.index > highest && sent.index - highest < 0x8000;
  }

  static constexpr uint32_t kRtcp = 4;
  SrtpSender sender_;
  SrtpReceiver receiver_;
  std::array<uint64_t, 4> sending_{};
  uint64_t sending_rtcp_ = 0;
  std::vector<Sent> line_;
  std::array<uint64_t, 5> highest_{};  // opened, by SSRC and of RTCP
  std::set<std::pair<uint32_t, uint64_t>> opened_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const bool gcm = (data[0] & 1) != 0;
  const Bytes rest(data + 1, size - 1);
  if ((data[0] & 2) == 0) {
    take_foreign(gcm, rest);
    seal_and_open(gcm, rest);
    return 0;
  }
  ByteReader in(rest);
  Line line(gcm);
  for (int steps = 0; steps < 64 && !in.empty(); ++steps) line.step(in);
  return 0;
}
