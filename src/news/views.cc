#include "news/views.h"

#include <algorithm>

#include "news/commands.h"

namespace diemcau::news {
namespace {

bool would(const State& state, const Command& command, const Context& context) {
  return decide(state, command, context).ok();
}

std::vector<PostRef> leading_posts(const Edition& edition, const std::vector<PostId>& posts,
                                   const Context& context) {
  std::vector<PostRef> leading;
  for (const PostId post : posts) {
    const bool leads = context.world->leads(context.person, post, edition.unit, today(context));
    if (leads) leading.push_back({post});
  }
  return leading;
}

// A command that is tried with what stands now says whether it could be done.
std::vector<std::string> steps_of(const State& state, const EditionPage& page,
                                  const Context& context) {
  std::vector<std::string> may;
  const uint32_t seen = page.edition.version;
  const auto offer = [&](const auto& command) {
    if (would(state, command, context)) may.emplace_back(command.kName);
  };
  const bool writes = context.world->may_write(page.edition.unit);
  if (writes && page.edition.status != Status::kWithdrawn) may.emplace_back(NewsChange::kName);
  // What is still missing for it is said when it is tried.
  if (writes && page.edition.status == Status::kDraft) may.emplace_back(NewsSubmit::kName);
  if (!page.posts.empty()) offer(NewsApprove{page.id, page.posts.front().post, seen});
  offer(NewsPublish{page.id, seen});
  offer(NewsWithdraw{page.id, "?"});
  return may;
}

bool may_read(const Edition& edition, const World& world) {
  return edition.status == Status::kPublished || world.may_write(edition.unit);
}

EditionPage page_of(const State& state, EditionId id, const std::vector<PostId>& posts,
                    const Context& context) {
  EditionPage page{.id = id, .edition = state.editions.at(id)};
  for (const auto& [picture, one] : state.pictures) {
    const bool here = one.spec.conference == page.edition.conference && !is_withdrawn(one);
    if (here && may_be_chosen(state, page.edition, picture)) page.pictures.push_back(picture);
  }
  page.posts = leading_posts(page.edition, posts, context);
  page.may = steps_of(state, page, context);
  return page;
}

PictureLine line_of(const State& state, PictureId id, const Picture& picture,
                    const Context& context) {
  const PictureSpec& spec = picture.spec;
  PictureLine line{.picture = id, .site = spec.site};
  line.site_name = context.world->site_name(spec.conference, spec.site);
  line.unit = picture.unit;
  line.turn = spec.turn;
  line.taken = picture.taken.at;
  line.withdrawn = is_withdrawn(picture);
  line.why = picture.why;
  if (line.withdrawn) return line;
  line.file = spec.file;
  line.is_public = is_public(state, spec.file);
  line.may_withdraw = would(state, PictureWithdraw{id, "?"}, context);
  return line;
}

void add_editions(const State& state, const std::vector<PostId>& posts, const Context& context,
                  NewsPage& page) {
  for (const auto& [id, edition] : state.editions) {
    if (edition.conference != page.conference) continue;
    page.lines.push_back({id, edition.unit, edition.central, edition.status});
    if (!may_read(edition, *context.world)) continue;
    page.editions.push_back(page_of(state, id, posts, context));
  }
  std::stable_partition(page.editions.begin(), page.editions.end(),
                        [](const EditionPage& one) { return one.edition.central; });
}

}  // namespace

bool may_see(const State& state, const Picture& picture, const World& world) {
  const ConferenceId conference = picture.spec.conference;
  if (world.keeps(conference) || world.may_write(world.convener(conference))) return true;
  return world.may_write(picture.unit) || world.is_room(conference, picture.spec.site) ||
         is_public(state, picture.spec.file);
}

bool may_look(ConferenceId conference, const std::vector<UnitId>& units, const World& world) {
  if (world.keeps(conference) || world.may_write(world.convener(conference))) return true;
  return std::any_of(units.begin(), units.end(),
                     [&](UnitId unit) { return world.may_write(unit); });
}

NewsPage news_page(const State& state, ConferenceId conference, const std::vector<UnitId>& units,
                   const std::vector<PostId>& posts, const Context& context) {
  const World& world = *context.world;
  NewsPage page{.conference = conference, .title = world.title(conference)};
  page.convener = world.convener(conference);
  page.closed = world.is_closed(conference);
  add_editions(state, posts, context, page);
  for (const auto& [id, picture] : state.pictures) {
    if (picture.spec.conference != conference || !may_see(state, picture, world)) continue;
    page.pictures.push_back(line_of(state, id, picture, context));
  }
  std::vector<UnitId> all = units;
  all.push_back(page.convener);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  for (const UnitId unit : all) {
    if (may_begin(state, {conference, unit}, world)) page.may_begin.push_back({unit});
  }
  if (may_look(conference, units, world)) page.conclusion = world.figures(conference).conclusion;
  return page;
}

}  // namespace diemcau::news
