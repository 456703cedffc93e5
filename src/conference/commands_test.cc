#include <gtest/gtest.h>

#include <set>

#include "conference/rules.h"
#include "conference/test_hall.h"

namespace diemcau::conference {
namespace {

TEST(Reader, reads_what_a_page_sends) {
  const auto command = read_command("floor.grant", Json::parse(R"({"site":7,"allotted_s":300,
      "speaker":{"person":3,"post":9},"seen":12})"));
  ASSERT_TRUE(command.ok());
  FloorGrant expected{{7}, {{3}, {9}, {}, ""}};
  expected.allotted_s = 300;
  expected.seen = {12};
  EXPECT_EQ(*command, Command{expected});
  EXPECT_STREQ(name_of(*command), "floor.grant");
}

TEST(Reader, refuses_what_does_not_fit) {
  const char* const bodies[] = {
      R"([])",
      R"(null)",
      R"({"site":"7"})",
      R"({"site":-1})",
      R"({"site":1.5})",
      R"({"site":1e300})",
      R"({"site":4294967297})",
      R"({"site":true})",
      R"({"picture":1})",
      R"({"sites":7})",
      R"({"speaker":{"name":"A"}})",
      R"({"speaker":7})",
      R"({"seen":{"value":1}})",
  };
  for (const char* body : bodies) {
    const auto command = read_command("floor.grant", Json::parse(body));
    ASSERT_FALSE(command.ok()) << body;
    EXPECT_EQ(command.error(), ParseError::kBadValue) << body;
  }
  EXPECT_EQ(read_command("floor.steal", Json::object()).error(), ParseError::kUnsupported);
  EXPECT_FALSE(read_command("floor.set_mode", Json{{"mode", "nobody"}}).ok());
  EXPECT_TRUE(read_command("floor.set_mode", Json{{"mode", "several"}}).ok());
}

TEST(Reader, reads_every_command_back_from_its_body) {
  for (const Rule& rule : all_rules()) {
    const auto command = read_command(rule.command, Json::object());
    ASSERT_TRUE(command.ok()) << rule.command;
    EXPECT_EQ(name_of(*command), rule.command);
    const auto again = read_command(rule.command, body_of(*command));
    ASSERT_TRUE(again.ok()) << rule.command;
    EXPECT_EQ(*again, *command);
  }
}

TEST(Rules, name_each_command_once_and_no_other) {
  std::set<std::string_view> names;
  for (const Rule& rule : all_rules()) {
    EXPECT_TRUE(names.insert(rule.command).second) << rule.command;
    EXPECT_EQ(rule.roles.size(), 9u) << rule.command;
    EXPECT_EQ(rule.phases.size(), 6u) << rule.command;
  }
  EXPECT_EQ(names.size(), std::variant_size_v<Command>);
}

TEST(Refusals, are_told_in_both_languages_once_each) {
  std::set<std::string_view> codes;
  for (const RefusalText& text : kRefusals) {
    EXPECT_TRUE(codes.insert(text.code).second) << text.code;
    EXPECT_TRUE(text.vi.ends_with(".") && text.en.ends_with(".")) << text.code;
  }
}

TEST(Facts, of_another_stream_pass_by_and_unknown_ones_are_told) {
  State state = state_of({4});
  const journal::Event other{{1}, {5}, {}, "conference/5", "conference.drafted", Json::object()};
  EXPECT_TRUE(apply(state, other).ok());
  EXPECT_EQ(state, state_of({4}));
  const journal::Event newer{{2}, {5}, {}, "conference/4", "conference.sung", Json::object()};
  EXPECT_EQ(apply(state, newer).error(), ParseError::kUnsupported);
  EXPECT_EQ(state, state_of({4}));
}

}  // namespace
}  // namespace diemcau::conference
