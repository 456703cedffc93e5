#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <set>

#include "conference/media.h"
#include "conference/minutes.h"
#include "conference/site_view.h"
#include "conference/synthesis.h"
#include "conference/test_random_commands.h"

// What holds after any sequence of commands. A sequence is a list of seeds, one a command, so that
// a failure shrinks to the commands that matter.
namespace diemcau::conference {
namespace {

bool is_known(const std::string& code) {
  return std::any_of(kRefusals.begin(), kRefusals.end(),
                     [&](const RefusalText& text) { return text.code == code; });
}

// ── Invariants ───────────────────────────────────────────────────────────────────────────────────

void check_floor(const State& state) {
  const Floor& floor = state.floor;
  if (floor.mode != FloorMode::kSeveral) RC_ASSERT(floor.holders.size() <= 1u);
  RC_ASSERT(floor.holders.size() <= kMaxHolders);
  std::set<SiteId> sites;
  for (const TurnId id : floor.holders) {
    const Turn* turn = find(floor, id);
    RC_ASSERT(turn != nullptr && !is_set(turn->ended) && !turn->retracted);
    RC_ASSERT(sites.insert(turn->site).second);
    RC_ASSERT(state.sites.at(turn->site).checked_in);
  }
  const bool spoken = state.life.phase == Phase::kInSession || state.life.phase == Phase::kPaused;
  RC_ASSERT(spoken || floor.holders.empty());
}

void check_clocks(const State& state, UnixTime now) {
  for (size_t i = 0; i < state.floor.turns.size(); ++i) {
    const Turn& turn = state.floor.turns[i];
    const bool held = std::find(state.floor.holders.begin(), state.floor.holders.end(),
                                TurnId{static_cast<uint32_t>(i) + 1}) != state.floor.holders.end();
    RC_ASSERT(held == !is_set(turn.ended));
    if (!held || state.life.phase != Phase::kInSession) RC_ASSERT(!runs(turn.clock));
    RC_ASSERT(turn.clock.spent_ms >= 0);
    RC_ASSERT(spent_ms(turn.clock, now) >= turn.clock.spent_ms);
  }
}

void check_programme(const State& state) {
  const Programme& programme = state.programme;
  RC_ASSERT(programme.order.size() == programme.items.size());
  for (const ItemId id : programme.order) RC_ASSERT(programme.items.contains(id));
  for (const auto& [id, item] : programme.items) {
    RC_ASSERT((item.status == ItemStatus::kCurrent) == (id == programme.current));
  }
}

void check_queue(const State& state) {
  size_t waiting = state.queue.order.size();
  for (const RequestId id : state.queue.order) RC_ASSERT(!find(state.queue, id)->local);
  for (const auto& [site, list] : state.queue.by_site) {
    waiting += list.size();
    for (const RequestId id : list) RC_ASSERT(find(state.queue, id)->site == site);
  }
  RC_ASSERT(waiting == state.queue.requests.size());
}

void check_roll(const State& state) {
  RollSums leaves;
  for (const auto& [id, site] : state.sites) {
    const RollSums own = sums_of(site);
    leaves += own;
    RC_ASSERT(own.in_room + own.online + own.substitutes + own.absent + own.not_called ==
              own.expected);
  }
  RC_ASSERT(state.totals == leaves);
  RollSums roots;
  const auto rolled = roll_up(state);
  for (const auto& [id, site] : state.sites) {
    if (site.spec.parent.value == 0) roots += rolled.at(id);
    RC_ASSERT(rolled.at(id) == sums_below(state, id));
  }
  RC_ASSERT(roots == leaves);
}

void check_quorum(const State& state) {
  if (state.life.phase != Phase::kInSession && state.life.phase != Phase::kPaused) return;
  RC_ASSERT(state.quorum.held == fulfils(state.quorum.rule, state.totals));
}

void check_sound(const State& state) {
  for (const auto& [id, site] : state.sites) {
    const Devices& devices = site.devices;
    const auto senders = std::count_if(devices.all.begin(), devices.all.end(), [](const auto& one) {
      return one.second.here && one.second.role == DeviceRole::kSound;
    });
    RC_ASSERT(senders == (devices.sound.value == 0 ? 0 : 1));
    if (devices.sound.value == 0) continue;
    RC_ASSERT(devices.all.at(devices.sound).here);
    RC_ASSERT(devices.all.at(devices.sound).role == DeviceRole::kSound);
  }
}

void check_media(const State& state) {
  const DesiredMedia media = desired_media(state);
  if (state.life.phase != Phase::kInSession) {
    RC_ASSERT(media.open_microphones.empty() && media.stage.empty() && media.red_frames.empty());
    RC_ASSERT(!media.recording && media.captions.empty());
  }
  if (state.floor.mode == FloorMode::kOne) RC_ASSERT(media.open_microphones.size() <= 2u);
  RC_ASSERT(media.stage.size() <= places(state.stage.layout));
  for (const SiteId id : media.open_microphones) {
    RC_ASSERT(!state.sites.at(id).muted && state.stage.talkback != id);
  }
  for (const SiteId id : media.red_frames) RC_ASSERT(is_on_air(state, id));
}

void check_views(const State& state, UnixTime now) {
  const auto control = control_room_view(state);
  RC_ASSERT(Json::parse(Json(control).dump()).get<ControlRoomView>() == control);
  for (const auto& [id, site] : state.sites) {
    const auto view = site_view(state, id);
    RC_ASSERT(Json(view).get<SiteView>() == view);
    RC_ASSERT(view.on_air == is_on_air(state, id));
  }
  const auto minutes = minutes_facts(state);
  RC_ASSERT(Json(minutes).get<MinutesFacts>() == minutes);
  const auto synthesis = synthesis_view(state);
  RC_ASSERT(Json(synthesis).get<SynthesisView>() == synthesis);
  int64_t spoken = 0;
  for (const SpeakingTime& time : speaking_time(state, now)) spoken += time.spoken_ms;
  int64_t by_turn = 0;
  for (const Turn& turn : state.floor.turns) {
    if (!turn.retracted) by_turn += spent_ms(turn.clock, now);
  }
  RC_ASSERT(spoken == by_turn);
}

// ── Walks ────────────────────────────────────────────────────────────────────────────────────────

struct Walk {
  Hall hall;
  State read_back;  // the same journal, read as a restart would
  size_t seen = 0;
  std::map<VoteId, std::vector<uint32_t>> secret;  // what store/ would keep

  explicit Walk(Hall start) : hall(std::move(start)), read_back(state_of(hall.state.id)) {}

  void keep_ballot(const SecretBallot& ballot) {
    auto& counts = secret[ballot.vote];
    counts.resize(hall.state.votes.votes.at(ballot.vote).spec.labels.size());
    ++counts[ballot.choice];
  }

  void run(const Command& command, Context context) {
    std::optional<SecretBallot> ballot;
    if (const auto* cast = std::get_if<VoteCast>(&command)) {
      ballot = secret_ballot(hall.state, *cast);
    }
    if (const auto* close = std::get_if<VoteClose>(&command)) {
      context.secret_counts = secret[close->vote];
    }
    const size_t before = hall.journal.size();
    const bool accepted = hall.run(command, context);
    if (!accepted) RC_ASSERT(is_known(hall.code));
    if (!accepted) RC_ASSERT(hall.journal.size() == before);
    if (accepted && ballot) keep_ballot(*ballot);
  }

  // Every event through text, as it comes back from the disk.
  void read_journal() {
    for (; seen < hall.journal.size(); ++seen) {
      journal::Event event = hall.journal[seen];
      event.body = Json::parse(event.body.dump());
      RC_ASSERT(
          journal::to_draft(event.stream, *journal::from_body<Fact>(event.kind, event.body)).body ==
          event.body);
      RC_ASSERT(apply(read_back, event).ok());
    }
    RC_ASSERT(read_back == hall.state);
  }

  void check() {
    check_floor(hall.state);
    check_clocks(hall.state, hall.now);
    check_programme(hall.state);
    check_queue(hall.state);
    check_roll(hall.state);
    check_quorum(hall.state);
    check_sound(hall.state);
    check_media(hall.state);
  }

  void check_round_trips() {
    RC_ASSERT(Json::parse(Json(hall.state).dump()).get<State>() == hall.state);
    check_views(hall.state, hall.now);
  }
};

void step(Walk& walk, uint32_t seed) {
  SeededRandom random(seed);
  RandomCommands commands(random, walk.hall.state);
  walk.hall.now.ms += static_cast<int64_t>(random.below(8'000)) - 500;
  const std::string_view name = commands.name();
  const Json body = commands.body(name);
  const auto command = read_command(name, body);
  RC_ASSERT(command.ok());
  RC_ASSERT(body_of(*command) == body);
  walk.run(*command, commands.context(name, body));
}

Hall with_quorum() {
  Hall hall = Hall::convened();
  hall.run(QuorumSetRule{{QuorumOf::kSites, 1, 2}}, chair());
  hall.run(SiteCheckIn{{1}, 5}, operator_of(1));
  hall.run(ConferenceOpen{true}, chair());
  return hall;
}

void walk_from(Hall start) {
  const auto seeds = *rc::gen::resize(250, rc::gen::arbitrary<std::vector<uint32_t>>());
  Walk walk(std::move(start));
  for (size_t i = 0; i < seeds.size(); ++i) {
    step(walk, seeds[i]);
    walk.read_journal();
    walk.check();
    if (i % 16 == 15) walk.check_round_trips();
  }
  walk.check_round_trips();
}

RC_GTEST_PROP(Property, holds_from_the_first_draft, ()) { walk_from(Hall()); }

RC_GTEST_PROP(Property, holds_before_a_conference, ()) { walk_from(Hall::convened()); }

RC_GTEST_PROP(Property, holds_in_session, ()) { walk_from(Hall::in_session()); }

RC_GTEST_PROP(Property, holds_where_a_quorum_is_asked_for, ()) { walk_from(with_quorum()); }

// ── That the walks go everywhere ─────────────────────────────────────────────────────────────────

template <class... Facts>
std::set<std::string> kinds_of(const std::variant<Facts...>*) {
  return {Facts::kKind...};
}

TEST(Walks, come_by_every_kind_of_fact) {
  std::set<std::string> missing = kinds_of(static_cast<const Fact*>(nullptr));
  Hall (*const starts[])() = {[] { return Hall(); }, Hall::convened, Hall::in_session, with_quorum};
  for (uint32_t round = 0; round < 200 && !missing.empty(); ++round) {
    Walk walk(starts[round % std::size(starts)]());
    for (uint32_t i = 0; i < 1'000; ++i) step(walk, round * 1'000 + i);
    for (const auto& event : walk.hall.journal) missing.erase(event.kind);
  }
  EXPECT_EQ(missing, std::set<std::string>{});
}

// ── Every command, every role, every phase ───────────────────────────────────────────────────────

std::vector<Hall> halls_of_every_phase() {
  std::vector<Hall> halls{Hall(),
                          Hall::drafted(),
                          Hall::convened(),
                          Hall::in_session(),
                          Hall::in_session(),
                          Hall::in_session()};
  halls[4].run(ConferencePause{}, chair());
  halls[5].run(ConferenceClose{}, chair());
  return halls;
}

TEST(EveryCommand, in_every_role_and_phase_is_answered_as_the_table_says) {
  const auto halls = halls_of_every_phase();
  size_t accepted = 0;
  for (const Rule& rule : all_rules()) {
    for (size_t role = 0; role < 9; ++role) {
      for (size_t phase = 0; phase < halls.size(); ++phase) {
        ASSERT_EQ(halls[phase].state.life.phase, static_cast<Phase>(phase));
        SeededRandom random(role * 100 + phase);
        RandomCommands commands(random, halls[phase].state);
        const Json body = commands.body(rule.command);
        Hall hall = halls[phase];
        const bool ok = hall.run(*read_command(rule.command, body), as(static_cast<Role>(role), 2));
        accepted += ok ? 1 : 0;
        SCOPED_TRACE(std::string(rule.command) + " " + word(static_cast<Role>(role)) + " " +
                     word(static_cast<Phase>(phase)) + " " + hall.code);
        const bool may = rule.roles[role] != '.';
        EXPECT_TRUE(ok || is_known(hall.code));
        EXPECT_TRUE(may || hall.code == "role.not_allowed");
        EXPECT_FALSE(ok && rule.phases[phase] == '.');
      }
    }
  }
  EXPECT_GT(accepted, all_rules().size()) << "bodies that are never accepted test little";
}

}  // namespace
}  // namespace diemcau::conference
