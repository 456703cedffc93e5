#include "demo/earlier.h"

#include "demo/conference_user.h"
#include "demo/news.h"
#include "demo/texts.h"
#include "demo/tree.h"
#include "reviews/commands.h"
#include "reviews/facts.h"

namespace diemcau::demo {
namespace {

using conference::ItemId;
using conference::ItemKind;
using conference::SiteId;

constexpr uint32_t kRooms = 4;  // the centre's and three provinces'

// Required of the clerk of every unit; those who were in the rooms have it from then on.
void set_course(OfficeUser& user, const Cast& cast) {
  reviews::Course course{.code = kCourse, .title = kCourseTitle, .unit = cast.centre};
  course.required_of = {code_of_title(user.folds().organisation, kClerk)};
  course.valid_months = 24;
  user.as_account(cast.chair, reviews::kStream, reviews::CourseSet{course});
}

void add_programme(Conference& conference) {
  add_item(conference, {.kind = ItemKind::kOpening, .title = "Khai mạc", .site = kCentreSite});
  conference::ItemSpec course{.kind = ItemKind::kCourse, .title = kCourseTitle};
  course.site = kCentreSite;
  course.planned_minutes = 60;
  course.course = kCourse;
  add_item(conference, course);
  add_item(conference, {.kind = ItemKind::kConclusion, .title = "Kết luận", .site = kCentreSite});
}

void add_room(OfficeUser& user, Conference& conference, UnitId unit, SiteId site) {
  const bool centre = site == kCentreSite;
  conference.add_site(
      unit, "Điểm cầu " + (centre ? std::string("Trung ương") : short_name_of(user, unit)),
      centre ? conference::SiteLevel::kCentre : conference::SiteLevel::kProvince);
  conference::DelegatesInvite invite{site, {}};
  for (const auto& one : {head_of(user, unit), holder_of(user, unit, kClerk)}) {
    if (one.person.value != 0) invite.people.push_back({one.person, one.post, unit});
  }
  conference.must(invite);
}

void come(Conference& conference, SiteId site) {
  conference.must(conference::SiteCheckIn{site, 2});
  conference.must(conference::RollCallRest{site, conference::RollStatus::kInRoom, {}});
}

void lead(Conference& conference) {
  conference.must(conference::ConferenceOpen{.without_quorum = true});
  conference.must(conference::ItemBegin{{1}, {}});
  conference.must(conference::ItemBegin{{2}, {1}});
  conference.must(conference::NoteTake{kEarlierNote, {}, {}});
  conference.must(conference::ItemBegin{{3}, {2}});
  conference.must(conference::ConclusionDraft{kEarlierConclusion, 0});
  conference.must(conference::ConclusionAdopt{1});
}

}  // namespace

tasks::Source hold_earlier(OfficeUser& user, const Cast& cast, const DemoOptions& options,
                           UnixTime now) {
  user.days_before(kHeld + 7, now);
  set_course(user, cast);
  Conference conference(user, cast.chair);
  const int64_t begins = now.ms - kHeld * 24 * 60 * kMinuteMs;
  conference.draft(kEarlierTitle, cast.centre, {{begins}, {begins + 120 * kMinuteMs}});
  add_room(user, conference, cast.centre, kCentreSite);
  for (uint32_t i = 0; i + 1 < kRooms; ++i) {
    add_room(user, conference, cast.provinces.at(i), {i + 2});
  }
  add_programme(conference);
  conference.appoint(cast.head);
  conference.must(conference::ConferenceConvene{});
  user.days_before(kHeld, now);
  for (uint32_t i = 1; i <= kRooms; ++i) come(conference, {i});
  lead(conference);
  take_stills(user, conference, cast, options);
  conference.must(conference::ConferenceClose{});
  publish_news(user, conference, cast);
  if (user.failed()) return {};
  return {conference.id(), conference.state().conclusion.adopted_at.seq, {}};
}

}  // namespace diemcau::demo
