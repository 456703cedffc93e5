// What participants are told of their lines, and publishers of what is wanted of them.
#include <gtest/gtest.h>

#include "livekit/test_conference.h"

namespace diemcau::livekit::testing {
namespace {

using Kind = pb::SignalResponse;

// Lan publishes a picture in three layers; Minh receives it.
struct Hall : TestConference {
  Hall() : lan(join("lan")), minh(join("minh")) {
    connected(lan);
    connected(minh);
    announce(lan, "cam", MediaKind::kVideo);
    lan.session->add_track({"cam", MediaKind::kVideo, {}, {}, {"q", "h", "f"}});
    offer(lan);
    track = lan.last(Kind::kTrackPublished)->track_published().track().sid();
    // Minh's client is asked for an offer, or had free sections.
    offer(minh);
  }
  link::SetSink sink() { return sent_to_shard<link::SetSink>().back(); }
  void show(TestClient& client, uint32_t width, uint32_t height, bool disabled = false) {
    pb::SignalRequest request;
    pb::UpdateTrackSettings& settings = *request.mutable_track_setting();
    settings.add_track_sids(track);
    settings.set_disabled(disabled);
    settings.set_width(width);
    settings.set_height(height);
    say(client, request);
  }
  template <class Message>
  void shard_says(const Message& message) {
    control.handle_shard(now, kToday, message);
    pump();
  }
  // As "q h f" of those that are to be sent, of the last word; "?" where there was none.
  std::string wanted() const {
    const auto* last = lan.last(Kind::kSubscribedQualityUpdate);
    if (last == nullptr) return "?";
    const auto& update = last->subscribed_quality_update();
    EXPECT_EQ(update.track_sid(), track);
    EXPECT_EQ(update.subscribed_codecs(0).codec(), "vp8");
    std::string out;
    for (const auto& one : update.subscribed_codecs(0).qualities()) {
      if (one.enabled()) out += "qhf"[one.quality()];
    }
    return out;
  }

  TestClient& lan;
  TestClient& minh;
  std::string track;
};

TEST(StreamState, AReceiverIsToldOfPicturesThatPauseAndGoOn) {
  Hall hall;
  const auto sink = hall.sink();
  hall.shard_says(link::SinkPaused{sink.sink, sink.peer, sink.track, true});
  const auto* update = hall.minh.last(Kind::kStreamStateUpdate);
  ASSERT_NE(update, nullptr);
  ASSERT_EQ(update->stream_state_update().stream_states_size(), 1);
  const auto& state = update->stream_state_update().stream_states(0);
  EXPECT_EQ(state.participant_sid(), hall.lan.sid());
  EXPECT_EQ(state.track_sid(), hall.track);
  EXPECT_EQ(state.state(), pb::PAUSED);
  hall.shard_says(link::SinkPaused{sink.sink, sink.peer, sink.track, false});
  EXPECT_EQ(
      hall.minh.last(Kind::kStreamStateUpdate)->stream_state_update().stream_states(0).state(),
      pb::ACTIVE);
  EXPECT_EQ(hall.lan.last(Kind::kStreamStateUpdate), nullptr);
}

TEST(StreamState, WordsAboutWhatIsGoneAreDropped) {
  Hall hall;
  const auto sink = hall.sink();
  hall.shard_says(link::SinkPaused{SinkId{999}, sink.peer, sink.track, true});
  hall.shard_says(link::SinkPaused{sink.sink, PeerId{999}, sink.track, true});
  hall.shard_says(link::SinkPaused{sink.sink, sink.peer, TrackId{999}, true});
  EXPECT_EQ(hall.minh.last(Kind::kStreamStateUpdate), nullptr);
}

TEST(ConnectionQuality, EveryoneInASmallRoomHearsOfAChange) {
  Hall hall;
  hall.shard_says(link::QualityChanged{hall.peer_of(hall.minh), link::Quality::kPoor});
  for (const TestClient* client : {&hall.lan, &hall.minh}) {
    const auto* update = client->last(Kind::kConnectionQuality);
    ASSERT_NE(update, nullptr);
    ASSERT_EQ(update->connection_quality().updates_size(), 1);
    EXPECT_EQ(update->connection_quality().updates(0).participant_sid(), hall.minh.sid());
    EXPECT_EQ(update->connection_quality().updates(0).quality(), pb::POOR);
  }
}

TEST(ConnectionQuality, WhoComesLaterHearsOfIt) {
  Hall hall;
  hall.shard_says(link::QualityChanged{hall.peer_of(hall.lan), link::Quality::kGood});
  TestClient& thu = hall.join("thu");
  hall.connected(thu);
  const auto* update = thu.last(Kind::kConnectionQuality);
  ASSERT_NE(update, nullptr);
  EXPECT_EQ(update->connection_quality().updates(0).participant_sid(), hall.lan.sid());
  EXPECT_EQ(update->connection_quality().updates(0).quality(), pb::GOOD);
}

TEST(Stage, WhatIsShownLargeGoesFirst) {
  Hall hall;
  hall.show(hall.minh, 160, 90);
  EXPECT_EQ(hall.sent_to_shard<link::SelectLayer>().back().importance, Importance::kThumbnail);
  hall.show(hall.minh, 1280, 720);
  EXPECT_EQ(hall.sent_to_shard<link::SelectLayer>().back().importance, Importance::kStage);
}

TEST(Dynacast, LayersThatNobodyWantsAreNotSentAndComeBackAtOnce) {
  Hall hall;
  EXPECT_EQ(hall.wanted(), "?") << "everything is sent until told otherwise";
  hall.show(hall.minh, 300, 160);
  EXPECT_EQ(hall.wanted(), "?") << "it may be wanted again soon";
  hall.pass(6s);
  EXPECT_EQ(hall.wanted(), "q");
  hall.show(hall.minh, 600, 320);
  EXPECT_EQ(hall.wanted(), "qh");
  hall.show(hall.minh, 1280, 720);
  EXPECT_EQ(hall.wanted(), "qhf");
}

TEST(Dynacast, TheBestOfAllReceiversWishesCounts) {
  Hall hall;
  TestClient& thu = hall.join("thu");
  hall.connected(thu);
  hall.offer(thu);
  hall.show(thu, 600, 320);
  hall.show(hall.minh, 300, 160);
  hall.pass(6s);
  EXPECT_EQ(hall.wanted(), "qh");
  pb::SignalRequest leave;
  leave.mutable_leave();
  hall.say(thu, leave);
  hall.pass(6s);
  EXPECT_EQ(hall.wanted(), "q");
}

TEST(Dynacast, AWishThatComesAndGoesIsNotTold) {
  Hall hall;
  hall.show(hall.minh, 300, 160);
  hall.pass(3s);
  hall.show(hall.minh, 1280, 720);
  hall.pass(6s);
  EXPECT_EQ(hall.wanted(), "?");
}

TEST(Dynacast, DisabledPicturesAreNotWantedButTheLowestStays) {
  Hall hall;
  hall.show(hall.minh, 1280, 720, true);
  hall.pass(6s);
  EXPECT_EQ(hall.wanted(), "q");
  hall.show(hall.minh, 1280, 720, false);
  EXPECT_EQ(hall.wanted(), "qhf");
}

}  // namespace
}  // namespace diemcau::livekit::testing
