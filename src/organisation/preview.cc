#include "organisation/preview.h"

#include <cstdio>

#include "organisation/import_plan.h"

namespace diemcau::organisation {

namespace {

// FNV-1a: tells previews apart, guards nothing.
class Fingerprint {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      hash_ ^= static_cast<uint8_t>(c);
      hash_ *= 0x100000001b3;
    }
    hash_ *= 0x100000001b3;
  }
  std::string text() const {
    char out[17];
    std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(hash_));
    return out;
  }

 private:
  uint64_t hash_ = 0xcbf29ce484222325;
};

// Of the file, of what becomes of each row, and of what stands where something would change.
std::string fingerprint_of(const State& state, std::string_view csv, const Plan& plan) {
  Fingerprint print;
  print.add(csv);
  for (const PreviewRow& row : plan.preview.rows) print.add(journal::word(row.outcome));
  for (const ImportedUnit& one : plan.units) {
    if (const Unit* unit = find_unit(state, one.unit)) print.add(Json(unit->spec).dump());
  }
  for (const PlannedPerson& one : plan.people) {
    if (const Person* person = find_person(state, one.person)) print.add(person->sealed);
  }
  for (const ImportedPost& one : plan.posts) {
    if (const Post* post = find_post(state, one.post)) print.add(Json(post->spec).dump());
  }
  return print.text();
}

void count_rows(Preview& preview) {
  for (const PreviewRow& row : preview.rows) {
    switch (row.outcome) {
      case RowOutcome::kCreate:
        ++preview.created;
        break;
      case RowOutcome::kChange:
        ++preview.changed;
        break;
      case RowOutcome::kLeave:
        ++preview.left;
        break;
      case RowOutcome::kRefuse:
        ++preview.refused_rows;
        break;
    }
  }
}

}  // namespace

ImportScope::ImportScope(const State& state, const Context& context)
    : state_(state),
      account_(context.account),
      today_(today(context)),
      whole_(context.system || may(state, context.account, Purpose::kImport, UnitId{})) {}

bool ImportScope::has(UnitId unit) const {
  return whole_ || may(state_, account_, Purpose::kImport, unit);
}

bool ImportScope::has(PersonId person) const {
  return whole_ || may(state_, account_, Purpose::kImport, person, today_);
}

Plan plan_import(const State& state, ImportKind what, std::string_view csv,
                 const Context& context) {
  Plan plan;
  plan.preview.what = what;
  ImportTable table;
  const bool units = what == ImportKind::kUnits;
  if (table.read(csv, units ? unit_columns() : people_columns(), plan.preview)) {
    units ? plan_units(state, table, context, plan) : plan_people(state, table, context, plan);
  }
  count_rows(plan.preview);
  plan.preview.fingerprint = fingerprint_of(state, csv, plan);
  return plan;
}

Preview preview(const State& state, ImportKind what, std::string_view csv, const Context& context) {
  return plan_import(state, what, csv, context).preview;
}

}  // namespace diemcau::organisation
