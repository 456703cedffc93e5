#include "wire/sdp.h"

#include <algorithm>
#include <charconv>
#include <iterator>

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

bool is_line_break(char c) { return c == '\r' || c == '\n' || c == '\0'; }

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
    const std::string_view format = take_token(value);
    if (format.empty()) continue;  // one space too many
    if (section.formats.size() == kMaxSdpFormats) return Err{ParseError::kOversized};
    section.formats.emplace_back(format);
  }
  if (section.kind.empty() || section.protocol.empty()) return Err{ParseError::kBadValue};
  return section;
}

void write_line(std::string& out, const std::string& line) {
  std::remove_copy_if(line.begin(), line.end(), std::back_inserter(out), is_line_break);
  out += "\r\n";
}

void write_attributes(std::string& out, const SdpAttributes& attributes) {
  for (const SdpAttribute& one : attributes.all()) {
    write_line(out, one.value.empty() ? "a=" + one.name : "a=" + one.name + ":" + one.value);
  }
}

void write_media(std::string& out, const SdpSection& section) {
  std::string line =
      "m=" + section.kind + " " + std::to_string(section.port) + " " + section.protocol;
  for (const std::string& format : section.formats) line += " " + format;
  write_line(out, line);
  out += "c=IN IP4 0.0.0.0\r\n";
  write_attributes(out, section.attributes);
}

// What the lines read so far add up to; `error` is why the last one was refused.
struct Reading {
  SessionDescription description;
  ParseError error = ParseError::kBadValue;

  bool refuse(ParseError why) {
    error = why;
    return false;
  }
};

bool read_media(Reading& reading, std::string_view value) {
  std::vector<SdpSection>& sections = reading.description.sections;
  if (sections.size() == kMaxSdpSections) return reading.refuse(ParseError::kOversized);
  auto section = parse_media(value);
  if (!section) return reading.refuse(section.error());
  sections.push_back(*std::move(section));
  return true;
}

bool read_attribute(Reading& reading, std::string_view value) {
  SessionDescription& description = reading.description;
  SdpAttributes& attributes = description.sections.empty() ? description.attributes
                                                           : description.sections.back().attributes;
  if (attributes.all().size() == kMaxSdpAttributes) return reading.refuse(ParseError::kOversized);
  const std::string_view name = take_token(value, ':');
  attributes.add(name, value);
  return true;
}

bool read_line(Reading& reading, std::string_view line) {
  // RFC 8866 section 9, byte-string: no NUL, CR or LF.
  const bool is_text = std::none_of(line.begin(), line.end(), is_line_break);
  if (!is_text || line.size() < 2 || line[1] != '=') return reading.refuse(ParseError::kBadValue);
  const std::string_view value = line.substr(2);
  switch (line[0]) {
    case 'o':
      return parse_origin(value, reading.description) || reading.refuse(ParseError::kBadValue);
    case 'm':
      return read_media(reading, value);
    case 'a':
      return read_attribute(reading, value);
    default:
      return true;
  }
}

}  // namespace

bool is_token_char(char c) {
  return c > ' ' && c < 0x7f &&
         std::string_view("\"(),/:;<=>?@[\\]").find(c) == std::string_view::npos;
}

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
  Reading reading;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (!line.empty() && !read_line(reading, line)) return Err{reading.error};
  }
  return std::move(reading.description);
}

std::string serialize_sdp(const SessionDescription& description) {
  std::string out = "v=0\r\no=- " + std::to_string(description.session_id) + " " +
                    std::to_string(description.session_version) +
                    " IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
  write_attributes(out, description.attributes);
  for (const SdpSection& section : description.sections) write_media(out, section);
  return out;
}

}  // namespace diemcau::wire
