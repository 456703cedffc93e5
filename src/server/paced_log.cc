#include "server/paced_log.h"

#include <fmt/format.h>

#include <utility>

namespace diemcau::server {

std::vector<std::string> PacedLog::take(Instant now, std::string line) {
  if (now - second_began_ >= 1s) {
    second_began_ = now;
    written_ = 0;
  }
  if (written_ == kLinesPerSecond) {
    ++left_out_;
    return {};
  }
  ++written_;
  std::vector<std::string> lines;
  if (left_out_ > 0) {
    lines.push_back(fmt::format("signalling: {} more were refused", std::exchange(left_out_, 0)));
  }
  lines.push_back(std::move(line));
  return lines;
}

}  // namespace diemcau::server
