#include "conference/minutes.h"

#include <algorithm>

namespace diemcau::conference {

namespace {

// ── Attendance ───────────────────────────────────────────────────────────────────────────────────

void add_delegate(SiteId site, const Delegate& delegate, Attendance& attendance) {
  if (delegate.status == RollStatus::kAbsent) {
    attendance.absent.push_back(
        {delegate.person, delegate.post, delegate.unit, site, delegate.reason, 1, delegate.marked});
  }
  if (delegate.status == RollStatus::kSubstitute) {
    attendance.substitutes.push_back({delegate.person, delegate.post, delegate.unit, site,
                                      delegate.substitute, delegate.letter, delegate.marked});
  }
}

void add_roll(SiteId id, const Site& site, Attendance& attendance) {
  for (const auto& [delegate_id, delegate] : site.roll.delegates) {
    add_delegate(id, delegate, attendance);
  }
  if (!site.roll.delegates.empty()) return;
  for (const Absence& absence : site.roll.declared.absent) {
    attendance.absent.push_back(
        {{}, {}, site.spec.unit, id, absence.reason, absence.count, site.roll.declared_at});
  }
}

SiteLine line_of(SiteId id, const Site& site) {
  return {id,
          site.spec.unit,
          site.spec.name,
          site.spec.level,
          site.spec.parent,
          sums_of(site),
          site.roll.confirmed,
          site.checked_in_at,
          site.checked_in ? Stamp{} : site.checked_out_at,
          site.times_lost};
}

Attendance attendance_of(const State& state) {
  Attendance attendance;
  attendance.sums = state.totals;
  if (!state.roll_reports.empty()) {
    attendance.sums = state.roll_reports.back().sums;
    attendance.stamp = state.roll_reports.back().stamp;
  }
  for (const auto& [id, site] : state.sites) {
    attendance.sites.push_back(line_of(id, site));
    add_roll(id, site, attendance);
  }
  return attendance;
}

// ── Sequence ─────────────────────────────────────────────────────────────────────────────────────

void add(std::vector<SequenceLine>& lines, StepKind kind, const Stamp& from, const Stamp& to = {},
         const std::string& text = {}) {
  if (is_set(from)) lines.push_back({kind, from, to, {}, {}, {}, 0, text});
}

void add_items(const State& state, std::vector<SequenceLine>& lines) {
  for (const auto& [id, item] : state.programme.items) {
    const size_t before = lines.size();
    if (item.status == ItemStatus::kFiled) {
      add(lines, StepKind::kFiled, item.ended, {}, item.spec.title);
    } else {
      add(lines, StepKind::kItem, item.began, item.ended, item.spec.title);
    }
    if (lines.size() > before) lines.back().item = id;
  }
}

void add_speeches(const State& state, std::vector<SequenceLine>& lines) {
  for (size_t i = 0; i < state.floor.turns.size(); ++i) {
    const Turn& turn = state.floor.turns[i];
    if (turn.retracted) continue;
    add(lines, StepKind::kSpeech, turn.granted, turn.ended);
    lines.back().item = turn.item;
    lines.back().turn = {static_cast<uint32_t>(i) + 1};
  }
}

void add_votes(const State& state, std::vector<SequenceLine>& lines) {
  for (const auto& [id, vote] : state.votes.votes) {
    if (vote.status == VoteStatus::kCancelled) continue;
    add(lines, StepKind::kVote, vote.opened, vote.ended, vote.spec.question);
    lines.back().item = vote.item;
    lines.back().vote = id;
  }
}

// Of two lines that rest on one event (a grant that began its item), the item's comes first.
bool comes_before(const SequenceLine& a, const SequenceLine& b) {
  return std::pair(a.from.seq, a.kind) < std::pair(b.from.seq, b.kind);
}

std::vector<SequenceLine> sequence_of(const State& state) {
  std::vector<SequenceLine> lines;
  add(lines, StepKind::kOpened, state.life.opened);
  add_items(state, lines);
  add_speeches(state, lines);
  for (const Pause& pause : state.life.pauses) {
    add(lines, StepKind::kPause, pause.from, pause.to, pause.reason);
  }
  for (const Stamp& lost : state.quorum.lost) add(lines, StepKind::kQuorumLost, lost);
  for (const Succession& one : state.life.successions) {
    add(lines, StepKind::kSuccession, one.stamp);
    lines.back().presiding = one.presiding;
  }
  add_votes(state, lines);
  add(lines, StepKind::kConclusion, state.conclusion.adopted_at);
  add(lines, StepKind::kClosed, state.life.closed);
  std::stable_sort(lines.begin(), lines.end(), comes_before);
  return lines;
}

// ── Opinions ─────────────────────────────────────────────────────────────────────────────────────

NoteLine line_of(NoteId id, const Note& note) {
  const Stamp& last = is_set(note.changed) ? note.changed : note.taken;
  return {id, note.text, note.themes, note.into_turn_ms, last};
}

Opinion opinion_of(const State& state, TurnId id, const Turn& turn) {
  const Item* item = find(state.programme, turn.item);
  Opinion opinion{id, turn.site, turn.speaker, turn.item};
  opinion.paper = item == nullptr ? PaperId{} : item->spec.paper;
  opinion.spoken_ms = turn.clock.spent_ms;
  opinion.stamp = turn.granted;
  return opinion;
}

std::vector<Opinion> opinions_of(const State& state) {
  std::map<TurnId, std::vector<NoteLine>> notes;
  for (const auto& [id, note] : state.notes.notes) notes[note.turn].push_back(line_of(id, note));
  std::vector<Opinion> opinions;
  for (uint32_t n = 1; n <= state.floor.turns.size(); ++n) {
    const Turn& turn = state.floor.turns[n - 1];
    // What was noted in a turn that was undone was said all the same.
    if (turn.retracted && !notes.contains({n})) continue;
    opinions.push_back(opinion_of(state, {n}, turn));
    opinions.back().notes = std::move(notes[{n}]);
  }
  if (notes.contains({})) {
    opinions.emplace_back();
    opinions.back().notes = std::move(notes[{}]);
  }
  return opinions;
}

std::vector<VoteLine> votes_of(const State& state) {
  std::vector<VoteLine> votes;
  for (const auto& [id, vote] : state.votes.votes) {
    votes.push_back({id, vote.spec, vote.result, vote.status, vote.opened, vote.ended});
  }
  return votes;
}

}  // namespace

MinutesFacts minutes_facts(const State& state) {
  MinutesFacts minutes;
  minutes.conference = state.id;
  minutes.seq = state.seq;
  minutes.call = state.life.call;
  minutes.chair = state.life.chair;
  minutes.co_chairs = state.life.co_chairs;
  minutes.secretaries = state.life.secretaries;
  minutes.opened = state.life.opened;
  minutes.closed = state.life.closed;
  minutes.attendance = attendance_of(state);
  minutes.sequence = sequence_of(state);
  minutes.opinions = opinions_of(state);
  minutes.votes = votes_of(state);
  const Conclusion& conclusion = state.conclusion;
  minutes.conclusion = {conclusion.adopted, conclusion.adopted_text, conclusion.adopted_at};
  return minutes;
}

}  // namespace diemcau::conference
