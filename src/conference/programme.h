#pragma once

#include <map>

#include "conference/context.h"

// The steps of a conference in order; at most one is under way.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

enum class ItemKind : uint8_t {
  kOpening,
  kReport,
  kContribution,
  kDiscussion,
  kFilm,
  kBreak,
  kVote,
  kConclusion,
  kCourse,
};
DIEMCAU_WORDS(ItemKind, "opening", "report", "contribution", "discussion", "film", "break", "vote",
              "conclusion", "course")

// kFiled: a contribution handed in as written (văn bản), not spoken.
enum class ItemStatus : uint8_t { kPlanned, kCurrent, kDone, kSkipped, kFiled };
DIEMCAU_WORDS(ItemStatus, "planned", "current", "done", "skipped", "filed")

// What a step is, as planned. `speaker.unit` is whose contribution it is.
struct ItemSpec {
  ItemKind kind = ItemKind::kContribution;
  std::string title;
  std::string topic;
  Speaker speaker;
  SiteId site;  // from which room; 0: the room of the speaker's unit
  PaperId paper;
  uint32_t planned_minutes = 0;
  std::string file;    // a film's
  std::string course;  // the training course that presence counts for, for any kind of item
  DIEMCAU_PLAIN(ItemSpec, kind, title, topic, speaker, site, paper, planned_minutes, file, course)
};

struct Item {
  ItemSpec spec;
  ItemStatus status = ItemStatus::kPlanned;
  Stamp began;
  Stamp ended;  // also when it was skipped or filed
  DIEMCAU_PLAIN(Item, spec, status, began, ended)
};

struct Programme {
  std::map<ItemId, Item> items;
  std::vector<ItemId> order;
  ItemId current;
  DIEMCAU_PLAIN(Programme, items, order, current)
};

const Item* find(const Programme& programme, ItemId item);
// From which room a step is spoken: its own, its unit's, or that of who leads.
SiteId site_of(const State& state, const Item& item);

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct ItemAdd {
  static constexpr const char* kName = "item.add";
  ItemSpec spec;
  ItemId before;  // 0: at the end
  DIEMCAU_PLAIN(ItemAdd, spec, before)
};
struct ItemChange {
  static constexpr const char* kName = "item.change";
  ItemId item;
  ItemSpec spec;
  DIEMCAU_PLAIN(ItemChange, item, spec)
};
struct ItemMove {
  static constexpr const char* kName = "item.move";
  ItemId item;
  ItemId before;  // 0: to the end
  DIEMCAU_PLAIN(ItemMove, item, before)
};
struct ItemRemove {
  static constexpr const char* kName = "item.remove";
  ItemId item;
  DIEMCAU_PLAIN(ItemRemove, item)
};
struct ItemSkip {
  static constexpr const char* kName = "item.skip";
  ItemId item;
  DIEMCAU_PLAIN(ItemSkip, item)
};
// A skipped, filed or ended step is planned again.
struct ItemTakeBack {
  static constexpr const char* kName = "item.take_back";
  ItemId item;
  DIEMCAU_PLAIN(ItemTakeBack, item)
};
struct ItemFile {
  static constexpr const char* kName = "item.file";
  ItemId item;
  DIEMCAU_PLAIN(ItemFile, item)
};
struct ItemBegin {
  static constexpr const char* kName = "item.begin";
  ItemId item;
  ItemId seen;  // what was under way, as the screen showed it
  DIEMCAU_PLAIN(ItemBegin, item, seen)
};
struct ItemEnd {
  static constexpr const char* kName = "item.end";
  ItemId item;
  DIEMCAU_PLAIN(ItemEnd, item)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct ItemAdded {
  static constexpr const char* kKind = "item.added";
  ItemId item;
  ItemSpec spec;
  ItemId before;
  DIEMCAU_PLAIN(ItemAdded, item, spec, before)
};
struct ItemChanged {
  static constexpr const char* kKind = "item.changed";
  ItemId item;
  ItemSpec spec;
  DIEMCAU_PLAIN(ItemChanged, item, spec)
};
struct ItemMoved {
  static constexpr const char* kKind = "item.moved";
  ItemId item;
  ItemId before;
  DIEMCAU_PLAIN(ItemMoved, item, before)
};
struct ItemRemoved {
  static constexpr const char* kKind = "item.removed";
  ItemId item;
  DIEMCAU_PLAIN(ItemRemoved, item)
};
struct ItemSkipped {
  static constexpr const char* kKind = "item.skipped";
  ItemId item;
  DIEMCAU_PLAIN(ItemSkipped, item)
};
struct ItemTakenBack {
  static constexpr const char* kKind = "item.taken_back";
  ItemId item;
  DIEMCAU_PLAIN(ItemTakenBack, item)
};
struct ItemFiled {
  static constexpr const char* kKind = "item.filed";
  ItemId item;
  DIEMCAU_PLAIN(ItemFiled, item)
};
// Ends what was under way. floor.granted with another item does the same.
struct ItemBegan {
  static constexpr const char* kKind = "item.began";
  ItemId item;
  DIEMCAU_PLAIN(ItemBegan, item)
};
struct ItemEnded {
  static constexpr const char* kKind = "item.ended";
  ItemId item;
  DIEMCAU_PLAIN(ItemEnded, item)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

Decided decide_one(const State&, const ItemAdd&, const Context&);
Decided decide_one(const State&, const ItemChange&, const Context&);
Decided decide_one(const State&, const ItemMove&, const Context&);
Decided decide_one(const State&, const ItemRemove&, const Context&);
Decided decide_one(const State&, const ItemSkip&, const Context&);
Decided decide_one(const State&, const ItemTakeBack&, const Context&);
Decided decide_one(const State&, const ItemFile&, const Context&);
Decided decide_one(const State&, const ItemBegin&, const Context&);
Decided decide_one(const State&, const ItemEnd&, const Context&);

void apply_one(State&, const ItemAdded&, const Stamp&);
void apply_one(State&, const ItemChanged&, const Stamp&);
void apply_one(State&, const ItemMoved&, const Stamp&);
void apply_one(State&, const ItemRemoved&, const Stamp&);
void apply_one(State&, const ItemSkipped&, const Stamp&);
void apply_one(State&, const ItemTakenBack&, const Stamp&);
void apply_one(State&, const ItemFiled&, const Stamp&);
void apply_one(State&, const ItemBegan&, const Stamp&);
void apply_one(State&, const ItemEnded&, const Stamp&);

// What floor.granted shares with item.began.
void begin_item(State& state, ItemId item, const Stamp& stamp);
void end_current_item(State& state, const Stamp& stamp);

}  // namespace diemcau::conference
