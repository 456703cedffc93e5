#include "livekit/cards.h"

#include <gtest/gtest.h>

namespace diemcau::livekit {
namespace {

room::Room crowd(uint32_t size) {
  room::Room out(RoomId{1}, "RM_1", "hop", UnixTime{});
  for (uint32_t i = 1; i <= size; ++i) {
    room::Participant one;
    one.id = PeerId{i};
    one.identity = "site" + std::to_string(i);
    one.sid = "PA_" + std::to_string(i);
    out.join(std::move(one), true, {});
  }
  return out;
}

// The work of N joins is N encodings, though they copy N² of them.
TEST(Cards, EachIsEncodedOnceHoweverManyAreTold) {
  const room::Room room = crowd(200);
  Cards cards;
  size_t copied = 0;
  for (uint32_t i = 1; i <= 200; ++i) {
    cards.add(PeerId{i});
    std::string out;
    cards.append_all(room, PeerId{i}, pb::JoinResponse::kOtherParticipantsFieldNumber, out);
    pb::JoinResponse join;
    ASSERT_TRUE(join.ParseFromString(out));
    ASSERT_EQ(join.other_participants_size(), static_cast<int>(i - 1));
    copied += i - 1;
  }
  EXPECT_EQ(copied, 200u * 199 / 2);
  EXPECT_EQ(cards.encoded(), 199u);  // the last one was told to nobody
}

TEST(Cards, WhoChangedIsEncodedAgain) {
  room::Room room = crowd(3);
  Cards cards;
  cards.add(PeerId{2});
  pb::ParticipantInfo info;
  ASSERT_TRUE(info.ParseFromString(std::string(cards.of(room, PeerId{2}))));
  EXPECT_EQ(info.identity(), "site2");
  room.set_name(PeerId{2}, "Hà Nội");
  room.set_name(PeerId{3}, "Huế");
  ASSERT_TRUE(info.ParseFromString(std::string(cards.of(room, PeerId{2}))));
  EXPECT_EQ(info.name(), "Hà Nội");
  cards.of(room, PeerId{2});
  EXPECT_EQ(cards.encoded(), 2u);
  EXPECT_TRUE(cards.of(room, PeerId{3}).empty());  // not in the list
  cards.remove(PeerId{2});
  EXPECT_TRUE(cards.of(room, PeerId{2}).empty());
}

TEST(Cards, FramesAreWhatTheProtocolReads) {
  for (const size_t size : {0u, 1u, 127u, 128u, 20'000u, 3'000'000u}) {
    pb::ParticipantInfo info;
    info.set_metadata(std::string(size, 'm'));
    std::string body;
    append_field(pb::ParticipantUpdate::kParticipantsFieldNumber, info.SerializeAsString(), body);
    const SharedBytes frame = frame_of(pb::SignalResponse::kUpdateFieldNumber, body);
    pb::SignalResponse read;
    ASSERT_TRUE(read.ParseFromArray(frame->data(), static_cast<int>(frame->size())));
    ASSERT_EQ(read.update().participants_size(), 1);
    EXPECT_EQ(read.update().participants(0).metadata().size(), size);
  }
}

}  // namespace
}  // namespace diemcau::livekit
