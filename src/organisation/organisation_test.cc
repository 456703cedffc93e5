#include "organisation/test_organisation.h"

namespace diemcau::organisation {
namespace {

class Organisation : public ::testing::Test {
 protected:
  void SetUp() override {
    org.must(WordsBegin{});
    centre = org.add_unit("TW", "Trung ương", {}, {}, "centre");
    ha_nam = org.add_unit("T1", "Tỉnh Hà Nam", centre);
    nam_dinh = org.add_unit("T2", "Tỉnh Nam Định", centre);
    xa = org.add_unit("X1", "Xã Suối Mẫu", ha_nam, {}, "commune");
  }
  const Unit& unit(UnitId id) { return org.state.units.at(id); }

  TestOrganisation org;
  text::Collator collator;
  UnitId centre, ha_nam, nam_dinh, xa;
  const Day today = day("2025-11-24");
};

TEST_F(Organisation, RefusesLoopsAlsoThroughTheSecondSuperior) {
  EXPECT_EQ(org.ask(UnitMove{centre, xa, {}, today, ""}), "unit.loop");
  EXPECT_EQ(org.ask(UnitMove{centre, {}, xa, today, ""}), "unit.loop");
  EXPECT_EQ(org.ask(UnitMove{xa, xa, {}, today, ""}), "unit.loop");
  // Through one line up and the other down again.
  org.must(UnitMove{nam_dinh, centre, xa, today, ""});
  EXPECT_EQ(org.ask(UnitMove{xa, nam_dinh, {}, today, ""}), "unit.loop");
  EXPECT_EQ(org.ask(UnitMove{ha_nam, centre, nam_dinh, today, ""}), "unit.loop");
}

TEST_F(Organisation, RefusesWhatDoesNotFit) {
  const auto add = [&](UnitSpec spec) { return org.ask(UnitAdd{std::move(spec)}); };
  EXPECT_EQ(add({"t1", "Tỉnh khác", "", "province", centre, {}, {}, {}}), "unit.code_taken");
  EXPECT_EQ(add({"T9", " ", "", "province", centre, {}, {}, {}}), "text.missing");
  EXPECT_EQ(add({"T9", std::string(201, 'a'), "", "province", centre, {}, {}, {}}),
            "text.too_long");
  EXPECT_EQ(add({"T9", "A", "", "planet", centre, {}, {}, {}}), "level.unknown");
  EXPECT_EQ(add({"T9", "A", "", "province", UnitId{99}, {}, {}, {}}), "unit.unknown");
  EXPECT_EQ(add({"T9", "A", "", "province", centre, centre, {}, {}}), "unit.same_superior");
  EXPECT_EQ(add({"T9", "A", "", "province", centre, {}, today, day("2020-01-01")}), "day.order");
  EXPECT_EQ(org.ask(LevelsSet{{{"centre", "Trung ương"}}}), "words.in_use");
}

TEST_F(Organisation, KeepsFormerNamesAndPlaces) {
  org.must(UnitRename{ha_nam, "Tỉnh Hà Nam mới", "HNM", day("2025-07-01"), "NQ 1"});
  org.must(UnitMove{xa, nam_dinh, {}, day("2025-07-01"), "NQ 2"});
  EXPECT_EQ(name_on(org.state, ha_nam, day("2025-06-30")), "Tỉnh Hà Nam");
  EXPECT_EQ(name_on(org.state, ha_nam, day("2025-07-01")), "Tỉnh Hà Nam mới");
  ASSERT_EQ(unit(xa).places.size(), 1u);
  EXPECT_EQ(unit(xa).places[0].superior, ha_nam);
  EXPECT_EQ(children_of(org.state, nam_dinh, collator), std::vector{xa});
}

TEST_F(Organisation, MergesUnitsIntoANewOne) {
  const PersonId person = org.add_person("Mẫu Văn An", ha_nam);
  const UnitId office = org.add_unit("P1", "Phòng Tổ chức", centre, nam_dinh);
  org.must(UnitsMerge{{ha_nam, nam_dinh},
                      {},
                      {"T1", "Tỉnh Ninh Bình", "", "province", centre, {}, {}, {}},
                      day("2025-07-01"),
                      "NQ 202/2025/QH15"});
  const UnitId merged{org.state.last.unit};
  EXPECT_EQ(unit(ha_nam).ending, UnitEnding::kMerged);
  EXPECT_EQ(unit(merged).predecessors, (std::vector{ha_nam, nam_dinh}));
  EXPECT_EQ(unit(xa).spec.superior, merged);
  EXPECT_EQ(unit(office).spec.second_superior, merged);
  EXPECT_EQ(org.state.index.by_code.at("t1"), merged);
  EXPECT_TRUE(posts_in(org.state, ha_nam, day("2025-07-02"), collator).empty());
  EXPECT_EQ(posts_in(org.state, ha_nam, day("2025-07-01"), collator).at(0).person, person);
  EXPECT_EQ(org.ask(UnitRename{ha_nam, "A", "", today, ""}), "unit.ended");
}

TEST_F(Organisation, RefusesAMergerIntoWhatEnds) {
  EXPECT_EQ(org.ask(UnitsMerge{{ha_nam, nam_dinh}, xa, {}, today, ""}), "units.merge_itself");
  EXPECT_EQ(org.ask(UnitsMerge{{ha_nam}, ha_nam, {}, today, ""}), "units.merge_itself");
  EXPECT_EQ(org.ask(UnitsMerge{{ha_nam}, {}, {}, today, ""}), "units.merge_few");
  EXPECT_EQ(org.ask(UnitsMerge{{ha_nam, ha_nam}, nam_dinh, {}, today, ""}), "units.merge_few");
  EXPECT_EQ(org.ask(UnitsMerge{{ha_nam}, nam_dinh, {}, {}, ""}), "day.missing");
}

TEST_F(Organisation, SplitsAUnitAndHandsOverItsSubordinates) {
  const UnitId other = org.add_unit("X2", "Xã Đồi Cao", ha_nam, {}, "commune");
  const auto part = [&](const char* code, const char* name, std::vector<UnitId> subordinates) {
    return SplitPart{{code, name, "", "province", centre, {}, {}, {}}, std::move(subordinates)};
  };
  EXPECT_EQ(
      org.ask(UnitSplit{ha_nam, {part("A", "A", {xa}), part("B", "B", {})}, false, today, ""}),
      "unit.split_left");
  EXPECT_EQ(
      org.ask(UnitSplit{
          ha_nam, {part("A", "A", {xa, nam_dinh}), part("B", "B", {other})}, false, today, ""}),
      "unit.split_not_its_own");
  org.must(UnitSplit{ha_nam, {part("A", "A", {xa}), part("B", "B", {other})}, false, today, ""});
  const UnitId b{org.state.last.unit};
  EXPECT_EQ(unit(other).spec.superior, b);
  EXPECT_EQ(unit(ha_nam).ending, UnitEnding::kSplit);
  EXPECT_EQ(unit(b).predecessors, std::vector{ha_nam});
}

TEST_F(Organisation, LetsPartsLeaveAUnitThatGoesOn) {
  const SplitPart part{{"N", "Phần mới", "", "province", ha_nam, {}, {}, {}}, {xa}};
  org.must(UnitSplit{ha_nam, {part}, true, today, ""});
  EXPECT_TRUE(is_active(unit(ha_nam)));
  EXPECT_EQ(path_of(org.state, xa), (std::vector{centre, ha_nam, UnitId{org.state.last.unit}, xa}));
}

TEST_F(Organisation, RefusesPartsThatStandInsideWhatIsSplit) {
  const UnitId other = org.add_unit("X2", "Xã Đồi Cao", ha_nam, {}, "commune");
  const SplitPart a{{"A", "A", "", "province", other, {}, {}, {}}, {xa}};
  const SplitPart b{{"B", "B", "", "province", xa, {}, {}, {}}, {other}};
  EXPECT_EQ(org.ask(UnitSplit{ha_nam, {a, b}, true, today, ""}), "units.merge_itself");
}

TEST_F(Organisation, OrdersPeopleByTitleThenRankThenGivenName) {
  org.add_person("Mẫu Văn Bình", ha_nam, "officer");
  org.add_person("Thử Thị Ánh", ha_nam, "officer");
  const PersonId head = org.add_person("Mẫu Văn Yên", ha_nam, "secretary");
  org.must(PostAdd{{head, nam_dinh, "officer", {}, {}}});
  const auto lines = posts_in(org.state, ha_nam, today, collator);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].name, "Mẫu Văn Yên");
  EXPECT_TRUE(lines[0].leads);
  EXPECT_EQ(lines[0].other_posts, 1u);
  EXPECT_EQ(lines[1].name, "Thử Thị Ánh");
  EXPECT_EQ(head_of(org.state, ha_nam, today), lines[0].post);
  EXPECT_EQ(org.ask(PostAdd{{head, nam_dinh, "officer", {}, {}}}), "post.twice");
}

TEST_F(Organisation, FindsWithoutDiacriticsRanked) {
  const AccountId account = org.add_account();
  org.give(account, Role::kViewer);
  org.add_person("Mẫu Văn Nam", ha_nam);
  const auto names = [&](const char* wanted) {
    std::vector<std::string> out;
    for (const Found& one : search(org.state, wanted, account, today, collator)) {
      out.push_back(one.name);
    }
    return out;
  };
  EXPECT_EQ(names("ha nam"), std::vector<std::string>{"Tỉnh Hà Nam"});
  EXPECT_EQ(names("nam"),
            (std::vector<std::string>{"Tỉnh Hà Nam", "Tỉnh Nam Định", "Mẫu Văn Nam"}));
  EXPECT_EQ(names("nam din"), std::vector<std::string>{"Tỉnh Nam Định"});
  EXPECT_EQ(names("X1"), std::vector<std::string>{"Xã Suối Mẫu"});
  EXPECT_TRUE(names("  ").empty());
}

TEST_F(Organisation, ShowsABranchAndNoMore) {
  const PersonId person = org.add_person("Mẫu Văn An", ha_nam);
  const AccountId clerk = org.add_account();
  org.give(clerk, Role::kClerk, nam_dinh);
  EXPECT_FALSE(unit_page(org.state, ha_nam, clerk, today, collator));
  EXPECT_TRUE(unit_page(org.state, nam_dinh, clerk, today, collator));
  EXPECT_TRUE(search(org.state, "an", clerk, today, collator).empty());
  org.give(clerk, Role::kViewer, ha_nam);
  const auto page = unit_page(org.state, ha_nam, clerk, today, collator);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->posts.at(0).person, person);
  EXPECT_EQ(page->posts.at(0).telephone, "");
  org.give(clerk, Role::kLeader, ha_nam);
  EXPECT_EQ(unit_page(org.state, ha_nam, clerk, today, collator)->posts.at(0).telephone, "0000");
}

TEST_F(Organisation, SnapshotsAreTheStateWithoutNames) {
  org.add_person("Mẫu Văn An", ha_nam);
  const std::string text = Json(org.state).dump();
  State again = Json::parse(text).get<State>();
  EXPECT_TRUE(again.people.begin()->second.open.name.empty());
  reopen(again, org.sealer);
  EXPECT_TRUE(again == org.state);
  EXPECT_TRUE(org.folded() == org.state);
}

TEST_F(Organisation, EveryRefusalHasASentenceInBothLanguages) {
  std::set<std::string_view> codes;
  for (const RefusalText& one : kRefusals) {
    EXPECT_TRUE(codes.insert(one.code).second) << one.code;
    EXPECT_FALSE(one.vi.empty() || one.en.empty()) << one.code;
  }
}

TEST_F(Organisation, ReadsItsCommandsBackAndNothingElse) {
  const Command command = UnitMove{xa, nam_dinh, {}, today, "NQ"};
  const auto again = read_command("unit.move", body_of(command));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(std::get<UnitMove>(*again), std::get<UnitMove>(command));
  EXPECT_FALSE(read_command("unit.fly", Json::object()).ok());
  EXPECT_FALSE(read_command("unit.move", Json{{"unit", -1}}).ok());
  EXPECT_FALSE(read_command("unit.move", Json{{"unit", 1.5}}).ok());
  EXPECT_FALSE(read_command("unit.move", Json{{"religion", "x"}}).ok());
  EXPECT_FALSE(read_command("unit.move", Json{{"day", "31/02/2025"}}).ok());
}

}  // namespace
}  // namespace diemcau::organisation
