#include <algorithm>

#include "base/check.h"
#include "journal/commands.h"
#include "journal/decided.h"
#include "news/commands.h"
#include "news/facts.h"
#include "news/refusals.h"

namespace diemcau::news {
namespace {

struct Decided : journal::DecidedOf<Fact> {
  using DecidedOf::DecidedOf;
};
using journal::Denial;
using journal::first_of;

constexpr size_t kTitleLetters = 300;
constexpr size_t kCaptionLetters = 500;
constexpr size_t kTextLetters = 10'000;
constexpr size_t kMaxParagraphs = 100;
constexpr size_t kMaxPictures = 40;  // in one edition

template <class List, class Value>
bool has(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// ── Checks ───────────────────────────────────────────────────────────────────────────────────────

Denial too_long(const std::string& text, size_t max, const char* field) {
  if (journal::letters_in(text) <= max) return {};
  return deny("text.too_long", {{"field", field}, {"max", max}});
}

Denial missing_or_too_long(const std::string& text, size_t max, const char* field) {
  if (journal::is_blank(text)) return deny("text.missing", {{"field", field}});
  return too_long(text, max, field);
}

Denial too_many(size_t count, size_t max, const char* field) {
  if (count <= max) return {};
  return deny("too_many", {{"field", field}, {"max", max}});
}

Denial bad_picture(const State& state, const Edition& edition, const ShownPicture& shown) {
  const Picture* picture = find_picture(state, shown.picture);
  if (picture == nullptr || picture->spec.conference != edition.conference) {
    return deny("picture.unknown", {{"picture", shown.picture}});
  }
  if (is_withdrawn(*picture)) return deny("picture.withdrawn", {{"picture", shown.picture}});
  if (!may_be_chosen(state, edition, shown.picture)) {
    return deny("picture.other_room", {{"picture", shown.picture}});
  }
  return too_long(shown.caption, kCaptionLetters, "caption");
}

// Each once.
Denial bad_pictures(const State& state, const Edition& edition, const Content& content) {
  if (Denial no = too_many(content.pictures.size(), kMaxPictures, "pictures")) return no;
  std::vector<PictureId> seen;
  for (const ShownPicture& shown : content.pictures) {
    if (Denial no = bad_picture(state, edition, shown)) return no;
    if (has(seen, shown.picture)) return deny("picture.twice", {{"picture", shown.picture}});
    seen.push_back(shown.picture);
  }
  return {};
}

// Who hears the page read out is told by the caption what a picture shows.
Denial missing_caption(const State& state, const Edition& edition) {
  Denial no;
  for (const ShownPicture& shown : shown_in(state, edition)) {
    if (!no && journal::is_blank(shown.caption)) no = deny("text.missing", {{"field", "caption"}});
  }
  return no;
}

Denial bad_words(const Content& content) {
  Denial no = first_of(missing_or_too_long(content.title, kTitleLetters, "title"),
                       too_long(content.lead, kTextLetters, "lead"),
                       too_many(content.paragraphs.size(), kMaxParagraphs, "paragraphs"));
  for (const std::string& paragraph : content.paragraphs) {
    if (!no) no = too_long(paragraph, kTextLetters, "paragraph");
  }
  return no;
}

Denial may_not(const State& state, EditionId id, const Context& context) {
  const Edition* edition = find_edition(state, id);
  if (edition == nullptr) return deny("news.unknown", {{"edition", id}});
  if (context.world->may_write(edition->unit)) return {};
  return deny("role.not_allowed", {{"edition", id}});
}

Denial wrong_version(const Edition& edition, uint32_t seen) {
  if (edition.version == seen) return {};
  return deny("news.changed", {{"version", edition.version}});
}

Denial not_in(const Edition& edition, Status status) {
  if (edition.status == status) return {};
  return deny("news.wrong_status", {{"status", edition.status}});
}

// ── Pictures ─────────────────────────────────────────────────────────────────────────────────────

// The people of the room, who called the conference, who keeps its desk: whom somebody in the
// picture is likely to ask.
bool may_withdraw_picture(const Picture& picture, const Context& context) {
  const World& world = *context.world;
  const PictureSpec& spec = picture.spec;
  return world.may_write(picture.unit) || world.may_write(world.convener(spec.conference)) ||
         world.keeps(spec.conference) || world.is_room(spec.conference, spec.site);
}

Decided decide_one(const State& state, const PictureWithdraw& command, const Context& context) {
  const Picture* picture = find_picture(state, command.picture);
  if (picture == nullptr) return deny("picture.unknown", {{"picture", command.picture}});
  if (!may_withdraw_picture(*picture, context)) return deny("role.not_allowed");
  if (is_withdrawn(*picture)) return std::vector<Fact>{};
  if (Denial no = missing_or_too_long(command.why, kTextLetters, "why")) return *no;
  return PictureWithdrawn{command.picture, command.why};
}

// ── Editions ─────────────────────────────────────────────────────────────────────────────────────

void add_pictures_of(const State& state, ConferenceId conference, SiteId site,
                     const std::string& caption, Content& content) {
  for (const auto& [id, picture] : state.pictures) {
    const PictureSpec& spec = picture.spec;
    const bool own = spec.conference == conference && spec.site == site && !is_withdrawn(picture);
    if (own && content.pictures.size() < kMaxPictures) content.pictures.push_back({id, caption});
  }
}

// The copy: the centre's words, the room's own pictures first.
Content content_for(const State& state, const Edition& central, SiteId site, const World& world) {
  Content content = central.content;
  content.pictures.clear();
  const ConferenceId conference = central.conference;
  add_pictures_of(state, conference, site, world.site_name(conference, site), content);
  for (const ShownPicture& shown : shown_in(state, central)) {
    const bool room_left = content.pictures.size() < kMaxPictures;
    const bool own = state.pictures.at(shown.picture).spec.site == site;
    if (room_left && !own) content.pictures.push_back(shown);
  }
  return content;
}

// What the unit wrote before it took that back; null: nothing.
const Edition* last_withdrawn(const State& state, ConferenceId conference, UnitId unit) {
  const Edition* last = nullptr;
  for (const auto& [id, edition] : state.editions) {
    const bool own = edition.conference == conference && edition.unit == unit;
    if (own && edition.status == Status::kWithdrawn) last = &edition;
  }
  return last;
}

Content content_again(const State& state, const Edition& before) {
  Content content = before.content;
  content.pictures = shown_in(state, before);
  std::erase_if(content.pictures, [&](const ShownPicture& shown) {
    return !may_be_chosen(state, before, shown.picture);
  });
  return content;
}

Denial may_not_begin_local(const State& state, const NewsBegin& command, const World& world) {
  const Edition* central = central_of(state, command.conference);
  if (central == nullptr || central->status != Status::kPublished) return deny("news.no_central");
  if (world.site_of(command.conference, command.unit).value == 0) return deny("news.no_room");
  return {};
}

Denial may_not_begin(const State& state, const NewsBegin& command, const World& world) {
  const UnitId convener = world.convener(command.conference);
  if (convener.value == 0) return deny("conference.unknown");
  if (!world.may_write(command.unit)) return deny("role.not_allowed");
  if (!world.is_closed(command.conference)) return deny("news.not_closed");
  if (edition_of(state, command.conference, command.unit) != nullptr) return deny("news.begun");
  if (command.unit == convener) return {};
  return may_not_begin_local(state, command, world);
}

Content first_content(const State& state, const NewsBegun& begun, const World& world) {
  const Edition* before = last_withdrawn(state, begun.conference, begun.unit);
  if (before != nullptr) return content_again(state, *before);
  if (!begun.central) {
    return content_for(state, *central_of(state, begun.conference), begun.local.site, world);
  }
  Content content;
  content.title = world.title(begun.conference);
  return content;
}

Decided decide_one(const State& state, const NewsBegin& command, const Context& context) {
  const World& world = *context.world;
  if (Denial no = may_not_begin(state, command, world)) return *no;
  NewsBegun begun{{state.last.edition + 1}, command.conference, command.unit};
  begun.central = command.unit == world.convener(command.conference);
  begun.figures = world.figures(command.conference);
  if (!begun.central) {
    const SiteId site = world.site_of(command.conference, command.unit);
    begun.local = world.local_figures(command.conference, site);
  }
  begun.content = first_content(state, begun, world);
  return begun;
}

Decided decide_one(const State& state, const NewsChange& command, const Context& context) {
  if (Denial no = may_not(state, command.edition, context)) return *no;
  const Edition& edition = state.editions.at(command.edition);
  if (edition.status == Status::kWithdrawn) {
    return deny("news.wrong_status", {{"status", edition.status}});
  }
  Denial no = first_of(wrong_version(edition, command.seen), bad_words(command.content),
                       bad_pictures(state, edition, command.content));
  if (no) return *no;
  return NewsChanged{command.edition, command.content};
}

Decided decide_one(const State& state, const NewsSubmit& command, const Context& context) {
  if (Denial no = may_not(state, command.edition, context)) return *no;
  const Edition& edition = state.editions.at(command.edition);
  Denial no = first_of(not_in(edition, Status::kDraft), wrong_version(edition, command.seen),
                       bad_words(edition.content), missing_caption(state, edition));
  if (no) return *no;
  return NewsSubmitted{command.edition};
}

Decided decide_one(const State& state, const NewsApprove& command, const Context& context) {
  const Edition* edition = find_edition(state, command.edition);
  if (edition == nullptr) return deny("news.unknown", {{"edition", command.edition}});
  const bool leads =
      context.person.value != 0 && command.post.value != 0 &&
      context.world->leads(context.person, command.post, edition->unit, today(context));
  if (!leads) return deny("post.not_leading", {{"unit", edition->unit}});
  Denial no = first_of(not_in(*edition, Status::kSubmitted), wrong_version(*edition, command.seen));
  if (no) return *no;
  return NewsApproved{command.edition, context.person, command.post};
}

Decided decide_one(const State& state, const NewsPublish& command, const Context& context) {
  if (Denial no = may_not(state, command.edition, context)) return *no;
  const Edition& edition = state.editions.at(command.edition);
  Denial no = first_of(not_in(edition, Status::kApproved), wrong_version(edition, command.seen));
  if (no) return *no;
  return NewsPublished{command.edition};
}

Decided decide_one(const State& state, const NewsWithdraw& command, const Context& context) {
  if (Denial no = may_not(state, command.edition, context)) return *no;
  const Edition& edition = state.editions.at(command.edition);
  Denial no = missing_or_too_long(command.why, kTextLetters, "why");
  if (edition.status == Status::kWithdrawn) {
    no = deny("news.wrong_status", {{"status", edition.status}});
  }
  if (no) return *no;
  return NewsWithdrawn{command.edition, command.why};
}

}  // namespace

bool may_begin(const State& state, const NewsBegin& command, const World& world) {
  return !may_not_begin(state, command, world).has_value();
}

bool may_be_chosen(const State& state, const Edition& edition, PictureId picture) {
  if (edition.central || state.pictures.at(picture).spec.site == edition.local.site) return true;
  const Edition* central = central_of(state, edition.conference);
  if (central == nullptr || central->status != Status::kPublished) return false;
  const auto& shown = central->content.pictures;
  return std::any_of(shown.begin(), shown.end(),
                     [&](const ShownPicture& one) { return one.picture == picture; });
}

const char* name_of(const Command& command) { return journal::name_of_command(command); }

Result<Command> read_command(std::string_view name, const Json& body) {
  return journal::read_command_of<Command>(name, body);
}

Json body_of(const Command& command) { return journal::body_of_command(command); }

journal::Decision decide(const State& state, const Command& command, const Context& context) {
  DIEMCAU_CHECK(context.world != nullptr);
  const Decided decided =
      std::visit([&](const auto& one) { return decide_one(state, one, context); }, command);
  if (!decided.ok()) return Err{decided.error()};
  return journal::drafts_of(kStream, *decided);
}

}  // namespace diemcau::news
