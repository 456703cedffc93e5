#include "demo/demo.h"

#include <algorithm>

#include "conference/commands.h"
#include "conference/control_room.h"
#include "demo/office_user.h"
#include "demo/texts.h"
#include "organisation/commands.h"
#include "organisation/generator.h"
#include "organisation/preview.h"
#include "organisation/queries.h"

namespace diemcau::demo {
namespace {

using conference::ItemId;
using conference::SiteId;

constexpr int64_t kMinuteMs = 60'000;
constexpr SiteId kCentre{1};

UnitId first_of_level(const organisation::State& state, std::string_view level) {
  for (const auto& [id, unit] : state.units) {
    if (unit.spec.level == level) return id;
  }
  return {};
}

std::vector<UnitId> all_of_level(const organisation::State& state, std::string_view level) {
  std::vector<UnitId> units;
  for (const auto& [id, unit] : state.units) {
    if (unit.spec.level == level) units.push_back(id);
  }
  return units;
}

Day today(UnixTime now) { return day_in_vietnam(now); }

conference::Speaker head_of(const OfficeUser& user, UnitId unit) {
  const auto& state = user.folds().organisation;
  const PostId post = organisation::head_of(state, unit, today(user.now()));
  const organisation::Post* found = organisation::find_post(state, post);
  if (found == nullptr) return {.unit = unit};
  return {found->spec.person, post, unit, {}};
}

void import_file(OfficeUser& user, organisation::ImportKind what, const char* file,
                 const std::string& csv) {
  organisation::Context context;
  context.now = user.now();
  context.system = true;
  const auto seen = organisation::preview(user.folds().organisation, what, csv, context);
  user.as_system(organisation::kStream,
                 organisation::ImportRun{what, file, csv, seen.fingerprint, false});
}

void add_organisation(OfficeUser& user) {
  const auto files = organisation::generate({});
  user.as_system(organisation::kStream, organisation::WordsBegin{});
  import_file(user, organisation::ImportKind::kUnits, "don-vi.csv", files.units);
  import_file(user, organisation::ImportKind::kPeople, "can-bo.csv", files.people);
}

// An account for whoever leads the whole; it also keeps the conference's papers.
AccountId add_chair(OfficeUser& user, const conference::Speaker& head) {
  using organisation::Role;
  user.as_system(organisation::kStream, organisation::AccountCreate{head.person, "", kWhy});
  const AccountId account{user.folds().organisation.last.account};
  for (const Role role : {Role::kLeader, Role::kSecretariat, Role::kTechnician}) {
    user.as_system(organisation::kStream, organisation::RoleGrant{account, role, {}, {}, kWhy});
  }
  return account;
}

// Commands of the conference, given by its chair.
class Conference {
 public:
  Conference(OfficeUser& user, AccountId chair) : user_(user), chair_(chair) {}

  void draft(UnitId unit) {
    conference::Call call{.title = kTitle, .unit = unit};
    const int64_t now = user_.now().ms;
    call.sittings = {{{now - 30 * kMinuteMs}, {now + 240 * kMinuteMs}}};
    user_.as_account(chair_, "conference/new", conference::ConferenceDraft{call});
    stream_ = user_.stream();
  }
  template <class Command>
  void must(const Command& command) {
    user_.as_account(chair_, stream_, command);
  }
  ConferenceId id() const { return office::conference_of(stream_); }
  const conference::State& state() const { return user_.folds().conferences.at(id()); }

 private:
  OfficeUser& user_;
  AccountId chair_;
  std::string stream_;
};

void add_site(OfficeUser& user, Conference& conference, UnitId unit, std::string name,
              conference::SiteLevel level) {
  const auto head = head_of(user, unit);
  const bool centre = level == conference::SiteLevel::kCentre;
  conference::SiteSpec spec{.unit = unit, .name = std::move(name), .level = level};
  spec.parent = centre ? SiteId{} : kCentre;
  spec.expected = centre ? 60 : 20 + unit.value * 7 % 40;
  spec.chair = head.person;
  spec.chair_post = head.post;
  conference.must(conference::SiteAdd{spec});
}

std::string name_of(const OfficeUser& user, UnitId unit) {
  return user.folds().organisation.units.at(unit).spec.name;
}

// "Uỷ ban tỉnh Lào Cai" is "Lào Cai" on a tile.
std::string short_name_of(const OfficeUser& user, UnitId unit) {
  std::string name = user.folds().organisation.units.at(unit).spec.short_name;
  if (name.empty()) name = name_of(user, unit);
  for (const std::string_view prefix : {"Uỷ ban ", "Thành phố ", "tỉnh "}) {
    if (name.starts_with(prefix)) name.erase(0, prefix.size());
  }
  return name;
}

void add_item(Conference& conference, conference::ItemKind kind, std::string title,
              uint32_t minutes, SiteId site, const conference::Speaker& speaker = {}) {
  conference::ItemSpec item{.kind = kind, .title = std::move(title)};
  item.planned_minutes = minutes;
  item.site = site;
  item.speaker = speaker;
  conference.must(conference::ItemAdd{item, {}});
}

void add_programme(OfficeUser& user, Conference& conference, const DemoOptions& options) {
  using conference::ItemKind;
  add_item(conference, ItemKind::kOpening, "Khai mạc, giới thiệu đại biểu", 10, kCentre);
  add_item(conference, ItemKind::kReport, "Báo cáo trung tâm", 20, kCentre);
  for (uint32_t i = 0; i < options.contributions; ++i) {
    const SiteId site{2 + i % (options.sites - 1)};
    const UnitId unit = conference.state().sites.at(site).spec.unit;
    add_item(conference, ItemKind::kContribution, std::string(kTopics[i % kTopics.size()]), 7, site,
             head_of(user, unit));
  }
  add_item(conference, ItemKind::kDiscussion, "Thảo luận", 30, {});
  add_item(conference, ItemKind::kConclusion, "Kết luận hội nghị", 15, kCentre);
}

void add_sites(OfficeUser& user, Conference& conference, UnitId centre,
               const DemoOptions& options) {
  using conference::SiteLevel;
  add_site(user, conference, centre, "Điểm cầu Trung ương", SiteLevel::kCentre);
  const auto provinces = all_of_level(user.folds().organisation, "province");
  for (uint32_t i = 0; i + 1 < options.sites && i < provinces.size(); ++i) {
    add_site(user, conference, provinces[i], "Điểm cầu " + short_name_of(user, provinces[i]),
             SiteLevel::kProvince);
  }
  add_site(user, conference, provinces.at(options.sites), kPhoneSite, SiteLevel::kProvince);
}

// What sends a simulated room's picture and sound: a device like any other, by a link that nobody
// can open, since its secret is none.
void add_device(Conference& conference, SiteId site) {
  const auto& sitting = conference.state().life.call.sittings.front();
  conference::LinkIssue link{.site = site};
  link.hash = "demo link " + std::to_string(site.value);
  link.roles = {conference::DeviceRole::kSound};
  link.expires = sitting.ends;
  conference.must(link);
  const std::string key = "demo device " + std::to_string(site.value);
  conference.must(conference::DeviceJoin{site, link.hash, key, conference::DeviceRole::kSound});
}

// Every simulated room is there, some seats empty; the visitor's is not.
void check_in(Conference& conference, const DemoOptions& options) {
  for (uint32_t i = 1; i <= options.sites; ++i) {
    const SiteId site{i};
    const uint32_t expected = conference.state().sites.at(site).spec.expected;
    const uint32_t there = expected - i % 4;
    add_device(conference, site);
    conference.must(conference::SiteCheckIn{site, there});
    conference.must(conference::RollDeclare{site, {.in_room = there}});
  }
}

void give_floor_to_next(Conference& conference) {
  const auto floor = conference::control_room_view(conference.state()).floor;
  conference.must(
      conference::FloorNext{floor.top, floor.next.site, floor.next.item, floor.next.request});
}

// So far: opened, reported, the first contribution under way, two hands up, one note taken.
void carry_on(Conference& conference) {
  conference.must(conference::ConferenceOpen{.without_quorum = true});
  conference.must(conference::ItemBegin{{1}, {}});
  conference.must(conference::ItemBegin{{2}, {1}});
  conference.must(conference::ItemEnd{{2}});
  for (const auto theme : kThemes) conference.must(conference::ThemeAdd{std::string(theme)});
  give_floor_to_next(conference);
  conference.must(conference::NoteTake{
      "Đề nghị có chương trình bồi dưỡng riêng cho cán bộ mới ở cấp xã.", {{1}}, {}});
  for (uint32_t i = 0; i < kSubjects.size(); ++i) {
    conference.must(conference::QueueRaise{{3 + i}, {}, std::string(kSubjects[i])});
  }
}

Demo describe(const conference::State& state, AccountId chair) {
  Demo demo{.conference = state.id, .chair = chair};
  for (const auto& [id, site] : state.sites) {
    if (site.spec.name == kPhoneSite) {
      demo.phone = id;
    } else {
      demo.site_names.push_back(site.spec.name);
    }
  }
  return demo;
}

}  // namespace

Result<Demo, std::string> build(office::Office& office, UnixTime now, const DemoOptions& options) {
  OfficeUser user(office, now);
  add_organisation(user);
  if (user.failed()) return Err{user.trouble()};
  const UnitId centre = first_of_level(user.folds().organisation, "centre");
  const auto head = head_of(user, centre);
  const AccountId chair = add_chair(user, head);
  Conference conference(user, chair);
  conference.draft(centre);
  if (user.failed()) return Err{user.trouble()};
  add_sites(user, conference, centre, options);
  if (user.failed()) return Err{user.trouble()};
  add_programme(user, conference, options);
  const conference::Official official{head.person, head.post, kCentre};
  conference.must(conference::ChairsAppoint{official, {}});
  conference.must(conference::SecretariesAppoint{{official}});
  conference.must(conference::TechniciansAppoint{{official}});
  conference.must(conference::ConferenceConvene{});
  check_in(conference, options);
  carry_on(conference);
  if (user.failed()) return Err{user.trouble()};
  return describe(conference.state(), chair);
}

std::optional<Demo> find(const office::Folds& folds) {
  const auto found =
      std::find_if(folds.conferences.begin(), folds.conferences.end(),
                   [](const auto& one) { return one.second.life.call.title == kTitle; });
  if (found == folds.conferences.end()) return {};
  const auto& account_of = folds.organisation.index.account_of;
  const auto account = account_of.find(found->second.life.chair.person);
  if (account == account_of.end()) return {};
  return describe(found->second, account->second);
}

}  // namespace diemcau::demo
