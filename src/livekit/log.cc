#include "livekit/log.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <string>

namespace diemcau::livekit {
namespace {

std::string printable(std::string_view text) {
  constexpr size_t kMost = 64;
  constexpr unsigned char kDelete = 0x7f;
  std::string out(text.substr(0, kMost));
  std::replace_if(
      out.begin(), out.end(), [](unsigned char c) { return c < ' ' || c == kDelete; }, '?');
  return out;
}

void log(spdlog::level::level_enum level, const Session& session, std::string_view what) {
  if (!spdlog::should_log(level)) return;
  spdlog::log(level, "signalling: {} in {}: {}", printable(session.grants.identity),
              printable(session.grants.room), printable(what));
}

}  // namespace

void log_info(const Session& session, std::string_view what) {
  log(spdlog::level::info, session, what);
}

void log_warning(const Session& session, std::string_view what) {
  log(spdlog::level::warn, session, what);
}

}  // namespace diemcau::livekit
