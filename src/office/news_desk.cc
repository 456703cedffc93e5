#include "office/news_desk.h"

#include <algorithm>

#include "conference/minutes.h"
#include "news/commands.h"
#include "office/desks.h"
#include "office/office.h"
#include "office/standing.h"
#include "organisation/may.h"
#include "organisation/queries.h"

namespace diemcau::office {
namespace {

using conference::Role;
using conference::State;

const conference::Site* find_site(const State* state, news::SiteId site) {
  return state == nullptr ? nullptr : conference::find_site(*state, {site.value});
}

bool was_there(const conference::SiteLine& site) { return site.checked_in.seq.value != 0; }

// Rooms that called nobody by name have counted heads.
uint32_t present_in(const conference::RollSums& sums) {
  return sums.present == 0 ? sums.heads : sums.present;
}

std::vector<news::Share> shares_of(const State& state) {
  std::vector<news::Share> shares;
  for (const conference::Turn& turn : state.floor.turns) {
    const conference::Site* site = conference::find_site(state, turn.site);
    UnitId unit = turn.speaker.unit;
    if (unit.value == 0 && site != nullptr) unit = site->spec.unit;
    if (turn.retracted || unit.value == 0) continue;
    const auto found = std::find_if(shares.begin(), shares.end(),
                                    [&](const news::Share& one) { return one.unit == unit; });
    if (found == shares.end()) {
      shares.push_back({unit, 1});
    } else {
      found->speeches += 1;
    }
  }
  return shares;
}

// The title of what was read from there.
std::string paper_of(const State& state, conference::SiteId site) {
  using conference::ItemStatus;
  for (const auto& [id, item] : state.programme.items) {
    const bool own = item.spec.site == site && item.status == ItemStatus::kDone &&
                     item.spec.kind == conference::ItemKind::kContribution;
    if (own) return item.spec.title;
  }
  return {};
}

bool keeps_desk(Role role) {
  return role == Role::kChair || role == Role::kCoChair || role == Role::kSecretary ||
         role == Role::kTechnician || role == Role::kSystem;
}

bool is_of_room(Role role) { return role == Role::kSiteOperator || role == Role::kSiteChair; }

}  // namespace

UnitId NewsWorld::convener(ConferenceId id) const {
  const State* state = find_conference(folds_, id);
  return state == nullptr ? UnitId{} : state->life.call.unit;
}

bool NewsWorld::is_closed(ConferenceId id) const {
  const State* state = find_conference(folds_, id);
  return state != nullptr && state->life.phase == conference::Phase::kClosed;
}

std::string NewsWorld::title(ConferenceId id) const {
  const State* state = find_conference(folds_, id);
  return state == nullptr ? std::string{} : state->life.call.title;
}

news::SiteId NewsWorld::site_of(ConferenceId id, UnitId unit) const {
  const State* state = find_conference(folds_, id);
  if (state == nullptr) return {};
  const auto found = std::find_if(state->sites.begin(), state->sites.end(),
                                  [&](const auto& one) { return one.second.spec.unit == unit; });
  return found == state->sites.end() ? news::SiteId{} : news::SiteId{found->first.value};
}

std::string NewsWorld::site_name(ConferenceId id, news::SiteId site) const {
  const conference::Site* found = find_site(find_conference(folds_, id), site);
  return found == nullptr ? std::string{} : found->spec.name;
}

news::Figures NewsWorld::figures(ConferenceId id) const {
  const State* state = find_conference(folds_, id);
  if (state == nullptr) return {};
  const auto facts = conference::minutes_facts(*state);
  news::Figures figures;
  figures.seq = facts.seq;
  figures.began = facts.opened.at;
  figures.ended = facts.closed.at;
  const auto& sites = facts.attendance.sites;
  figures.sites = static_cast<uint32_t>(std::count_if(sites.begin(), sites.end(), was_there));
  figures.present = present_in(facts.attendance.sums);
  figures.chair = facts.chair.person;
  figures.chair_post = facts.chair.post;
  figures.shares = shares_of(*state);
  figures.conclusion = facts.conclusion.text;
  return figures;
}

news::LocalFigures NewsWorld::local_figures(ConferenceId id, news::SiteId site) const {
  const State* state = find_conference(folds_, id);
  const conference::Site* found = find_site(state, site);
  if (found == nullptr) return {};
  return {site, present_in(conference::sums_of(*found)), found->spec.chair, found->spec.chair_post,
          paper_of(*state, {site.value})};
}

bool NewsWorld::leads(PersonId person, PostId id, UnitId unit, Day day) const {
  const organisation::Post* post = organisation::find_post(folds_.organisation, id);
  if (person.value == 0 || post == nullptr || !organisation::is_held(*post, day)) return false;
  if (post->spec.person != person || post->spec.unit != unit) return false;
  const auto* title = organisation::find_title(folds_.organisation.words, post->spec.title);
  return title != nullptr && title->leads;
}

bool NewsWorld::may_write(UnitId unit) const {
  if (unit.value == 0) return false;
  if (caller_.system) return true;
  const auto& state = folds_.organisation;
  if (organisation::may(state, caller_.account, organisation::Purpose::kPublish, unit)) return true;
  const Day day = day_in_vietnam(folds_.at);
  const auto posts = posts_of(state, caller_.person, day);
  return std::any_of(posts.begin(), posts.end(),
                     [&](PostId post) { return leads(caller_.person, post, unit, day); });
}

bool NewsWorld::keeps(ConferenceId id) const {
  const State* state = find_conference(folds_, id);
  if (state == nullptr) return false;
  const auto standings = standings_in(*state, folds_.organisation, caller_);
  return std::any_of(standings.begin(), standings.end(),
                     [](const auto& one) { return keeps_desk(one.role); });
}

bool NewsWorld::is_room(ConferenceId id, news::SiteId site) const {
  const State* state = find_conference(folds_, id);
  if (state == nullptr) return false;
  const auto standings = standings_in(*state, folds_.organisation, caller_);
  return std::any_of(standings.begin(), standings.end(), [&](const auto& one) {
    return is_of_room(one.role) && one.site.value == site.value;
  });
}

std::vector<UnitId> units_in(const State& state) {
  std::vector<UnitId> units;
  for (const auto& [id, site] : state.sites) {
    if (site.spec.unit.value != 0) units.push_back(site.spec.unit);
  }
  return units;
}

std::vector<PostId> posts_of(const organisation::State& state, PersonId person, Day day) {
  std::vector<PostId> posts;
  const auto found = state.index.posts_of_person.find(person);
  if (person.value == 0 || found == state.index.posts_of_person.end()) return posts;
  for (const PostId id : found->second) {
    if (organisation::is_held(state.posts.at(id), day)) posts.push_back(id);
  }
  return posts;
}

bool may_see_still(const Folds& folds, const Caller& caller, const std::string& file) {
  if (news::is_public(folds.news, file)) return true;
  const NewsWorld world(folds, caller);
  return std::any_of(folds.news.pictures.begin(), folds.news.pictures.end(), [&](const auto& one) {
    const news::Picture& picture = one.second;
    return picture.spec.file == file && !news::is_withdrawn(picture) &&
           news::may_see(folds.news, picture, world);
  });
}

ConferenceId conference_of_news(const Folds& folds, const journal::Json& body) {
  const auto id = body.find("picture");
  if (id == body.end() || !id->is_number_unsigned()) return {};
  const auto* picture = news::find_picture(folds.news, {id->get<uint32_t>()});
  return picture == nullptr ? ConferenceId{} : picture->spec.conference;
}

DeskAnswer decide_news(const DeskContext& desk, const Request& request) {
  const Caller& caller = request.caller;
  if (!caller.system && caller.account.value == 0 && caller.site.value == 0) {
    return no(journal::Refusal{"caller.unknown"});
  }
  const auto command = news::read_command(request.command, request.body);
  if (!command.ok()) return no(unreadable_command(command.error(), request.command));
  const NewsWorld world(desk.folds, caller);
  const news::Context context{desk.now, actor_of(caller), caller.person, &world};
  auto decision = news::decide(desk.folds.news, *command, context);
  if (!decision.ok()) return no(decision.error());
  return Decided{news::kStream, std::move(*decision)};
}

}  // namespace diemcau::office
