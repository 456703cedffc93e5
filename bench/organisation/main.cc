// What a national tree costs: bench_organisation. The tree of after mid-2025 (34 provinces, 3,321
// communes) and the one before (63, 696 districts, 10,035 communes), brought in as files and asked
// as pages ask. One line of JSON each.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/check.h"
#include "organisation/commands.h"
#include "organisation/facts.h"
#include "organisation/generator.h"
#include "organisation/preview.h"
#include "organisation/queries.h"

namespace diemcau::organisation {
namespace {

using Clock = std::chrono::steady_clock;

template <class Work>
double ms_of(Work work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double rounded(double ms) { return std::round(ms * 100) / 100; }

// The cipher is the store's and has a figure of its own.
class OpenSealer final : public Sealer {
 public:
  std::string seal(PersonId, std::string_view plain) override { return std::string(plain); }
  std::optional<std::string> open(PersonId, std::string_view sealed) const override {
    return std::string(sealed);
  }
};

class Country {
 public:
  Country() : state_(empty_state(sealer_)) {
    context_.now = UnixTime{1'764'000'000'000};
    context_.sealer = &sealer_;
    context_.system = true;
  }
  void must(const Command& command) {
    const auto decision = decide(state_, command, context_);
    DIEMCAU_CHECK(decision.ok());
    for (const auto& draft : *decision) {
      const journal::Event event{Seq{state_.seq.value + 1},
                                 context_.now,
                                 context_.actor,
                                 draft.stream,
                                 draft.kind,
                                 draft.body};
      DIEMCAU_CHECK(apply(state_, event).ok());
    }
  }
  Preview look(ImportKind what, const std::string& csv) const {
    return preview(state_, what, csv, context_);
  }
  // Preview and import, as the page does both.
  nlohmann::json import(ImportKind what, const std::string& csv) {
    Preview seen;
    const double preview_ms = ms_of([&] { seen = look(what, csv); });
    DIEMCAU_CHECK(seen.refused.empty() && seen.refused_rows == 0);
    const double import_ms = ms_of([&] {
      must(ImportRun{what, "tệp.csv", csv, seen.fingerprint, false});
    });
    return {{"rows", seen.rows.size()},
            {"kib", csv.size() / 1024},
            {"preview_ms", rounded(preview_ms)},
            {"import_ms", rounded(import_ms)}};
  }
  const State& state() const { return state_; }

 private:
  OpenSealer sealer_;
  State state_;
  Context context_;
};

// The slowest of some questions, each asked several times and taken at its fastest: what else the
// machine does is not asked here.
template <class Question, class Ask>
double worst_ms(const std::vector<Question>& questions, Ask ask) {
  double worst = 0;
  for (const Question& question : questions) {
    double fastest = ms_of([&] { ask(question); });
    for (int i = 0; i < 6; ++i) fastest = std::min(fastest, ms_of([&] { ask(question); }));
    worst = std::max(worst, fastest);
  }
  return rounded(worst);
}

void measure(const char* name, const GeneratorOptions& options) {
  const GeneratedFiles files = generate(options);
  Country country;
  country.must(WordsBegin{});
  const auto units = country.import(ImportKind::kUnits, files.units);
  const auto people = country.import(ImportKind::kPeople, files.people);
  // Somebody of the whole and somebody of one province; the second needs a look at each path.
  country.must(AccountCreate{{}, "Toàn quốc", "đo"});
  country.must(AccountCreate{{}, "Một tỉnh", "đo"});
  const UnitId province = country.state().index.by_code.at(code_key("T01"));
  country.must(RoleGrant{AccountId{1}, Role::kOrganiser, {}, {}, "đo"});
  country.must(RoleGrant{AccountId{2}, Role::kOrganiser, province, {}, "đo"});

  const text::Collator collator;
  const Day day = day_in_vietnam(UnixTime{1'764'000'000'000});
  const std::vector<std::string> words = {"xã", "a", "phuong dong", "T01", "mẫu văn an", "zzzz"};
  const auto search_as = [&](uint32_t account) {
    return worst_ms(words, [&](const std::string& wanted) {
      (void)search(country.state(), wanted, AccountId{account}, day, collator);
    });
  };
  const std::vector<UnitId> pages = {UnitId{1}, province, UnitId{country.state().last.unit}};
  const double page_ms = worst_ms(pages, [&](UnitId unit) {
    DIEMCAU_CHECK(unit_page(country.state(), unit, AccountId{1}, day, collator));
  });
  const nlohmann::json line = {{"bench", "organisation"},
                               {"tree", name},
                               {"units", units},
                               {"people", people},
                               {"search_ms_whole", search_as(1)},
                               {"search_ms_branch", search_as(2)},
                               {"unit_page_ms", page_ms}};
  std::printf("%s\n", line.dump().c_str());
}

}  // namespace
}  // namespace diemcau::organisation

int main() {
  using diemcau::organisation::measure;
  measure("34 provinces", {.provinces = 34, .communes = 3'321});
  measure("63 provinces", {.districts = 696, .communes = 10'035});
  return 0;
}
