#include "conference/queue.h"

#include "conference/decided.h"
#include "conference/rules.h"

namespace diemcau::conference {

namespace {

Denial unknown(const State& state, RequestId request) {
  if (find(state.queue, request) != nullptr) return {};
  return deny("request.unknown", {{"request", request}, {"order", state.queue.order}});
}

// The list in which a request stands.
std::vector<RequestId>& list_of(Queue& queue, const Request& request) {
  return request.local ? queue.by_site[request.site] : queue.order;
}

// In the name of the room, or only for oneself from a phone.
bool only_as_delegate(const Context& context, SiteId site) {
  return !context.standings.empty() &&
         std::all_of(context.standings.begin(), context.standings.end(),
                     [&](const Standing& one) { return one.role == Role::kDelegate; }) &&
         stands_as(context, Role::kDelegate, site);
}

RequestId same_request(const Queue& queue, SiteId site, const Speaker& speaker,
                       const std::string& who) {
  for (const auto& [id, request] : queue.requests) {
    const bool same_person = request.raised.who == who && request.speaker == speaker;
    if (request.site == site && same_person) return id;
  }
  return {};
}

bool in_same_list(const Request& a, const Request& b) {
  return a.local == b.local && (!a.local || a.site == b.site);
}

// The chair of a site orders the site's own queue and no other.
bool may_order(const State& state, const Request& request, const Context& context) {
  if (request.local) return true;
  return std::any_of(context.standings.begin(), context.standings.end(), [&](const Standing& one) {
    return presides(state, context, one) || one.role == Role::kChair ||
           one.role == Role::kCoChair || one.role == Role::kSecretary;
  });
}

}  // namespace

const Request* find(const Queue& queue, RequestId request) {
  const auto found = queue.requests.find(request);
  return found == queue.requests.end() ? nullptr : &found->second;
}

Decided decide_one(const State& state, const QueueRaise& c, const Context& context) {
  if (Denial no = first_of(bad_speaker(c.speaker), too_long(c.subject, kTextLetters, "subject"),
                           too_many(state.queue.requests.size() + 1, kMaxRequests, "requests"))) {
    return *no;
  }
  if (!is_there(state.sites.at(c.site))) return deny("site.absent", {{"site", c.site}});
  const RequestId same = same_request(state.queue, c.site, c.speaker, context.actor.who);
  if (same.value != 0) return deny("request.already_raised", {{"request", same}});
  const bool local = only_as_delegate(context, c.site);
  return QueueRaised{{state.last.request + 1}, c.site, c.speaker, c.subject, local};
}

Decided decide_one(const State& state, const QueueLower& c, const Context& context) {
  if (Denial no = unknown(state, c.request)) return *no;
  const Request& request = *find(state.queue, c.request);
  if (only_as_delegate(context, request.site) && request.raised.who != context.actor.who) {
    return deny("role.not_allowed", {{"command", QueueLower::kName}});
  }
  return QueueLowered{c.request};
}

Decided decide_one(const State& state, const QueueMove& c, const Context& context) {
  if (Denial no = unknown(state, c.request)) return *no;
  const Request& request = *find(state.queue, c.request);
  if (!may_order(state, request, context)) {
    return deny("role.not_allowed", {{"command", QueueMove::kName}});
  }
  if (c.before == c.request) return nothing();
  if (c.before.value != 0) {
    if (Denial no = unknown(state, c.before)) return *no;
    if (!in_same_list(request, *find(state.queue, c.before))) return deny("request.other_queue");
  }
  return QueueMoved{c.request, c.before};
}

Decided decide_one(const State& state, const QueueForward& c, const Context&) {
  if (Denial no = unknown(state, c.request)) return *no;
  if (!find(state.queue, c.request)->local) return deny("request.not_local");
  return QueueForwarded{c.request};
}

size_t take_out(Queue& queue, RequestId id) {
  const auto found = queue.requests.find(id);
  if (found == queue.requests.end()) return 0;
  std::vector<RequestId>& list = list_of(queue, found->second);
  const auto place = std::find(list.begin(), list.end(), id);
  const auto index = static_cast<size_t>(place - list.begin());
  if (place != list.end()) list.erase(place);
  queue.requests.erase(found);
  return index;
}

void put_in(Queue& queue, RequestId id, const Request& request, size_t place) {
  std::vector<RequestId>& list = list_of(queue, request);
  const auto at = static_cast<ptrdiff_t>(std::min(place, list.size()));
  list.insert(list.begin() + at, id);
  queue.requests[id] = request;
}

void drop_site(Queue& queue, SiteId site) {
  std::erase_if(queue.requests, [&](const auto& one) { return one.second.site == site; });
  std::erase_if(queue.order, [&](RequestId id) { return !queue.requests.contains(id); });
  queue.by_site.erase(site);
}

void apply_one(State& state, const QueueRaised& f, const Stamp& stamp) {
  state.last.request = f.request.value;
  const Request request{f.site, f.speaker, f.subject, f.local, stamp};
  put_in(state.queue, f.request, request, SIZE_MAX);
}

void apply_one(State& state, const QueueLowered& f, const Stamp&) {
  take_out(state.queue, f.request);
}

void apply_one(State& state, const QueueMoved& f, const Stamp&) {
  const Request request = state.queue.requests[f.request];
  take_out(state.queue, f.request);
  const auto& list = list_of(state.queue, request);
  const auto before = std::find(list.begin(), list.end(), f.before);
  put_in(state.queue, f.request, request, static_cast<size_t>(before - list.begin()));
}

void apply_one(State& state, const QueueForwarded& f, const Stamp&) {
  Request request = state.queue.requests[f.request];
  take_out(state.queue, f.request);
  request.local = false;
  put_in(state.queue, f.request, request, SIZE_MAX);
}

}  // namespace diemcau::conference
