#include "site_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace diemcau::sites {
namespace {

using Json = nlohmann::ordered_json;

double to_json_ms(Duration duration) { return static_cast<double>(to_us(duration)) / 1000; }

Json distribution(std::vector<Duration> values) {
  if (values.empty()) return nullptr;
  std::sort(values.begin(), values.end());
  const auto at = [&](double part) {
    const auto rank = static_cast<size_t>(part * static_cast<double>(values.size()));
    return to_json_ms(values[std::min(rank, values.size() - 1)]);
  };
  return {{"p50", at(0.5)}, {"p95", at(0.95)}, {"max", to_json_ms(values.back())}};
}

Json latency(const Histogram& histogram) {
  if (histogram.count() == 0) return nullptr;
  return {{"count", histogram.count()},
          {"p50", to_json_ms(histogram.quantile(0.5))},
          {"p99", to_json_ms(histogram.quantile(0.99))},
          {"max", to_json_ms(histogram.quantile(1))}};
}

template <class Member>
std::vector<Duration> present(const std::vector<SiteReport>& sites, Member member) {
  std::vector<Duration> out;
  for (const SiteReport& site : sites) {
    if (site.*member) out.push_back(*(site.*member));
  }
  return out;
}

template <class Member>
auto sum(const std::vector<SiteReport>& sites, Member member) {
  uint64_t total = 0;
  for (const SiteReport& site : sites) total += site.*member;
  return total;
}

Json received(const std::vector<SiteReport>& sites) {
  ReceiveCounters all;
  for (const SiteReport& site : sites) add(all, site.received);
  return {{"packets", all.packets},       {"lost", all.lost},
          {"recovered", all.recovered},   {"gaps", all.gaps},
          {"duplicates", all.duplicates}, {"late", all.late},
          {"nacked", all.nacked},         {"keyframe_requests", all.keyframe_requests}};
}

Json fewest(const std::vector<SiteReport>& sites, size_t SiteReport::*member) {
  size_t least = sites.empty() ? 0 : sites.front().*member;
  for (const SiteReport& site : sites) least = std::min(least, site.*member);
  return least;
}

Json latest_return(const std::vector<SiteReport>& sites) {
  std::optional<Instant> latest;
  for (const SiteReport& site : sites) {
    if (site.back_at) latest = std::max(latest.value_or(*site.back_at), *site.back_at);
  }
  return latest ? Json(to_json_ms(latest->time_since_epoch())) : Json(nullptr);
}

}  // namespace

void add(ReceiveCounters& total, const ReceiveCounters& more) {
  total.packets += more.packets;
  total.duplicates += more.duplicates;
  total.late += more.late;
  total.gaps += more.gaps;
  total.recovered += more.recovered;
  total.lost += more.lost;
  total.nacked += more.nacked;
  total.keyframe_requests += more.keyframe_requests;
}

std::string to_json(const std::vector<SiteReport>& sites) {
  Histogram audio;
  Histogram video;
  Duration longest_gap{};
  for (const SiteReport& site : sites) {
    audio.add(site.audio_latency);
    video.add(site.video_latency);
    longest_gap = std::max(longest_gap, site.longest_gap);
  }
  Json out = {
      {"sites", sites.size()},
      {"joined", std::count_if(sites.begin(), sites.end(), [](auto& one) { return one.joined; })},
      {"join_ms", distribution(present(sites, &SiteReport::join_time))},
      {"first_frame_ms", distribution(present(sites, &SiteReport::first_frame))}};
  out.update(received(sites));
  out.update(Json{{"stray", sum(sites, &SiteReport::stray_packets)},
                  {"frames", sum(sites, &SiteReport::frames)},
                  {"freezes", sum(sites, &SiteReport::freezes)},
                  {"longest_gap_ms", to_json_ms(longest_gap)},
                  {"video_streams_min", fewest(sites, &SiteReport::video_streams)},
                  {"audio_streams_min", fewest(sites, &SiteReport::audio_streams)},
                  {"latency_ms", latency(video)},
                  {"audio_latency_ms", latency(audio)},
                  {"sent", sum(sites, &SiteReport::sent)},
                  {"resent", sum(sites, &SiteReport::resent)},
                  {"keyframes_asked_of_us", sum(sites, &SiteReport::keyframes_asked_of_us)},
                  {"reconnects", sum(sites, &SiteReport::reconnects)},
                  {"back_after_ms", distribution(present(sites, &SiteReport::back_after))},
                  {"back_at_ms", latest_return(sites)}});
  return out.dump();
}

}  // namespace diemcau::sites
