#include "organisation/generator.h"
#include "organisation/test_organisation.h"
#include "text/encoding.h"
#include "text/test_text.h"

// Files of units and people: what the preview says, what then happens, and how it goes back.
namespace diemcau::organisation {
namespace {

using enum RowOutcome;

constexpr const char* kUnitHeader = "Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên,Mã cấp trên thứ hai\n";
constexpr const char* kPeopleHeader =
    "Mã cán bộ,Họ và tên,Ngày sinh,Mã đơn vị,Chức vụ,Từ ngày,Đến ngày\n";

class Import : public ::testing::Test {
 protected:
  void SetUp() override {
    org.must(WordsBegin{});
    centre = org.add_unit("TW", "Trung ương", {}, {}, "centre");
    ha_nam = org.add_unit("T1", "Tỉnh Hà Nam", centre);
  }
  Preview units(const std::string& rows) {
    return org.look(ImportKind::kUnits, kUnitHeader + rows);
  }
  Preview people(const std::string& rows) {
    return org.look(ImportKind::kPeople, kPeopleHeader + rows);
  }
  std::string import_units(const std::string& rows, bool leave_out = false) {
    return org.import(ImportKind::kUnits, kUnitHeader + rows, leave_out);
  }
  std::string import_people(const std::string& rows, bool leave_out = false) {
    return org.import(ImportKind::kPeople, kPeopleHeader + rows, leave_out);
  }
  static std::string remarks(const Preview& preview, size_t row) {
    std::string all;
    for (const Remark& one : preview.rows.at(row).remarks) all += one.code + " ";
    return all;
  }
  static std::vector<RowOutcome> outcomes(const Preview& preview) {
    std::vector<RowOutcome> all;
    for (const PreviewRow& row : preview.rows) all.push_back(row.outcome);
    return all;
  }
  UnitId unit(const char* code) { return org.state.index.by_code.at(code_key(code)); }
  std::vector<PersonId> named(const char* name) {
    std::vector<PersonId> found;
    for (const auto& [id, person] : org.state.people) {
      if (person.open.name == name) found.push_back(id);
    }
    return found;
  }

  TestOrganisation org;
  text::Collator collator;
  UnitId centre, ha_nam;
};

// ── The preview is what happens ──────────────────────────────────────────────────────────────────

TEST_F(Import, ThePreviewSaysOfEachRowWhatWillBecomeOfIt) {
  const std::string rows =
      "T1,Tỉnh Hà Nam mới,Cấp tỉnh,TW,\n"
      "TW,Trung ương,Trung ương,,\n"
      "T2,Tỉnh Nam Định,Cấp tỉnh,TW,\n"
      "X1,Xã Suối Mẫu,Cấp xã,T9,\n";
  const Preview seen = units(rows);
  EXPECT_EQ(outcomes(seen), (std::vector{kChange, kLeave, kCreate, kRefuse}));
  EXPECT_EQ(remarks(seen, 3), "row.superior_unknown ");
  EXPECT_EQ(seen.rows[3].line, 5u);
  EXPECT_EQ(std::tuple(seen.created, seen.changed, seen.left, seen.refused_rows),
            std::tuple(1u, 1u, 1u, 1u));
  EXPECT_EQ(import_units(rows), "import.rows_refused");
  EXPECT_EQ(import_units(rows, true), "");
  EXPECT_EQ(org.state.units.at(ha_nam).spec.name, "Tỉnh Hà Nam mới");
  EXPECT_EQ(org.state.units.at(unit("T2")).spec.superior, centre);
  EXPECT_EQ(org.state.units.size(), 3u);
  EXPECT_EQ(import_units(rows, true), "import.nothing");
}

TEST_F(Import, SuperiorsMayComeAfterTheirUnits) {
  EXPECT_EQ(import_units("X1,Xã Một,Cấp xã,H1,\nH1,Huyện Một,Cấp huyện,T1,\n"), "");
  EXPECT_EQ(path_of(org.state, unit("X1")), (std::vector{centre, ha_nam, unit("H1"), unit("X1")}));
}

TEST_F(Import, ASecondSuperiorComesInAndGoes) {
  EXPECT_EQ(import_units("X1,Chi bộ Xã Một,Cấp xã,T1,TW\n"), "");
  EXPECT_EQ(org.state.units.at(unit("X1")).spec.second_superior, centre);
  EXPECT_EQ(remarks(units("X2,Xã Hai,Cấp xã,T1,T1\n"), 0), "row.same_superior ");
  EXPECT_EQ(remarks(units("X2,Xã Hai,Cấp xã,T1,T9\n"), 0), "row.superior_unknown ");
  // A file without that column leaves it alone; an empty cell takes it away.
  EXPECT_EQ(org.import(ImportKind::kUnits,
                       "Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên\nX1,Chi bộ Xã 1,Cấp xã,T1\n"),
            "");
  EXPECT_EQ(org.state.units.at(unit("X1")).spec.second_superior, centre);
  EXPECT_EQ(import_units("X1,Chi bộ Xã 1,Cấp xã,T1,\n"), "");
  EXPECT_EQ(org.state.units.at(unit("X1")).spec.second_superior, UnitId{});
}

TEST_F(Import, RefusesLoopsInTheFileAndThroughWhatIsThere) {
  const Preview ring =
      units("A,A,Cấp tỉnh,C,\nB,B,Cấp tỉnh,A,\nC,C,Cấp tỉnh,B,\nD,D,Cấp tỉnh,TW,\n");
  for (size_t i = 0; i < 3; ++i) EXPECT_EQ(ring.rows[i].outcome, kRefuse) << i;
  EXPECT_NE((remarks(ring, 0) + remarks(ring, 1) + remarks(ring, 2)).find("row.loop"),
            std::string::npos);
  EXPECT_EQ(ring.rows[3].outcome, kCreate);
  EXPECT_EQ(units("A,A,Cấp tỉnh,A,\n").rows[0].outcome, kRefuse);
  EXPECT_EQ(units("TW,Trung ương,Trung ương,T1,\n").rows[0].outcome, kRefuse);
  // Through the second line.
  EXPECT_EQ(units("TW,Trung ương,Trung ương,,T1\n").rows[0].outcome, kRefuse);
}

TEST_F(Import, RefusesARowUnderARefusedRow) {
  const Preview seen = units("H1,Huyện,Cấp hành tinh,T1,\nX1,Xã,Cấp xã,H1,\n");
  EXPECT_EQ(remarks(seen, 0), "row.level_unknown ");
  EXPECT_EQ(seen.rows[1].outcome, kRefuse);
  EXPECT_NE(remarks(seen, 1).find("row.superior_refused"), std::string::npos);
}

TEST_F(Import, SaysWhichCodesAndNamesStandThereTwice) {
  const Preview seen = units(
      "X1,Xã Một,Cấp xã,T1,\nx1 ,Xã Hai,Cấp xã,T1,\nX3,Xã Một,Cấp xã,T1,\nX4,Xã Một,Cấp xã,TW,\n");
  EXPECT_EQ(outcomes(seen), (std::vector{kCreate, kRefuse, kCreate, kCreate}));
  EXPECT_EQ(seen.rows[1].remarks[0].facts["line"], 2);
  EXPECT_EQ(remarks(seen, 1), "row.code_twice ");
  EXPECT_EQ(remarks(seen, 2), "row.name_twice ");
  EXPECT_EQ(remarks(seen, 3), "");
}

TEST_F(Import, SaysWhatACellIsWrongAbout) {
  EXPECT_EQ(remarks(units(",Xã,Cấp xã,T1,\n"), 0), "row.empty ");
  EXPECT_EQ(remarks(units("X1," + std::string(201, 'a') + ",Cấp xã,T1,\n"), 0), "row.too_long ");
  EXPECT_EQ(remarks(units("X1,Xã,Cấp xã,T1,,thừa\n"), 0), "row.cells_left ");
  EXPECT_EQ(units("X1,Xã,Cấp xã,T1,,thừa\n").rows[0].outcome, kCreate);
  const Preview dates = people(
      "1,Mẫu Văn An,31/02/1980,T1,Cán bộ,,\n"
      "2,Mẫu Văn Ba,1/2/1980,T1,Cán bộ,1/1/2020,1/1/2019\n"
      "3,Mẫu Văn Chi,1.2.1980,T1,Cán bộ,2020-01-01,\n");
  EXPECT_EQ(remarks(dates, 0), "row.day ");
  EXPECT_EQ(remarks(dates, 1), "row.day_order ");
  EXPECT_EQ(dates.rows[2].outcome, kCreate);
}

// ── Files as they come ───────────────────────────────────────────────────────────────────────────

TEST_F(Import, TheSameFileInAnyEncodingGivesTheSame) {
  const std::string file = std::string(kUnitHeader) + "X1,Xã Đồi Mẫu,Cấp xã,T1,\n";
  for (const bool big : {false, true}) {
    const auto read = text::decode(as_bytes(text::utf16(file, big)));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(*read, file);
  }
  const Preview semicolons =
      org.look(ImportKind::kUnits, "Mã đơn vị;Tên đơn vị;Cấp;Mã cấp trên\r\nX1;Xã;Cấp xã;T1");
  EXPECT_EQ(outcomes(semicolons), std::vector{kCreate});
}

TEST_F(Import, DecomposedNamesEqualComposedOnes) {
  EXPECT_EQ(import_units("X1,Xã Đồi Mẫu,Cấp xã,T1,\n"), "");
  const Preview again = org.look(
      ImportKind::kUnits, text::nfd(std::string(kUnitHeader) + "X1,Xã Đồi Mẫu,Cấp xã,T1,\n"));
  EXPECT_EQ(outcomes(again), std::vector{kLeave});
  EXPECT_EQ(remarks(again, 0), "row.composed ");
  EXPECT_EQ(again.rows[0].name, "Xã Đồi Mẫu");

  EXPECT_EQ(import_people(",Thử Thị Ánh,1/2/1980,T1,Cán bộ,,\n"), "");
  EXPECT_EQ(outcomes(people(text::nfd(",Thử Thị Ánh,1/2/1980,T1,Cán bộ,,\n"))),
            std::vector{kLeave});
  EXPECT_EQ(import_people(text::nfd(",Thử Thị Ánh,1/2/1980,T1,Phó Trưởng phòng,,\n")), "");
  EXPECT_EQ(named("Thử Thị Ánh").size(), 1u);
}

TEST_F(Import, AFileWithoutItsColumnsDoesNotComeIn) {
  const auto code = [&](std::string_view csv) {
    const Preview seen = org.look(ImportKind::kUnits, csv);
    EXPECT_TRUE(seen.rows.empty());
    return seen.refused.empty() ? "" : seen.refused.front().code;
  };
  EXPECT_EQ(code("a,b\n1,2\n"), "column.missing");
  EXPECT_EQ(code("Mã đơn vị,Mã,Tên đơn vị,Cấp,Mã cấp trên\nA,A,A,A,A\n"), "column.twice");
  EXPECT_EQ(code("Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên,Tôn giáo\nA,A,A,A,A\n"), "column.barred");
  EXPECT_EQ(code("Mã đơn vị,Tên đơn vị,Cấp,Mã cấp trên\n\"A,A,A,A\n"), "csv.quote_open");
  EXPECT_EQ(code(""), "file.empty");
  EXPECT_EQ(org.import(ImportKind::kUnits, "a,b\n1,2\n"), "import.refused");
}

TEST_F(Import, KeepsNothingThatHasNoPlaceHere) {
  for (const char* header : {"Dân tộc", "Tôn giáo", "CCCD", "Sức khoẻ", "Kỷ luật"}) {
    const Preview seen = org.look(ImportKind::kPeople, std::string("Họ và tên,Mã đơn vị,Chức vụ,") +
                                                           header + "\nMẫu Văn An,T1,Cán bộ,x\n");
    ASSERT_FALSE(seen.refused.empty()) << header;
    EXPECT_EQ(seen.refused.front().code, "column.barred") << header;
  }
}

// ── People ───────────────────────────────────────────────────────────────────────────────────────

TEST_F(Import, OnePersonHoldsSeveralPostsWithDates) {
  EXPECT_EQ(import_people("7,Mẫu Văn An,1/2/1970,T1,Bí thư,1/1/2020,\n"
                          "7,Mẫu Văn An,1/2/1970,TW,Uỷ viên,1/7/2021,30/6/2025\n"),
            "");
  const auto found = named("Mẫu Văn An");
  ASSERT_EQ(found.size(), 1u);
  const auto on = [&](const char* text) { return units_held_by(org.state, found[0], day(text)); };
  EXPECT_EQ(on("2020-06-01"), std::vector{ha_nam});
  EXPECT_EQ(on("2022-01-01"), (std::vector{centre, ha_nam}));
  EXPECT_EQ(on("2025-06-30"), (std::vector{centre, ha_nam}));
  EXPECT_EQ(on("2025-07-01"), std::vector{ha_nam});
  EXPECT_TRUE(on("2019-12-31").empty());
}

TEST_F(Import, TellsPeopleOfOneNameApartOrSaysThatItCannot) {
  EXPECT_EQ(import_people("1,Mẫu Văn An,,T1,Cán bộ,,\n2,Mẫu Văn An,,T1,Cán bộ,,\n"), "");
  EXPECT_EQ(named("Mẫu Văn An").size(), 2u);
  EXPECT_EQ(import_people(",Mẫu Văn Ba,1/2/1970,T1,Cán bộ,,\n,Mẫu Văn Ba,3/4/1971,T1,Cán bộ,,\n"),
            "");
  EXPECT_EQ(named("Mẫu Văn Ba").size(), 2u);
  const Preview unclear = people(",Thử Chi,,T1,Cán bộ,,\n,Thử Chi,,T1,Bí thư,,\n");
  EXPECT_EQ(remarks(unclear, 1), "row.person_unclear ");
  const Preview again = people(",Mẫu Văn An,,T1,Bí thư,,\n");
  EXPECT_EQ(remarks(again, 0), "row.person_unclear ");
  const Preview differs = people("9,Thử Dung,,T1,Cán bộ,,\n9,Thử Duyên,,TW,Cán bộ,,\n");
  EXPECT_EQ(remarks(differs, 1), "row.person_differs ");
  EXPECT_EQ(remarks(people("9,Thử Em,,T1,Cán bộ,,\n9,Thử Em,,T1,Cán bộ,,\n"), 1),
            "row.post_twice ");
  EXPECT_EQ(remarks(people("9,Thử Em,,T7,Cán bộ,,\n"), 0), "row.unit_unknown ");
  EXPECT_EQ(remarks(people("9,Thử Em,,T1,Phi công,,\n"), 0), "row.title_unknown ");
}

TEST_F(Import, ABranchBringsInNothingOfAnotherOne) {
  org.must(ImportRun{ImportKind::kPeople, "tệp.csv",
                     std::string(kPeopleHeader) + "1,Mẫu Văn An,,TW,Bí thư,,\n",
                     people("1,Mẫu Văn An,,TW,Bí thư,,\n").fingerprint, false});
  const AccountId account = org.add_account();
  org.give(account, Role::kOrganiser, ha_nam);
  org.as(account);
  const Preview seen = units("X1,Xã,Cấp xã,T1,\nT2,Tỉnh,Cấp tỉnh,TW,\nTW,Đổi tên,Trung ương,,\n");
  EXPECT_EQ(outcomes(seen), (std::vector{kCreate, kRefuse, kRefuse}));
  EXPECT_EQ(remarks(seen, 1), "row.not_yours ");
  const Preview rows = people(
      "2,Thử Ba,,T1,Cán bộ,,\n3,Thử Chi,,TW,Cán bộ,,\n1,Mẫu Văn An,,T1,Cán bộ,,\n"
      "1,Tên Khác,,T1,Phó Bí thư,,\n");
  // Somebody of the centre may get a post here, but no other name.
  EXPECT_EQ(outcomes(rows), (std::vector{kCreate, kRefuse, kCreate, kRefuse}));
  const AccountId viewer{account.value + 1};
  org.context.account = viewer;
  EXPECT_EQ(import_units("X1,Xã,Cấp xã,T1,\n"), "role.not_allowed");
}

// ── Twice, meanwhile, and back ───────────────────────────────────────────────────────────────────

TEST_F(Import, ASecondFileChangesWhatIsOtherAndLeavesTheRest) {
  EXPECT_EQ(import_units("X1,Xã Một,Cấp xã,T1,\nX2,Xã Hai,Cấp xã,T1,\n"), "");
  const Preview seen =
      units("X1,Xã Một,Cấp xã,T1,\nX2,Xã Hai mới,Cấp xã,TW,\nX3,Xã Ba,Cấp xã,T1,\n");
  EXPECT_EQ(outcomes(seen), (std::vector{kLeave, kChange, kCreate}));
  const UnitId same = unit("X2");
  EXPECT_EQ(import_units("X1,Xã Một,Cấp xã,T1,\nX2,Xã Hai mới,Cấp xã,TW,\nX3,Xã Ba,Cấp xã,T1,\n"),
            "");
  EXPECT_EQ(unit("X2"), same);
  EXPECT_EQ(org.state.units.at(same).spec.superior, centre);
}

TEST_F(Import, AChangedWorldIsLookedAtAgain) {
  const std::string csv = std::string(kUnitHeader) + "T1,Tỉnh Hà Nam mới,Cấp tỉnh,TW,\n";
  const std::string seen = org.look(ImportKind::kUnits, csv).fingerprint;
  org.must(UnitRename{ha_nam, "Tên khác", "", day("2025-07-01"), ""});
  EXPECT_EQ(org.ask(ImportRun{ImportKind::kUnits, "tệp", csv, seen, false}), "import.changed");
  // Another file than the one that was looked at.
  const std::string now = org.look(ImportKind::kUnits, csv).fingerprint;
  EXPECT_EQ(org.ask(ImportRun{ImportKind::kUnits, "tệp", csv + "\n", now, false}),
            "import.changed");
  EXPECT_EQ(org.ask(ImportRun{ImportKind::kUnits, "tệp", csv, now, false}), "");
}

TEST_F(Import, UndoGivesExactlyTheStateBefore) {
  EXPECT_EQ(import_units("X1,Xã Một,Cấp xã,T1,\nX2,Xã Hai,Cấp xã,T1,\n"), "");
  EXPECT_EQ(import_people("1,Mẫu Văn An,1/2/1970,X1,Bí thư,,\n"), "");
  const State before = org.state;
  EXPECT_EQ(import_units("X1,Đổi,Cấp huyện,TW,T1\nX3,Xã Ba,Cấp xã,X1,\n"), "");
  EXPECT_EQ(import_people("1,Mẫu Văn Ân,1/2/1970,X1,Bí thư,,\n2,Thử Ba,,X2,Cán bộ,,\n"), "");
  // The last first: the second stands on the first no more.
  org.must(ImportUndo{ImportId{4}, "nhầm"});
  org.must(ImportUndo{ImportId{3}, "nhầm"});
  EXPECT_EQ(org.state.units, before.units);
  EXPECT_EQ(org.state.people, before.people);
  EXPECT_EQ(org.state.posts, before.posts);
  EXPECT_EQ(org.state.index, before.index);
  EXPECT_EQ(org.ask(ImportUndo{ImportId{3}, "lại"}), "import.undone");
  EXPECT_EQ(org.ask(ImportUndo{ImportId{9}, "lại"}), "import.unknown");
  EXPECT_TRUE(org.folded() == org.state);
}

TEST_F(Import, UndoIsRefusedOnceSomethingStandsOnIt) {
  EXPECT_EQ(import_units("X1,Xã Một,Cấp xã,T1,\n"), "");
  const ImportId first{1};
  const UnitId xa = unit("X1");
  EXPECT_EQ(org.ask(ImportUndo{first, ""}), "text.missing");
  const UnitId below = org.add_unit("C1", "Chi bộ", xa, {}, "cell");
  EXPECT_EQ(org.ask(ImportUndo{first, "nhầm"}), "import.built_on");
  org.must(UnitMove{below, ha_nam, {}, day("2025-07-01"), ""});
  const AccountId account = org.add_account();
  org.give(account, Role::kViewer, xa);
  EXPECT_EQ(org.ask(ImportUndo{first, "nhầm"}), "import.built_on");
}

TEST_F(Import, UndoIsRefusedOnceAHandHasChangedIt) {
  EXPECT_EQ(import_units("X1,Xã Một,Cấp xã,T1,\n"), "");
  org.must(UnitRename{unit("X1"), "Xã Khác", "", day("2025-07-01"), ""});
  EXPECT_EQ(org.ask(ImportUndo{ImportId{1}, "nhầm"}), "import.built_on");
  EXPECT_EQ(import_people("1,Mẫu Văn An,,T1,Bí thư,,\n"), "");
  org.must(HoldPlace{named("Mẫu Văn An").at(0), "xác minh"});
  EXPECT_EQ(org.ask(ImportUndo{ImportId{2}, "nhầm"}), "import.built_on");
}

TEST_F(Import, UndoTakesTheRightOverWhatItTakesBack) {
  const AccountId branch = org.add_account();
  org.give(branch, Role::kOrganiser, ha_nam);
  EXPECT_EQ(import_units("T2,Tỉnh Nam Định,Cấp tỉnh,TW,\n"), "");
  EXPECT_EQ(import_units("X1,Xã Một,Cấp xã,T1,\n"), "");
  org.as(branch);
  EXPECT_EQ(org.ask(ImportUndo{ImportId{1}, "nhầm"}), "role.not_allowed");
  EXPECT_EQ(org.ask(ImportUndo{ImportId{2}, "nhầm"}), "");
}

TEST_F(Import, AGeneratedOrganisationComesInWhole) {
  TestOrganisation fresh;
  fresh.must(WordsBegin{});
  const GeneratedFiles files = generate({.communes = 40});
  const Preview seen = fresh.look(ImportKind::kUnits, files.units);
  EXPECT_EQ(seen.refused_rows, 0u);
  EXPECT_EQ(fresh.import(ImportKind::kUnits, files.units), "");
  EXPECT_EQ(fresh.look(ImportKind::kPeople, files.people).refused_rows, 0u);
  EXPECT_EQ(fresh.import(ImportKind::kPeople, files.people), "");
  EXPECT_EQ(fresh.look(ImportKind::kPeople, files.people).left,
            fresh.look(ImportKind::kPeople, files.people).rows.size());
  EXPECT_TRUE(fresh.folded() == fresh.state);
}

}  // namespace
}  // namespace diemcau::organisation
