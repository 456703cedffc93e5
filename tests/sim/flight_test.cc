// What the flight recorder says of a connection afterwards: why a picture became small.
#include <gtest/gtest.h>

#include "world.h"

namespace diemcau::sim {
namespace {

using shard::FlightEntry;
using shard::FlightKind;

struct Stage : World {
  Stage() : World(1) {
    add();
    add().tell_arrivals(true);
    run(3s);
    tell(clients[0]->publish_audio(now));
    tell(clients[0]->publish_video(now, 3));
    tell(clients[1]->subscribe(clients[0]->video(), SinkId{3}));
    tell(clients[1]->subscribe(clients[0]->audio(), SinkId{4}));
  }
  void set_line(uint64_t bps, bool is_dead = false) {
    network.lines.try_emplace(clients[1]->address(), 7)
        .first->second.set({.rate_bps = bps, .is_dead = is_dead});
  }
  shard::FlightReport report(size_t client = 1) {
    return shard.flight_of(now, clients[client]->id()).value();
  }
  template <class Fits>
  bool noted(FlightKind kind, Fits&& fits, size_t client = 1) {
    const auto entries = report(client).entries;
    return std::any_of(entries.begin(), entries.end(),
                       [&](const FlightEntry& one) { return one.kind == kind && fits(one); });
  }
};

TEST(Flight, TellsWhyALayerBecameLow) {
  Stage stage;
  stage.set_line(3'000'000);
  stage.run(15s);
  ASSERT_EQ(stage.report().receives.size(), 2u);
  EXPECT_EQ(stage.report().receives[0].sent, Layer::kHigh);
  EXPECT_FALSE(stage.report().squeezed);
  EXPECT_EQ(stage.report().receives[0].live, 7);
  stage.set_line(500'000);
  stage.run(15s);
  const shard::FlightReport report = stage.report();
  EXPECT_TRUE(report.measured && report.squeezed);
  EXPECT_LT(report.usable_bps, 600'000u);
  EXPECT_EQ(report.receives[0].highest_wanted, Layer::kHigh);
  EXPECT_EQ(report.receives[0].granted, Layer::kLow);
  EXPECT_EQ(report.receives[0].sent, Layer::kLow);
  EXPECT_TRUE(stage.noted(FlightKind::kConnected, [](const auto&) { return true; }));
  EXPECT_TRUE(stage.noted(FlightKind::kShared, [](const auto& one) { return one.a == 1; }));
  EXPECT_TRUE(stage.noted(FlightKind::kGranted, [](const auto& one) { return one.b == 0; }));
  EXPECT_TRUE(stage.noted(FlightKind::kShown, [](const auto& one) { return one.b == 0; }));
  EXPECT_TRUE(stage.noted(FlightKind::kEstimate, [](const auto& one) { return one.y < one.x; }));
}

TEST(Flight, TellsOfTheClientsWishAndOfThePublishersLayers) {
  Stage stage;
  stage.run(5s);
  stage.tell(link::SelectLayer{.sink = SinkId{3}, .highest = Layer::kMedium});
  stage.run(5s);
  EXPECT_TRUE(stage.noted(FlightKind::kWanted, [](const auto& one) { return one.a == 1; }));
  EXPECT_EQ(stage.report().receives[0].sent, Layer::kMedium);
  EXPECT_EQ(stage.report(0).publishes.at(1).highest_wanted, Layer::kMedium);
  stage.clients[0]->limit_layers(1);
  stage.run(5s);
  EXPECT_EQ(stage.report().receives[0].live, 1);
  EXPECT_TRUE(stage.noted(
      FlightKind::kLayersLive, [](const auto& one) { return one.a == 1; }, 0));
}

TEST(Flight, TellsOfAnOutage) {
  Stage stage;
  stage.set_line(3'000'000);
  stage.run(5s);
  stage.set_line(3'000'000, /*is_dead=*/true);
  stage.run(4s);
  EXPECT_TRUE(stage.report().outage);
  stage.set_line(3'000'000);
  stage.run(5s);
  EXPECT_FALSE(stage.report().outage);
  EXPECT_TRUE(stage.noted(FlightKind::kOutage, [](const auto&) { return true; }));
  EXPECT_TRUE(stage.noted(FlightKind::kOutageOver, [](const auto&) { return true; }));
}

// Nothing else is sent to who gets pictures alone, since those pause.
TEST(Flight, AnOutageEndsForWhoGetsPicturesAlone) {
  Stage stage;
  stage.tell(link::RemoveSink{SinkId{4}});
  stage.set_line(3'000'000);
  stage.run(5s);
  stage.set_line(3'000'000, /*is_dead=*/true);
  stage.run(8s);
  EXPECT_TRUE(stage.report().outage);
  stage.set_line(3'000'000);
  stage.run(5s);
  EXPECT_FALSE(stage.report().outage);
  EXPECT_GT(stage.report().receives[0].highest_wanted, Layer::kLow);
  EXPECT_NE(stage.report().receives[0].sent, std::nullopt);
}

TEST(Flight, IsBoundedAndKeepsTheNewest) {
  Stage stage;
  stage.run(3s);
  for (uint32_t i = 0; i < 1000; ++i) {
    stage.tell(link::SelectLayer{.sink = SinkId{3}, .highest = static_cast<Layer>(i % 3)});
  }
  const shard::FlightReport report = stage.report();
  EXPECT_EQ(report.entries.size(), shard::FlightRing::kEntries);
  EXPECT_GE(report.noted, 1000u);
  EXPECT_EQ(report.entries.back().a, 999 % 3);
}

TEST(Flight, OfNobodyThereIsNone) {
  Stage stage;
  EXPECT_FALSE(stage.shard.flight_of(stage.now, PeerId{77}).has_value());
}

}  // namespace
}  // namespace diemcau::sim
