#include <gmock/gmock.h>

#include "server/banner.h"
#include "server/metrics.h"
#include "server/paced_log.h"
#include "server/startup_checks.h"
#include "server/test_support.h"

namespace diemcau::server {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Metrics, AreLinesThatPrometheusReads) {
  Figures figures;
  figures.census.rooms = 3;
  figures.control.bad_token = 4;
  figures.http.tls_failures = 5;
  figures.shards.resize(2);
  figures.shards[1].udp.datagrams_sent = 6;
  figures.shards[1].shard.unknown_ufrag = 7;
  figures.shards[1].tcp.open = 8;
  figures.shards[1].tcp.pictures_dropped = 9;
  constexpr auto kForeign = static_cast<size_t>(transport::StreamEnd::kForeign);
  figures.shards[0].tcp.ended[kForeign] = 10;
  figures.shards[0].door.ended[kForeign] = 1;
  figures.shards[1].shard.gated = 12;
  figures.webhooks.dropped = 13;
  const std::string text = metrics_text(figures);
  EXPECT_THAT(text, HasSubstr("diemcau_dropped_total{shard=\"1\",reason=\"gated\"} 12\n"));
  EXPECT_THAT(text, HasSubstr("diemcau_webhooks_total{outcome=\"dropped\"} 13\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE diemcau_rooms gauge\ndiemcau_rooms 3\n"));
  EXPECT_THAT(text, HasSubstr("diemcau_refused_total{reason=\"bad_token\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("diemcau_http_failed_total{reason=\"tls\"} 5\n"));
  EXPECT_THAT(text, HasSubstr("diemcau_udp_datagrams_sent_total{shard=\"1\"} 6\n"));
  EXPECT_THAT(text, HasSubstr("diemcau_dropped_total{shard=\"1\",reason=\"unknown_ufrag\"} 7\n"));
  EXPECT_THAT(text, HasSubstr("diemcau_tcp_connections{shard=\"1\"} 8\n"));
  EXPECT_THAT(text,
              HasSubstr("diemcau_dropped_total{shard=\"1\",reason=\"tcp_full_pictures\"} 9\n"));
  EXPECT_THAT(text, HasSubstr("diemcau_tcp_ended_total{shard=\"0\",reason=\"foreign\"} 11\n"));
  EXPECT_EQ(text.back(), '\n');
  EXPECT_EQ(text.find("\n\n"), std::string::npos);
}

TEST(Banner, NamesWhereToGo) {
  BannerFacts facts;
  facts.version = "1.2.3";
  facts.local_page = "http://localhost:7880";
  EXPECT_THAT(banner(facts), HasSubstr("Only this machine"));
  facts.demo_path = "/r/demo";
  facts.lan_pages = {"https://192.0.2.1:7880"};
  facts.certificate_page = "http://192.0.2.1:7880/ca";
  facts.fingerprint = "AB:CD";
  facts.advice = {"Do this."};
  const std::string text = banner(facts);
  EXPECT_THAT(text, HasSubstr("    http://localhost:7880\n"));
  EXPECT_THAT(text, HasSubstr("    https://192.0.2.1:7880\n"));
  EXPECT_THAT(text, HasSubstr("    http://localhost:7880/r/demo\n"));
  EXPECT_THAT(text, HasSubstr("AB:CD"));
  EXPECT_THAT(text, HasSubstr("! Do this."));
  EXPECT_THAT(text, Not(HasSubstr("▀")));
  EXPECT_THAT(text, Not(HasSubstr("kill")));
  facts.chair_page = "http://localhost:7880/enter/secret";
  facts.process = 4321;
  EXPECT_THAT(banner(facts), HasSubstr("    http://localhost:7880/enter/secret\n"));
  EXPECT_THAT(banner(facts), HasSubstr("    kill -9 4321\n"));
  facts.with_qr = true;
  EXPECT_THAT(banner(facts), HasSubstr("▀"));
}

TEST(Banner, DrawsASquareCodeWithLightAroundIt) {
  const std::string code = qr_text("https://192.168.100.100:7880");
  const auto rows = std::count(code.begin(), code.end(), '\n');
  // Version 2 to 3: 25 or 29 modules and 8 of light, two in a row of text.
  EXPECT_GE(rows, 17);
  EXPECT_LE(rows, 19);
  EXPECT_EQ(qr_text(std::string(10'000, 'x')), "");
}

TEST(PacedLog, CountsAFloodInsteadOfWritingIt) {
  PacedLog log;
  const Instant start = Instant{} + 1h;
  size_t written = 0;
  for (int i = 0; i < 1000; ++i) written += log.take(start + i * 1us, "x").size();
  EXPECT_EQ(written, PacedLog::kLinesPerSecond);
  EXPECT_THAT(log.take(start + 2s, "y"),
              testing::ElementsAre("signalling: 980 more were refused", "y"));
  EXPECT_THAT(log.take(start + 2s, "z"), testing::ElementsAre("z"));
}

TEST(StartupChecks, MakeTheDataDirectoryOrSayWhyNot) {
  const TestDirectory directory;
  const auto made = prepare_data_directory(directory.path() / "a" / "b");
  EXPECT_TRUE(made.ok()) << made.error();
  directory.write("file", "");
  const auto blocked = prepare_data_directory(directory.path() / "file");
  ASSERT_FALSE(blocked.ok());
  EXPECT_THAT(blocked.error(), HasSubstr("--data DIR"));
}

TEST(StartupChecks, AdviseOnBuffersAndOpenFiles) {
  EXPECT_FALSE(judge_buffers({8 << 20, 8 << 20}));
  EXPECT_THAT(*judge_buffers({212992, 8 << 20}), HasSubstr("net.core.rmem_max"));
  EXPECT_FALSE(raise_open_files(16));
  EXPECT_THAT(*raise_open_files(size_t{1} << 40), HasSubstr("LimitNOFILE"));
}

}  // namespace
}  // namespace diemcau::server
