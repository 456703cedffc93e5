// Requests to the organisation: lines of `name {body}`, each by diemcau itself and by accounts of
// several rights. Whatever comes is read or refused, decided or refused, and what was decided can
// be applied and read back, and has made no loop.
#include <string>
#include <string_view>

#include "base/check.h"
#include "organisation/commands.h"
#include "organisation/decided.h"
#include "organisation/preview.h"
#include "organisation/queries.h"

using namespace diemcau;
using namespace diemcau::organisation;

namespace {

// Keeps what is sealed readable: what is tried is not the cipher.
class OpenSealer final : public Sealer {
 public:
  std::string seal(PersonId person, std::string_view plain) override {
    return std::to_string(person.value) + "|" + std::string(plain);
  }
  std::optional<std::string> open(PersonId person, std::string_view sealed) const override {
    const std::string key = std::to_string(person.value) + "|";
    if (!sealed.starts_with(key)) return {};
    return std::string(sealed.substr(key.size()));
  }
};
OpenSealer sealer;

// Runs commands as somebody, and folds what comes of them.
struct World {
  State state = empty_state(sealer);
  Context context;
  uint64_t seq = 0;

  World() {
    context.now = UnixTime{1'764'000'000'000};
    context.sealer = &sealer;
    context.system = true;
  }
  journal::Decision run(const Command& command) {
    auto decision = decide(state, command, context);
    if (!decision.ok()) return decision;
    for (const journal::Draft& draft : *decision) {
      const journal::Event event{Seq{++seq},   context.now, context.actor,
                                 draft.stream, draft.kind,  draft.body};
      DIEMCAU_CHECK(apply(state, event).ok());
    }
    return decision;
  }
  void must(const Command& command) { DIEMCAU_CHECK(run(command).ok()); }
};

// The centre (1), two provinces (2, 3), a commune (4); an administrator of the whole (1), one of a
// province (2), an organiser (3), somebody without a role (4).
World with_units() {
  World world;
  world.must(WordsBegin{});
  const auto unit = [&](const char* code, UnitId superior) {
    world.must(
        UnitAdd{{code, std::string("Đơn vị ") + code, "", "province", superior, {}, {}, {}}});
  };
  unit("TW", {});
  unit("T1", UnitId{1});
  unit("T2", UnitId{1});
  unit("X1", UnitId{2});
  PersonAdd person;
  person.personal.name = "Mẫu Văn An";
  person.post.unit = UnitId{2};
  person.post.title = "secretary";
  world.must(person);
  for (int i = 0; i < 4; ++i) world.must(AccountCreate{{}, "Bàn", "thử"});
  world.must(RoleGrant{AccountId{1}, Role::kAdministrator, {}, {}, "thử"});
  world.must(RoleGrant{AccountId{2}, Role::kAdministrator, UnitId{2}, {}, "thử"});
  world.must(RoleGrant{AccountId{3}, Role::kOrganiser, {}, {}, "thử"});
  return world;
}

const World& prepared() {
  static const World world = with_units();
  return world;
}

std::string_view next_line(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool is_known(const std::string& code) {
  return std::any_of(kRefusals.begin(), kRefusals.end(),
                     [&](const RefusalText& known) { return known.code == code; });
}

// A file comes in only as it was seen: the preview gives what its command must say.
Command seen(const World& world, Command command) {
  if (auto* import = std::get_if<ImportRun>(&command)) {
    import->seen = preview(world.state, import->what, import->csv, world.context).fingerprint;
  }
  return command;
}

void run_by_each(World& world, const Command& command) {
  for (const uint32_t account : {4u, 3u, 2u, 1u, 0u}) {
    world.context.system = account == 0;
    world.context.account = AccountId{account};
    const auto decision = world.run(seen(world, command));
    if (decision.ok()) return;
    DIEMCAU_CHECK(is_known(decision.error().code));
  }
}

void handle(World& world, std::string_view line) {
  const size_t space = std::min(line.find(' '), line.size());
  const Json body = Json::parse(line.substr(space), nullptr, false);
  const auto command = read_command(line.substr(0, space), body);
  if (!command.ok()) return;
  const auto again = read_command(name_of(*command), body_of(*command));
  DIEMCAU_CHECK(again.ok() && *again == *command);
  run_by_each(world, *command);
}

void check(const State& state) {
  for (const auto& [id, unit] : state.units) {
    if (!is_active(unit)) continue;
    DIEMCAU_CHECK(!makes_loop(state, id, unit.spec.superior, unit.spec.second_superior));
  }
  State again = Json::parse(Json(state).dump()).get<State>();
  reopen(again, sealer);
  DIEMCAU_CHECK(again == state);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  World world = prepared();
  const uint64_t before = world.seq;
  while (!text.empty()) handle(world, next_line(text));
  if (world.seq != before) check(world.state);  // most inputs end here
  return 0;
}
