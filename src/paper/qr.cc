#include "paper/qr.h"

#include <qrencode.h>

#include <memory>

namespace diemcau::paper {

namespace {

constexpr size_t kMaxBytes = 1000;
constexpr int kQuiet = 4;  // ISO/IEC 18004: modules of nothing around it

// One rectangle for each run of black modules: no hairlines between neighbours in a row.
void add_row(const QRcode& code, int y, std::vector<Shape>& shapes) {
  for (int x = 0; x < code.width; ++x) {
    const int from = x;
    while (x < code.width && (code.data[y * code.width + x] & 1) != 0) ++x;
    if (x == from) continue;
    shapes.push_back(
        {Shape::Kind::kRect, {double(from + kQuiet), double(y + kQuiet), double(x - from), 1}});
  }
}

}  // namespace

Result<Drawing, Problem> qr_drawing(const std::string& text, double size_mm) {
  if (text.empty() || text.size() > kMaxBytes) return problem("qr.too_long");
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
  if (code == nullptr) return problem("qr.too_long");
  Drawing drawing;
  drawing.width_mm = drawing.height_mm = size_mm;
  drawing.units = code->width + 2 * kQuiet;
  drawing.description = text;
  for (int y = 0; y < code->width; ++y) add_row(*code, y, drawing.shapes);
  return drawing;
}

}  // namespace diemcau::paper
