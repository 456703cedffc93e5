#include "demo/conference_user.h"

#include "demo/tree.h"

namespace diemcau::demo {

void Conference::draft(const char* title, UnitId unit, const conference::Sitting& sitting) {
  conference::Call call{.title = title, .unit = unit};
  call.sittings = {sitting};
  user_.as_account(chair_, "conference/new", conference::ConferenceDraft{call});
  stream_ = user_.stream();
}

void Conference::add_site(UnitId unit, std::string name, conference::SiteLevel level) {
  const auto head = head_of(user_, unit);
  const bool centre = level == conference::SiteLevel::kCentre;
  conference::SiteSpec spec{.unit = unit, .name = std::move(name), .level = level};
  spec.parent = centre ? conference::SiteId{} : kCentreSite;
  spec.expected = centre ? 60 : 20 + unit.value * 7 % 40;
  spec.chair = head.person;
  spec.chair_post = head.post;
  must(conference::SiteAdd{spec});
}

void Conference::appoint(const conference::Speaker& head) {
  const conference::Official official{head.person, head.post, kCentreSite};
  must(conference::ChairsAppoint{official, {}});
  must(conference::SecretariesAppoint{{official}});
  must(conference::TechniciansAppoint{{official}});
}

void add_item(Conference& conference, const conference::ItemSpec& item) {
  conference.must(conference::ItemAdd{item, {}});
}

}  // namespace diemcau::demo
