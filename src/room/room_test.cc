#include "room/room.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/random.h"

namespace diemcau::room {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr SubscriptionLimits kLimits = {
    .auto_audio = 3, .auto_video = 2, .explicit_audio = 2, .explicit_video = 2};

struct Fixture {
  Room room{RoomId{1}, "RM_x", "hall", UnixTime{1}};
  uint32_t last_id = 0;
  std::vector<PeerId> active{};
  std::vector<TrackId> published{};
  std::vector<std::string> told;

  PeerId join(std::string identity, bool auto_subscribe = true, Permissions permissions = {}) {
    Participant one;
    one.id = PeerId{++last_id};
    one.sid = "PA_" + identity;
    one.identity = std::move(identity);
    one.permissions = std::move(permissions);
    const PeerId id = one.id;
    room.join(std::move(one), auto_subscribe, kLimits);
    room.advance(id, ParticipantState::kJoined);
    return id;
  }

  TrackId publish(PeerId publisher, MediaKind kind = MediaKind::kVideo) {
    Track track;
    track.id = TrackId{++last_id};
    track.publisher = publisher;
    track.sid = "TR_" + std::to_string(track.id.value);
    track.about.kind = kind;
    const TrackId id = track.id;
    room.add_track(std::move(track));
    room.publish(id, "1", false, "video/VP8");
    return id;
  }
  std::string sid(TrackId id) { return room.find_track(id)->sid; }

  void operator()(const InfoChanged& c) { say("info", c.participant); }
  void operator()(const Activated& c) { active.push_back(c.participant); }
  void operator()(const TrackPublished& c) { published.push_back(c.track); }
  void operator()(const Departed& c) { told.push_back("left " + c.participant.identity); }
  void operator()(const SubscriptionStarted& c) { say("start", c.subscriber, c.track); }
  void operator()(const SubscriptionEnded& c) { say("end", c.subscriber, c.track); }
  void operator()(const SubscriptionAllowed& c) {
    say(c.allowed ? "allow" : "deny", c.subscriber, c.track);
  }
  void operator()(const TrackRemoved& c) {
    told.push_back("gone " + std::to_string(c.track.id.value));
  }
  void say(std::string word, PeerId peer, TrackId track = {}) {
    word += " " + std::to_string(peer.value);
    if (track.value != 0) word += " " + std::to_string(track.value);
    told.push_back(word);
  }
  std::vector<std::string> changes() {
    told.clear();
    Change change;
    while (room.poll_change(change)) std::visit(*this, change);
    return told;
  }
};

TEST(Room, PublisherIsNamedBeforeItsTrackIsGiven) {
  Fixture f;
  f.join("a");  // 1
  f.join("b");  // 2
  f.changes();
  f.publish(PeerId{1});  // 3
  EXPECT_THAT(f.changes(), ElementsAre("info 1", "start 2 3"));
}

TEST(Room, LateJoinerGetsWhatIsThere) {
  Fixture f;
  f.join("a");
  f.publish(PeerId{1});  // 2
  f.changes();
  f.join("c");  // 3
  EXPECT_THAT(f.changes(), ElementsAre("info 3", "info 3", "start 3 2"));
  EXPECT_EQ(f.room.find(PeerId{3})->version, 2u);
}

TEST(Room, LeavingTakesTheTracksAlong) {
  Fixture f;
  f.join("a");
  f.join("b");
  f.publish(PeerId{1});  // 3
  f.changes();
  f.room.leave(PeerId{1}, DepartureReason::kClientLeft);
  EXPECT_THAT(f.changes(), ElementsAre("end 2 3", "gone 3", "left a"));
  EXPECT_EQ(f.room.find_identity("a"), nullptr);
  EXPECT_EQ(f.room.size(), 1u);
  f.room.leave(PeerId{1}, DepartureReason::kClientLeft);
  EXPECT_THAT(f.changes(), IsEmpty());
}

TEST(Room, UnpublishedTracksAreTheirPublishersSecret) {
  Fixture f;
  f.join("a");
  f.join("b");
  Track track;
  track.id = TrackId{9};
  track.publisher = PeerId{1};
  track.sid = "TR_9";
  f.room.add_track(track);
  EXPECT_NE(f.room.find_track(PeerId{1}, "TR_9"), nullptr);
  EXPECT_EQ(f.room.find_track(PeerId{2}, "TR_9"), nullptr);
  EXPECT_EQ(f.room.subscribe(PeerId{2}, "TR_9", true), SubscribeResult::kNotFound);
  f.changes();
  f.room.remove_track(TrackId{9});
  EXPECT_THAT(f.changes(), ElementsAre("gone 9"));
}

TEST(Room, HiddenParticipantsTracksAreNotGiven) {
  Fixture f;
  f.join("ghost", true, Permissions{.hidden = true});
  f.join("b");
  const TrackId track = f.publish(PeerId{1});
  EXPECT_FALSE(f.room.has_subscription(PeerId{2}, track));
  EXPECT_EQ(f.room.subscribe(PeerId{2}, f.sid(track), true), SubscribeResult::kNotFound);
  EXPECT_EQ(f.room.visible_count(), 1u);
  EXPECT_FALSE(f.room.visible(PeerId{1}));
}

TEST(Room, SubscriptionsByChoice) {
  Fixture f;
  f.join("a");
  f.join("b", /*auto_subscribe=*/false);
  const TrackId track = f.publish(PeerId{1});
  EXPECT_FALSE(f.room.has_subscription(PeerId{2}, track));
  EXPECT_EQ(f.room.subscribe(PeerId{2}, f.sid(track), true), SubscribeResult::kDone);
  EXPECT_TRUE(f.room.has_subscription(PeerId{2}, track));
  EXPECT_EQ(f.room.subscribe(PeerId{2}, f.sid(track), false), SubscribeResult::kDone);
  EXPECT_FALSE(f.room.has_subscription(PeerId{2}, track));
  EXPECT_EQ(f.room.subscribe(PeerId{2}, "TR_none", true), SubscribeResult::kNotFound);
  EXPECT_EQ(f.room.subscribe(PeerId{1}, f.sid(track), true), SubscribeResult::kNotFound);
}

TEST(Room, AutomaticSubscriptionsStopAtTheLimitAndMoveUp) {
  Fixture f;
  f.join("viewer");  // 1
  std::vector<TrackId> tracks;
  for (int i = 0; i < 4; ++i) tracks.push_back(f.publish(f.join("p" + std::to_string(i))));
  EXPECT_THAT(f.room.subscriptions(PeerId{1}), ElementsAre(tracks[0], tracks[1]));
  f.room.remove_track(tracks[0]);
  EXPECT_THAT(f.room.subscriptions(PeerId{1}), ElementsAre(tracks[1], tracks[2]));
  // What is asked for has a limit of its own.
  EXPECT_EQ(f.room.subscribe(PeerId{1}, f.sid(tracks[3]), true), SubscribeResult::kDone);
  EXPECT_THAT(f.room.subscriptions(PeerId{1}), ElementsAre(tracks[1], tracks[2], tracks[3]));
}

TEST(Room, ChosenSubscriptionsStopAtTheirLimit) {
  Fixture f;
  f.join("viewer", /*auto_subscribe=*/false);
  std::vector<TrackId> tracks;
  for (int i = 0; i < 3; ++i) tracks.push_back(f.publish(f.join("p" + std::to_string(i))));
  EXPECT_EQ(f.room.subscribe(PeerId{1}, f.sid(tracks[0]), true), SubscribeResult::kDone);
  EXPECT_EQ(f.room.subscribe(PeerId{1}, f.sid(tracks[1]), true), SubscribeResult::kDone);
  EXPECT_EQ(f.room.subscribe(PeerId{1}, f.sid(tracks[2]), true), SubscribeResult::kOverLimit);
  f.room.subscribe(PeerId{1}, f.sid(tracks[0]), false);
  EXPECT_EQ(f.room.subscribe(PeerId{1}, f.sid(tracks[2]), true), SubscribeResult::kDone);
}

TEST(Room, PublisherDecidesWhoMaySubscribe) {
  Fixture f;
  f.join("a");
  f.join("b");
  f.join("c");
  const TrackId track = f.publish(PeerId{1});  // 4
  f.changes();
  TrackPermissions only_b{.all_participants = false,
                          .exceptions = {{.identity = "b", .all_tracks = true}}};
  f.room.set_track_permissions(PeerId{1}, only_b);
  EXPECT_THAT(f.changes(), ElementsAre("deny 3 4", "end 3 4"));
  // A track published afterwards: c hears that it may not have it.
  f.publish(PeerId{1});  // 5
  EXPECT_THAT(f.changes(), ElementsAre("info 1", "start 2 5", "deny 3 5"));
  only_b.exceptions = {{.sid = "PA_c", .track_sids = {f.sid(track)}}};
  f.room.set_track_permissions(PeerId{1}, only_b);
  EXPECT_THAT(f.changes(),
              ElementsAre("deny 2 4", "end 2 4", "allow 3 4", "start 3 4", "deny 2 5", "end 2 5"));
  f.room.set_track_permissions(PeerId{1}, {});
  EXPECT_THAT(f.changes(), ElementsAre("allow 2 4", "start 2 4", "allow 2 5", "start 2 5",
                                       "allow 3 5", "start 3 5"));
}

TEST(Room, RevokedPermissionsTakeEffect) {
  Fixture f;
  f.join("a");
  f.join("b");
  f.publish(PeerId{1});  // 3
  f.changes();
  f.room.set_permissions(PeerId{2}, Permissions{.can_subscribe = false, .hidden = true});
  EXPECT_THAT(f.changes(), ElementsAre("info 2", "end 2 3"));
  EXPECT_TRUE(f.room.visible(PeerId{2}));
  f.room.set_permissions(PeerId{1}, Permissions{.sources = {TrackSource::kMicrophone}});
  EXPECT_THAT(f.changes(), ElementsAre("info 1", "gone 3"));
}

TEST(Room, AttributesMergeAndEmptyRemoves) {
  Fixture f;
  f.join("a");
  f.room.update_attributes(PeerId{1}, {{"x", "1"}, {"y", "2"}});
  f.room.update_attributes(PeerId{1}, {{"x", ""}, {"z", "3"}});
  EXPECT_EQ(f.room.find(PeerId{1})->attributes, (Attributes{{"y", "2"}, {"z", "3"}}));
  f.changes();
  f.room.update_attributes(PeerId{1}, {{"x", ""}});
  EXPECT_THAT(f.changes(), IsEmpty());
}

TEST(Permissions, SourcesNarrowPublishing) {
  Permissions permissions;
  EXPECT_TRUE(permissions.may_publish(TrackSource::kScreenShare));
  permissions.sources = {TrackSource::kCamera};
  EXPECT_TRUE(permissions.may_publish(TrackSource::kCamera));
  EXPECT_FALSE(permissions.may_publish(TrackSource::kScreenShare));
  permissions.can_publish = false;
  EXPECT_FALSE(permissions.may_publish(TrackSource::kCamera));
}

// --- Any order of commands ----------------------------------------------------------------------

// Follows the changes as a client would and checks what must hold for each.
struct Witness {
  const Room& room;
  std::map<PeerId, std::set<TrackId>> given{};
  std::map<PeerId, uint32_t> versions{};
  std::set<PeerId> named{};

  void operator()(const InfoChanged& c) {
    named.insert(c.participant);
    if (const Participant* one = room.find(c.participant)) {
      EXPECT_GE(one->version, versions[c.participant]);
      versions[c.participant] = one->version;
    }
  }
  void operator()(const Activated& c) {
    EXPECT_EQ(room.find(c.participant)->state, ParticipantState::kActive);
    EXPECT_TRUE(named.contains(c.participant));
  }
  void operator()(const TrackPublished& c) {
    const Track* track = room.find_track(c.track);
    ASSERT_NE(track, nullptr);
    EXPECT_TRUE(named.contains(track->publisher));
  }
  void operator()(const Departed& c) {
    EXPECT_GT(c.participant.version, versions[c.participant.id]);
    given.erase(c.participant.id);
  }
  void operator()(const SubscriptionStarted& c) {
    const Track* track = room.find_track(c.track);
    ASSERT_NE(track, nullptr);
    EXPECT_TRUE(named.contains(track->publisher)) << "a track of someone not yet named";
    EXPECT_TRUE(given[c.subscriber].insert(c.track).second) << "given twice";
  }
  void operator()(const SubscriptionEnded& c) {
    EXPECT_EQ(given[c.subscriber].erase(c.track), 1u) << "ended without a beginning";
  }
  void operator()(const SubscriptionAllowed&) {}
  void operator()(const TrackRemoved& c) {
    for (const auto& [peer, tracks] : given) EXPECT_FALSE(tracks.contains(c.track.id));
  }
};

void check_invariants(const Room& room, const Witness& witness) {
  for (PeerId peer : room.participants()) {
    size_t audio = 0;
    const auto tracks = room.subscriptions(peer);
    for (TrackId id : tracks) {
      const Track* track = room.find_track(id);
      ASSERT_NE(track, nullptr);
      EXPECT_TRUE(track->published);
      EXPECT_NE(track->publisher, peer);
      EXPECT_TRUE(room.visible(track->publisher));
      EXPECT_TRUE(room.find(peer)->permissions.can_subscribe);
      audio += track->about.kind == MediaKind::kAudio;
    }
    EXPECT_LE(audio, kLimits.auto_audio + kLimits.explicit_audio);
    EXPECT_LE(tracks.size() - audio, kLimits.auto_video + kLimits.explicit_video);
    const auto given = witness.given.find(peer);
    const std::set<TrackId> told =
        given == witness.given.end() ? std::set<TrackId>{} : given->second;
    EXPECT_EQ(told, std::set<TrackId>(tracks.begin(), tracks.end()));
  }
}

void random_step(Fixture& f, SeededRandom& random) {
  const auto peers = f.room.participants();
  const auto peer = [&] { return peers[random.below(peers.size())]; };
  const uint64_t what = random.below(10);
  if (what < 2 || peers.empty()) {
    const std::string identity = "i" + std::to_string(random.below(12));
    if (f.room.find_identity(identity)) return;
    f.join(identity, random.chance(0.7), Permissions{.hidden = random.chance(0.1)});
  } else if (what < 4) {
    f.publish(peer(), random.chance(0.5) ? MediaKind::kAudio : MediaKind::kVideo);
  } else if (what < 5) {
    f.room.leave(peer(), DepartureReason::kClientLeft);
  } else if (what < 6) {
    const auto& tracks = f.room.find(peer())->tracks;
    if (!tracks.empty()) f.room.remove_track(tracks[random.below(tracks.size())]);
  } else if (what < 8) {
    const auto& tracks = f.room.find(peer())->tracks;
    if (tracks.empty()) return;
    const std::string sid = f.sid(tracks[random.below(tracks.size())]);
    (void)f.room.subscribe(peer(), sid, random.chance(0.6));
  } else if (what < 9) {
    TrackPermissions permissions{.all_participants = random.chance(0.4)};
    permissions.exceptions.push_back(
        {.identity = f.room.find(peer())->identity, .all_tracks = true});
    f.room.set_track_permissions(peer(), permissions);
  } else {
    f.room.set_permissions(peer(), Permissions{.can_subscribe = random.chance(0.5)});
  }
}

TEST(Room, HoldsItsInvariantsInAnyOrderOfCommands) {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom random(seed);
    Fixture f;
    Witness witness{f.room};
    for (int step = 0; step < 150; ++step) {
      random_step(f, random);
      Change change;
      while (f.room.poll_change(change)) std::visit(witness, change);
      check_invariants(f.room, witness);
      if (::testing::Test::HasFailure()) return;
    }
  }
}

}  // namespace
}  // namespace diemcau::room
