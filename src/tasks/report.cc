#include "tasks/decided.h"

// Reported, confirmed or returned; extensions asked for and decided.
namespace diemcau::tasks {

namespace {

bool is_hash(const std::string& file) {
  return file.size() == 64 && file.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Denial bad_evidence(const std::vector<Evidence>& evidence) {
  if (Denial no = too_many(evidence.size(), kMaxEvidence, "evidence")) return no;
  for (const Evidence& one : evidence) {
    if (Denial no = too_long(one.text, kTitleLetters, "evidence")) return no;
    const bool points = one.event.value != 0 || !one.file.empty();
    if (!points && journal::is_blank(one.text))
      return deny("text.missing", {{"field", "evidence"}});
    if (!one.file.empty() && !is_hash(one.file)) return deny("file.not_a_hash");
  }
  return {};
}

Denial done_report_waits(const Task& task) {
  for (const auto& [id, report] : task.reports) {
    if (report.done && !report.receipt) return deny("report.waiting", {{"report", id}});
  }
  return {};
}

Denial not_waiting(const Task& task, ReportId report) {
  const auto found = task.reports.find(report);
  if (found == task.reports.end()) return deny("report.unknown", {{"report", report}});
  if (found->second.receipt) return deny("report.answered", {{"report", report}});
  return {};
}

Denial not_later(const Task& task, Day day) {
  if (!is_set(task.deadline)) return deny("deadline.none");
  if (day > task.deadline) return {};
  return deny("extension.not_later", {{"deadline", task.deadline}});
}

Denial extension_waits(const Task& task) {
  for (const auto& [id, extension] : task.extensions) {
    if (extension.state == ExtensionState::kAsked) {
      return deny("extension.waiting", {{"extension", id}});
    }
  }
  return {};
}

Denial not_asked(const Task& task, ExtensionId extension) {
  const auto found = task.extensions.find(extension);
  if (found == task.extensions.end()) return deny("extension.unknown", {{"extension", extension}});
  if (found->second.state == ExtensionState::kAsked) return {};
  return deny("extension.decided", {{"extension", extension}});
}

void answer(State& state, TaskId task, ReportId report, Receipt receipt) {
  state.last.receipt = std::max(state.last.receipt, receipt.number);
  const auto found = task_at(state, task).reports.find(report);
  DIEMCAU_CHECK(found != task_at(state, task).reports.end());
  found->second.receipt = std::move(receipt);
}

Extension& extension_at(State& state, TaskId task, ExtensionId extension) {
  const auto found = task_at(state, task).extensions.find(extension);
  DIEMCAU_CHECK(found != task_at(state, task).extensions.end());
  return found->second;
}

}  // namespace

Decided decide_one(const State& state, const TaskReport& command, const Context& context) {
  if (Denial no = may_not(state, command.task, TaskReport::kName, context)) return *no;
  const Task& task = task_at(state, command.task);
  Denial no =
      first_of(not_accepted(task), missing_or_too_long(command.text, kTextLetters, "text"),
               out_of_range(command.figure, "figure"), bad_evidence(command.evidence),
               done_report_waits(task), too_many(task.reports.size() + 1, kMaxReports, "reports"));
  if (!no && command.done) no = parts_open(state, task);
  if (no) return *no;
  return TaskReported{command.task,
                      {state.last.report + 1},
                      command.text,
                      command.has_figure,
                      command.has_figure ? command.figure : 0,
                      command.evidence,
                      command.done,
                      today(context)};
}

// Of a report that says "done", the day it was sent counts: how long it lay with the giver is not
// the lead's fault.
Decided decide_one(const State& state, const ReportConfirm& command, const Context& context) {
  if (Denial no = may_not(state, command.task, ReportConfirm::kName, context)) return *no;
  const Task& task = task_at(state, command.task);
  Denial no = first_of(not_open(task), not_waiting(task, command.report),
                       too_long(command.remark, kTextLetters, "remark"));
  if (no) return *no;
  const Report& report = task.reports.at(command.report);
  if (report.done) no = parts_open(state, task);
  if (no) return *no;
  const uint32_t number = state.last.receipt + 1;
  std::vector<Fact> facts{ReportConfirmed{command.task, command.report, number, command.remark}};
  if (report.done) facts.emplace_back(TaskCompleted{command.task, report.day});
  return facts;
}

Decided decide_one(const State& state, const ReportReturn& command, const Context& context) {
  if (Denial no = may_not(state, command.task, ReportReturn::kName, context)) return *no;
  const Task& task = task_at(state, command.task);
  Denial no = first_of(not_open(task), not_waiting(task, command.report),
                       missing_or_too_long(command.remark, kTextLetters, "remark"));
  if (no) return *no;
  return ReportReturned{command.task, command.report, state.last.receipt + 1, command.remark};
}

Decided decide_one(const State& state, const ExtensionAsk& command, const Context& context) {
  if (Denial no = may_not(state, command.task, ExtensionAsk::kName, context)) return *no;
  const Task& task = task_at(state, command.task);
  Denial no = first_of(not_accepted(task), not_later(task, command.wanted),
                       missing_or_too_long(command.why, kTextLetters, "why"), extension_waits(task),
                       too_many(task.extensions.size() + 1, kMaxExtensions, "extensions"));
  if (no) return *no;
  return ExtensionAsked{command.task, {state.last.extension + 1}, command.wanted, command.why};
}

Decided decide_one(const State& state, const ExtensionDecide& command, const Context& context) {
  if (Denial no = may_not(state, command.task, ExtensionDecide::kName, context)) return *no;
  const Task& task = task_at(state, command.task);
  Denial no = first_of(not_open(task), not_asked(task, command.extension),
                       too_long(command.remark, kTextLetters, "remark"));
  if (no) return *no;
  if (!command.grant) {
    no = missing_or_too_long(command.remark, kTextLetters, "remark");
    if (no) return *no;
    return ExtensionRefused{command.task, command.extension, command.remark};
  }
  const Day day = is_set(command.day) ? command.day : task.extensions.at(command.extension).wanted;
  no = first_of(not_later(task, day), bad_deadline(state, day, task.parent));
  if (no) return *no;
  return ExtensionGranted{command.task, command.extension, day, command.remark};
}

void apply_one(State& state, const TaskReported& fact, const Stamp& stamp) {
  state.last.report = std::max(state.last.report, fact.report.value);
  Report& report = task_at(state, fact.task).reports[fact.report];
  report.text = fact.text;
  if (fact.has_figure) report.figure = fact.figure;
  report.evidence = fact.evidence;
  report.done = fact.done;
  report.day = fact.day;
  report.sent = stamp;
}

void apply_one(State& state, const ReportConfirmed& fact, const Stamp& stamp) {
  answer(state, fact.task, fact.report, {fact.number, stamp, false, fact.remark});
}

void apply_one(State& state, const ReportReturned& fact, const Stamp& stamp) {
  answer(state, fact.task, fact.report, {fact.number, stamp, true, fact.remark});
}

void apply_one(State& state, const TaskCompleted& fact, const Stamp& stamp) {
  Task& task = task_at(state, fact.task);
  task.status = Status::kDone;
  task.done = fact.day;
  task.ended = stamp;
}

void apply_one(State& state, const ExtensionAsked& fact, const Stamp& stamp) {
  state.last.extension = std::max(state.last.extension, fact.extension.value);
  Extension& extension = task_at(state, fact.task).extensions[fact.extension];
  extension.wanted = fact.wanted;
  extension.why = fact.why;
  extension.asked = stamp;
}

void apply_one(State& state, const ExtensionGranted& fact, const Stamp& stamp) {
  Extension& extension = extension_at(state, fact.task, fact.extension);
  extension.state = ExtensionState::kGranted;
  extension.granted = fact.day;
  extension.remark = fact.remark;
  extension.decided = stamp;
  Task& task = task_at(state, fact.task);
  task.deadline = fact.day;
}

void apply_one(State& state, const ExtensionRefused& fact, const Stamp& stamp) {
  Extension& extension = extension_at(state, fact.task, fact.extension);
  extension.state = ExtensionState::kRefused;
  extension.remark = fact.remark;
  extension.decided = stamp;
}

}  // namespace diemcau::tasks
