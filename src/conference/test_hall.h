#pragma once

#include <string>
#include <vector>

#include "conference/commands.h"
#include "conference/facts.h"

// For tests only: a conference in memory with a clock, and the people who act in it.
namespace diemcau::conference {

// Somebody with one role; persons are numbered as the tests like.
inline Context as(Role role, uint32_t site = 0, uint32_t person = 0) {
  Context context;
  context.actor = {std::string(word(role)) + ":" + std::to_string(site), "device:test"};
  context.standings = {{role, {site}}};
  context.person = {person};
  return context;
}
inline Context chair() { return as(Role::kChair); }
inline Context secretary() { return as(Role::kSecretary); }
inline Context technician() { return as(Role::kTechnician); }
inline Context operator_of(uint32_t site) { return as(Role::kSiteOperator, site); }
inline Context chair_of(uint32_t site) { return as(Role::kSiteChair, site); }

class Hall {
 public:
  State state = state_of({4});
  std::vector<journal::Event> journal;
  UnixTime now{1'700'000'000'000};
  std::string code;  // of the last refusal, empty after a command that was accepted
  Json facts;        // the last refusal's

  // Decides, keeps, applies: what office/ does. Whether the command was accepted.
  bool run(const Command& command, Context context) {
    context.now = now;
    const auto decision = decide(state, command, context);
    code = decision.ok() ? "" : decision.error().code;
    facts = decision.ok() ? Json() : decision.error().facts;
    if (!decision.ok()) return false;
    for (const auto& draft : *decision) keep(draft, context.actor);
    return true;
  }

  // What the key for the next speaker sends from a screen that is up to date.
  FloorNext next() const {
    const FloorGrant grant = next_speaker(state);
    return {top(state.floor), grant.site, grant.item, grant.request};
  }

  void later(int64_t seconds) { now.ms += seconds * 1000; }

  // The kinds of the events after the first `from`.
  std::vector<std::string> kinds(size_t from = 0) const {
    std::vector<std::string> kinds;
    for (size_t i = from; i < journal.size(); ++i) kinds.push_back(journal[i].kind);
    return kinds;
  }

  // A draft with a centre (site 1, where the chair sits), two provinces (2 and 3, units 20 and 30)
  // and a commune below the first of them (4), and a programme: opening (1), two contributions (2
  // of unit 20, 3 of unit 30), discussion (4), conclusion (5).
  static Hall drafted() {
    Hall hall;
    hall.run(ConferenceDraft{{"Hội nghị", {10}, {{{1000}, {2000}}}}}, secretary());
    hall.add_sites();
    hall.add_items();
    hall.run(ChairsAppoint{{{1}, {}, {1}}, {{{2}, {}, {2}}, {{3}, {}, {3}}}}, secretary());
    return hall;
  }
  static Hall convened() {
    Hall hall = drafted();
    hall.run(ConferenceConvene{}, chair());
    return hall;
  }
  // Sites 1, 2 and 3 are there; the commune is not.
  static Hall in_session() {
    Hall hall = convened();
    for (uint32_t site = 1; site <= 3; ++site) {
      hall.run(SiteCheckIn{{site}, 10 * site}, operator_of(site));
    }
    hall.run(ConferenceOpen{}, chair());
    return hall;
  }

 private:
  void keep(const journal::Draft& draft, const journal::Actor& actor) {
    journal::Event event{{journal.size() + 1}, now, actor, draft.stream, draft.kind, draft.body};
    DIEMCAU_CHECK(apply(state, event).ok());
    journal.push_back(std::move(event));
  }

  void add_sites() {
    run(SiteAdd{{{10}, "Trung tâm", SiteLevel::kCentre, "", {}, 30}}, secretary());
    run(SiteAdd{{{20}, "Hà Giang", SiteLevel::kProvince, "Bắc", {1}, 20, 2}}, secretary());
    run(SiteAdd{{{30}, "Cà Mau", SiteLevel::kProvince, "Nam", {1}, 25, 3}}, secretary());
    run(SiteAdd{{{21}, "Đồng Văn", SiteLevel::kCommune, "Bắc", {2}, 12}}, secretary());
  }

  void add_item(ItemKind kind, const char* title, uint32_t unit, uint32_t minutes) {
    ItemSpec spec;
    spec.kind = kind;
    spec.title = title;
    spec.speaker.unit = {unit};
    spec.speaker.post = {unit * 10};
    spec.planned_minutes = minutes;
    run(ItemAdd{spec, {}}, secretary());
  }

  void add_items() {
    add_item(ItemKind::kOpening, "Khai mạc", 10, 5);
    add_item(ItemKind::kContribution, "Tham luận 1", 20, 15);
    add_item(ItemKind::kContribution, "Tham luận 2", 30, 15);
    add_item(ItemKind::kDiscussion, "Thảo luận", 0, 60);
    add_item(ItemKind::kConclusion, "Kết luận", 10, 20);
  }
};

}  // namespace diemcau::conference
