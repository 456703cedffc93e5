#include "text/encoding.h"

#include <algorithm>
#include <array>

#include "text/code_points.h"
#include "text/legacy.h"
#include "text/refusals.h"
#include "text/unicode.h"

namespace diemcau::text {

namespace {

// Enough to tell encodings apart.
constexpr size_t kSample = 256u << 10;

bool starts_with(Bytes file, std::initializer_list<uint8_t> mark) {
  return file.size() >= mark.size() && std::equal(mark.begin(), mark.end(), file.begin());
}

size_t zeros_at(Bytes file, size_t parity) {
  size_t count = 0;
  for (size_t i = parity; i < file.size(); i += 2) count += file[i] == 0 ? 1 : 0;
  return count;
}

// Text in UTF-16 without a mark has a zero in every second byte of what is ASCII in it.
Encoding with_zeros(Bytes sample) {
  const size_t even = zeros_at(sample, 0);
  const size_t odd = zeros_at(sample, 1);
  const size_t much = sample.size() / 8;
  if (odd > much && even < much / 16 + 1) return Encoding::kUtf16Le;
  if (even > much && odd < much / 16 + 1) return Encoding::kUtf16Be;
  return Encoding::kBinary;
}

struct Candidate {
  Encoding encoding;
  std::string (*read)(Bytes);
};
constexpr auto kCandidates = std::to_array<Candidate>({
    {Encoding::kWindows1258, from_windows1258},
    {Encoding::kTcvn3, from_tcvn3},
    {Encoding::kVni, from_vni},
});

Encoding by_syllables(Bytes sample) {
  Encoding best = Encoding::kUnknown;
  size_t most = 0;
  for (const auto& [encoding, read] : kCandidates) {
    const SyllableCount count = count_syllables(read(sample));
    if (count.possible <= most || count.possible < count.impossible) continue;
    most = count.possible;
    best = encoding;
  }
  return best;
}

// A sample may end within a letter: up to three bytes are cut off before it is judged.
bool sample_is_utf8(Bytes file, Bytes sample) {
  if (sample.size() == file.size()) return is_utf8(as_text(file));
  size_t size = sample.size();
  while (size > 0 && (sample[size - 1] & 0xc0) == 0x80) --size;
  return is_utf8(as_text(sample.first(size > 0 ? size - 1 : 0)));
}

std::string from_utf16(Bytes file, bool big) {
  std::string out;
  out.reserve(file.size());
  const auto unit = [&](size_t i) {
    return static_cast<int32_t>(big ? file[i] << 8 | file[i + 1] : file[i + 1] << 8 | file[i]);
  };
  for (size_t i = 0; i + 1 < file.size(); i += 2) {
    int32_t point = unit(i);
    const bool high = point >= 0xd800 && point < 0xdc00;
    if (high && i + 3 < file.size() && unit(i + 2) >= 0xdc00 && unit(i + 2) < 0xe000) {
      point = 0x10000 + ((point - 0xd800) << 10) + (unit(i + 2) - 0xdc00);
      i += 2;
    } else if (point >= 0xd800 && point < 0xe000) {
      point = 0xfffd;
    }
    if (point != 0xfeff) append_point(out, point);
  }
  return out;
}

}  // namespace

const char* to_string(Encoding encoding) {
  constexpr auto kNames =
      std::to_array<const char*>({"UTF-8", "UTF-8 (BOM)", "UTF-16LE", "UTF-16BE", "Windows-1258",
                                  "TCVN3", "VNI", "binary", "unknown"});
  return kNames[static_cast<size_t>(encoding)];
}

Encoding detect_encoding(Bytes file) {
  if (starts_with(file, {0xef, 0xbb, 0xbf})) return Encoding::kUtf8Bom;
  if (starts_with(file, {0xff, 0xfe})) return Encoding::kUtf16Le;
  if (starts_with(file, {0xfe, 0xff})) return Encoding::kUtf16Be;
  if (starts_with(file, {'P', 'K', 3, 4}) || starts_with(file, {0xd0, 0xcf, 0x11, 0xe0})) {
    return Encoding::kBinary;  // .xlsx and other zip files; .xls
  }
  const Bytes sample = file.first(std::min(file.size(), kSample));
  if (std::find(sample.begin(), sample.end(), 0) != sample.end()) return with_zeros(sample);
  if (sample_is_utf8(file, sample)) return Encoding::kUtf8;
  return by_syllables(sample);
}

Result<std::string, Problem> decode(Bytes file) {
  if (file.empty()) return problem("file.empty");
  if (file.size() > kMaxFileBytes) {
    return problem("file.too_large", {{}, 0, 0, kMaxFileBytes >> 20});
  }
  switch (detect_encoding(file)) {
    case Encoding::kUtf8:
      if (!is_utf8(as_text(file))) return problem("file.encoding");
      return std::string(as_text(file));
    case Encoding::kUtf8Bom:
      if (!is_utf8(as_text(file))) return problem("file.encoding");
      return std::string(as_text(file.subspan(3)));
    case Encoding::kUtf16Le:
      return from_utf16(file, false);
    case Encoding::kUtf16Be:
      return from_utf16(file, true);
    case Encoding::kWindows1258:
      return nfc(from_windows1258(file));  // its tones stand apart
    case Encoding::kTcvn3:
      return problem("file.tcvn3");
    case Encoding::kVni:
      return problem("file.vni");
    case Encoding::kBinary:
      return problem("file.binary");
    case Encoding::kUnknown:
      break;
  }
  return problem("file.encoding");
}

}  // namespace diemcau::text
