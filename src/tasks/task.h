#pragma once

#include "tasks/types.h"

// One task: its state, commands and facts.
namespace diemcau::tasks {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// kGiven → kAccepted → kDone, or kWithdrawn from either. "Reported as done" is a report that waits
// for its receipt.
enum class Status : uint8_t { kGiven, kAccepted, kDone, kWithdrawn };
DIEMCAU_WORDS(Status, "given", "accepted", "done", "withdrawn")

// Confirms that a report has arrived; numbered over all tasks.
struct Receipt {
  uint32_t number = 0;
  Stamp stamp;
  bool returned = false;  // sent back: what is reported does not hold yet
  std::string remark;
  DIEMCAU_PLAIN(Receipt, number, stamp, returned, remark)
};

struct Report {
  std::string text;
  std::optional<int64_t> figure;  // in thousandths of the goal's measure
  std::vector<Evidence> evidence;
  bool done = false;  // the lead says that it is done
  Day day;            // on which it was sent
  Stamp sent;
  std::optional<Receipt> receipt;
  DIEMCAU_PLAIN(Report, text, figure, evidence, done, day, sent, receipt)
};

enum class ExtensionState : uint8_t { kAsked, kGranted, kRefused };
DIEMCAU_WORDS(ExtensionState, "asked", "granted", "refused")

struct Extension {
  Day wanted;
  std::string why;
  ExtensionState state = ExtensionState::kAsked;
  Day granted;
  std::string remark;
  Stamp asked;
  Stamp decided;
  DIEMCAU_PLAIN(Extension, wanted, why, state, granted, remark, asked, decided)
};

struct Task {
  TaskSpec spec;
  TaskId parent;
  Status status = Status::kGiven;
  Day deadline;  // with every extension granted
  Day done;      // the day of the report that was confirmed as the last
  std::string withdrawn_why;
  Stamp given;
  Stamp accepted;
  Stamp ended;
  std::map<ReportId, Report> reports;
  std::map<ExtensionId, Extension> extensions;
  std::vector<TaskId> parts;  // passed down; those that were withdrawn too
  DIEMCAU_PLAIN(Task, spec, parent, status, deadline, done, withdrawn_why, given, accepted, ended,
                reports, extensions, parts)
};

inline bool is_open(const Task& task) {
  return task.status == Status::kGiven || task.status == Status::kAccepted;
}

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct TaskGive {
  static constexpr const char* kName = "task.give";
  TaskSpec spec;
  DIEMCAU_PLAIN(TaskGive, spec)
};
// By the giver, while it is open. The deadline moves by an extension only, once it was accepted.
struct TaskChange {
  static constexpr const char* kName = "task.change";
  TaskId task;
  TaskSpec spec;
  DIEMCAU_PLAIN(TaskChange, task, spec)
};
struct TaskAccept {
  static constexpr const char* kName = "task.accept";
  TaskId task;
  PersonId head;  // who answers for it in the unit; 0: as given
  PostId head_post;
  DIEMCAU_PLAIN(TaskAccept, task, head, head_post)
};
// What one direct subordinate of the lead unit takes on.
struct Part {
  UnitId lead;
  PersonId head;
  PostId head_post;
  std::string title;  // empty: as the whole
  std::string text;
  int64_t target = 0;  // 0: as the whole
  Day deadline;        // none: as the whole; never after it
  DIEMCAU_PLAIN(Part, lead, head, head_post, title, text, target, deadline)
};
// One level down: each part goes to a unit directly under the lead unit.
struct TaskPassDown {
  static constexpr const char* kName = "task.pass_down";
  TaskId task;
  std::vector<Part> parts;
  DIEMCAU_PLAIN(TaskPassDown, task, parts)
};
struct TaskReport {
  static constexpr const char* kName = "task.report";
  TaskId task;
  std::string text;
  bool has_figure = false;
  int64_t figure = 0;
  std::vector<Evidence> evidence;
  bool done = false;
  DIEMCAU_PLAIN(TaskReport, task, text, has_figure, figure, evidence, done)
};
// Confirms the receipt of a report; of one that says "done", the task is done by it.
struct ReportConfirm {
  static constexpr const char* kName = "report.confirm";
  TaskId task;
  ReportId report;
  std::string remark;
  DIEMCAU_PLAIN(ReportConfirm, task, report, remark)
};
struct ReportReturn {
  static constexpr const char* kName = "report.return";
  TaskId task;
  ReportId report;
  std::string remark;
  DIEMCAU_PLAIN(ReportReturn, task, report, remark)
};
struct ExtensionAsk {
  static constexpr const char* kName = "extension.ask";
  TaskId task;
  Day wanted;
  std::string why;
  DIEMCAU_PLAIN(ExtensionAsk, task, wanted, why)
};
struct ExtensionDecide {
  static constexpr const char* kName = "extension.decide";
  TaskId task;
  ExtensionId extension;
  bool grant = false;
  Day day;  // none: as wanted
  std::string remark;
  DIEMCAU_PLAIN(ExtensionDecide, task, extension, grant, day, remark)
};
// With everything that was passed down of it.
struct TaskWithdraw {
  static constexpr const char* kName = "task.withdraw";
  TaskId task;
  std::string why;
  DIEMCAU_PLAIN(TaskWithdraw, task, why)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct TaskGiven {
  static constexpr const char* kKind = "task.given";
  TaskId task;
  TaskId parent;
  TaskSpec spec;
  DIEMCAU_PLAIN(TaskGiven, task, parent, spec)
};
struct TaskChanged {
  static constexpr const char* kKind = "task.changed";
  TaskId task;
  TaskSpec spec;
  DIEMCAU_PLAIN(TaskChanged, task, spec)
};
struct TaskAccepted {
  static constexpr const char* kKind = "task.accepted";
  TaskId task;
  PersonId head;
  PostId head_post;
  DIEMCAU_PLAIN(TaskAccepted, task, head, head_post)
};
struct TaskReported {
  static constexpr const char* kKind = "task.reported";
  TaskId task;
  ReportId report;
  std::string text;
  bool has_figure = false;
  int64_t figure = 0;
  std::vector<Evidence> evidence;
  bool done = false;
  Day day;
  DIEMCAU_PLAIN(TaskReported, task, report, text, has_figure, figure, evidence, done, day)
};
struct ReportConfirmed {
  static constexpr const char* kKind = "report.confirmed";
  TaskId task;
  ReportId report;
  uint32_t number = 0;
  std::string remark;
  DIEMCAU_PLAIN(ReportConfirmed, task, report, number, remark)
};
struct ReportReturned {
  static constexpr const char* kKind = "report.returned";
  TaskId task;
  ReportId report;
  uint32_t number = 0;
  std::string remark;
  DIEMCAU_PLAIN(ReportReturned, task, report, number, remark)
};
struct TaskCompleted {
  static constexpr const char* kKind = "task.completed";
  TaskId task;
  Day day;
  DIEMCAU_PLAIN(TaskCompleted, task, day)
};
struct ExtensionAsked {
  static constexpr const char* kKind = "extension.asked";
  TaskId task;
  ExtensionId extension;
  Day wanted;
  std::string why;
  DIEMCAU_PLAIN(ExtensionAsked, task, extension, wanted, why)
};
struct ExtensionGranted {
  static constexpr const char* kKind = "extension.granted";
  TaskId task;
  ExtensionId extension;
  Day day;
  std::string remark;
  DIEMCAU_PLAIN(ExtensionGranted, task, extension, day, remark)
};
struct ExtensionRefused {
  static constexpr const char* kKind = "extension.refused";
  TaskId task;
  ExtensionId extension;
  std::string remark;
  DIEMCAU_PLAIN(ExtensionRefused, task, extension, remark)
};
struct TaskWithdrawn {
  static constexpr const char* kKind = "task.withdrawn";
  TaskId task;
  std::string why;
  DIEMCAU_PLAIN(TaskWithdrawn, task, why)
};

Decided decide_one(const State&, const TaskGive&, const Context&);
Decided decide_one(const State&, const TaskChange&, const Context&);
Decided decide_one(const State&, const TaskAccept&, const Context&);
Decided decide_one(const State&, const TaskPassDown&, const Context&);
Decided decide_one(const State&, const TaskReport&, const Context&);
Decided decide_one(const State&, const ReportConfirm&, const Context&);
Decided decide_one(const State&, const ReportReturn&, const Context&);
Decided decide_one(const State&, const ExtensionAsk&, const Context&);
Decided decide_one(const State&, const ExtensionDecide&, const Context&);
Decided decide_one(const State&, const TaskWithdraw&, const Context&);

void apply_one(State&, const TaskGiven&, const Stamp&);
void apply_one(State&, const TaskChanged&, const Stamp&);
void apply_one(State&, const TaskAccepted&, const Stamp&);
void apply_one(State&, const TaskReported&, const Stamp&);
void apply_one(State&, const ReportConfirmed&, const Stamp&);
void apply_one(State&, const ReportReturned&, const Stamp&);
void apply_one(State&, const TaskCompleted&, const Stamp&);
void apply_one(State&, const ExtensionAsked&, const Stamp&);
void apply_one(State&, const ExtensionGranted&, const Stamp&);
void apply_one(State&, const ExtensionRefused&, const Stamp&);
void apply_one(State&, const TaskWithdrawn&, const Stamp&);

}  // namespace diemcau::tasks
