#pragma once

#include <string>

#include "picture/picture.h"

// Inside tests only: small pictures by hand, with all that has to go from them.
namespace diemcau::picture {

inline constexpr const char* kSecret = "10.7769N 106.7009E";

inline std::string big(uint32_t value, int bytes) {
  std::string out;
  for (int i = bytes; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i)));
  return out;
}
inline std::string little(uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
  return out;
}

// ── JPEG ─────────────────────────────────────────────────────────────────────────────────────────

inline std::string segment(int marker, const std::string& payload) {
  return std::string("\xff") + static_cast<char>(marker) +
         big(static_cast<uint32_t>(payload.size() + 2), 2) + payload;
}
// An Exif of an orientation and, behind it, something that nobody else should know.
inline std::string exif(uint32_t orientation) {
  return std::string("Exif\0\0II*\0", 10) + little(8, 4) + little(1, 2) + little(0x0112, 2) +
         little(3, 2) + little(1, 4) + little(orientation, 4) + little(0, 4) + kSecret;
}
inline std::string frame(uint32_t width, uint32_t height) {
  return std::string("\x08") + big(height, 2) + big(width, 2) + std::string("\1\1\x11\0", 4);
}
inline std::string jpeg(uint32_t width = 64, uint32_t height = 48, uint32_t orientation = 1) {
  return std::string("\xff\xd8") + segment(0xe0, std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14)) +
         segment(0xe1, exif(orientation)) + segment(0xed, kSecret) + segment(0xfe, kSecret) +
         segment(0xdb, std::string(65, '\1')) + segment(0xc0, frame(width, height)) +
         segment(0xc4, std::string(20, '\2')) + segment(0xda, std::string("\1\1\0\0\x3f\0", 6)) +
         std::string("\x12\xff\0\x34\xff\xd0\x56\xff\xd9", 9) + kSecret;
}

// ── PNG ──────────────────────────────────────────────────────────────────────────────────────────

inline uint32_t crc(const std::string& text) {
  uint32_t sum = 0xffffffffu;
  for (const char byte : text) {
    sum ^= static_cast<uint8_t>(byte);
    for (int i = 0; i < 8; ++i) sum = (sum & 1) != 0 ? sum >> 1 ^ 0xedb88320u : sum >> 1;
  }
  return ~sum;
}
inline std::string chunk(const std::string& type, const std::string& data) {
  return big(static_cast<uint32_t>(data.size()), 4) + type + data + big(crc(type + data), 4);
}
inline std::string png(uint32_t width = 64, uint32_t height = 48) {
  return std::string("\x89PNG\r\n\x1a\n") +
         chunk("IHDR", big(width, 4) + big(height, 4) + std::string("\x08\2\0\0\0", 5)) +
         chunk("tEXt", std::string("Location\0", 9) + kSecret) + chunk("eXIf", exif(1).substr(6)) +
         chunk("IDAT", "abc") + chunk("tIME", "1234567") + chunk("IEND", "") + kSecret;
}

// ── WebP ─────────────────────────────────────────────────────────────────────────────────────────

inline std::string part(const std::string& type, const std::string& data) {
  return type + little(static_cast<uint32_t>(data.size()), 4) + data +
         (data.size() % 2 == 1 ? std::string(1, '\0') : std::string());
}
inline std::string riff(const std::string& body) {
  return "RIFF" + little(static_cast<uint32_t>(body.size() + 4), 4) + "WEBP" + body;
}
inline std::string lossy(uint32_t width, uint32_t height) {
  return std::string("\0\0\0\x9d\1\x2a", 6) + little(width, 2) + little(height, 2) + "data!";
}
inline std::string webp(uint32_t width = 64, uint32_t height = 48, char flags = '\x1c') {
  const std::string head =
      flags + std::string(3, '\0') + little(width - 1, 3) + little(height - 1, 3);
  return riff(part("VP8X", head) + part("ICCP", kSecret) + part("ALPH", "alpha") +
              part("VP8 ", lossy(width, height)) + part("EXIF", exif(1)) + part("XMP ", kSecret));
}

}  // namespace diemcau::picture
