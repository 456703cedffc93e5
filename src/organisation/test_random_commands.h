#pragma once

#include "base/random.h"
#include "organisation/decided.h"
#include "organisation/test_organisation.h"

// Inside the tests and fuzzers only: commands made of a number, most of which mean something.
namespace diemcau::organisation {

// Takes small choices out of a seed, one after the other.
class Choices {
 public:
  explicit Choices(uint32_t seed) : random_(seed) {}
  uint32_t below(uint32_t count) { return static_cast<uint32_t>(random_.below(count)); }
  bool chance(uint32_t of) { return below(of) == 0; }
  template <class Id>
  Id id(uint32_t last) {  // 0 now and then, and one past the last
    return Id{below(last + 2)};
  }
  template <class List>
  auto pick(const List& list) {
    return list[below(static_cast<uint32_t>(list.size()))];
  }
  Day day() { return Day{20'000 + static_cast<int32_t>(below(600))}; }

 private:
  SeededRandom random_;
};

inline constexpr std::array<const char*, 6> kTestCodes = {"A", "B", "C", "d", "D", ""};
inline constexpr std::array<const char*, 4> kTestNames = {"Tỉnh An", "Xã Bá", "Ban Ca", ""};
inline constexpr std::array<const char*, 4> kTestTitles = {"secretary", "clerk", "member", "pilot"};

// An administrator of the whole (1), one of a branch (2) and an organiser of the whole (3).
inline void begin_random(TestOrganisation& org) {
  org.must(WordsBegin{});
  const UnitId centre = org.add_unit("TW", "Trung ương", {}, {}, "centre");
  const UnitId province = org.add_unit("T1", "Tỉnh", centre);
  org.add_person("Mẫu Văn An", province);
  org.give(org.add_account(), Role::kAdministrator);
  org.give(org.add_account(PersonId{1}), Role::kAdministrator, province);
  org.give(org.add_account(), Role::kOrganiser);
}

inline UnitSpec random_spec(Choices& choose, const Counters& last) {
  return {choose.pick(kTestCodes),
          choose.pick(kTestNames),
          "",
          choose.chance(8) ? "planet" : "commune",
          choose.id<UnitId>(last.unit),
          choose.chance(3) ? choose.id<UnitId>(last.unit) : UnitId{},
          {},
          {}};
}

inline PostSpec random_post(Choices& choose, const Counters& last) {
  PostSpec post{choose.id<PersonId>(last.person),
                choose.id<UnitId>(last.unit),
                choose.pick(kTestTitles),
                {},
                {}};
  if (choose.chance(2)) post.from = choose.day();
  if (choose.chance(3)) post.to = choose.day();
  return post;
}

inline std::pair<ImportKind, std::string> random_file(uint32_t seed) {
  Choices choose(seed);
  const bool units = choose.chance(2);
  std::string csv = units ? "Mã,Tên đơn vị,Cấp,Mã cấp trên,Mã cấp trên thứ hai\n"
                          : "Mã cán bộ,Họ và tên,Mã đơn vị,Chức vụ,Từ ngày,Đến ngày\n";
  const auto code = [&] { return std::string(choose.chance(3) ? "T1" : choose.pick(kTestCodes)); };
  const std::array<const char*, 3> titles = {"Bí thư", "Cán bộ", "Phi công"};
  for (uint32_t i = 0; i < 1 + choose.below(6); ++i) {
    if (units) {
      csv += code() + "," + choose.pick(kTestNames) + ",Cấp xã," + code() + "," +
             (choose.chance(3) ? code() : "") + "\n";
    } else {
      csv += std::to_string(choose.below(4)) + "," + (choose.chance(2) ? "Mẫu An" : "Thử Bá") +
             "," + code() + "," + choose.pick(titles) + ",," +
             (choose.chance(3) ? "1/2/2025" : "") + "\n";
    }
  }
  return {units ? ImportKind::kUnits : ImportKind::kPeople, csv};
}

inline Command random_unit_command(Choices& choose, const Counters& last) {
  const auto unit = [&] { return choose.id<UnitId>(last.unit); };
  switch (choose.below(7)) {
    case 0:
      return UnitAdd{random_spec(choose, last)};
    case 1:
      return UnitCorrect{unit(), random_spec(choose, last)};
    case 2:
      return UnitRename{unit(), choose.pick(kTestNames), "", choose.day(), "NQ"};
    case 3:
      return UnitMove{unit(), unit(), choose.chance(2) ? unit() : UnitId{}, choose.day(), "NQ"};
    case 4:
      return UnitsMerge{{unit(), unit()},
                        choose.chance(2) ? unit() : UnitId{},
                        random_spec(choose, last),
                        choose.day(),
                        "NQ"};
    case 5:
      return UnitSplit{unit(),
                       {{random_spec(choose, last), {unit()}}, {random_spec(choose, last), {}}},
                       choose.chance(2),
                       choose.day(),
                       "NQ"};
    default:
      return UnitClose{unit(), choose.day(), "NQ"};
  }
}

inline Command random_people_command(Choices& choose, const Counters& last) {
  Personal personal;
  personal.code = choose.pick(kTestCodes);
  personal.name = choose.pick(kTestNames);
  const auto person = [&] { return choose.id<PersonId>(last.person); };
  switch (choose.below(8)) {
    case 0:
      return PersonAdd{personal, "", random_post(choose, last)};
    case 1:
      return PersonChange{person(), personal, choose.chance(3) ? "admiral" : "staff"};
    case 2:
      return PostAdd{random_post(choose, last)};
    case 3:
      return PostChange{choose.id<PostId>(last.post), random_post(choose, last)};
    case 4:
      return PostEnd{choose.id<PostId>(last.post), choose.day(), "QĐ"};
    case 5:
      return HoldPlace{person(), "xác minh"};
    case 6:
      return ErasureAsk{person(), "nghỉ"};
    default:
      return ErasureDecide{choose.id<ErasureId>(last.erasure), choose.chance(2), "đủ hạn"};
  }
}

inline Command random_account_command(Choices& choose, const TestOrganisation& org) {
  const Counters& last = org.state.last;
  const auto account = [&] { return choose.id<AccountId>(last.account); };
  const std::string hash = std::to_string(choose.below(4));
  switch (choose.below(11)) {
    case 0:
      return AccountCreate{choose.id<PersonId>(last.person), "Bàn trực", "mới"};
    case 1:
      return AccountLink{account(), choose.id<PersonId>(last.person)};
    case 2:
      return AccountDisable{account(), "nghỉ"};
    case 3:
      return AccountEnable{account(), "về"};
    case 4:
      return AccountInvite{account(), hash, {org.context.now.ms + 3'600'000}};
    case 5:
      return AccountClaim{hash};
    case 6:
      return RoleGrant{account(),
                       static_cast<Role>(choose.below(8)),
                       choose.chance(3) ? UnitId{} : choose.id<UnitId>(last.unit),
                       {},
                       "cần"};
    case 7:
      return RoleWithdraw{choose.id<GrantId>(last.grant), "thôi"};
    case 8:
      return ExportAsk{choose.id<UnitId>(last.unit), "báo cáo"};
    case 9:
      return ExportDecide{choose.id<ExportId>(last.people_export), choose.chance(2), "được"};
    default:
      return ExportTake{choose.id<ExportId>(last.people_export)};
  }
}

// Says also who asks: diemcau itself or one of the accounts.
inline Command random_command(TestOrganisation& org, uint32_t seed) {
  Choices choose(seed);
  org.context.system = choose.chance(3);
  org.context.account = choose.id<AccountId>(org.state.last.account);
  switch (choose.below(5)) {
    case 0:
      return random_people_command(choose, org.state.last);
    case 1:
      return random_account_command(choose, org);
    case 2: {
      auto [what, csv] = random_file(choose.below(1'000'000));
      const std::string seen = org.look(what, csv).fingerprint;
      return ImportRun{what, "tệp.csv", std::move(csv), seen, choose.chance(2)};
    }
    case 3:
      if (choose.chance(3)) return ImportUndo{choose.id<ImportId>(org.state.last.import), "nhầm"};
      [[fallthrough]];
    default:
      return random_unit_command(choose, org.state.last);
  }
}

}  // namespace diemcau::organisation
