#include "demo/drawing.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace diemcau::demo {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr uint32_t kWidth = 640;
constexpr uint32_t kHeight = 360;

enum Ink : uint8_t { kWall, kPanel, kFloor, kScreen, kGlow, kWords, kWood, kEdge, kSeat, kShade };
using Colour = std::array<uint8_t, 3>;
using Palette = std::array<Colour, 10>;

constexpr std::array<Palette, 3> kPalettes{{
    {{{214, 205, 190},
      {188, 172, 150},
      {120, 96, 74},
      {22, 62, 120},
      {60, 122, 196},
      {240, 244, 248},
      {134, 84, 46},
      {96, 58, 30},
      {150, 34, 40},
      {104, 22, 28}}},
    {{{206, 216, 214},
      {164, 184, 180},
      {92, 100, 104},
      {18, 84, 72},
      {52, 148, 126},
      {240, 248, 244},
      {150, 112, 66},
      {108, 78, 44},
      {38, 72, 118},
      {24, 46, 80}}},
    {{{222, 212, 216},
      {190, 170, 180},
      {112, 92, 84},
      {84, 44, 96},
      {146, 92, 162},
      {248, 242, 248},
      {118, 74, 50},
      {84, 50, 32},
      {52, 96, 66},
      {32, 62, 42}}},
}};

struct Canvas {
  std::vector<uint8_t> dots = std::vector<uint8_t>(size_t{kWidth} * kHeight, kWall);
  void box(uint32_t x, uint32_t y, uint32_t width, uint32_t height, Ink ink) {
    for (uint32_t row = y; row < std::min(y + height, kHeight); ++row) {
      for (uint32_t at = x; at < std::min(x + width, kWidth); ++at) dots[row * kWidth + at] = ink;
    }
  }
};

void draw_screen(Canvas& canvas, uint32_t kind) {
  canvas.box(0, 0, kWidth, 24, kPanel);
  canvas.box(170, 40, 300, 130, kEdge);
  canvas.box(176, 46, 288, 118, kScreen);
  canvas.box(176, 46, 288, 26, kGlow);
  for (uint32_t line = 0; line < 3; ++line) {
    canvas.box(196, 86 + line * 22, 248 - line * 50 - kind * 20, 10, kWords);
  }
}

void draw_seats(Canvas& canvas, uint32_t kind) {
  const uint32_t rows = 3 + kind % 2;
  for (uint32_t row = 0; row < rows; ++row) {
    const uint32_t size = 26 + row * 7;
    const uint32_t y = 226 + row * 36;
    for (uint32_t x = 30 + row % 2 * 14; x + size < kWidth - 20; x += size + 16) {
      canvas.box(x, y, size, size - 6, kSeat);
      canvas.box(x + 3, y + size - 12, size - 6, 6, kShade);
    }
  }
}

Canvas draw(uint32_t kind) {
  Canvas canvas;
  for (uint32_t x = 20; x < kWidth; x += 100 + 20 * kind) canvas.box(x, 24, 6, 170, kPanel);
  canvas.box(0, 194, kWidth, kHeight - 194, kFloor);
  draw_screen(canvas, kind);
  canvas.box(220, 184, 200, 14, kWood);
  canvas.box(226, 198, 188, 16, kEdge);
  canvas.box(60, 150, 44, 60, kWood);  // a lectern
  draw_seats(canvas, kind);
  return canvas;
}

// ── PNG: sections 5.3 and 5.5; the data in zlib's stored blocks (RFC 1950, RFC 1951 3.2.4) ───────

void put_be32(Bytes& out, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<uint8_t>(value >> shift));
}

uint32_t crc_of(const uint8_t* at, size_t size) {
  uint32_t crc = 0xffffffffu;
  for (size_t i = 0; i < size; ++i) {
    crc ^= at[i];
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
  }
  return ~crc;
}

void put_chunk(Bytes& out, std::string_view type, const Bytes& data) {
  put_be32(out, static_cast<uint32_t>(data.size()));
  const size_t start = out.size();
  out.insert(out.end(), type.begin(), type.end());
  out.insert(out.end(), data.begin(), data.end());
  put_be32(out, crc_of(&out[start], out.size() - start));
}

Bytes stored(const Bytes& plain) {
  constexpr size_t kMaxBlock = 65'535;
  Bytes out{0x78, 0x01};
  for (size_t at = 0; at < plain.size(); at += kMaxBlock) {
    const size_t size = std::min(kMaxBlock, plain.size() - at);
    const auto low = static_cast<uint8_t>(size);
    const auto high = static_cast<uint8_t>(size >> 8);
    const uint8_t last = at + size == plain.size() ? 1 : 0;
    for (const uint8_t byte :
         {last, low, high, static_cast<uint8_t>(~low), static_cast<uint8_t>(~high)}) {
      out.push_back(byte);
    }
    const auto from = plain.begin() + static_cast<std::ptrdiff_t>(at);
    out.insert(out.end(), from, from + static_cast<std::ptrdiff_t>(size));
  }
  uint32_t a = 1;
  uint32_t b = 0;
  for (const uint8_t byte : plain) {
    a = (a + byte) % 65'521;
    b = (b + a) % 65'521;
  }
  put_be32(out, b << 16 | a);
  return out;
}

}  // namespace

std::vector<uint8_t> draw_room(uint32_t kind) {
  const Canvas canvas = draw(kind % 3);
  Bytes lines;
  for (uint32_t row = 0; row < kHeight; ++row) {
    lines.push_back(0);  // not filtered
    const auto from = canvas.dots.begin() + row * kWidth;
    lines.insert(lines.end(), from, from + kWidth);
  }
  Bytes palette;
  for (const Colour& colour : kPalettes[kind % 3]) {
    palette.insert(palette.end(), colour.begin(), colour.end());
  }
  Bytes header;
  put_be32(header, kWidth);
  put_be32(header, kHeight);
  header.insert(header.end(), {8, 3, 0, 0, 0});
  Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  put_chunk(png, "IHDR", header);
  put_chunk(png, "PLTE", palette);
  put_chunk(png, "IDAT", stored(lines));
  put_chunk(png, "IEND", {});
  return png;
}

}  // namespace diemcau::demo
