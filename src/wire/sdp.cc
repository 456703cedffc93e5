#include "wire/sdp.h"

#include <algorithm>
#include <charconv>

namespace diemcau::wire {
namespace {

template <class Number>
bool parse_number(std::string_view text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

std::string_view take_line(std::string_view& text) {
  std::string_view line = take_token(text, '\n');
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool parse_origin(std::string_view value, SessionDescription& out) {
  take_token(value);  // the user's name
  return parse_number(take_token(value), out.session_id) &&
         parse_number(take_token(value), out.session_version);
}

Result<SdpSection> parse_media(std::string_view value) {
  SdpSection section;
  section.kind = take_token(value);
  std::string_view port = take_token(value);
  if (!parse_number(take_token(port, '/'), section.port)) return Err{ParseError::kBadValue};
  section.protocol = take_token(value);
  while (!value.empty()) {
    if (section.formats.size() == kMaxSdpFormats) return Err{ParseError::kOversized};
    section.formats.emplace_back(take_token(value));
  }
  if (section.kind.empty() || section.protocol.empty()) return Err{ParseError::kBadValue};
  return section;
}

void write_attributes(std::string& out, const SdpAttributes& attributes) {
  for (const SdpAttribute& one : attributes.all()) {
    out += "a=" + one.name;
    if (!one.value.empty()) out += ":" + one.value;
    out += "\r\n";
  }
}

}  // namespace

std::string_view take_token(std::string_view& text, char separator) {
  const size_t end = std::min(text.find(separator), text.size());
  const std::string_view token = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return token;
}

bool SdpAttributes::has(std::string_view name) const {
  return std::any_of(all_.begin(), all_.end(), [&](const auto& one) { return one.name == name; });
}

std::string_view SdpAttributes::value(std::string_view name) const {
  const auto at =
      std::find_if(all_.begin(), all_.end(), [&](const auto& one) { return one.name == name; });
  return at == all_.end() ? std::string_view{} : std::string_view(at->value);
}

Result<SessionDescription> parse_sdp(std::string_view text) {
  if (text.size() > kMaxSdpSize) return Err{ParseError::kOversized};
  if (!text.starts_with("v=0")) return Err{ParseError::kBadMagic};
  SessionDescription description;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) continue;
    if (line.size() < 2 || line[1] != '=') return Err{ParseError::kBadValue};
    std::string_view value = line.substr(2);
    if (line[0] == 'o' && !parse_origin(value, description)) return Err{ParseError::kBadValue};
    if (line[0] == 'm') {
      if (description.sections.size() == kMaxSdpSections) return Err{ParseError::kOversized};
      auto section = parse_media(value);
      if (!section) return Err{section.error()};
      description.sections.push_back(*std::move(section));
    }
    if (line[0] != 'a') continue;
    SdpAttributes& attributes = description.sections.empty()
                                    ? description.attributes
                                    : description.sections.back().attributes;
    if (attributes.all().size() == kMaxSdpAttributes) return Err{ParseError::kOversized};
    const std::string_view name = take_token(value, ':');
    attributes.add(name, value);
  }
  return description;
}

std::string serialize_sdp(const SessionDescription& description) {
  std::string out = "v=0\r\no=- " + std::to_string(description.session_id) + " " +
                    std::to_string(description.session_version) +
                    " IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
  write_attributes(out, description.attributes);
  for (const SdpSection& section : description.sections) {
    out += "m=" + section.kind + " " + std::to_string(section.port) + " " + section.protocol;
    for (const std::string& format : section.formats) out += " " + format;
    out += "\r\nc=IN IP4 0.0.0.0\r\n";
    write_attributes(out, section.attributes);
  }
  return out;
}

}  // namespace diemcau::wire
