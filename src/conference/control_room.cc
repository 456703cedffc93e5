#include "conference/control_room.h"

#include <algorithm>
#include <set>

namespace diemcau::conference {

namespace {

std::string name_of_site(const State& state, SiteId id) {
  const Site* site = find_site(state, id);
  return site == nullptr ? std::string{} : site->spec.name;
}

uint32_t place_of_current(const Programme& programme) {
  const auto found = std::find(programme.order.begin(), programme.order.end(), programme.current);
  return found == programme.order.end()
             ? 0
             : static_cast<uint32_t>(found - programme.order.begin()) + 1;
}

std::vector<RequestView> queue_of(const State& state) {
  std::vector<RequestView> queue;
  for (const RequestId id : state.queue.order) {
    const Request& request = state.queue.requests.at(id);
    queue.push_back({id, request.site, name_of_site(state, request.site), request.speaker,
                     request.subject, request.raised.at});
  }
  return queue;
}

FloorView floor_of(const State& state) {
  const Floor& floor = state.floor;
  FloorView view{floor.mode, {}, top(floor), floor.undo.turn, floor.chair_microphone};
  for (const TurnId id : floor.holders) view.holders.push_back(view_of(state, id));
  view.next = next_of(state);
  view.queue = queue_of(state);
  return view;
}

StageView stage_of(const State& state) {
  const Stage& stage = state.stage;
  return {stage.layout,    stage.on_air, on_stage(state), stage.beside,
          stage.film.file, stage.tone,   stage.talkback};
}

// What the wall counts by site, in one pass over each list.
struct Counts {
  std::map<SiteId, uint32_t> hands;
  std::map<SiteId, uint32_t> incidents;
  std::set<SiteId> stage;
};

Counts counts_of(const State& state) {
  Counts counts;
  for (const auto& [id, request] : state.queue.requests) ++counts.hands[request.site];
  for (const auto& [id, incident] : state.messages.incidents) {
    if (!is_set(incident.resolved)) ++counts.incidents[incident.site];
  }
  for (const SiteId id : on_stage(state)) counts.stage.insert(id);
  return counts;
}

uint32_t count_at(const std::map<SiteId, uint32_t>& counts, SiteId site) {
  const auto found = counts.find(site);
  return found == counts.end() ? 0 : found->second;
}

WallTile tile_of(const State& state, SiteId id, const Site& site, const Counts& counts) {
  WallTile tile{
      id, site.spec.name, site.spec.unit, site.spec.level, site.spec.region, site.spec.parent};
  tile.checked_in = site.checked_in;
  tile.line_lost = site.line_lost;
  tile.heads = site.heads;
  tile.hands = count_at(counts.hands, id);
  tile.microphone = microphone_open(state, id);
  tile.on_air = tile.microphone || counts.stage.contains(id);
  tile.muted = site.muted;
  tile.talkback = state.stage.talkback == id;
  tile.ready = is_ready(site);
  tile.sound = site.devices.sound.value != 0;
  tile.incidents = count_at(counts.incidents, id);
  return tile;
}

std::vector<WallTile> wall_of(const State& state) {
  const Counts counts = counts_of(state);
  std::vector<WallTile> wall;
  wall.reserve(state.sites.size());
  for (const auto& [id, site] : state.sites) wall.push_back(tile_of(state, id, site, counts));
  return wall;
}

void add_messages(const Messages& all, ControlRoomView& view) {
  for (const auto& [id, message] : all.messages) {
    if (is_set(message.answered)) continue;
    view.messages.push_back({id, message.site, message.to, message.text, message.sent.at});
  }
  for (const auto& [id, notice] : all.notices) {
    if (!notice.shown) continue;
    view.notices.push_back({id, notice.text, notice.sites, notice.urgent, notice.sent.at});
  }
  for (const auto& [id, incident] : all.incidents) {
    if (is_set(incident.resolved)) continue;
    view.incidents.push_back({id, incident.site, incident.kind, incident.text, incident.opened.at});
  }
}

}  // namespace

std::vector<ItemView> programme_view(const State& state) {
  std::vector<ItemView> items;
  for (const ItemId id : state.programme.order) {
    const Item& item = state.programme.items.at(id);
    items.push_back(
        {id, item.spec, site_of(state, item), item.status, item.began.at, item.ended.at});
  }
  return items;
}

TurnView view_of(const State& state, TurnId id) {
  const Turn* turn = find(state.floor, id);
  if (turn == nullptr) return {};
  return {id,
          turn->site,
          name_of_site(state, turn->site),
          turn->speaker,
          turn->item,
          turn->clock,
          turn->warnings,
          turn->granted.seq};
}

Header header_of(const State& state) {
  Header header;
  header.title = state.life.call.title;
  header.phase = state.life.phase;
  header.item_number = place_of_current(state.programme);
  header.items = static_cast<uint32_t>(state.programme.order.size());
  header.sums = state.totals;
  header.quorum_of = state.quorum.rule.of;
  header.quorum = state.quorum.held;
  header.recording = records(state.stage) && state.life.phase == Phase::kInSession;
  header.presiding = state.life.presiding;
  return header;
}

NextView next_of(const State& state) {
  const FloorGrant next = next_speaker(state);
  return {next.site, name_of_site(state, next.site), next.speaker, next.item, next.request};
}

VoteView open_vote(const State& state) {
  const auto found = state.votes.votes.find(state.votes.open);
  if (found == state.votes.votes.end()) return {};
  const Vote& vote = found->second;
  const bool by_hands = vote.spec.electorate == Electorate::kHands;
  const size_t took_part = by_hands ? vote.hands.size() : vote.took_part.size();
  return {found->first, vote.spec, static_cast<uint32_t>(took_part), vote.entitled};
}

std::vector<EndedVoteView> ended_votes(const State& state) {
  std::vector<EndedVoteView> ended;
  for (const auto& [id, vote] : state.votes.votes) {
    if (vote.status != VoteStatus::kClosed) continue;
    ended.push_back({id, vote.spec.question, vote.spec.labels, vote.result});
  }
  return ended;
}

ControlRoomView control_room_view(const State& state) {
  ControlRoomView view;
  view.conference = state.id;
  view.seq = state.seq;
  view.header = header_of(state);
  view.programme = programme_view(state);
  view.floor = floor_of(state);
  view.stage = stage_of(state);
  view.wall = wall_of(state);
  view.vote = open_vote(state);
  view.votes = ended_votes(state);
  add_messages(state.messages, view);
  view.notes = static_cast<uint32_t>(state.notes.notes.size());
  view.conclusion_version = static_cast<uint32_t>(state.conclusion.versions.size());
  return view;
}

}  // namespace diemcau::conference
