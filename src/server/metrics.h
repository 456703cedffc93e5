#pragma once

#include <string>
#include <vector>

#include "http/server.h"
#include "livekit/control.h"
#include "runtime/shard_thread.h"
#include "server/webhook_queue.h"

namespace diemcau::server {

struct Figures {
  livekit::Census census;
  livekit::Counters control;
  uint64_t signal_messages = 0;  // that went to clients
  uint64_t signal_bytes = 0;
  http::HttpCounters http;
  std::vector<runtime::ShardSnapshot> shards;
  WebhookQueue::Counters webhooks;
  size_t webhooks_waiting = 0;
  uint64_t load_percent = 0;
  bool accepts_joins = true;
  std::string cipher;  // who encrypts media
};

// In Prometheus' text format (version 0.0.4).
std::string metrics_text(const Figures& figures);

}  // namespace diemcau::server
