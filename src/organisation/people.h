#pragma once

#include "organisation/types.h"

// People and their posts. What is personal is sealed in the journal (sealer.h, ADR 5) and held open
// in memory only. Ethnicity, religion, health, family and discipline have no place here.
namespace diemcau::organisation {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

struct Personal {
  std::string code;  // the organisation's own number for its people, if it has one
  std::string name;
  Day born;
  std::string telephone;
  std::string email;
  DIEMCAU_PLAIN(Personal, code, name, born, telephone, email)
};

// Nobody may erase this person while it stands.
struct LegalHold {
  std::string why;
  Stamp placed;
  DIEMCAU_PLAIN(LegalHold, why, placed)
};

struct Person {
  std::string rank;    // a code of Words::ranks, or empty
  std::string sealed;  // Personal as JSON, sealed
  bool erased = false;
  std::optional<LegalHold> hold;
  ImportId import;  // that changed it last; 0: a person did

  // Never written: a state says no more than the journal does. Empty if erased.
  Personal open;
  bool operator==(const Person&) const = default;
  DIEMCAU_JSON(Person, rank, sealed, erased, hold, import)
};

struct PostSpec {
  PersonId person;
  UnitId unit;
  std::string title;  // a code of Words::titles
  Day from;
  Day to;  // the last day
  DIEMCAU_PLAIN(PostSpec, person, unit, title, from, to)
};

struct Post {
  PostSpec spec;
  std::string ended_by;  // the decision
  ImportId import;       // that changed it last; 0: a person did
  DIEMCAU_PLAIN(Post, spec, ended_by, import)
};

inline bool is_held(const Post& post, Day day) {
  return post.spec.from <= day && (!is_set(post.spec.to) || day <= post.spec.to);
}

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

// A person comes with a first post, so that it is known whose person it is.
struct PersonAdd {
  static constexpr const char* kName = "person.add";
  Personal personal;
  std::string rank;
  PostSpec post;  // without the person
  DIEMCAU_PLAIN(PersonAdd, personal, rank, post)
};
struct PersonChange {
  static constexpr const char* kName = "person.change";
  PersonId person;
  Personal personal;
  std::string rank;
  DIEMCAU_PLAIN(PersonChange, person, personal, rank)
};
struct PostAdd {
  static constexpr const char* kName = "post.add";
  PostSpec spec;
  DIEMCAU_PLAIN(PostAdd, spec)
};
struct PostChange {
  static constexpr const char* kName = "post.change";
  PostId post;
  PostSpec spec;
  DIEMCAU_PLAIN(PostChange, post, spec)
};
struct PostEnd {
  static constexpr const char* kName = "post.end";
  PostId post;
  Day last_day;
  std::string decision;
  DIEMCAU_PLAIN(PostEnd, post, last_day, decision)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct PersonAdded {
  static constexpr const char* kKind = "person.added";
  PersonId person;
  std::string rank;
  std::string sealed;
  DIEMCAU_PLAIN(PersonAdded, person, rank, sealed)
};
struct PersonChanged {
  static constexpr const char* kKind = "person.changed";
  PersonId person;
  std::string rank;
  std::string sealed;
  DIEMCAU_PLAIN(PersonChanged, person, rank, sealed)
};
struct PostAdded {
  static constexpr const char* kKind = "post.added";
  PostId post;
  PostSpec spec;
  DIEMCAU_PLAIN(PostAdded, post, spec)
};
struct PostChanged {
  static constexpr const char* kKind = "post.changed";
  PostId post;
  PostSpec spec;
  DIEMCAU_PLAIN(PostChanged, post, spec)
};
struct PostEnded {
  static constexpr const char* kKind = "post.ended";
  PostId post;
  Day last_day;
  std::string decision;
  DIEMCAU_PLAIN(PostEnded, post, last_day, decision)
};

Decided decide_one(const State&, const PersonAdd&, const Context&);
Decided decide_one(const State&, const PersonChange&, const Context&);
Decided decide_one(const State&, const PostAdd&, const Context&);
Decided decide_one(const State&, const PostChange&, const Context&);
Decided decide_one(const State&, const PostEnd&, const Context&);

void apply_one(State&, const PersonAdded&, const Stamp&);
void apply_one(State&, const PersonChanged&, const Stamp&);
void apply_one(State&, const PostAdded&, const Stamp&);
void apply_one(State&, const PostChanged&, const Stamp&);
void apply_one(State&, const PostEnded&, const Stamp&);

}  // namespace diemcau::organisation
