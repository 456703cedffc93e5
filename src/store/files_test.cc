#include <gtest/gtest.h>

#include <fstream>

#include "store/disk_files.h"
#include "store/passwords.h"
#include "store/refusals.h"
#include "store/test_directory.h"

namespace diemcau::store {
namespace {

using namespace std::string_view_literals;

std::string refusal(const Answered<KeptFile>& answer) {
  if (answer.ok()) return "";
  const auto* refused = std::get_if<journal::Refusal>(&answer.error());
  return refused == nullptr ? std::get<Failure>(answer.error()).sentence : refused->code;
}

class FilesTest : public testing::Test {
 protected:
  FilesTest() { EXPECT_TRUE(files_.load().ok()); }
  TestDirectory directory_;
  DiskFiles files_{directory_.path() / "files", 1000};
};

TEST_F(FilesTest, keeps_a_file_under_its_digest) {
  const auto kept = files_.put(as_bytes("Tham luận\n"), "text/plain; charset=utf-8");
  ASSERT_TRUE(kept.ok()) << refusal(kept);
  EXPECT_EQ(kept->id.size(), 64u);
  EXPECT_EQ(kept->size, 11u + 1u);
  EXPECT_TRUE(std::filesystem::exists(directory_.path() / "files" / kept->id.substr(0, 2) /
                                      kept->id.substr(2)));
  EXPECT_EQ(as_text(*files_.get(kept->id)), "Tham luận\n");
  EXPECT_EQ(*files_.put(as_bytes("Tham luận\n"), "text/plain"), *kept);
}

TEST_F(FilesTest, refuses_what_is_not_what_it_says) {
  EXPECT_EQ(refusal(files_.put({}, "text/plain")), "file.empty");
  EXPECT_EQ(refusal(files_.put(as_bytes(std::string(1001, 'a')), "text/plain")), "file.too_large");
  EXPECT_EQ(refusal(files_.put(as_bytes("MZ"), "application/x-msdownload")), "file.type_not_taken");
  EXPECT_EQ(refusal(files_.put(as_bytes("<html>"), "application/pdf")), "file.other_type");
  EXPECT_EQ(refusal(files_.put(as_bytes("%PDF-1.7"), "image/png")), "file.other_type");
  EXPECT_EQ(refusal(files_.put(as_bytes("a\0b"sv), "text/plain")), "file.other_type");
  EXPECT_TRUE(std::filesystem::is_empty(directory_.path() / "files"));
}

TEST_F(FilesTest, has_a_sentence_for_every_refusal) {
  for (const char* code :
       {"file.empty", "file.too_large", "file.type_not_taken", "file.other_type", "login.taken"}) {
    EXPECT_TRUE(std::ranges::any_of(kRefusals, [&](const auto& text) { return text.code == code; }))
        << code;
  }
}

TEST_F(FilesTest, notices_and_mends_a_file_that_the_disk_has_changed) {
  const auto kept = *files_.put(as_bytes("whole"), "text/plain");
  std::ofstream(directory_.path() / "files" / place_of_file(kept.id)) << "broken";
  const auto damaged = files_.get(kept.id);
  ASSERT_FALSE(damaged.ok());
  EXPECT_NE(damaged.error().sentence.find("restore"), std::string::npos);
  ASSERT_TRUE(files_.put(as_bytes("whole"), "text/plain").ok());
  EXPECT_EQ(as_text(*files_.get(kept.id)), "whole");
}

TEST_F(FilesTest, takes_no_path_for_an_id) {
  std::ofstream(directory_.path() / "secret") << "x";
  for (const char* id : {"", "..", "../secret", "ab/../../secret"}) {
    EXPECT_FALSE(files_.get(id).ok());
    EXPECT_FALSE(files_.has(id));
    EXPECT_TRUE(files_.remove(id).ok());
  }
  EXPECT_TRUE(std::filesystem::exists(directory_.path() / "secret"));
}

TEST_F(FilesTest, removes_a_file_and_what_a_loss_of_power_left) {
  const auto kept = *files_.put(as_bytes("a"), "text/plain");
  const Path path = directory_.path() / "files" / place_of_file(kept.id);
  std::ofstream(path.native() + kPartialSuffix) << "ha";
  ASSERT_TRUE(files_.load().ok());
  EXPECT_FALSE(std::filesystem::exists(path.native() + kPartialSuffix));
  EXPECT_TRUE(files_.has(kept.id));
  ASSERT_TRUE(files_.remove(kept.id).ok());
  EXPECT_FALSE(files_.has(kept.id));
  EXPECT_TRUE(files_.remove(kept.id).ok());
}

TEST(FileType, is_told_by_its_first_bytes) {
  const std::string zip = "PK\x03\x04";
  const std::string office = zip + std::string(26, 'x') + "[Content_Types].xml ";
  EXPECT_EQ(sniff(as_bytes("%PDF-1.7")), FileType::kPdf);
  EXPECT_EQ(sniff(as_bytes("\x89PNG\r\n\x1a\n...")), FileType::kPng);
  EXPECT_EQ(sniff(as_bytes("\xff\xd8\xff\xe0")), FileType::kJpeg);
  EXPECT_EQ(sniff(as_bytes("RIFF1234WEBPVP8 ")), FileType::kWebp);
  EXPECT_EQ(sniff(as_bytes("\0\0\0\x20"
                           "ftypisom"sv)),
            FileType::kMp4);
  EXPECT_EQ(sniff(as_bytes("\x1a\x45\xdf\xa3....webm")), FileType::kWebm);
  EXPECT_EQ(sniff(as_bytes(office + "word/document.xml")), FileType::kDocx);
  EXPECT_EQ(sniff(as_bytes(office + "xl/workbook.xml")), FileType::kXlsx);
  EXPECT_EQ(sniff(as_bytes(office + "ppt/presentation.xml")), FileType::kPptx);
  EXPECT_EQ(sniff(as_bytes(zip + std::string(26, 'x') +
                           "mimetypeapplication/vnd.oasis.opendocument.text")),
            FileType::kOdt);
  EXPECT_EQ(sniff(as_bytes("Họ và tên;Chức vụ\r\n")), FileType::kText);
  EXPECT_FALSE(sniff(as_bytes(zip + "anything else")));
  EXPECT_FALSE(sniff({}));
}

TEST(FileType, text_is_utf8) {
  for (const char* bad : {"\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff",
                          "\xe1\xbb", "\x1b[31m", "\x80"}) {
    EXPECT_FALSE(sniff(as_bytes(bad)));
  }
}

TEST(FileType, every_media_type_leads_back) {
  for (int i = 0; i <= static_cast<int>(FileType::kText); ++i) {
    const auto type = static_cast<FileType>(i);
    EXPECT_EQ(type_of(media_type(type)), type);
  }
  EXPECT_EQ(type_of("Image/PNG ; x=y"), FileType::kPng);
  EXPECT_FALSE(type_of("image/svg+xml"));
}

TEST(Passwords, are_verified_and_not_kept) {
  constexpr PasswordCost kCheap{1, 64};
  RepeatableRandom random(1);
  const auto stored = hash_password("mật khẩu", kCheap, random);
  ASSERT_TRUE(stored.ok());
  EXPECT_TRUE(stored->starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << *stored;
  EXPECT_TRUE(verify_password(*stored, "mật khẩu", kCheap));
  EXPECT_FALSE(verify_password(*stored, "mat khau", kCheap));
  EXPECT_FALSE(verify_password(*stored, "", kCheap));
  EXPECT_NE(*hash_password("mật khẩu", kCheap, random), *stored);
  EXPECT_FALSE(is_outdated(*stored, kCheap));
  EXPECT_TRUE(is_outdated(*stored, {2, 64}));
}

TEST(Passwords, of_nobody_or_of_nonsense_are_wrong) {
  constexpr PasswordCost kCheap{1, 64};
  RepeatableRandom random(1);
  EXPECT_FALSE(verify_password("", "x", kCheap));
  EXPECT_FALSE(verify_password("$argon2id$v=19$nonsense", "x", kCheap));
  EXPECT_FALSE(verify_password(std::string(500, '$'), "x", kCheap));
  EXPECT_FALSE(hash_password(std::string(kMaxPasswordBytes + 1, 'x'), kCheap, random).ok());
}

}  // namespace
}  // namespace diemcau::store
