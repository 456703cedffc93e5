#include <gtest/gtest.h>

#include <fstream>

#include "store/migrations.h"
#include "store/open.h"
#include "store/test_directory.h"

namespace diemcau::store {
namespace {

// A data directory as a released program left it: released/NAME_vN.sql, one text a database.
std::string released(const std::string& name) {
  const auto path = std::filesystem::path(DIEMCAU_RELEASED_SCHEMAS) / (name + ".sql");
  std::ifstream file(path);
  EXPECT_TRUE(file.is_open()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

void put(const std::filesystem::path& path, const std::string& sql) {
  sqlite3* connection = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &connection), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(connection);
  sqlite3_close(connection);
}

std::string refused_sentence(const std::filesystem::path& directory) {
  RepeatableRandom random(1);
  const auto opened = open_store(directory, random);
  EXPECT_FALSE(opened.ok());
  return opened.ok() ? "" : opened.error().sentence;
}

class FromVersion : public testing::TestWithParam<int> {};

TEST_P(FromVersion, opens_with_everything_in_its_place) {
  const std::string version = "_v" + std::to_string(GetParam());
  TestDirectory directory;
  put(directory.path() / "diemcau.db", released("diemcau" + version));
  put(directory.path() / "keys.db", released("keys" + version));
  put(directory.path() / "ballots.db", released("ballots" + version));
  RepeatableRandom random(1);
  const auto store = open_store(directory.path(), random);
  ASSERT_TRUE(store.ok()) << store.error().sentence;
  Store& s = **store;

  std::vector<journal::Event> events;
  ASSERT_TRUE(s.journal().read({}, [&](const auto& e) { return events.push_back(e), true; }).ok());
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].kind, "floor.granted");
  EXPECT_EQ(events[1].body, (journal::Json{{"site", 7}}));
  EXPECT_EQ((*s.snapshots().newest("office 1"))->bytes, std::vector<uint8_t>({'{', '}'}));
  EXPECT_EQ((*s.credentials().find("lan"))->account, AccountId{1});
  EXPECT_EQ(s.sessions().of({1})->size(), 1u);
  EXPECT_EQ((*s.access_log().of_person({2}, 9))[0].purpose, "see_personal");
  EXPECT_TRUE(s.person_keys().is_held({1}));
  EXPECT_TRUE(s.person_keys().is_erased({2}));
  EXPECT_EQ((*s.ballots().count("conference/1/vote/1"))["yes"], 2u);
}

INSTANTIATE_TEST_SUITE_P(Released, FromVersion, testing::Values(1));

// A released step that was changed afterwards would leave older installations another shape.
TEST(Migrations, first_steps_are_what_was_released) {
  const auto shape = [](std::span<const Migration> steps, const char* name) {
    const std::string text = released(std::string(name) + "_v1");
    return text.find(std::string(steps[0].sql)) != std::string::npos;
  };
  EXPECT_TRUE(shape(journal_migrations(), "diemcau"));
  EXPECT_TRUE(shape(key_migrations(), "keys"));
  EXPECT_TRUE(shape(ballot_migrations(), "ballots"));
}

TEST(Migrations, are_numbered_from_1) {
  for (const auto& steps : {journal_migrations(), key_migrations(), ballot_migrations()}) {
    for (size_t i = 0; i < steps.size(); ++i) {
      EXPECT_EQ(steps[i].number, static_cast<int64_t>(i + 1));
    }
  }
}

TEST(Migrations, leave_nothing_half_done) {
  TestDirectory directory;
  auto database = *Database::open({(directory.path() / "x.db").native()});
  const Migration good{1, "good", "CREATE TABLE a (x)"};
  const Migration bad{2, "bad", "CREATE TABLE b (x); CREATE TABLE b (x)"};
  EXPECT_FALSE(migrate(*database, std::vector{good, bad}).ok());
  EXPECT_TRUE(*database->query("SELECT 1 FROM sqlite_schema WHERE name = 'a'").step());
  EXPECT_FALSE(*database->query("SELECT 1 FROM sqlite_schema WHERE name = 'b'").step());
  EXPECT_TRUE(migrate(*database, std::vector{good, Migration{2, "b", "CREATE TABLE b (x)"}}).ok());
}

TEST(Opening, refuses_a_newer_programs_tables) {
  TestDirectory directory;
  put(directory.path() / "diemcau.db",
      released("diemcau_v1") + "INSERT INTO migration VALUES (99, 'the future');");
  const std::string sentence = refused_sentence(directory.path());
  EXPECT_NE(sentence.find("newer diemcau"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("99"), std::string::npos) << sentence;
}

TEST(Opening, refuses_somebody_elses_database) {
  TestDirectory directory;
  put(directory.path() / "diemcau.db", "CREATE TABLE bookmarks (url)");
  EXPECT_NE(refused_sentence(directory.path()).find("not made by diemcau"), std::string::npos);
}

TEST(Opening, refuses_a_directory_that_is_in_use) {
  TestDirectory directory;
  RepeatableRandom random(1);
  const auto first = open_store(directory.path(), random);
  ASSERT_TRUE(first.ok());
  EXPECT_NE(refused_sentence(directory.path()).find("Another diemcau is running"),
            std::string::npos);
}

TEST(Opening, says_that_a_database_is_damaged) {
  TestDirectory directory;
  std::ofstream(directory.path() / "diemcau.db") << std::string(8192, 'x');
  EXPECT_NE(refused_sentence(directory.path()).find("restore the newest backup"),
            std::string::npos);
}

TEST(Opening, says_that_a_file_stands_where_the_directory_should) {
  TestDirectory directory;
  std::ofstream(directory.path() / "data") << "x";
  EXPECT_NE(refused_sentence(directory.path() / "data").find("Not a directory"), std::string::npos);
}

TEST(Opening, makes_the_directory_for_its_owner_alone) {
  TestDirectory directory;
  RepeatableRandom random(1);
  ASSERT_TRUE(open_store(directory.path() / "a" / "b", random).ok());
  const auto rights = std::filesystem::status(directory.path() / "a" / "b").permissions();
  EXPECT_EQ(rights & std::filesystem::perms::all, std::filesystem::perms::owner_all);
}

TEST(Reading, says_which_event_is_missing_or_unreadable) {
  TestDirectory directory;
  put(directory.path() / "diemcau.db",
      released("diemcau_v1") + "UPDATE event SET body = '{' WHERE seq = 2;");
  put(directory.path() / "keys.db", released("keys_v1"));
  RepeatableRandom random(1);
  const auto sentence = [&] {
    const auto store = open_store(directory.path(), random);
    const auto read = (*store)->journal().read({}, [](const auto&) { return true; });
    return read.ok() ? std::string() : read.error().sentence;
  };
  EXPECT_NE(sentence().find("event 2 cannot be read"), std::string::npos);
  put(directory.path() / "diemcau.db", "DELETE FROM event WHERE seq = 1");
  EXPECT_NE(sentence().find("event 1 is missing"), std::string::npos);
}

}  // namespace
}  // namespace diemcau::store
