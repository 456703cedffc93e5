#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "journal/event.h"
#include "journal/plain.h"

// A task: from a conclusion of a conference, or given by hand; passed down the tree level by level,
// reported up. `diemcau::Unit` (done, no value) is written in full here.
namespace diemcau::tasks {

using journal::Json;
using journal::Seq;

using ReportId = Id<struct ReportTag>;        // counted over all tasks from 1
using ExtensionId = Id<struct ExtensionTag>;  // counted over all tasks from 1

// The event by which something came to hold.
struct Stamp {
  Seq seq;
  UnixTime at;
  std::string who;  // "account:12"
  DIEMCAU_PLAIN(Stamp, seq, at, who)
};

// Where a task comes from; all 0 for one given by hand. `event` is the one by which the conclusion
// was adopted, so that the task opens the moment in the minutes.
struct Source {
  ConferenceId conference;
  Seq event;
  std::string place;  // "Kết luận, mục 3"
  DIEMCAU_PLAIN(Source, conference, event, place)
};

// A goal with what it is measured by. Amounts are in thousandths, so that 97.5 % is 97 500.
struct Goal {
  std::string text;       // "100 % chi bộ sinh hoạt đúng quy định"
  std::string indicator;  // "chi bộ sinh hoạt đúng quy định"
  std::string measure;    // "%"
  int64_t target = 0;
  DIEMCAU_PLAIN(Goal, text, indicator, measure, target)
};

struct TaskSpec {
  std::string title;
  std::string text;
  UnitId giver;  // the unit that gives it
  UnitId lead;   // the unit that carries it out
  std::vector<UnitId> helpers;
  PersonId head;  // who answers for it
  PostId head_post;
  Goal goal;
  Day deadline;  // none: without a deadline
  Source source;
  DIEMCAU_PLAIN(TaskSpec, title, text, giver, lead, helpers, head, head_post, goal, deadline,
                source)
};

// What a report points to: a moment of a conference, a file that the store keeps, or a number and
// date in words.
struct Evidence {
  std::string text;  // "Công văn 12/CV-ĐT ngày 3/9/2026"
  ConferenceId conference;
  Seq event;
  std::string file;  // SHA-256 of the file, in hexadecimal; empty: none
  DIEMCAU_PLAIN(Evidence, text, conference, event, file)
};

struct State;
struct Context;
struct Decided;

}  // namespace diemcau::tasks
