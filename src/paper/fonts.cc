#include "paper/fonts.h"

#include <fontconfig/fontconfig.h>

#include <filesystem>
#include <memory>

namespace diemcau::paper {

namespace {

constexpr const char* kFaces[] = {"Regular", "Bold", "Italic", "BoldItalic"};
constexpr FcChar32 kVietnamese[] = {U'ơ', U'ư', U'ế', U'ặ', U'ỹ', U'Ự'};

struct DropPattern {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};

// Liberation 1, which is Debian 12's fonts-liberation, has no Vietnamese.
bool knows_vietnamese(const std::string& file) {
  int faces = 0;
  const auto* path = reinterpret_cast<const FcChar8*>(file.c_str());
  const std::unique_ptr<FcPattern, DropPattern> face(FcFreeTypeQuery(path, 0, nullptr, &faces));
  FcCharSet* letters = nullptr;
  if (face == nullptr ||
      FcPatternGetCharSet(face.get(), FC_CHARSET, 0, &letters) != FcResultMatch) {
    return false;
  }
  for (const FcChar32 letter : kVietnamese) {
    if (FcCharSetHasChar(letters, letter) == FcFalse) return false;
  }
  return true;
}

std::vector<std::string> faces_in(const std::string& folder) {
  std::vector<std::string> files;
  for (const char* face : kFaces) {
    files.push_back(folder + "/LiberationSerif-" + face + ".ttf");
    std::error_code error;
    if (!std::filesystem::is_regular_file(files.back(), error)) return {};
    if (!knows_vietnamese(files.back())) return {};
  }
  return files;
}

}  // namespace

Result<Fonts, Problem> find_fonts(const std::vector<std::string>& folders) {
  std::vector<std::string> places = folders;
  places.emplace_back("/usr/share/fonts/truetype/liberation2");
  places.emplace_back("/usr/share/fonts/truetype/liberation");
  for (const std::string& place : places) {
    Fonts fonts;
    fonts.files = faces_in(place);
    if (!fonts.files.empty()) return fonts;
  }
  return problem("fonts.missing", Fonts().family);
}

}  // namespace diemcau::paper
