#include "http/files.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>

#include "http/static_files.h"
#include "http/test_server.h"

namespace diemcau::http {
namespace {

using testing::HasSubstr;

TEST(Files, AreReplacedWholeAndKeptToTheirOwner) {
  const TestDirectory directory;
  const auto file = directory / "secret";
  ASSERT_TRUE(write_file(file, "old", 0644).ok());
  ASSERT_TRUE(write_file(file, "new", 0600).ok());
  EXPECT_EQ(*read_file(file), "new");
  struct stat info {};
  ASSERT_EQ(::stat(file.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  EXPECT_FALSE(std::filesystem::exists(directory / "secret.new"));
}

TEST(Files, SayWhatToDo) {
  const TestDirectory directory;
  EXPECT_THAT(read_file(directory / "none").error(), HasSubstr("no such file or directory"));
  EXPECT_FALSE(read_file(directory / "none").ok());
  ASSERT_TRUE(write_file(directory / "big", std::string(100, 'x'), 0600).ok());
  EXPECT_THAT(read_file(directory / "big", 99).error(), HasSubstr("larger than expected"));
  EXPECT_THAT(make_directory(directory / "big").error(), HasSubstr("--data DIR"));
  EXPECT_THAT(file_error("/d/f", "write", ENOSPC), HasSubstr("the disk is full"));
}

TEST(Files, MakesDirectoriesWithThoseAbove) {
  const TestDirectory directory;
  ASSERT_TRUE(make_directory(directory / "a/b/c").ok());
  EXPECT_TRUE(make_directory(directory / "a/b/c").ok());
  struct stat info {};
  ASSERT_EQ(::stat((directory / "a").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
}

class StaticFilesTest : public testing::Test {
 protected:
  void put(const std::string& name, const std::string& content) {
    std::filesystem::create_directories((directory / name).parent_path());
    ASSERT_TRUE(write_file(directory / name, content, 0644).ok());
  }
  HttpResponse get(StaticFiles& files, const std::string& target, const std::string& etag = "") {
    HttpRequest request{.method = "GET", .target = target, .received_at = now};
    if (!etag.empty()) request.headers.emplace_back("If-None-Match", etag);
    EXPECT_TRUE(request.parse_target());
    return files.answer(request);
  }
  TestDirectory directory;
  Instant now{};
};

TEST_F(StaticFilesTest, ServesFilesAndThePageForEverythingElse) {
  put("index.html", "<page>");
  put("assets/a-1.js", "script");
  StaticFiles files(directory.path());
  EXPECT_EQ(get(files, "/").content(), "<page>");
  EXPECT_EQ(get(files, "/r/room%201").content(), "<page>");
  EXPECT_NE(get(files, "/").header("Content-Security-Policy"), "");
  const auto script = get(files, "/assets/a-1.js");
  EXPECT_EQ(script.content(), "script");
  EXPECT_EQ(script.header("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_THAT(std::string(script.header("Cache-Control")), HasSubstr("immutable"));
  EXPECT_EQ(get(files, "/").header("Cache-Control"), "no-cache");
  EXPECT_EQ(get(files, "/assets/none.js").status, 404);
}

TEST_F(StaticFilesTest, SaysNotModifiedUntilItIs) {
  put("index.html", "one");
  StaticFiles files(directory.path());
  const std::string etag(get(files, "/").header("ETag"));
  EXPECT_EQ(get(files, "/", etag).status, 304);
  put("index.html", "two");
  std::filesystem::last_write_time(directory / "index.html",
                                   std::filesystem::file_time_type::clock::now() + 1h);
  EXPECT_EQ(get(files, "/", etag).content(), "two");
}

TEST_F(StaticFilesTest, NeverLeavesItsDirectory) {
  put("web/index.html", "<page>");
  put("web/.secret.txt", "hidden");
  put("secret.txt", "outside");
  std::filesystem::create_symlink(directory / "secret.txt", directory / "web/link.txt");
  StaticFiles files(directory / "web");
  for (const char* target :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/link.txt", "/.secret.txt",
        "//secret.txt", "/./../secret.txt", "/%00secret.txt"}) {
    const auto response = get(files, target);
    EXPECT_EQ(response.status, 404) << target << " " << response.content();
  }
}

TEST_F(StaticFilesTest, FindsFilesThatComeLater) {
  StaticFiles files(directory.path());
  // 200: clients ask "/" to see whether the server is there.
  EXPECT_EQ(get(files, "/").status, 200);
  EXPECT_THAT(std::string(get(files, "/").content()), HasSubstr("has not been built"));
  put("index.html", "<page>");
  now += 2s;
  EXPECT_EQ(get(files, "/").content(), "<page>");
}

}  // namespace
}  // namespace diemcau::http
