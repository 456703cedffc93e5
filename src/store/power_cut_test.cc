#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <sodium.h>

#include "disk/power_vfs.h"
#include "store/tables.h"

// The power goes at every write, sync and change of a name of a recorded run, and any part of what
// was not synced survives. Whatever was acknowledged must be there, and nothing half done.
namespace diemcau::store {
namespace {

using journal::Batch;
using journal::Event;
using journal::Seq;

constexpr PersonId kLan{1};

// What a fold makes of the journal: enough to notice a lost, repeated or half-applied event.
struct Fold {
  uint64_t events = 0;
  int64_t sum = 0;
  std::map<std::string, int64_t> by_stream;
  bool operator==(const Fold&) const = default;
};
void apply(Fold& fold, const Event& event) {
  ++fold.events;
  fold.sum = (fold.sum * 31 + event.body.at("n").get<int64_t>()) % 1'000'003;
  fold.by_stream[event.stream] += event.body.at("n").get<int64_t>();
}

// What the run was told is durable, and what it had asked for when the power went.
struct Acknowledged {
  std::vector<Event> events;
  size_t asked_events = 0;  // with those of the append that was under way
  std::string sealed;
  bool has_key = false;
  bool erasing = false;
  bool erased = false;
  uint32_t votes = 0;
  uint32_t asked_votes = 0;
  uint64_t snapshot = 0;
  uint64_t asked_snapshot = 0;
  std::string token;
};

std::vector<Batch> group(int step) {
  std::vector<Batch> batches;
  for (int b = 0; b <= step % 3; ++b) {
    Batch batch{{step}, {"account:1", "test"}, {}};
    for (int i = 0; i <= (step + b) % 3; ++i) {
      const std::string padding(static_cast<size_t>((step * 977 + i * 331) % 2500), 'x');
      batch.drafts.push_back({fmt::format("stream/{}", i),
                              "counted",
                              {{"n", step * 10 + b + i}, {"padding", padding}}});
    }
    batches.push_back(std::move(batch));
  }
  return batches;
}

class Recorded {
 public:
  Recorded(uint64_t seed, const char* synchronous)
      : disk_(seed), vfs_(disk_), random_(seed), synchronous_(synchronous) {}

  PowerDisk& disk() { return disk_; }
  Acknowledged& told() { return told_; }

  Stored<std::unique_ptr<Tables>> open() {
    TablesOptions options;
    options.directory = "/data";
    options.vfs = vfs_.name();
    options.synchronous = synchronous_;
    options.checkpoint_pages = 6;  // so that checkpoints happen within the run
    options.sync_directory = [this]() -> Stored<Unit> {
      if (disk_.sync_names()) return Unit{};
      return Err{Failure{"no power"}};
    };
    return Tables::open(options, random_);
  }

  // The recorded run; ends early where the power goes.
  void carry_out(int steps) {
    auto tables = open();
    for (int step = 0; tables.ok() && step < steps; ++step) {
      if (!append(**tables, step) || !beside(**tables, step)) return;
    }
  }

 private:
  bool append(Tables& tables, int step) {
    const auto batches = group(step);
    for (const Batch& batch : batches) told_.asked_events += batch.drafts.size();
    const auto events = tables.journal().append(batches);
    if (!events.ok()) return false;
    told_.events.insert(told_.events.end(), events->begin(), events->end());
    told_.has_key = told_.has_key || !told_.sealed.empty();
    return true;
  }

  bool beside(Tables& tables, int step) {
    switch (step) {
      case 1:
        return seal(tables);
      case 2:
      case 6:
        return vote(tables);
      case 3:
      case 7:
        return snapshot(tables);
      case 5:
        return come_in(tables);
      case 8:
        return erase(tables);
      default:
        return true;
    }
  }
  bool seal(Tables& tables) {
    const auto sealed = tables.person_keys().seal(kLan, "Lan");
    told_.sealed = *sealed;
    return true;
  }
  bool vote(Tables& tables) {
    told_.asked_votes += 3;
    if (!tables.ballots().cast("v", std::vector<std::string>{"yes", "no", "yes"}).ok())
      return false;
    told_.votes += 3;
    return true;
  }
  bool snapshot(Tables& tables) {
    const Seq seq = tables.journal().last();
    told_.asked_snapshot = seq.value;
    const std::vector<uint8_t> bytes(9000, static_cast<uint8_t>(seq.value));
    if (!tables.snapshots().keep("fold", seq, bytes).ok()) return false;
    told_.snapshot = seq.value;
    return true;
  }
  bool come_in(Tables& tables) {
    const auto token = tables.sessions().open({1}, {0}, {1000}, "test");
    if (token.ok()) told_.token = *token;
    return token.ok();
  }
  bool erase(Tables& tables) {
    told_.erasing = true;
    told_.erased = tables.person_keys().erase(kLan).ok();
    return told_.erased;
  }

  PowerDisk disk_;
  PowerVfs vfs_;
  RepeatableRandom random_;
  const char* synchronous_;
  Acknowledged told_;
};

// What is wrong with the journal after the power is back; empty: nothing.
std::string wrong_with_journal(Tables& tables, const Acknowledged& told) {
  std::vector<Event> events;
  const auto read =
      tables.journal().read({}, [&](const Event& e) { return events.push_back(e), true; });
  if (!read.ok()) return read.error().sentence;
  if (tables.journal().last().value != events.size()) return "the last number is wrong";
  if (events.size() < told.events.size()) return "an acknowledged event is lost";
  if (events.size() != told.events.size() && events.size() != told.asked_events) {
    return "a group is half there";
  }
  events.resize(told.events.size());
  Fold read_fold;
  Fold told_fold;
  for (const Event& event : events) apply(read_fold, event);
  for (const Event& event : told.events) apply(told_fold, event);
  return events == told.events && read_fold == told_fold ? "" : "an event has changed";
}

std::string wrong_with_keys(Tables& tables, const Acknowledged& told) {
  const bool opens = tables.person_keys().open(kLan, told.sealed) == "Lan";
  if (told.erased && opens) return "an erased person can be read";
  if (told.erased && !tables.person_keys().is_erased(kLan)) return "an erasure is forgotten";
  if (told.has_key && !told.erasing && !opens) return "a key is lost";
  return "";
}

std::string wrong_beside(Tables& tables, const Acknowledged& told) {
  const auto votes = tables.ballots().count("v");
  if (!votes.ok()) return votes.error().sentence;
  uint32_t sum = 0;
  for (const auto& [choice, count] : *votes) sum += count;
  if (sum != told.votes && sum != told.asked_votes) return "votes are lost or half there";
  const auto snapshot = tables.snapshots().newest("fold");
  if (!snapshot.ok()) return snapshot.error().sentence;
  const uint64_t at = *snapshot ? (*snapshot)->seq.value : 0;
  if (at != told.snapshot && at != told.asked_snapshot) return "a snapshot is lost";
  const auto session = tables.sessions().find(told.token, {1});
  if (!session.ok()) return session.error().sentence;
  return !told.token.empty() && !*session ? "a session is lost" : "";
}

std::string wrong_after(Recorded& run) {
  run.disk().restore_power();
  auto tables = run.open();
  if (!tables.ok()) return tables.error().sentence;
  std::string wrong = wrong_with_journal(**tables, run.told());
  if (wrong.empty()) wrong = wrong_with_keys(**tables, run.told());
  if (wrong.empty()) wrong = wrong_beside(**tables, run.told());
  const Batch next{{1}, {"system", ""}, {{"stream/0", "counted", {{"n", 1}}}}};
  if (wrong.empty() && !(*tables)->journal().append({&next, 1}).ok()) wrong = "it takes no more";
  return wrong;
}

constexpr int kSteps = 10;

uint64_t operations_of_a_run(const char* synchronous) {
  Recorded run(1, synchronous);
  run.carry_out(kSteps);
  return run.disk().operations();
}

class PowerCut : public testing::Test {
 protected:
  void SetUp() override { ASSERT_GE(sodium_init(), 0); }
};

TEST_F(PowerCut, loses_nothing_acknowledged_wherever_it_comes) {
  const uint64_t operations = operations_of_a_run("FULL");
  ASSERT_GT(operations, 150u);
  for (uint64_t cut = 1; cut <= operations + 1; ++cut) {
    for (uint64_t seed = 1; seed <= 2; ++seed) {
      Recorded run(seed * 1'000'003 + cut, "FULL");
      run.disk().cut_at(cut);
      run.carry_out(kSteps);
      ASSERT_EQ(wrong_after(run), "") << "cut at operation " << cut << ", seed " << seed;
    }
  }
}

// While it recovers from a cut, the power goes again.
TEST_F(PowerCut, loses_nothing_when_the_power_goes_again_while_opening) {
  const uint64_t operations = operations_of_a_run("FULL");
  for (uint64_t cut = 20; cut <= operations; cut += 11) {
    for (uint64_t again = 1; again <= 25; again += 3) {
      Recorded run(cut * 1009 + again, "FULL");
      run.disk().cut_at(cut);
      run.carry_out(kSteps);
      run.disk().restore_power();
      run.disk().cut_at(again);
      (void)run.open();
      ASSERT_EQ(wrong_after(run), "") << "cut at operation " << cut << ", then at " << again;
    }
  }
}

// That the two tests above can fail: without syncs the same cuts lose what was acknowledged.
TEST_F(PowerCut, does_lose_without_syncs) {
  const uint64_t operations = operations_of_a_run("OFF");
  int lost = 0;
  for (uint64_t cut = 1; cut <= operations + 1; ++cut) {
    Recorded run(cut, "OFF");
    run.disk().cut_at(cut);
    run.carry_out(kSteps);
    lost += wrong_after(run).empty() ? 0 : 1;
  }
  EXPECT_GT(lost, static_cast<int>(operations / 2));
}

// WAL's usual setting syncs only at checkpoints: whole, but not all that was acknowledged.
TEST_F(PowerCut, does_lose_with_fewer_syncs) {
  int lost = 0;
  for (uint64_t cut = 30; cut <= 150; ++cut) {
    Recorded run(cut, "NORMAL");
    run.disk().cut_at(cut);
    run.carry_out(kSteps);
    lost += wrong_after(run).empty() ? 0 : 1;
  }
  EXPECT_GT(lost, 10);
}

// ── A disk that refuses ──────────────────────────────────────────────────────────────────────────

const Batch kOne{{1}, {"system", ""}, {{"a", "counted", {{"n", 1}}}}};

TEST_F(PowerCut, a_full_disk_is_said_and_passes) {
  Recorded run(1, "FULL");
  auto tables = run.open();
  ASSERT_TRUE(tables.ok());
  run.disk().fill_up(true);
  // More than the log has room for already.
  Batch large = kOne;
  large.drafts[0].body["padding"] = std::string(200'000, 'x');
  const auto full = (*tables)->journal().append({&large, 1});
  ASSERT_FALSE(full.ok());
  EXPECT_NE(full.error().sentence.find("is full: free some space"), std::string::npos);
  EXPECT_EQ((*tables)->journal().last(), Seq{});
  run.disk().fill_up(false);
  EXPECT_TRUE((*tables)->journal().append({&large, 1}).ok());
}

TEST_F(PowerCut, a_read_only_disk_is_said) {
  Recorded run(1, "FULL");
  ASSERT_TRUE(run.open().ok());
  run.disk().make_read_only(true);
  const auto opened = run.open();
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().sentence.find("cannot be written"), std::string::npos);
}

// Whether that append survives is known only after opening anew; until then nothing may be built
// upon it.
TEST_F(PowerCut, writes_nothing_more_after_a_sync_that_failed) {
  Recorded run(1, "FULL");
  auto tables = run.open();
  ASSERT_TRUE((*tables)->journal().append({&kOne, 1}).ok());
  run.disk().fail_syncs(true);
  ASSERT_FALSE((*tables)->journal().append({&kOne, 1}).ok());
  run.disk().fail_syncs(false);
  const auto after = (*tables)->journal().append({&kOne, 1});
  ASSERT_FALSE(after.ok());
  EXPECT_NE(after.error().sentence.find("start diemcau again"), std::string::npos);
  size_t events = 0;
  EXPECT_TRUE((*tables)->journal().read({}, [&](const Event&) { return ++events, true; }).ok());
  EXPECT_EQ(events, 1u);
  tables->reset();
  auto again = run.open();
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE((*again)->journal().append({&kOne, 1}).ok());
}

}  // namespace
}  // namespace diemcau::store
