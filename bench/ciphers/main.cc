// ./x bench ciphers: what it costs each engine to seal a packet, with the keys of 1,000 receivers.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>
#include <vector>

#include "transport/cipher_engine.h"

using namespace diemcau;
using namespace diemcau::transport;

namespace {

constexpr size_t kKeys = 1000;
constexpr size_t kPacketsARound = 40'000;
constexpr int kRounds = 7;
constexpr size_t kHeader = 20;

int64_t cpu_ns() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

class Sealing {
 public:
  Sealing(CipherEngine engine, SrtpProfile profile) {
    SessionKeys keys;
    for (size_t i = 0; i < kKeys; ++i) {
      store_be16(keys.cipher.data(), static_cast<uint16_t>(i));
      ciphers_.push_back(make_cipher(engine, profile, PacketKind::kRtp, keys));
    }
  }

  double ns_per_packet(size_t size) {
    const Bytes parts[] = {Bytes(plain_).first(4), Bytes(plain_).subspan(4, size - 4)};
    const int64_t begin = cpu_ns();
    for (size_t i = 0; i < kPacketsARound; ++i) {
      ciphers_[i % kKeys]->seal({1, ++index_}, Bytes(out_).first(kHeader), parts, {},
                                out_.data() + kHeader);
    }
    return static_cast<double>(cpu_ns() - begin) / kPacketsARound;
  }

 private:
  std::vector<std::unique_ptr<Cipher>> ciphers_;
  std::vector<uint8_t> plain_ = std::vector<uint8_t>(1500, 3);
  std::vector<uint8_t> out_ = std::vector<uint8_t>(1600);
  uint64_t index_ = 0;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// In turns, forth and back, so that what the machine does meanwhile meets all alike.
void measure(std::vector<Sealing>& all, size_t size, std::vector<std::vector<double>>& out) {
  for (int round = 0; round < kRounds; ++round) {
    for (size_t i = 0; i < all.size(); ++i) {
      const size_t which = round % 2 == 0 ? i : all.size() - 1 - i;
      out[which].push_back(all[which].ns_per_packet(size));
    }
  }
}

}  // namespace

int main() {
  std::vector<Sealing> all;
  std::vector<std::string> names;
  for (const CipherEngine engine : {CipherEngine::kEvp, CipherEngine::kVaes}) {
    if (!runs_here(engine)) continue;
    all.emplace_back(engine, SrtpProfile::kAeadAes128Gcm);
    names.emplace_back(std::string(to_string(engine)) + " AEAD_AES_128_GCM");
  }
  all.emplace_back(CipherEngine::kEvp, SrtpProfile::kAes128CmHmacSha1_80);
  names.emplace_back("evp AES_128_CM_HMAC_SHA1_80");
  nlohmann::json line = {{"bench", "ciphers"}, {"keys", kKeys}, {"rounds", kRounds}};
  for (const size_t size : {size_t{1200}, size_t{160}}) {
    std::vector<std::vector<double>> figures(all.size());
    measure(all, size, figures);
    for (size_t i = 0; i < all.size(); ++i) {
      line["ns_per_packet_of_" + std::to_string(size)][names[i]] = median(figures[i]);
    }
  }
  line["fastest"] = to_string(fastest_engine());
  std::printf("%s\n", line.dump().c_str());
}
