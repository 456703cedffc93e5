#pragma once

#include <map>

#include "conference/context.h"

// Requests to speak: a room's own queue, ordered by its chair, and the centre's, ordered by the
// conference's.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// `local`: it waits in its room for the room's chair to pass it on.
struct Request {
  SiteId site;
  Speaker speaker;
  std::string subject;
  bool local = false;
  Stamp raised;
  DIEMCAU_PLAIN(Request, site, speaker, subject, local, raised)
};

// Only what still waits: a request that was granted is found at its turn.
struct Queue {
  std::map<RequestId, Request> requests;
  std::vector<RequestId> order;                      // the centre's
  std::map<SiteId, std::vector<RequestId>> by_site;  // each room's own
  DIEMCAU_PLAIN(Queue, requests, order, by_site)
};

const Request* find(const Queue& queue, RequestId request);

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

// From a delegate's phone it goes to the room's queue, from the room itself to the centre's.
struct QueueRaise {
  static constexpr const char* kName = "queue.raise";
  SiteId site;
  Speaker speaker;
  std::string subject;
  DIEMCAU_PLAIN(QueueRaise, site, speaker, subject)
};
struct QueueLower {
  static constexpr const char* kName = "queue.lower";
  RequestId request;
  DIEMCAU_PLAIN(QueueLower, request)
};
struct QueueMove {
  static constexpr const char* kName = "queue.move";
  RequestId request;
  RequestId before;  // 0: to the end
  DIEMCAU_PLAIN(QueueMove, request, before)
};
struct QueueForward {
  static constexpr const char* kName = "queue.forward";
  RequestId request;
  DIEMCAU_PLAIN(QueueForward, request)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct QueueRaised {
  static constexpr const char* kKind = "queue.raised";
  RequestId request;
  SiteId site;
  Speaker speaker;
  std::string subject;
  bool local = false;
  DIEMCAU_PLAIN(QueueRaised, request, site, speaker, subject, local)
};
struct QueueLowered {
  static constexpr const char* kKind = "queue.lowered";
  RequestId request;
  DIEMCAU_PLAIN(QueueLowered, request)
};
// In whichever queue the two stand.
struct QueueMoved {
  static constexpr const char* kKind = "queue.moved";
  RequestId request;
  RequestId before;
  DIEMCAU_PLAIN(QueueMoved, request, before)
};
struct QueueForwarded {
  static constexpr const char* kKind = "queue.forwarded";
  RequestId request;
  DIEMCAU_PLAIN(QueueForwarded, request)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

Decided decide_one(const State&, const QueueRaise&, const Context&);
Decided decide_one(const State&, const QueueLower&, const Context&);
Decided decide_one(const State&, const QueueMove&, const Context&);
Decided decide_one(const State&, const QueueForward&, const Context&);

void apply_one(State&, const QueueRaised&, const Stamp&);
void apply_one(State&, const QueueLowered&, const Stamp&);
void apply_one(State&, const QueueMoved&, const Stamp&);
void apply_one(State&, const QueueForwarded&, const Stamp&);

// Takes a request out of its queue; its place there, from 0.
size_t take_out(Queue& queue, RequestId request);
void put_in(Queue& queue, RequestId id, const Request& request, size_t place);
void drop_site(Queue& queue, SiteId site);

}  // namespace diemcau::conference
