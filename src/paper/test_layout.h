#pragma once

#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "base/check.h"

// For tests only: what other programs see on a page.
namespace diemcau::paper {

// A folder of this process's own, so that two runs at a time do not meet.
inline std::string scratch_file(const std::string& name) {
  return "/tmp/diemcau_paper_" + std::to_string(getpid()) + "_" + name;
}

inline std::string write_scratch(const std::string& name, const std::string& bytes) {
  const std::string path = scratch_file(name);
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

// What a program prints, its complaints included.
inline std::string output_of(const std::string& command) {
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  DIEMCAU_CHECK(pipe != nullptr);
  std::string out;
  std::array<char, 4096> part{};
  while (const size_t got = fread(part.data(), 1, part.size(), pipe)) out.append(part.data(), got);
  pclose(pipe);
  return out;
}

struct Word {
  std::string text;
  size_t page = 0;  // from 1
  double left = 0;  // all in millimetres from the page's upper left corner
  double top = 0;
  double right = 0;
  double bottom = 0;
};

inline std::vector<Word> words_of(const std::string& pdf_path) {
  static const std::regex kWord(
      R"RX(<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>)RX");
  constexpr double kMm = 25.4 / 72;
  std::istringstream lines(output_of("pdftotext -bbox " + pdf_path + " -"));
  std::vector<Word> words;
  size_t page = 0;
  std::smatch found;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<page ") != std::string::npos) ++page;
    if (!std::regex_search(line, found, kWord)) continue;
    words.push_back({found[5], page, std::stod(found[1]) * kMm, std::stod(found[2]) * kMm,
                     std::stod(found[3]) * kMm, std::stod(found[4]) * kMm});
  }
  return words;
}

// The box around the first place where these words follow each other; page 0: nowhere.
inline Word find_words(const std::vector<Word>& words, const std::vector<std::string>& wanted) {
  for (size_t i = 0; i + wanted.size() <= words.size(); ++i) {
    size_t same = 0;
    while (same < wanted.size() && words[i + same].text == wanted[same]) ++same;
    if (same < wanted.size()) continue;
    Word box = words[i];
    for (size_t k = 1; k < same; ++k) {
      box.left = std::min(box.left, words[i + k].left);
      box.right = std::max(box.right, words[i + k].right);
      box.bottom = std::max(box.bottom, words[i + k].bottom);
    }
    return box;
  }
  return {};
}

inline double middle(const Word& word) { return (word.left + word.right) / 2; }

}  // namespace diemcau::paper
