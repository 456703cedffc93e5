#include "paper/docx.h"

#include "paper/moment.h"
#include "paper/wordml.h"
#include "paper/zip.h"

// The parts of a Word file around word/document.xml (ECMA-376 part 2: the package).
namespace diemcau::paper {

namespace {

constexpr const char* kContentTypes =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>)";

constexpr const char* kPackageRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>)";

constexpr const char* kDocumentRelations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>)";

// Word 2013 and later, so that no "compatibility mode" stands in the title.
constexpr const char* kSettings =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>)";

pugi::xml_node root_of(pugi::xml_document& xml, const char* name) {
  pugi::xml_node root = xml.append_child(name);
  root.append_attribute("xmlns:w").set_value(kWordNamespace);
  return root;
}

std::string country_language(const std::string& language) {
  return language == "vi" ? "vi-VN" : language == "en" ? "en-GB" : language;
}

std::string styles(const Document& document) {
  pugi::xml_document xml;
  pugi::xml_node root = root_of(xml, "w:styles");
  pugi::xml_node defaults = root.append_child("w:docDefaults");
  pugi::xml_node run = defaults.append_child("w:rPrDefault").append_child("w:rPr");
  pugi::xml_node fonts = run.append_child("w:rFonts");
  for (const char* script : {"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"}) {
    fonts.append_attribute(script).set_value(document.font.c_str());
  }
  run.append_child("w:sz").append_attribute("w:val").set_value(28);
  run.append_child("w:szCs").append_attribute("w:val").set_value(28);
  run.append_child("w:lang").append_attribute("w:val").set_value(
      country_language(document.language).c_str());
  defaults.append_child("w:pPrDefault");
  pugi::xml_node normal = root.append_child("w:style");
  normal.append_attribute("w:type").set_value("paragraph");
  normal.append_attribute("w:default").set_value("1");
  normal.append_attribute("w:styleId").set_value("Normal");
  normal.append_child("w:name").append_attribute("w:val").set_value("Normal");
  return xml_text(xml);
}

void add_field_part(pugi::xml_node paragraph, int half_points, const char* kind) {
  pugi::xml_node run = paragraph.append_child("w:r");
  pugi::xml_node properties = run.append_child("w:rPr");
  properties.append_child("w:sz").append_attribute("w:val").set_value(half_points);
  properties.append_child("w:szCs").append_attribute("w:val").set_value(half_points);
  if (kind != nullptr) {
    run.append_child("w:fldChar").append_attribute("w:fldCharType").set_value(kind);
  } else {
    pugi::xml_node code = run.append_child("w:instrText");
    code.append_attribute("xml:space").set_value("preserve");
    code.text().set(" PAGE ");
  }
}

std::string header(const Document& document) {
  pugi::xml_document xml;
  pugi::xml_node paragraph = root_of(xml, "w:hdr").append_child("w:p");
  paragraph.append_child("w:pPr").append_child("w:jc").append_attribute("w:val").set_value(
      "center");
  const int half_points = static_cast<int>(std::lround(document.page.number_pt * 2));
  for (const char* part : {"begin", static_cast<const char*>(nullptr), "end"}) {
    add_field_part(paragraph, half_points, part);
  }
  return xml_text(xml);
}

std::string core(const Document& document) {
  pugi::xml_document xml;
  pugi::xml_node root = xml.append_child("cp:coreProperties");
  root.append_attribute("xmlns:cp")
      .set_value("http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
  root.append_attribute("xmlns:dc").set_value("http://purl.org/dc/elements/1.1/");
  root.append_attribute("xmlns:dcterms").set_value("http://purl.org/dc/terms/");
  root.append_attribute("xmlns:xsi").set_value("http://www.w3.org/2001/XMLSchema-instance");
  root.append_child("dc:title").text().set(document.title.c_str());
  root.append_child("dc:creator").text().set(document.author.c_str());
  root.append_child("dc:language").text().set(country_language(document.language).c_str());
  for (const char* when : {"dcterms:created", "dcterms:modified"}) {
    pugi::xml_node node = root.append_child(when);
    node.append_attribute("xsi:type").set_value("dcterms:W3CDTF");
    node.text().set(iso_time(document.created).c_str());
  }
  return xml_text(xml);
}

}  // namespace

Result<std::string, Problem> to_docx(const Document& document) {
  return zip_of({{"[Content_Types].xml", kContentTypes},
                 {"_rels/.rels", kPackageRelations},
                 {"word/document.xml", word_document(document)},
                 {"word/_rels/document.xml.rels", kDocumentRelations},
                 {"word/styles.xml", styles(document)},
                 {"word/settings.xml", kSettings},
                 {"word/header1.xml", header(document)},
                 {"docProps/core.xml", core(document)}});
}

}  // namespace diemcau::paper
