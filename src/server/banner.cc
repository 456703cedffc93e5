#include "server/banner.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <iterator>
#include <memory>

namespace diemcau::server {
namespace {

struct CodeDeleter {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

// ISO/IEC 18004: four modules of light around it.
constexpr int kQuietZone = 4;
// Black on white whatever the terminal's colours are.
constexpr std::string_view kOnPaper = "\x1b[30;107m";
constexpr std::string_view kOffPaper = "\x1b[0m";

bool is_dark(const QRcode& code, int x, int y) {
  if (x < 0 || y < 0 || x >= code.width || y >= code.width) return false;
  return (code.data[y * code.width + x] & 1) != 0;
}

// Two rows of modules are one row of text.
std::string_view half_block(bool upper, bool lower) {
  if (upper && lower) return "█";
  if (upper) return "▀";
  return lower ? "▄" : " ";
}

class Lines {
 public:
  template <class... Arguments>
  Lines& add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
    text_ += '\n';
    return *this;
  }
  Lines& raw(const std::string& text) {
    text_ += text;
    return *this;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_others(Lines& lines, const BannerFacts& facts) {
  if (facts.lan_pages.empty()) {
    lines.add("  Chỉ máy này vào được · Only this machine can come in");
    return;
  }
  lines.add("  Máy và điện thoại cùng mạng · Machines and phones on the same network:");
  for (const std::string& page : facts.lan_pages) lines.add("    {}", page);
  if (facts.with_qr) lines.raw(qr_text(facts.lan_pages.front()));
  if (facts.certificate_page.empty()) return;
  lines.add("  Lần đầu trên mỗi thiết bị, cài chứng chỉ · Once on each device, the certificate:");
  lines.add("    {}", facts.certificate_page);
  lines.add("    SHA-256 {}", facts.fingerprint);
}

}  // namespace

std::string qr_text(const std::string& text) {
  const std::unique_ptr<QRcode, CodeDeleter> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L));
  if (!code) return {};
  std::string out;
  for (int y = -kQuietZone; y < code->width + kQuietZone; y += 2) {
    out += "    ";
    out += kOnPaper;
    for (int x = -kQuietZone; x < code->width + kQuietZone; ++x) {
      out += half_block(is_dark(*code, x, y), is_dark(*code, x, y + 1));
    }
    out += kOffPaper;
    out += '\n';
  }
  return out;
}

std::string banner(const BannerFacts& facts) {
  Lines lines;
  lines.add("");
  lines.add("diemcau {} đang chạy · is running", facts.version);
  lines.add("  Trên máy này · On this machine:");
  lines.add("    {}", facts.local_page);
  if (!facts.demo_path.empty()) {
    lines.add("  Phòng thử · Demo room:");
    lines.add("    {}{}", facts.local_page, facts.demo_path);
  }
  if (!facts.chair_page.empty()) {
    lines.add("  Hội nghị trình diễn, bạn chủ trì · A conference in session, you preside:");
    lines.add("    {}", facts.chair_page);
    lines.add("  Rút phích để thử, rồi chờ năm giây · Pull the plug, then wait five seconds:");
    lines.add("    kill -9 {}", facts.process);
  }
  if (!facts.first_page.empty()) {
    lines.add("  Người quản trị đầu tiên, một lần · The first administrator, once:");
    lines.add("    {}", facts.first_page);
  }
  add_others(lines, facts);
  if (!facts.keys_file.empty()) {
    lines.add("  Đã tạo khoá API · An API key was made: {}", facts.keys_file);
  }
  for (const std::string& sentence : facts.advice) lines.add("  ! {}", sentence);
  lines.add("  Dừng · Stop: Ctrl+C");
  lines.add("");
  return lines.take();
}

}  // namespace diemcau::server
