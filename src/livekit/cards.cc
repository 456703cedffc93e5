#include "livekit/cards.h"

#include <google/protobuf/io/coded_stream.h>

#include <array>
#include <memory>
#include <vector>

#include "livekit/encode.h"

namespace diemcau::livekit {
namespace {

using google::protobuf::io::CodedOutputStream;

// A key and a length: two varints of 32 bits.
struct Prefix {
  std::array<uint8_t, 10> bytes{};
  size_t size = 0;
};

Prefix prefix_of(int field, size_t length) {
  constexpr uint32_t kLengthDelimited = 2;
  Prefix out;
  uint8_t* end = CodedOutputStream::WriteVarint32ToArray(
      (static_cast<uint32_t>(field) << 3) | kLengthDelimited, out.bytes.data());
  end = CodedOutputStream::WriteVarint32ToArray(static_cast<uint32_t>(length), end);
  out.size = static_cast<size_t>(end - out.bytes.data());
  return out;
}

}  // namespace

const std::string& Cards::refreshed(const room::Participant& one, const room::Room& room,
                                    Card& card) {
  if (card.version == one.version) return card.info;
  pb::ParticipantInfo info;
  encode(room, one, /*own=*/false, info);
  info.SerializeToString(&card.info);
  card.info.shrink_to_fit();
  card.version = one.version;
  ++encoded_;
  return card.info;
}

std::string_view Cards::of(const room::Room& room, PeerId peer) {
  const auto at = cards_.find(peer);
  const room::Participant* one = room.find(peer);
  if (at == cards_.end() || one == nullptr) return {};
  return refreshed(*one, room, at->second);
}

void Cards::append_all(const room::Room& room, PeerId except, int field, std::string& out) {
  for (auto& [peer, card] : cards_) {
    const room::Participant* one = peer == except ? nullptr : room.find(peer);
    if (one != nullptr) append_field(field, refreshed(*one, room, card), out);
  }
}

void append_field(int field, std::string_view bytes, std::string& out) {
  const Prefix prefix = prefix_of(field, bytes.size());
  out.append(prefix.bytes.begin(), prefix.bytes.begin() + static_cast<ptrdiff_t>(prefix.size));
  out.append(bytes);
}

SharedBytes frame_of(int field, std::string_view body) {
  const Prefix prefix = prefix_of(field, body.size());
  std::vector<uint8_t> out;
  out.reserve(prefix.size + body.size());
  out.insert(out.end(), prefix.bytes.begin(),
             prefix.bytes.begin() + static_cast<ptrdiff_t>(prefix.size));
  out.insert(out.end(), body.begin(), body.end());
  return std::make_shared<const std::vector<uint8_t>>(std::move(out));
}

}  // namespace diemcau::livekit
