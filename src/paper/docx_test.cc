#include "paper/docx.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <pugixml.hpp>
#include <set>

#include "paper/ledger.h"
#include "paper/test_paper.h"
#include "paper/wordml.h"

namespace diemcau::paper {
namespace {

// Every file of the archive, checked by its sum as it is read.
std::map<std::string, std::string> unzipped(const std::string& bytes) {
  std::map<std::string, std::string> files;
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  EXPECT_NE(archive, nullptr);
  for (zip_int64_t i = 0; archive != nullptr && i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
    std::string text(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    EXPECT_EQ(zip_fread(file, text.data(), text.size()), static_cast<zip_int64_t>(text.size()));
    EXPECT_EQ(zip_fclose(file), 0);
    files[stat.name] = std::move(text);
  }
  zip_discard(archive);
  return files;
}

Document of_text(const std::string& text) {
  Document document;
  document.body.emplace_back(Paragraph{{{text, {}}}, {}, ""});
  return document;
}

TEST(Docx, IsAZipOfWellFormedParts) {
  const auto files = unzipped(*to_docx(small_minutes()));
  EXPECT_EQ(files.size(), 8u);
  for (const auto& [name, text] : files) {
    pugi::xml_document xml;
    EXPECT_TRUE(xml.load_string(text.c_str())) << name;
    EXPECT_EQ(text.substr(0, 5), "<?xml") << name;
  }
  // ECMA-376 part 2: every part has a type, every relation leads to a part.
  for (const auto& [name, text] : files) {
    if (name.ends_with(".rels") || name == "[Content_Types].xml") continue;
    EXPECT_NE(files.at("[Content_Types].xml").find("/" + name), std::string::npos) << name;
  }
}

TEST(Docx, IsTheSameBytesEachTime) {
  EXPECT_EQ(*to_docx(small_minutes()), *to_docx(small_minutes()));
}

TEST(Docx, EscapesWhatXmlReserves) {
  const std::string text = "a < b & c > \"d\" 'e' ]]> <w:p>";
  const std::string written = word_document(of_text(text));
  EXPECT_EQ(written.find("<w:p>\""), std::string::npos);
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(written.c_str()));
  EXPECT_EQ(
      xml.child("w:document").child("w:body").child("w:p").child("w:r").child("w:t").text().get(),
      text);
}

TEST(Docx, KeepsSpacesAtTheEnds) {
  EXPECT_NE(word_document(of_text(" a ")).find("<w:t xml:space=\"preserve\"> a </w:t>"),
            std::string::npos);
}

// Word does not open a file whose children stand in another order than the schema's sequence.
const std::map<std::string, std::vector<std::string>>& sequences() {
  static const std::map<std::string, std::vector<std::string>> kSequences = {
      {"w:pPr",
       {"w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl", "w:pBdr",
        "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"}},
      {"w:rPr",
       {"w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:lang"}},
      {"w:tblPr", {"w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar"}},
      {"w:tblBorders", {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}},
      {"w:tblCellMar", {"w:top", "w:left", "w:bottom", "w:right"}},
      {"w:trPr", {"w:cantSplit", "w:tblHeader"}},
      {"w:tcPr", {"w:tcW", "w:vAlign"}},
      {"w:tbl", {"w:tblPr", "w:tblGrid", "w:tr"}},
      {"w:tr", {"w:trPr", "w:tc"}},
      {"w:tc", {"w:tcPr", "w:p"}},
      {"w:p", {"w:pPr", "w:bookmarkStart", "w:r", "w:bookmarkEnd"}},
      {"w:sectPr", {"w:headerReference", "w:pgSz", "w:pgMar", "w:titlePg"}},
      {"w:style", {"w:name"}},
      {"w:styles", {"w:docDefaults", "w:style"}},
      {"w:docDefaults", {"w:rPrDefault", "w:pPrDefault"}},
      {"w:settings", {"w:defaultTabStop", "w:compat"}},
  };
  return kSequences;
}

void expect_in_order(pugi::xml_node node) {
  const auto sequence = sequences().find(node.name());
  size_t at = 0;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    if (sequence != sequences().end()) {
      const auto& names = sequence->second;
      const auto place = std::find(names.begin(), names.end(), child.name());
      ASSERT_NE(place, names.end()) << child.name() << " in " << node.name();
      const auto index = static_cast<size_t>(place - names.begin());
      ASSERT_GE(index, at) << child.name() << " in " << node.name();
      at = index;
    }
    expect_in_order(child);
  }
}

TEST(Docx, KeepsTheOrderOfTheSchema) {
  for (const auto& [name, text] : unzipped(*to_docx(small_minutes()))) {
    pugi::xml_document xml;
    ASSERT_TRUE(xml.load_string(text.c_str()));
    expect_in_order(xml);
  }
}

void expect_complete_tables(pugi::xml_node node) {
  for (const pugi::xml_node child : node.children()) {
    const std::string name = child.name();
    if (name == "w:tc") {
      EXPECT_STREQ(child.last_child().name(), "w:p");
    } else if (name == "w:tbl") {
      EXPECT_STREQ(child.next_sibling().name(), "w:p");
    }
    expect_complete_tables(child);
  }
}

TEST(Docx, EndsCellsAndTablesWithAParagraph) {
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(word_document(small_minutes()).c_str()));
  expect_complete_tables(xml);
  EXPECT_STREQ(xml.child("w:document").child("w:body").last_child().name(), "w:sectPr");
}

TEST(Docx, TiesEachLineToItsEvent) {
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(word_document(small_minutes()).c_str()));
  std::set<std::string> names;
  std::set<std::string> ids;
  for (const pugi::xpath_node one : xml.select_nodes("//w:bookmarkStart")) {
    const std::string name = one.node().attribute("w:name").value();
    EXPECT_LE(name.size(), 40u);  // Word cuts longer ones
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_TRUE(ids.insert(one.node().attribute("w:id").value()).second);
  }
  for (const char* name :
       {"su_kien_100", "su_kien_103", "su_kien_104", "su_kien_105", "su_kien_121", "su_kien_124",
        "su_kien_130", "su_kien_131", "su_kien_80", "su_kien_85", "su_kien_87", "su_kien_99"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
  EXPECT_EQ(xml.select_nodes("//w:bookmarkEnd").size(), names.size());
}

TEST(Docx, HasTheMarginsOfTheTemplate) {
  const std::string xml = word_document(small_minutes());
  EXPECT_NE(xml.find("<w:pgSz w:w=\"11906\" w:h=\"16838\""), std::string::npos);
  EXPECT_NE(xml.find("w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\""),
            std::string::npos);
}

TEST(Docx, TurnsALandscapePage) {
  Ledger ledger;
  ledger.rows.push_back({"Điều 1", "Ý kiến", "Đơn vị", Answered::kExplained, "Lý do"});
  const auto document = ledger_document(ledger, built_in_template("ledger", "vi"));
  ASSERT_TRUE(document.ok());
  EXPECT_NE(word_document(*document).find("w:orient=\"landscape\""), std::string::npos);
  EXPECT_NE(word_document(*document).find("Giải trình"), std::string::npos);
}

}  // namespace
}  // namespace diemcau::paper
