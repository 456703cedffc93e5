#include "foreign_answer.h"

#include <algorithm>
#include <array>

namespace diemcau::sites {
namespace {

constexpr size_t kMostCandidates = 16;
constexpr std::array<std::string_view, 3> kOfTheSession{
    "a=fingerprint:", "a=ice-ufrag:", "a=ice-pwd:"};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

using Lines = std::vector<std::string_view>;

void append(std::string& out, std::string_view line) { out.append(line).append("\r\n"); }

}  // namespace

std::string as_dtls_client(std::string offer) {
  constexpr std::string_view kEither = "a=setup:actpass";
  constexpr std::string_view kClient = "a=setup:active";
  for (size_t at = 0; (at = offer.find(kEither, at)) != std::string::npos;) {
    offer.replace(at, kEither.size(), kClient);
  }
  return offer;
}

// Sites have IPv4 and UDP.
bool ForeignAnswer::add_candidate(std::string_view candidate) {
  const bool fits = candidate.starts_with("candidate:") &&
                    candidate.find(" udp ") != std::string_view::npos &&
                    candidate.find('.') != std::string_view::npos;
  if (!fits || candidates_.size() == kMostCandidates) return false;
  const std::string line = "a=" + std::string(candidate);
  if (std::find(candidates_.begin(), candidates_.end(), line) != candidates_.end()) return false;
  candidates_.push_back(line);
  return true;
}

std::string ForeignAnswer::completed(std::string_view sdp) const {
  const Lines lines = lines_of(sdp);
  const auto is_section = [](std::string_view line) { return line.starts_with("m="); };
  auto at = std::find_if(lines.begin(), lines.end(), is_section);
  const Lines session(lines.begin(), at);
  std::string out;
  for (const std::string_view line : session) append(out, line);
  while (at != lines.end()) {
    const auto end = std::find_if(at + 1, lines.end(), is_section);
    const auto says = [&](std::string_view what) {
      return std::any_of(at, end, [&](std::string_view line) { return line.starts_with(what); });
    };
    std::for_each(at, end, [&](std::string_view line) { append(out, line); });
    for (const std::string_view what : kOfTheSession) {
      if (says(what)) continue;
      for (const std::string_view line : session) {
        if (line.starts_with(what)) append(out, line);
      }
    }
    if (!says("a=candidate:")) {
      for (const std::string& candidate : candidates_) append(out, candidate);
    }
    at = end;
  }
  return out;
}

}  // namespace diemcau::sites
