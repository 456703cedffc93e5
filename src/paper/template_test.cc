#include "paper/template.h"

#include <gtest/gtest.h>

#include "paper/fonts.h"
#include "paper/pdf.h"
#include "paper/qr.h"
#include "paper/test_paper.h"

namespace diemcau::paper {
namespace {

const char* const kSmall = R"json({
  "language": "vi", "title": "T", "author": "A", "page": {}, "styles": {
    "body": {"size_pt": 14, "align": "justify"}, "note": {"like": "body", "italic": true}},
  "phrases": {"who": "{name} ({post})", "answer": {"yes": "Có {name}", "no": "Không"}},
  "body": []})json";

Template with_body(const char* body) {
  auto form = read_template(kSmall);
  DIEMCAU_CHECK(form.ok());
  form->data["body"] = Json::parse(body);
  return std::move(*form);
}

Result<Document, Problem> rendered(const char* body, const Json& values = Json::object()) {
  return render(with_body(body), values);
}

std::string code_of(const char* body, const Json& values = Json::object()) {
  const auto document = rendered(body, values);
  return document.ok() ? "" : document.error().code;
}

std::vector<std::string> texts(const Document& document) {
  std::vector<std::string> texts;
  for (const Block& block : document.body) {
    std::string text;
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      for (const Run& run : paragraph->runs) text += run.text;
    }
    texts.push_back(text);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Template, FillsValuesPhrasesAndWords) {
  const Json values = {{"who", {{"name", "Lò Văn Ươm"}, {"post", "Giám đốc"}}},
                       {"choice", "yes"},
                       {"name", "đấy"},
                       {"count", 3}};
  const auto document = rendered(
      R"json([{"text": "{who|who}: {who.name|upper}, {choice|answer}, {count}", "style": "body"}])json",
      values);
  ASSERT_TRUE(document.ok()) << document.error().where;
  EXPECT_EQ(texts(*document), Texts{"Lò Văn Ươm (Giám đốc): LÒ VĂN ƯƠM, Có đấy, 3"});
}

TEST(Template, RepeatsChoosesAndLeavesOut) {
  const Json values = {{"rows", {{{"kind", "a"}, {"text", "x"}}, {{"kind", "b"}, {"text", "y"}}}},
                       {"none", Json::array()},
                       {"after", "z"}};
  const auto document = rendered(R"json([
    {"each": "rows", "do": [{"choose": "kind", "cases": {
      "a": [{"text": "{number} {text} {after}", "style": "body"}]}}]},
    {"if": "none", "then": [{"text": "some", "style": "body"}],
     "else": [{"text": "none", "style": "note"}]}])json",
                                 values);
  ASSERT_TRUE(document.ok()) << document.error().where;
  EXPECT_EQ(texts(*document), (Texts{"1 x z", "none"}));
}

TEST(Template, MakesAParagraphOfEachLineWithOneAnchor) {
  const auto document = rendered(R"json([{"text": "{text}", "style": "body", "anchor": "a"},
                   {"text": "again", "style": "body", "anchor": "a"}])json",
                                 {{"text", "một\r\n\nhai"}});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(texts(*document), (Texts{"một", "hai", "again"}));
  EXPECT_EQ(std::get<Paragraph>(document->body[0]).anchor, "a");
  EXPECT_EQ(std::get<Paragraph>(document->body[1]).anchor, "");
  EXPECT_EQ(std::get<Paragraph>(document->body[2]).anchor, "a_2");
}

TEST(Template, TakesOnlyTextThatXmlAndPagesCanHold) {
  const std::string hostile = std::string(
      "a\x01"
      "b\x1B[31m \xFF \xEF\xBF\xBE{x} e\xCC\x81",
      23);
  const auto document =
      rendered(R"json([{"text": "{text}", "style": "body"}])json", {{"text", hostile}});
  ASSERT_TRUE(document.ok()) << document.error().where;
  const std::string text = texts(*document)[0];
  EXPECT_EQ(text.substr(0, 2), "ab");
  EXPECT_NE(text.find("{x}"), std::string::npos);  // a value is never filled again
  EXPECT_NE(text.find("é"), std::string::npos);
  for (const char c : text) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20);
}

TEST(Template, SaysWhatIsWrong) {
  EXPECT_EQ(code_of(R"json([{"text": "{nobody}", "style": "body"}])json"), "template.value");
  EXPECT_EQ(code_of(R"json([{"text": "{nobody", "style": "body"}])json"), "template.brace");
  EXPECT_EQ(code_of(R"json([{"text": "x", "style": "none"}])json"), "template.style");
  EXPECT_EQ(code_of(R"json([{"picture": "x"}])json"), "template.part");
  EXPECT_EQ(code_of(R"json([{"text": 7, "style": "body"}])json"), "template.shape");
  EXPECT_EQ(code_of(R"json([{"gap_mm": 9000}])json"), "template.size");
  EXPECT_EQ(code_of(R"json([{"text": "{a|b}", "style": "body"}])json", {{"a", 1}}),
            "template.phrase");
  EXPECT_EQ(
      code_of(
          R"json([{"table": {"widths_mm": [50, 50], "rows": [{"cells": [{"gap_mm": 1}]}]}}])json"),
      "template.columns");
  EXPECT_EQ(code_of(R"json([{"table": {"widths_mm": [3], "rows": []}}])json"), "template.size");
  EXPECT_EQ(code_of(R"json([{"qr": "{a}", "size_mm": 40}])json", {{"a", std::string(2000, 'x')}}),
            "qr.too_long");
}

TEST(Template, RefusesWhatIsNoTemplate) {
  for (const char* text : {"", "[]", "{", "{\"language\": \"vi\"}", "\xFF"}) {
    EXPECT_FALSE(read_template(text).ok()) << text;
  }
  auto circle = read_template(kSmall);
  circle->data["styles"]["body"]["like"] = "note";
  EXPECT_EQ(render(*circle, Json::object()).error().code, "template.style");
}

// A template whose members are lost or of another kind, one at a time, is refused or still works;
// what comes out of it can be printed.
class Broken {
 public:
  explicit Broken(Json data) : data_(std::move(data)) {}
  size_t tried = 0;

  void walk(Json& at, int depth) {
    if (depth > 4 || !at.is_structured()) return;
    for (auto& child : at) {
      const Json kept = child;
      for (const Json& other : {Json(), Json(7), Json("x"), Json::array(), Json::object()}) {
        child = other;
        try_it();
      }
      child = kept;
      walk(child, depth + 1);
    }
  }
  void run() { walk(data_, 0); }

 private:
  void try_it() {
    ++tried;
    const auto document = minutes_document(facts_, names_, letterhead(), {data_});
    if (document.ok()) return;
    EXPECT_NE(sentence(document.error(), "vi").find(' '), std::string::npos);
    EXPECT_EQ(sentence(document.error(), "vi").find(document.error().code), std::string::npos);
  }
  Json data_;
  conference::MinutesFacts facts_ = small_conference();
  TestNames names_;
};

TEST(Template, OutlivesAnyBrokenMember) {
  Broken broken(built_in_template("minutes", "vi").data);
  broken.run();
  EXPECT_GT(broken.tried, 500u);
}

// The same parts in the same order; only words differ.
Json without_words(const Json& data) {
  if (data.is_string()) return "";
  if (!data.is_structured()) return data;
  Json out = data;
  for (auto& child : out) child = without_words(child);
  return out;
}

TEST(Template, HasTheSameShapeInBothLanguages) {
  for (const char* name : {"minutes", "ledger", "guide"}) {
    Json vi = built_in_template(name, "vi").data;
    Json en = built_in_template(name, "en").data;
    EXPECT_EQ(vi["styles"], en["styles"]) << name;
    EXPECT_EQ(without_words(vi["body"]).size(), without_words(en["body"]).size()) << name;
    for (const auto& [phrase, words] : vi["phrases"].items()) {
      EXPECT_TRUE(en["phrases"].contains(phrase)) << name << " " << phrase;
    }
  }
  EXPECT_EQ(small_minutes("vi").body.size(), small_minutes("en").body.size());
}

TEST(Minutes, SayInWordsWhatIsNotKnown) {
  conference::MinutesFacts facts = small_conference();
  facts.chair = {{99}, {99}, {1}};  // erased
  facts.votes[0].result.withheld = true;
  facts.votes[0].result.counts.clear();
  facts.conclusion = {};
  facts.opinions.clear();
  Letterhead head = letterhead();
  head.number.clear();
  head.date = {};
  const auto document =
      minutes_document(facts, TestNames(), head, built_in_template("minutes", "vi"));
  ASSERT_TRUE(document.ok()) << document.error().where;
  const Texts all = texts(*document);
  const auto has = [&](const std::string& text) {
    return std::find(all.begin(), all.end(), text) != all.end();
  };
  EXPECT_TRUE(has("Chủ trì: (không ghi tên)."));
  EXPECT_TRUE(has("Hội nghị chưa thông qua kết luận."));
  EXPECT_TRUE(has("Không có ý kiến phát biểu."));
  EXPECT_TRUE(has("- Bỏ phiếu kín, số người tham gia dưới 10: không công bố kết quả."));
  for (const std::string& text : all) EXPECT_EQ(text.find("Đồng ý:"), std::string::npos);
}

TEST(Minutes, ComeOutOfAConferenceThatOnlyJustBegan) {
  conference::MinutesFacts facts;
  const auto document =
      minutes_document(facts, TestNames(), {}, built_in_template("minutes", "vi"));
  ASSERT_TRUE(document.ok()) << document.error().where;
  EXPECT_TRUE(to_pdf(*document, *find_fonts()).ok());
}

TEST(Fonts, AreRefusedWithoutVietnamese) {
  const auto fonts = find_fonts({"/nowhere"});
  ASSERT_TRUE(fonts.ok());
  EXPECT_EQ(fonts->files.size(), 4u);
  EXPECT_EQ(to_pdf(small_minutes(), {"None", {"/nowhere.ttf"}}).error().code, "fonts.missing");
}

TEST(Pdf, IsTheSameBytesEachTime) {
  const auto fonts = find_fonts();
  EXPECT_EQ(*to_pdf(small_minutes(), *fonts), *to_pdf(small_minutes(), *fonts));
}

}  // namespace
}  // namespace diemcau::paper
