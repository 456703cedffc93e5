#pragma once

#include <map>

#include "conference/context.h"

// Words between the centre and the rooms, and the technicians' log of what went wrong.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

struct Notice {
  std::string text;
  std::vector<SiteId> sites;  // empty: all
  bool urgent = false;
  bool shown = true;
  Stamp sent;
  DIEMCAU_PLAIN(Notice, text, sites, urgent, shown, sent)
};

enum class MessageTo : uint8_t { kSecretariat, kTechnician };
DIEMCAU_WORDS(MessageTo, "secretariat", "technician")

// From a room. A call for a technician needs no text.
struct Message {
  SiteId site;
  MessageTo to = MessageTo::kSecretariat;
  std::string text;
  std::string answer;
  Stamp sent;
  Stamp answered;
  DIEMCAU_PLAIN(Message, site, to, text, answer, sent, answered)
};

enum class IncidentKind : uint8_t { kNoPicture, kNoSound, kEcho, kLineLost, kLineThin, kOther };
DIEMCAU_WORDS(IncidentKind, "no_picture", "no_sound", "echo", "line_lost", "line_thin", "other")

struct Incident {
  SiteId site;
  IncidentKind kind = IncidentKind::kOther;
  std::string text;
  std::string outcome;
  Stamp opened;
  Stamp resolved;
  DIEMCAU_PLAIN(Incident, site, kind, text, outcome, opened, resolved)
};

struct Messages {
  std::map<NoticeId, Notice> notices;
  std::map<MessageId, Message> messages;
  std::map<IncidentId, Incident> incidents;
  DIEMCAU_PLAIN(Messages, notices, messages, incidents)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct NoticeSend {
  static constexpr const char* kName = "notice.send";
  std::string text;
  std::vector<SiteId> sites;
  bool urgent = false;
  DIEMCAU_PLAIN(NoticeSend, text, sites, urgent)
};
struct NoticeClear {
  static constexpr const char* kName = "notice.clear";
  NoticeId notice;
  DIEMCAU_PLAIN(NoticeClear, notice)
};
struct MessageSend {
  static constexpr const char* kName = "message.send";
  SiteId site;
  MessageTo to = MessageTo::kSecretariat;
  std::string text;
  DIEMCAU_PLAIN(MessageSend, site, to, text)
};
struct MessageAnswer {
  static constexpr const char* kName = "message.answer";
  MessageId message;
  std::string answer;  // may be empty: seen
  DIEMCAU_PLAIN(MessageAnswer, message, answer)
};
struct IncidentOpen {
  static constexpr const char* kName = "incident.open";
  SiteId site;
  IncidentKind kind = IncidentKind::kOther;
  std::string text;
  DIEMCAU_PLAIN(IncidentOpen, site, kind, text)
};
struct IncidentResolve {
  static constexpr const char* kName = "incident.resolve";
  IncidentId incident;
  std::string outcome;
  DIEMCAU_PLAIN(IncidentResolve, incident, outcome)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct NoticeSent {
  static constexpr const char* kKind = "notice.sent";
  NoticeId notice;
  std::string text;
  std::vector<SiteId> sites;
  bool urgent = false;
  DIEMCAU_PLAIN(NoticeSent, notice, text, sites, urgent)
};
struct NoticeCleared {
  static constexpr const char* kKind = "notice.cleared";
  NoticeId notice;
  DIEMCAU_PLAIN(NoticeCleared, notice)
};
struct MessageSent {
  static constexpr const char* kKind = "message.sent";
  MessageId message;
  SiteId site;
  MessageTo to = MessageTo::kSecretariat;
  std::string text;
  DIEMCAU_PLAIN(MessageSent, message, site, to, text)
};
struct MessageAnswered {
  static constexpr const char* kKind = "message.answered";
  MessageId message;
  std::string answer;
  DIEMCAU_PLAIN(MessageAnswered, message, answer)
};
struct IncidentOpened {
  static constexpr const char* kKind = "incident.opened";
  IncidentId incident;
  SiteId site;
  IncidentKind kind = IncidentKind::kOther;
  std::string text;
  DIEMCAU_PLAIN(IncidentOpened, incident, site, kind, text)
};
struct IncidentResolved {
  static constexpr const char* kKind = "incident.resolved";
  IncidentId incident;
  std::string outcome;
  DIEMCAU_PLAIN(IncidentResolved, incident, outcome)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

Decided decide_one(const State&, const NoticeSend&, const Context&);
Decided decide_one(const State&, const NoticeClear&, const Context&);
Decided decide_one(const State&, const MessageSend&, const Context&);
Decided decide_one(const State&, const MessageAnswer&, const Context&);
Decided decide_one(const State&, const IncidentOpen&, const Context&);
Decided decide_one(const State&, const IncidentResolve&, const Context&);

void apply_one(State&, const NoticeSent&, const Stamp&);
void apply_one(State&, const NoticeCleared&, const Stamp&);
void apply_one(State&, const MessageSent&, const Stamp&);
void apply_one(State&, const MessageAnswered&, const Stamp&);
void apply_one(State&, const IncidentOpened&, const Stamp&);
void apply_one(State&, const IncidentResolved&, const Stamp&);

}  // namespace diemcau::conference
