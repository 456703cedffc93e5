// Requests to the news: lines of `name {body}`, each by somebody of the centre or of a province.
// Whatever comes is read or refused, decided or refused; what was decided can be applied and read
// back, and what is out was approved by who leads its unit.
#include <string>
#include <string_view>

#include "journal/refusals.h"
#include "news/commands.h"
#include "news/facts.h"
#include "news/refusals.h"
#include "news/views.h"

using namespace diemcau;
using namespace diemcau::news;

namespace {

constexpr ConferenceId kConference{4};

// Conference 4 of unit 1, room 7 of unit 2; person N leads unit N by post N.
class TinyWorld final : public World {
 public:
  UnitId writes;
  UnitId convener(ConferenceId one) const override {
    return one == kConference ? UnitId{1} : UnitId{};
  }
  bool is_closed(ConferenceId) const override { return true; }
  std::string title(ConferenceId) const override { return "Hội nghị"; }
  SiteId site_of(ConferenceId, UnitId unit) const override { return {unit.value == 2 ? 7u : 0u}; }
  std::string site_name(ConferenceId, SiteId) const override { return "Điểm cầu"; }
  Figures figures(ConferenceId) const override { return {}; }
  LocalFigures local_figures(ConferenceId, SiteId site) const override { return {.site = site}; }
  bool leads(PersonId person, PostId post, UnitId unit, Day) const override {
    return person.value == unit.value && post.value == unit.value;
  }
  bool may_write(UnitId unit) const override { return unit == writes; }
  bool keeps(ConferenceId) const override { return false; }
  bool is_room(ConferenceId, SiteId) const override { return false; }
};

State with_stills() {
  State state;
  for (uint32_t i = 1; i <= 3; ++i) {
    const SiteId site{i == 1 ? 1u : 7u};
    apply_still(state, {kConference, site, {i}, std::string(64, static_cast<char>('a' + i)), {}},
                {i == 1 ? 1u : 2u}, {{i}, {1'000}, "site:4/7"});
  }
  return state;
}

bool is_known(const std::string& code) {
  return std::any_of(kRefusals.begin(), kRefusals.end(),
                     [&](const RefusalText& known) { return known.code == code; });
}

void run(State& state, const Command& command, uint32_t unit) {
  TinyWorld world;
  world.writes = {unit};
  const Context context{{2'000'000}, {"account:1", ""}, {unit}, &world};
  const auto drafts = decide(state, command, context);
  if (!drafts.ok()) {
    DIEMCAU_CHECK(is_known(drafts.error().code));
    return;
  }
  for (const auto& draft : *drafts) {
    const Seq seq{state.seq.value + 10};
    DIEMCAU_CHECK(
        apply(state, {seq, context.now, context.actor, draft.stream, draft.kind, draft.body}).ok());
  }
  (void)news_page(state, kConference, {{1}, {2}}, {{unit}}, context);
}

void handle(State& state, std::string_view line) {
  const uint32_t unit = line.starts_with('2') ? 2 : 1;
  line.remove_prefix(std::min<size_t>(1, line.size()));
  const size_t space = std::min(line.find(' '), line.size());
  const Json body = Json::parse(line.substr(space), nullptr, false);
  const auto command = read_command(line.substr(0, space), body);
  if (!command.ok()) return;
  const auto again = read_command(name_of(*command), body_of(*command));
  DIEMCAU_CHECK(again.ok() && body_of(*again) == body_of(*command));
  run(state, *command, unit);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  State state = with_stills();
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    handle(state, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  for (const EditionId id : published(state)) {
    const Edition& edition = state.editions.at(id);
    DIEMCAU_CHECK(edition.approval.person.value == edition.unit.value);
  }
  for (const auto& [id, picture] : state.pictures) {
    if (is_withdrawn(picture)) DIEMCAU_CHECK(!is_public(state, picture.spec.file));
  }
  DIEMCAU_CHECK(Json::parse(Json(state).dump()).get<State>() == state);
  return 0;
}
