#include "text/legacy.h"

#include <algorithm>
#include <array>

#include "text/code_points.h"
#include "text/unicode.h"

namespace diemcau::text {

namespace {

// The letter that byte `kFirst + i` stands for; 0: none.
struct ByteLetters {
  uint8_t first;
  std::u32string_view letters;
  char32_t operator[](uint8_t byte) const {
    if (byte < first || byte - first >= static_cast<int>(letters.size())) return 0;
    const char32_t found = letters[byte - first];
    return found == U'.' ? 0 : found;
  }
};

// Windows-1258, 0x80 to 0xff; the five tones at CC, D2, DE, EC, F2 combine with the letter before.
constexpr ByteLetters kWindows1258 = {0x80,
                                      U"€.‚ƒ„…†‡ˆ‰.‹Œ....‘’“”•–—˜™.›œ..Ÿ"
                                      U"\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿"
                                      U"ÀÁÂĂÄÅÆÇÈÉÊË\u0300ÍÎÏĐÑ\u0309ÓÔƠÖ×ØÙÚÛÜƯ\u0303ß"
                                      U"àáâăäåæçèéêë\u0301íîïđñ\u0323óôơö÷øùúûüư₫ÿ"};

// TCVN 5712:1993 VN3, 0xa1 to 0xfe.
constexpr ByteLetters kTcvn3 = {0xa1,
                                U"ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò."
                                U"ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"};

// VNI writes a letter of ASCII (or ô = ơ, ö = ư) and then a mark.
struct VniMark {
  uint8_t byte;
  std::u32string_view combining;
};
constexpr auto kVniMarks = std::to_array<VniMark>({
    {0xf8, U"\u0300"},
    {0xf9, U"\u0301"},
    {0xfb, U"\u0309"},
    {0xf5, U"\u0303"},
    {0xef, U"\u0323"},
    {0xe2, U"\u0302"},
    {0xe0, U"\u0302\u0300"},
    {0xe1, U"\u0302\u0301"},
    {0xe5, U"\u0302\u0309"},
    {0xe3, U"\u0302\u0303"},
    {0xe4, U"\u0302\u0323"},
    {0xea, U"\u0306"},
    {0xe8, U"\u0306\u0300"},
    {0xe9, U"\u0306\u0301"},
    {0xfa, U"\u0306\u0309"},
    {0xfc, U"\u0306\u0303"},
    {0xeb, U"\u0306\u0323"},
});
struct VniLetter {
  uint8_t byte;
  char32_t letter;
};
constexpr auto kVniLetters = std::to_array<VniLetter>({
    {0xf1, U'đ'},
    {0xd1, U'Đ'},
    {0xec, U'ì'},
    {0xed, U'í'},
    {0xe6, U'ỉ'},
    {0xf3, U'ĩ'},
    {0xf2, U'ị'},
    {0xcc, U'Ì'},
    {0xcd, U'Í'},
    {0xf4, U'ơ'},
    {0xf6, U'ư'},
    {0xd4, U'Ơ'},
    {0xd6, U'Ư'},
    {0xee, U'ỵ'},
});

void append_letter(std::string& out, char32_t letter) {
  append_point(out, static_cast<int32_t>(letter == 0 ? U'\ufffd' : letter));
}

std::string by_table(Bytes file, const ByteLetters& table) {
  std::string out;
  out.reserve(file.size() * 2);
  for (const uint8_t byte : file) append_letter(out, byte < 0x80 ? byte : table[byte]);
  return out;
}

void append_vni(std::string& out, uint8_t byte) {
  if (byte < 0x80) return append_letter(out, byte);
  for (const auto& [mark, combining] : kVniMarks) {
    // Capital letters carry the same marks 0x20 lower.
    if (mark != byte && mark - 0x20 != byte) continue;
    for (const char32_t one : combining) append_letter(out, one);
    return;
  }
  for (const auto& [code, letter] : kVniLetters) {
    if (code == byte) return append_letter(out, letter);
  }
  append_letter(out, 0);
}

// ── Syllables ────────────────────────────────────────────────────────────────────────────────────

// A vowel without its tone, as ASCII (ă 'A', â 'W', ê 'E', ô 'O', ơ 'Q', ư 'U'), or a consonant;
// 0: no letter of Vietnamese.
struct Letter {
  char base = 0;
  int tone = 0;  // 0 none, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng
};

constexpr std::u32string_view kVowels =
    U"aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";
constexpr std::string_view kVowelNames = "aAWeEioOQuUy";

char32_t lower(char32_t point) {
  if (point >= U'A' && point <= U'Z') return point + 0x20;
  if (point >= 0xc0 && point <= 0xde) return point + 0x20;
  if (point == 0x1a0 || point == 0x1af) return point + 1;
  // Latin Extended-A and Additional: capitals are even, small letters follow.
  const bool paired = (point >= 0x100 && point < 0x180) || (point >= 0x1e00 && point < 0x1f00);
  return paired && point % 2 == 0 ? point + 1 : point;
}

Letter letter_of(char32_t point) {
  point = lower(point);
  if (const size_t at = kVowels.find(point); at != std::u32string_view::npos) {
    return {kVowelNames[at / 6], static_cast<int>(at % 6)};
  }
  if (point == U'đ') return {'D', 0};
  if (point >= U'a' && point <= U'z') return {static_cast<char>(point), 0};
  return {};
}

constexpr auto kOnsets = std::to_array<std::string_view>(
    {"",  "b",  "c",   "ch", "d", "D",  "g", "gh", "gi", "h", "k",  "kh", "l", "m",
     "n", "ng", "ngh", "nh", "p", "ph", "q", "r",  "s",  "t", "th", "tr", "v", "x"});
constexpr auto kNuclei = std::to_array<std::string_view>(
    {"a",   "A",   "W",   "e",  "E",   "i",   "o",   "O",   "Q",   "u",   "U",   "y",   "ai",
     "ao",  "au",  "ay",  "Wu", "Wy",  "eo",  "Eu",  "ia",  "iE",  "iu",  "iEu", "oa",  "oA",
     "oe",  "oi",  "oo",  "Oi", "Qi",  "ua",  "uW",  "uE",  "ui",  "uO",  "uQ",  "uy",  "Ua",
     "UQ",  "Ui",  "Uu",  "yE", "yEu", "oai", "oay", "oao", "oeo", "uOi", "uWy", "uya", "uyE",
     "uyu", "UQi", "UQu", "uA", "ue",  "uai", "uao", "uay", "ie",  "uau"});
constexpr auto kCodas =
    std::to_array<std::string_view>({"", "c", "ch", "m", "n", "ng", "nh", "p", "t"});

template <class List>
bool has(const List& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// onset, nucleus, coda, and one tone at most.
bool is_syllable(std::string_view word, int tones) {
  if (word.empty() || word.size() > 7 || tones > 1) return false;
  const size_t first = word.find_first_of(kVowelNames);
  if (first == std::string_view::npos) return false;
  const size_t last = word.find_last_of(kVowelNames);
  const auto coda = word.substr(last + 1);
  // "gi" and "qu" end in a vowel letter that belongs to the onset.
  for (const size_t start : {first, first + 1}) {
    if (start > last) break;
    const auto onset = word.substr(0, start);
    const bool glide = start > first && (onset == "gi" || onset == "qu");
    if (start > first && !glide) break;
    const bool good_onset = glide || has(kOnsets, onset);
    if (good_onset && has(kNuclei, word.substr(start, last + 1 - start)) && has(kCodas, coda)) {
      return true;
    }
  }
  return word == "gi";
}

class SyllableCounter {
 public:
  void add(char32_t point) {
    const Letter letter = letter_of(point);
    if (letter.base == 0 && point < 0x80) return end_word();
    foreign_ = foreign_ || letter.base == 0;
    marked_ = marked_ || point >= 0x80;
    tones_ += letter.tone > 0 ? 1 : 0;
    if (word_.size() < 16) word_ += letter.base;
  }
  SyllableCount finish() {
    end_word();
    return count_;
  }

 private:
  void end_word() {
    if (marked_) ++(!foreign_ && is_syllable(word_, tones_) ? count_.possible : count_.impossible);
    word_.clear();
    tones_ = 0;
    marked_ = foreign_ = false;
  }

  SyllableCount count_;
  std::string word_;
  int tones_ = 0;
  bool marked_ = false;
  bool foreign_ = false;
};

}  // namespace

std::string from_windows1258(Bytes file) { return by_table(file, kWindows1258); }
std::string from_tcvn3(Bytes file) { return by_table(file, kTcvn3); }

std::string from_vni(Bytes file) {
  std::string out;
  out.reserve(file.size() * 2);
  for (const uint8_t byte : file) append_vni(out, byte);
  return out;
}

SyllableCount count_syllables(std::string_view utf8) {
  SyllableCounter counter;
  for_each_point(nfc(utf8),
                 [&](int32_t point, bool) { counter.add(static_cast<char32_t>(point)); });
  return counter.finish();
}

}  // namespace diemcau::text
