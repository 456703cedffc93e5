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
constexpr size_t kMaxSent = 200'000;
constexpr size_t kHashDigits = 64;

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

Denial bad_file(const std::string& file) {
  const bool digits = file.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (file.size() == kHashDigits && digits) return {};
  return deny("file.not_a_hash");
}

// A picture of this conference, once.
Denial bad_pictures(const State& state, ConferenceId conference, const Content& content) {
  if (Denial no = too_many(content.pictures.size(), kMaxPictures, "pictures")) return no;
  std::vector<PictureId> seen;
  for (const ShownPicture& shown : content.pictures) {
    const Picture* picture = find_picture(state, shown.picture);
    if (picture == nullptr || picture->spec.conference != conference) {
      return deny("picture.unknown", {{"picture", shown.picture}});
    }
    if (has(seen, shown.picture)) return deny("picture.twice", {{"picture", shown.picture}});
    if (Denial no = too_long(shown.caption, kCaptionLetters, "caption")) return no;
    seen.push_back(shown.picture);
  }
  return {};
}

Denial bad_content(const State& state, ConferenceId conference, const Content& content) {
  Denial no = first_of(missing_or_too_long(content.title, kTitleLetters, "title"),
                       too_long(content.lead, kTextLetters, "lead"),
                       too_many(content.paragraphs.size(), kMaxParagraphs, "paragraphs"));
  for (const std::string& paragraph : content.paragraphs) {
    if (!no) no = too_long(paragraph, kTextLetters, "paragraph");
  }
  return no ? no : bad_pictures(state, conference, content);
}

Denial may_not(const State& state, EditionId id, const Context& context) {
  const Edition* edition = find_edition(state, id);
  if (edition == nullptr) return deny("news.unknown", {{"edition", id}});
  if (has(context.acts_for, edition->unit)) return {};
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

// A room that is off air is pictured by its own device and nobody else.
Denial may_not_picture(const PictureSpec& spec, const Context& context) {
  if (spec.taken == Taken::kInRoom) {
    const bool own =
        context.device_site == spec.site && context.device_conference == spec.conference;
    if (own && spec.turn.value == 0) return {};
    return deny("role.not_allowed");
  }
  if (!has(context.keeps, spec.conference)) return deny("role.not_allowed");
  if (context.world->was_on_air(spec.conference, spec.site, spec.turn)) return {};
  return deny("picture.off_air", {{"site", spec.site}});
}

Decided decide_one(const State& state, const PictureSend& command, const Context& context) {
  const PictureSpec& spec = command.picture;
  if (context.world->convener(spec.conference).value == 0) return deny("conference.unknown");
  const UnitId unit = context.world->unit_of(spec.conference, spec.site);
  if (spec.site.value == 0 || unit.value == 0) return deny("site.unknown");
  Denial no = first_of(may_not_picture(spec, context), bad_file(spec.file),
                       too_long(spec.caption, kCaptionLetters, "caption"),
                       too_many(state.pictures.size() + 1, kMaxSent, "pictures"));
  if (no) return *no;
  return PictureSent{{state.last.picture + 1}, spec, unit};
}

// ── Editions ─────────────────────────────────────────────────────────────────────────────────────

// The copy: the centre's words, the room's own pictures first.
Content content_for(const State& state, const Edition& central, SiteId site) {
  Content content = central.content;
  content.pictures.clear();
  for (const auto& [id, picture] : state.pictures) {
    const PictureSpec& spec = picture.spec;
    if (spec.conference == central.conference && spec.site == site &&
        content.pictures.size() < kMaxPictures) {
      content.pictures.push_back({id, spec.caption});
    }
  }
  for (const ShownPicture& shown : central.content.pictures) {
    const bool room_left = content.pictures.size() < kMaxPictures;
    const bool own = state.pictures.at(shown.picture).spec.site == site;
    if (room_left && !own) content.pictures.push_back(shown);
  }
  return content;
}

Decided begin_local(const State& state, const NewsBegin& command, const Context& context) {
  const Edition* central = central_of(state, command.conference);
  if (central == nullptr || central->status != Status::kPublished) return deny("news.no_central");
  const SiteId site = context.world->site_of(command.conference, command.unit);
  if (site.value == 0) return deny("news.no_room");
  return NewsBegun{{state.last.edition + 1},
                   command.conference,
                   command.unit,
                   false,
                   content_for(state, *central, site),
                   context.world->figures(command.conference),
                   context.world->local_figures(command.conference, site)};
}

Decided decide_one(const State& state, const NewsBegin& command, const Context& context) {
  const UnitId convener = context.world->convener(command.conference);
  if (convener.value == 0) return deny("conference.unknown");
  if (!has(context.acts_for, command.unit)) return deny("role.not_allowed");
  if (!context.world->is_closed(command.conference)) return deny("news.not_closed");
  if (edition_of(state, command.conference, command.unit) != nullptr) return deny("news.begun");
  if (command.unit != convener) return begin_local(state, command, context);
  NewsBegun begun{{state.last.edition + 1}, command.conference, command.unit, true, {}, {}, {}};
  begun.figures = context.world->figures(command.conference);
  return begun;
}

Decided decide_one(const State& state, const NewsChange& command, const Context& context) {
  if (Denial no = may_not(state, command.edition, context)) return *no;
  const Edition& edition = state.editions.at(command.edition);
  if (edition.status == Status::kWithdrawn) {
    return deny("news.wrong_status", {{"status", edition.status}});
  }
  Denial no = first_of(wrong_version(edition, command.seen),
                       bad_content(state, edition.conference, command.content));
  if (no) return *no;
  return NewsChanged{command.edition, command.content};
}

Decided decide_one(const State& state, const NewsSubmit& command, const Context& context) {
  if (Denial no = may_not(state, command.edition, context)) return *no;
  const Edition& edition = state.editions.at(command.edition);
  Denial no = first_of(not_in(edition, Status::kDraft), wrong_version(edition, command.seen),
                       bad_content(state, edition.conference, edition.content));
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
