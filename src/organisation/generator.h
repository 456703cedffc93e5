#pragma once

#include <cstdint>
#include <string>

namespace diemcau::organisation {

// A made-up organisation in the shape of a national one, as the CSV files that an import reads: for
// the demo, tests and measurements. The names of provinces are those of before mid-2025; communes
// and people are invented, and people say so by their family names ("Mẫu", "Thử", "Ví Dụ").
struct GeneratorOptions {
  uint64_t seed = 1;
  uint32_t departments = 12;
  uint32_t provinces = 63;          // at most 63
  uint32_t offices_a_province = 0;  // at most 20
  uint32_t districts = 0;           // over all provinces; communes then stand under them
  uint32_t communes = 630;          // over all provinces
  uint32_t people_a_department = 6;
  uint32_t people_a_province = 8;
  uint32_t people_a_commune = 3;
};

struct GeneratedFiles {
  std::string units;
  std::string people;
};

GeneratedFiles generate(const GeneratorOptions& options);

}  // namespace diemcau::organisation
