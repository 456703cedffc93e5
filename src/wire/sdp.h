#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Session descriptions (RFC 8866) as far as offers and answers of media need them: lines and their
// attributes in order, without knowing what the attributes mean.
namespace diemcau::wire {

inline constexpr size_t kMaxSdpSize = size_t{512} * 1024;
inline constexpr size_t kMaxSdpSections = 400;
inline constexpr size_t kMaxSdpAttributes = 512;  // a section
inline constexpr size_t kMaxSdpFormats = 128;     // a section

// "a=name:value", "a=name".
struct SdpAttribute {
  std::string name;
  std::string value;
};

class SdpAttributes {
 public:
  void add(std::string_view name, std::string_view value = {}) {
    all_.push_back({std::string(name), std::string(value)});
  }
  bool has(std::string_view name) const;
  // The value of the first with this name; empty when there is none.
  std::string_view value(std::string_view name) const;
  const std::vector<SdpAttribute>& all() const { return all_; }

 private:
  std::vector<SdpAttribute> all_;
};

// "m=kind port protocol formats" and what belongs to it.
struct SdpSection {
  std::string kind;
  uint16_t port = 9;
  std::string protocol;
  std::vector<std::string> formats;
  SdpAttributes attributes;
};

struct SessionDescription {
  uint64_t session_id = 0;
  uint64_t session_version = 0;
  SdpAttributes attributes;
  std::vector<SdpSection> sections;
};

// Lines end with LF or CRLF; unknown kinds of lines are skipped. kOversized: over a bound above;
// kBadValue: not lines of text as RFC 8866 has them.
Result<SessionDescription> parse_sdp(std::string_view text);
// Values are written as they are, but for line breaks, which are left out: nothing that is put into
// a value can become a line of its own.
std::string serialize_sdp(const SessionDescription& description);

// RFC 8866 section 9, token-char: what names in attributes (mid, msid) may be made of.
bool is_token_char(char c);

// Splits off the text before `separator` (all of it when there is none) and leaves the rest.
std::string_view take_token(std::string_view& text, char separator = ' ');

}  // namespace diemcau::wire
