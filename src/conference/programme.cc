#include "conference/programme.h"

#include "conference/decided.h"

namespace diemcau::conference {

namespace {

Denial bad_spec(const State& state, const ItemSpec& spec) {
  if (spec.site.value != 0 && find_site(state, spec.site) == nullptr) {
    return deny("site.unknown", {{"site", spec.site}});
  }
  return first_of(missing_or_too_long(spec.title, kTitleLetters, "title"),
                  too_long(spec.topic, kTextLetters, "topic"), bad_speaker(spec.speaker),
                  out_of_range(spec.planned_minutes, kMaxMinutes, "planned_minutes"),
                  too_long(spec.file, kKeyLetters, "file"),
                  too_long(spec.course, kKeyLetters, "course"));
}

Denial unknown(const State& state, ItemId item) {
  if (find(state.programme, item) != nullptr) return {};
  return deny("item.unknown", {{"item", item}});
}

Denial not_planned(const State& state, ItemId item) {
  if (Denial no = unknown(state, item)) return no;
  const ItemStatus status = find(state.programme, item)->status;
  if (status == ItemStatus::kPlanned) return {};
  return deny("item.not_planned", {{"item", item}, {"status", status}});
}

Denial bad_place(const State& state, ItemId before) {
  return before.value == 0 ? Denial{} : unknown(state, before);
}

// Before that item, or at the end.
void insert(std::vector<ItemId>& order, ItemId item, ItemId before) {
  order.insert(std::find(order.begin(), order.end(), before), item);
}

void set_aside(State& state, ItemId id, ItemStatus status, const Stamp& stamp) {
  Item& item = state.programme.items[id];
  item.status = status;
  item.ended = stamp;
}

}  // namespace

const Item* find(const Programme& programme, ItemId item) {
  const auto found = programme.items.find(item);
  return found == programme.items.end() ? nullptr : &found->second;
}

SiteId site_of(const State& state, const Item& item) {
  if (item.spec.site.value != 0) return item.spec.site;
  const UnitId unit = item.spec.speaker.unit;
  for (const auto& [id, site] : state.sites) {
    if (unit.value != 0 && site.spec.unit == unit) return id;
  }
  return presiding(state.life).site;
}

Decided decide_one(const State& state, const ItemAdd& c, const Context&) {
  if (Denial no = bad_spec(state, c.spec)) return *no;
  if (Denial no = bad_place(state, c.before)) return *no;
  if (Denial no = too_many(state.programme.items.size() + 1, kMaxItems, "items")) return *no;
  return ItemAdded{{state.last.item + 1}, c.spec, c.before};
}

Decided decide_one(const State& state, const ItemChange& c, const Context&) {
  if (Denial no = unknown(state, c.item)) return *no;
  if (Denial no = bad_spec(state, c.spec)) return *no;
  if (find(state.programme, c.item)->spec == c.spec) return nothing();
  return ItemChanged{c.item, c.spec};
}

Decided decide_one(const State& state, const ItemMove& c, const Context&) {
  if (Denial no = unknown(state, c.item)) return *no;
  if (Denial no = bad_place(state, c.before)) return *no;
  if (c.item == c.before) return nothing();
  return ItemMoved{c.item, c.before};
}

Decided decide_one(const State& state, const ItemRemove& c, const Context&) {
  if (Denial no = not_planned(state, c.item)) return *no;
  return ItemRemoved{c.item};
}

Decided decide_one(const State& state, const ItemSkip& c, const Context&) {
  if (Denial no = not_planned(state, c.item)) return *no;
  return ItemSkipped{c.item};
}

Decided decide_one(const State& state, const ItemTakeBack& c, const Context&) {
  if (Denial no = unknown(state, c.item)) return *no;
  const ItemStatus status = find(state.programme, c.item)->status;
  if (status == ItemStatus::kPlanned || status == ItemStatus::kCurrent) {
    return deny("item.nothing_to_take_back", {{"item", c.item}, {"status", status}});
  }
  return ItemTakenBack{c.item};
}

Decided decide_one(const State& state, const ItemFile& c, const Context&) {
  if (Denial no = not_planned(state, c.item)) return *no;
  if (find(state.programme, c.item)->spec.kind != ItemKind::kContribution) {
    return deny("item.not_contribution", {{"item", c.item}});
  }
  return ItemFiled{c.item};
}

Decided decide_one(const State& state, const ItemBegin& c, const Context&) {
  if (c.seen != state.programme.current) {
    return deny("item.changed", {{"current", state.programme.current}});
  }
  if (Denial no = not_planned(state, c.item)) return *no;
  return ItemBegan{c.item};
}

Decided decide_one(const State& state, const ItemEnd& c, const Context&) {
  if (Denial no = unknown(state, c.item)) return *no;
  if (c.item != state.programme.current) {
    return deny("item.not_current", {{"current", state.programme.current}});
  }
  return ItemEnded{c.item};
}

void begin_item(State& state, ItemId id, const Stamp& stamp) {
  end_current_item(state, stamp);
  Item& item = state.programme.items[id];
  item.status = ItemStatus::kCurrent;
  item.began = stamp;
  item.ended = {};
  state.programme.current = id;
}

void end_current_item(State& state, const Stamp& stamp) {
  if (state.programme.current.value == 0) return;
  set_aside(state, state.programme.current, ItemStatus::kDone, stamp);
  state.programme.current = {};
}

void apply_one(State& state, const ItemAdded& f, const Stamp&) {
  state.last.item = f.item.value;
  state.programme.items[f.item].spec = f.spec;
  insert(state.programme.order, f.item, f.before);
}

void apply_one(State& state, const ItemChanged& f, const Stamp&) {
  state.programme.items[f.item].spec = f.spec;
}

void apply_one(State& state, const ItemMoved& f, const Stamp&) {
  std::erase(state.programme.order, f.item);
  insert(state.programme.order, f.item, f.before);
}

void apply_one(State& state, const ItemRemoved& f, const Stamp&) {
  state.programme.items.erase(f.item);
  std::erase(state.programme.order, f.item);
}

void apply_one(State& state, const ItemSkipped& f, const Stamp& stamp) {
  set_aside(state, f.item, ItemStatus::kSkipped, stamp);
}

void apply_one(State& state, const ItemTakenBack& f, const Stamp&) {
  Item& item = state.programme.items[f.item];
  item.status = ItemStatus::kPlanned;
  item.began = {};
  item.ended = {};
  state.presences.erase(f.item);
  state.floor.undo = {};
}

void apply_one(State& state, const ItemFiled& f, const Stamp& stamp) {
  set_aside(state, f.item, ItemStatus::kFiled, stamp);
}

void apply_one(State& state, const ItemBegan& f, const Stamp& stamp) {
  begin_item(state, f.item, stamp);
  state.floor.undo = {};
}

void apply_one(State& state, const ItemEnded&, const Stamp& stamp) {
  end_current_item(state, stamp);
  state.floor.undo = {};
}

}  // namespace diemcau::conference
