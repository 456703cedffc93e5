// The lite agent under a client that knows the password and does as it likes: any attributes, from
// many addresses, over restarts. What is answered and selected must follow from what was authentic.
#include <vector>

#include "base/check.h"
#include "transport/hmac_sha1.h"
#include "transport/ice_lite.h"

using namespace diemcau;
using namespace diemcau::transport;

namespace {

// Enough to fill the list of paths; more only makes an execution slow.
constexpr int kMaxMessages = 24;

const IceCredentials kClient{"clnt", "client-password-24-chars"};

IceCredentials server_of(uint8_t generation) {
  return {"00serverufr" + std::string(1, static_cast<char>('a' + generation % 8)),
          "server-password-24-chars" + std::string(1, static_cast<char>('a' + generation % 8))};
}

Path path_of(uint8_t which) {
  return {SocketAddress::v4(10, 0, 0, 1, 7882), SocketAddress::v4(10, 0, 0, 2, 5000 + which % 32)};
}

// A Binding message with attributes as they come, of which the seal is right or is missing.
std::vector<uint8_t> message(const IceCredentials& server, uint16_t type, Bytes attributes,
                             bool sealed) {
  std::vector<uint8_t> out(1280);
  ByteWriter writer(out);
  const std::string username = server.ufrag + ":" + kClient.ufrag;
  writer.u16(type);
  writer.u16(0);
  writer.u32(0x2112a442);
  writer.zeros(12);
  writer.u16(0x0006);
  writer.u16(static_cast<uint16_t>(username.size()));
  writer.bytes(as_bytes(username));
  writer.zeros((4 - username.size() % 4) % 4);
  writer.bytes(attributes.first(attributes.size() / 4 * 4));
  const size_t at = writer.size();
  const size_t total = at + (sealed ? 24 : 0);
  store_be16(&out[2], static_cast<uint16_t>(total - wire::kStunHeaderSize));
  if (sealed) {
    std::array<uint8_t, wire::kStunIntegritySize> seal;
    hmac_sha1(as_bytes(server.password), Bytes(out).first(at), seal);
    writer.u16(0x0008);
    writer.u16(seal.size());
    writer.bytes(seal);
  }
  out.resize(total);
  return out;
}

void check_answer(Bytes answer, const IceCredentials& server) {
  const auto parsed = wire::parse_stun(answer);
  DIEMCAU_CHECK(parsed.ok());
  DIEMCAU_CHECK(parsed->message_class != wire::StunClass::kRequest);
  DIEMCAU_CHECK(wire::verify_stun_integrity(answer, *parsed, as_bytes(server.password), hmac_sha1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  IceLite agent({server_of(0), kClient});
  uint8_t generation = 0;
  Instant now{1s};
  ByteReader in({data, size});
  for (int count = 0; count < kMaxMessages && !in.empty(); ++count) {
    const uint8_t what = in.u8();
    const Path path = path_of(in.u8());
    now += milliseconds(100 * in.u8());
    if (what % 16 == 0) {
      agent.restart({server_of(++generation), kClient});
      continue;
    }
    const bool sealed = what % 16 != 1;
    const bool raw = what % 16 == 2;
    const IceCredentials server = server_of(generation - (what >> 4) % 2);
    const Bytes attributes = in.bytes(std::min<size_t>(in.u8(), in.remaining()));
    const auto request =
        message(server, what % 16 == 3 ? 0x0011 : 0x0001, attributes, sealed && !raw);
    const Bytes given = raw ? attributes : Bytes(request);

    const auto before = agent.selected();
    const bool was_valid = agent.is_valid(path);
    std::array<uint8_t, 256> buffer;
    Bytes answer;
    const StunOutcome outcome = agent.handle_stun(now, path, given, buffer, answer);
    if (outcome == StunOutcome::kAnswered) {
      DIEMCAU_CHECK(sealed && !raw);
      check_answer(answer, server);
    } else {
      DIEMCAU_CHECK(answer.empty());
      DIEMCAU_CHECK(agent.selected() == before && agent.is_valid(path) == was_valid);
    }
    DIEMCAU_CHECK(agent.selected() == before || agent.selected() == path);
    DIEMCAU_CHECK(!agent.selected() || agent.is_valid(*agent.selected()));
  }
  return 0;
}
