#pragma once

#include <functional>

#include "organisation/may.h"
#include "organisation/state.h"
#include "text/collation.h"

// What pages ask. Reads only, without any check of who asks but where an account is an argument.
namespace diemcau::organisation {

// A person's name, "(đã xoá)" for one who was erased or does not exist.
std::string display_name(const State& state, PersonId person);

// By level, then Vietnamese order of names. Active units only.
std::vector<UnitId> children_of(const State& state, UnitId unit, const text::Collator& collator);
std::vector<UnitId> roots_of(const State& state, const text::Collator& collator);

// The unit and all below it by the line above, in no order that counts; 0: all. With
// `second_lines`, also what stands below by a second superior.
std::vector<UnitId> branch_of(const State& state, UnitId unit, bool second_lines = false);
bool in_branch(const State& state, UnitId unit, UnitId branch, bool second_lines = false);

// From the highest down to the unit itself.
std::vector<UnitId> path_of(const State& state, UnitId unit);

// Where the person holds a post on that day, the unit of the highest level first.
std::vector<UnitId> units_held_by(const State& state, PersonId person, Day day);

struct Found {
  UnitId unit;      // of a unit; of a person, where the highest post is held now
  PersonId person;  // 0: the unit was found
  std::string name;
  std::string detail;  // the path of a unit; the title and unit of a person
  DIEMCAU_PLAIN(Found, unit, person, name, detail)
};
// Ranked: whole, from the start, from the start of a word, inside; then by level and name. Units
// first where equal. Only what the account may see; at most `max`.
std::vector<Found> search(const State& state, std::string_view wanted, AccountId account, Day day,
                          const text::Collator& collator, size_t max = 20);

// People by the order of their titles, then ranks, then given names.
struct PostLine {
  PostId post;
  PersonId person;
  std::string name;
  std::string title;
  std::string rank;
  bool leads = false;
  Day from;
  Day to;
  std::string telephone;  // only for who may see it
  std::string email;
  uint32_t other_posts = 0;  // that the person holds on the same day
  DIEMCAU_PLAIN(PostLine, post, person, name, title, rank, leads, from, to, telephone, email,
                other_posts)
};
std::vector<PostLine> posts_in(const State& state, UnitId unit, Day day,
                               const text::Collator& collator);

struct UnitLink {
  UnitId unit;
  std::string code;
  std::string name;
  std::string level;
  uint32_t subordinates = 0;
  DIEMCAU_PLAIN(UnitLink, unit, code, name, level, subordinates)
};

// Posts that have ended by then, the last first.
std::vector<PostLine> past_posts_in(const State& state, UnitId unit, Day day);

// What the organisation says on the page "Đơn vị tôi".
struct UnitPage {
  UnitId id;
  Unit unit;
  std::string level;
  std::vector<UnitLink> path;
  std::optional<UnitLink> second_superior;
  std::vector<UnitLink> children;
  std::vector<UnitLink> second_children;
  std::vector<UnitLink> predecessors;
  std::vector<UnitLink> successors;
  std::vector<PostLine> posts;
  uint32_t past_posts = 0;
  uint32_t branch_units = 0;
  uint32_t branch_people = 0;
  DIEMCAU_PLAIN(UnitPage, id, unit, level, path, second_superior, children, second_children,
                predecessors, successors, posts, past_posts, branch_units, branch_people)
};
// Empty: there is no such unit, or the account may not see it.
std::optional<UnitPage> unit_page(const State& state, UnitId unit, AccountId account, Day day,
                                  const text::Collator& collator);

// What a unit was called on that day.
std::string name_on(const State& state, UnitId unit, Day day);

// Who answers for the unit on that day: the highest title that leads; 0: nobody.
PostId head_of(const State& state, UnitId unit, Day day);

// The people of an export that was taken, as CSV.
std::string people_csv(const State& state, UnitId branch, Day day, const text::Collator& collator);

}  // namespace diemcau::organisation
