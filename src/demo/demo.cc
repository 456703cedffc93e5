#include "demo/demo.h"

#include <algorithm>

#include "conference/control_room.h"
#include "demo/cast.h"
#include "demo/conference_user.h"
#include "demo/earlier.h"
#include "demo/office_work.h"
#include "demo/texts.h"
#include "demo/tree.h"
#include "organisation/commands.h"
#include "organisation/generator.h"
#include "organisation/preview.h"
#include "organisation/queries.h"

namespace diemcau::demo {
namespace {

using conference::ItemId;
using conference::SiteId;

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

// An account for whoever leads a unit, and what it may there.
AccountId add_account(OfficeUser& user, const conference::Speaker& head, UnitId branch,
                      std::initializer_list<organisation::Role> roles) {
  user.as_system(organisation::kStream, organisation::AccountCreate{head.person, "", kWhy});
  const AccountId account{user.folds().organisation.last.account};
  for (const auto role : roles) {
    user.as_system(organisation::kStream, organisation::RoleGrant{account, role, branch, {}, kWhy});
  }
  return account;
}

// Who has a part in it: the chair leads the whole and keeps the conference's papers; a province and
// one of its communes are led by people of their own.
Cast add_cast(OfficeUser& user) {
  using organisation::Role;
  const auto& state = user.folds().organisation;
  Cast cast;
  cast.centre = first_of_level(state, "centre");
  cast.departments = all_of_level(state, "department");
  cast.provinces = all_of_level(state, "province");
  cast.communes = below(state, cast.provinces.at(0), "commune");
  cast.head = head_of(user, cast.centre);
  const auto local = {Role::kLeader};
  cast.chair =
      add_account(user, cast.head, {}, {Role::kLeader, Role::kSecretariat, Role::kTechnician});
  cast.province =
      add_account(user, head_of(user, cast.provinces.at(0)), cast.provinces.at(0), local);
  cast.neighbour =
      add_account(user, head_of(user, cast.provinces.at(1)), cast.provinces.at(1), local);
  cast.commune = add_account(user, head_of(user, cast.communes.at(0)), cast.communes.at(0), local);
  return cast;
}

void add_programme(OfficeUser& user, Conference& conference, const DemoOptions& options) {
  using conference::ItemKind;
  const auto add = [&](ItemKind kind, std::string_view title, uint32_t minutes, SiteId site,
                       const conference::Speaker& speaker = {}) {
    conference::ItemSpec item{.kind = kind, .title = std::string(title), .speaker = speaker};
    item.site = site;
    item.planned_minutes = minutes;
    add_item(conference, item);
  };
  add(ItemKind::kOpening, "Khai mạc, giới thiệu đại biểu", 10, kCentreSite);
  add(ItemKind::kReport, "Báo cáo trung tâm", 20, kCentreSite);
  for (uint32_t i = 0; i < options.contributions; ++i) {
    const SiteId site{2 + i % (options.sites - 1)};
    const UnitId unit = conference.state().sites.at(site).spec.unit;
    add(ItemKind::kContribution, kTopics[i % kTopics.size()], 7, site, head_of(user, unit));
  }
  add(ItemKind::kDiscussion, "Thảo luận", 30, {});
  add(ItemKind::kConclusion, "Kết luận hội nghị", 15, kCentreSite);
}

void add_sites(OfficeUser& user, Conference& conference, const Cast& cast,
               const DemoOptions& options) {
  using conference::SiteLevel;
  conference.add_site(cast.centre, "Điểm cầu Trung ương", SiteLevel::kCentre);
  const auto& provinces = cast.provinces;
  for (uint32_t i = 0; i + 1 < options.sites && i < provinces.size(); ++i) {
    conference.add_site(provinces[i], "Điểm cầu " + short_name_of(user, provinces[i]),
                        SiteLevel::kProvince);
  }
  conference.add_site(provinces.at(options.sites), kPhoneSite, SiteLevel::kProvince);
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
  conference.must(conference::ConclusionDraft{kConclusion, 0});
}

AccountId account_of_head(const organisation::State& state, UnitId unit, Day day) {
  const auto* post = organisation::find_post(state, organisation::head_of(state, unit, day));
  if (post == nullptr) return {};
  const auto found = state.index.account_of.find(post->spec.person);
  return found == state.index.account_of.end() ? AccountId{} : found->second;
}

// The province is that of the first room below the centre's.
void describe_people(const organisation::State& state, UnitId province, Day day, Demo& demo) {
  demo.province = account_of_head(state, province, day);
  for (const UnitId commune : below(state, province, "commune")) {
    demo.commune_unit = commune;
    demo.commune = account_of_head(state, commune, day);
    if (demo.commune.value != 0) return;
  }
}

Demo describe(const office::Folds& folds, const conference::State& state, AccountId chair) {
  Demo demo{.conference = state.id, .chair = chair};
  for (const auto& [id, site] : state.sites) {
    if (site.spec.name == kPhoneSite) {
      demo.phone = id;
    } else {
      demo.site_names.push_back(site.spec.name);
    }
  }
  const auto site = state.sites.find(SiteId{2});
  if (site == state.sites.end()) return demo;
  demo.province_unit = site->second.spec.unit;
  const Day day = day_in_vietnam(state.life.opened.at);
  describe_people(folds.organisation, demo.province_unit, day, demo);
  return demo;
}

void hold(OfficeUser& user, Conference& conference, const Cast& cast, const DemoOptions& options) {
  add_sites(user, conference, cast, options);
  if (user.failed()) return;
  add_programme(user, conference, options);
  conference.appoint(cast.head);
  conference.must(conference::ConferenceConvene{});
  check_in(conference, options);
  if (!user.failed()) carry_on(conference);
}

}  // namespace

Result<Demo, std::string> build(office::Office& office, UnixTime now, const DemoOptions& options) {
  OfficeUser user(office, now);
  user.days_before(kDrafted, now);
  add_organisation(user);
  if (user.failed()) return Err{user.trouble()};
  const Cast cast = add_cast(user);
  Conference conference(user, cast.chair);
  conference.draft(kTitle, cast.centre, {{now.ms - 30 * kMinuteMs}, {now.ms + 240 * kMinuteMs}});
  if (!user.failed()) add_office_work(user, cast, hold_earlier(user, cast, options, now), now);
  user.days_before(0, now);
  if (!user.failed()) hold(user, conference, cast, options);
  if (user.failed()) return Err{user.trouble()};
  return describe(office.folds(), conference.state(), cast.chair);
}

std::optional<Demo> find(const office::Folds& folds) {
  const auto found =
      std::find_if(folds.conferences.begin(), folds.conferences.end(),
                   [](const auto& one) { return one.second.life.call.title == kTitle; });
  if (found == folds.conferences.end()) return {};
  const auto& account_of = folds.organisation.index.account_of;
  const auto account = account_of.find(found->second.life.chair.person);
  if (account == account_of.end()) return {};
  return describe(folds, found->second, account->second);
}

}  // namespace diemcau::demo
