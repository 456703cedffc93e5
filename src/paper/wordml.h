#pragma once

#include <cmath>
#include <pugixml.hpp>
#include <string>

#include "paper/document.h"

// Inside the folder only: blocks as WordprocessingML. Word refuses children that are not in the
// order of the schema (ECMA-376 part 1, annex A): each function here writes them in that order.
namespace diemcau::paper {

inline constexpr const char* kWordNamespace =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr const char* kRelationNamespace =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

inline int twips_of_mm(double mm) { return static_cast<int>(std::lround(mm * 1440 / 25.4)); }
inline int twips_of_pt(double pt) { return static_cast<int>(std::lround(pt * 20)); }

// word/document.xml
std::string word_document(const Document& document);

std::string xml_text(const pugi::xml_document& xml);

}  // namespace diemcau::paper
