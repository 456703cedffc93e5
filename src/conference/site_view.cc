#include "conference/site_view.h"

#include <algorithm>

namespace diemcau::conference {

namespace {

MicrophoneState microphone_of(const State& state, SiteId id, const Site& site) {
  if (state.life.phase != Phase::kInSession || !site.checked_in) {
    return MicrophoneState::kOffSession;
  }
  if (state.stage.talkback == id) return MicrophoneState::kTalkback;
  if (site.muted) return MicrophoneState::kMuted;
  return microphone_open(state, id) ? MicrophoneState::kOpen : MicrophoneState::kWhenCalled;
}

bool concerns(const Notice& notice, SiteId site) {
  return notice.sites.empty() ||
         std::find(notice.sites.begin(), notice.sites.end(), site) != notice.sites.end();
}

void add_floor(const State& state, SiteView& view) {
  for (const TurnId id : state.floor.holders) {
    view.speaking.push_back(view_of(state, id));
    if (view.speaking.back().site == view.site) view.turn = view.speaking.back();
  }
  view.next = next_of(state);
  view.stage = on_stage(state);
  view.film = state.stage.film.file;
}

// In the order in which they wait.
void add_requests(const State& state, const std::vector<RequestId>& order, const SiteView& view,
                  std::vector<RequestView>& out) {
  for (const RequestId id : order) {
    const Request& request = state.queue.requests.at(id);
    if (request.site != view.site) continue;
    out.push_back(
        {id, request.site, view.name, request.speaker, request.subject, request.raised.at});
  }
}

void add_queue(const State& state, SiteView& view) {
  add_requests(state, state.queue.order, view, view.own_raised);
  const auto own = state.queue.by_site.find(view.site);
  if (own != state.queue.by_site.end()) add_requests(state, own->second, view, view.own_queue);
}

void add_messages(const Messages& all, SiteView& view) {
  for (const auto& [id, notice] : all.notices) {
    if (!notice.shown || !concerns(notice, view.site)) continue;
    view.notices.push_back({id, notice.text, {}, notice.urgent, notice.sent.at});
  }
  for (const auto& [id, message] : all.messages) {
    if (message.site != view.site) continue;
    view.messages.push_back(
        {id, message.text, message.answer, is_set(message.answered), message.sent.at});
  }
}

void add_room(const State& state, const Site& site, SiteView& view) {
  view.name = site.spec.name;
  view.checked_in = site.checked_in;
  view.line_lost = site.line_lost;
  view.heads = site.heads;
  view.sums = sums_below(state, view.site);
  view.readiness = site.readiness;
  view.ready = is_ready(site);
  view.sound = site.devices.sound;
  for (const auto& [id, device] : site.devices.all) {
    view.devices.push_back({id, device.role, device.here});
  }
}

void add_vote(const State& state, SiteView& view) {
  view.vote = open_vote(state);
  if (auto ended = ended_votes(state); !ended.empty()) view.last_vote = std::move(ended.back());
  const auto found = state.votes.votes.find(state.votes.open);
  if (found == state.votes.votes.end()) return;
  const Vote& vote = found->second;
  view.voted = vote.took_part.contains({view.site, {}}) || vote.hands.contains(view.site);
}

std::string item_title(const State& state) {
  const Item* item = find(state.programme, state.programme.current);
  return item == nullptr ? std::string{} : item->spec.title;
}

}  // namespace

SiteView site_view(const State& state, SiteId id) {
  SiteView view;
  view.conference = state.id;
  view.seq = state.seq;
  const Site* site = find_site(state, id);
  if (site == nullptr) return view;
  view.site = id;
  view.title = state.life.call.title;
  view.phase = state.life.phase;
  view.item_title = item_title(state);
  add_room(state, *site, view);
  view.microphone = microphone_of(state, id, *site);
  view.on_air = is_on_air(state, id);
  view.recording = header_of(state).recording;
  view.talkback = state.stage.talkback == id;
  view.tone = state.stage.tone == id;
  add_floor(state, view);
  add_queue(state, view);
  add_messages(state.messages, view);
  add_vote(state, view);
  return view;
}

}  // namespace diemcau::conference
