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

// A draft document that is circulated, commented clause by clause, answered, and passed on.
// `diemcau::Unit` (done, no value) is written in full here.
namespace diemcau::documents {

using journal::Json;
using journal::Seq;

using DraftId = Id<struct DraftTag>;      // counted over the installation
using ClauseId = Id<struct ClauseTag>;    // of one draft, from 1; kept over its versions
using CommentId = Id<struct CommentTag>;  // of one draft, from 1

// The event by which something came to hold.
struct Stamp {
  Seq seq;
  UnixTime at;
  std::string who;  // "account:12"
  DIEMCAU_PLAIN(Stamp, seq, at, who)
};

// From the widest to the narrowest: a clause holds all narrower ones that follow it.
enum class ClauseKind : uint8_t { kPart, kChapter, kSection, kArticle, kClause, kPoint };
DIEMCAU_WORDS(ClauseKind, "part", "chapter", "section", "article", "clause", "point")

struct Clause {
  ClauseId id;  // 0: a new one
  ClauseKind kind = ClauseKind::kArticle;
  std::string heading;
  std::string text;
  DIEMCAU_PLAIN(Clause, id, kind, heading, text)
};

// Where a comment was made, so that it opens there; all 0 for one that was written here.
struct Source {
  ConferenceId conference;
  uint32_t note = 0;  // of the conference, while somebody spoke
  uint32_t turn = 0;
  PaperId paper;
  Seq event;
  DIEMCAU_PLAIN(Source, conference, note, turn, paper, event)
};

struct DraftSpec {
  std::string title;
  std::string kind;         // "Nghị quyết"
  UnitId unit;              // that drafts it and answers
  ConferenceId conference;  // for which or from which it is drafted
  bool secret = false;      // is refused
  DIEMCAU_PLAIN(DraftSpec, title, kind, unit, conference, secret)
};

struct State;
struct Context;
struct Decided;

}  // namespace diemcau::documents
