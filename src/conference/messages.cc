#include "conference/messages.h"

#include "conference/decided.h"

namespace diemcau::conference {

namespace {

Denial unknown_sites(const State& state, const std::vector<SiteId>& sites) {
  for (const SiteId id : sites) {
    if (find_site(state, id) == nullptr) return deny("site.unknown", {{"site", id}});
  }
  return too_many(sites.size(), kMaxSites, "sites");
}

// A call for a technician says enough by itself.
Denial bad_text(const MessageSend& c) {
  if (c.to == MessageTo::kTechnician) return too_long(c.text, kTextLetters, "text");
  return missing_or_too_long(c.text, kTextLetters, "text");
}

}  // namespace

Decided decide_one(const State& state, const NoticeSend& c, const Context&) {
  if (Denial no = missing_or_too_long(c.text, kTextLetters, "text")) return *no;
  if (Denial no = unknown_sites(state, c.sites)) return *no;
  return NoticeSent{{state.last.notice + 1}, c.text, c.sites, c.urgent};
}

Decided decide_one(const State& state, const NoticeClear& c, const Context&) {
  const auto found = state.messages.notices.find(c.notice);
  if (found == state.messages.notices.end()) return deny("notice.unknown");
  if (!found->second.shown) return nothing();
  return NoticeCleared{c.notice};
}

Decided decide_one(const State& state, const MessageSend& c, const Context&) {
  if (Denial no = bad_text(c)) return *no;
  return MessageSent{{state.last.message + 1}, c.site, c.to, c.text};
}

Decided decide_one(const State& state, const MessageAnswer& c, const Context&) {
  if (!state.messages.messages.contains(c.message)) return deny("message.unknown");
  if (Denial no = too_long(c.answer, kTextLetters, "answer")) return *no;
  return MessageAnswered{c.message, c.answer};
}

Decided decide_one(const State& state, const IncidentOpen& c, const Context&) {
  if (Denial no = too_long(c.text, kTextLetters, "text")) return *no;
  return IncidentOpened{{state.last.incident + 1}, c.site, c.kind, c.text};
}

Decided decide_one(const State& state, const IncidentResolve& c, const Context&) {
  const auto found = state.messages.incidents.find(c.incident);
  if (found == state.messages.incidents.end()) return deny("incident.unknown");
  if (Denial no = too_long(c.outcome, kTextLetters, "outcome")) return *no;
  if (is_set(found->second.resolved)) return nothing();
  return IncidentResolved{c.incident, c.outcome};
}

void apply_one(State& state, const NoticeSent& f, const Stamp& stamp) {
  state.last.notice = f.notice.value;
  state.messages.notices[f.notice] = {f.text, f.sites, f.urgent, true, stamp};
}

void apply_one(State& state, const NoticeCleared& f, const Stamp&) {
  state.messages.notices[f.notice].shown = false;
}

void apply_one(State& state, const MessageSent& f, const Stamp& stamp) {
  state.last.message = f.message.value;
  state.messages.messages[f.message] = {f.site, f.to, f.text, {}, stamp, {}};
}

void apply_one(State& state, const MessageAnswered& f, const Stamp& stamp) {
  Message& message = state.messages.messages[f.message];
  message.answer = f.answer;
  message.answered = stamp;
}

void apply_one(State& state, const IncidentOpened& f, const Stamp& stamp) {
  state.last.incident = f.incident.value;
  state.messages.incidents[f.incident] = {f.site, f.kind, f.text, {}, stamp, {}};
}

void apply_one(State& state, const IncidentResolved& f, const Stamp& stamp) {
  Incident& incident = state.messages.incidents[f.incident];
  incident.outcome = f.outcome;
  incident.resolved = stamp;
}

}  // namespace diemcau::conference
