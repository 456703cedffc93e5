#pragma once

#include "conference/context.h"
#include "demo/office_user.h"

// Who is who in the demo's organisation. Inside the folder only.
namespace diemcau::demo {

UnitId first_of_level(const organisation::State& state, std::string_view level);
std::vector<UnitId> all_of_level(const organisation::State& state, std::string_view level);
// The units of that level directly under another, as they were brought in.
std::vector<UnitId> below(const organisation::State& state, UnitId unit, std::string_view level);

conference::Speaker head_of(const OfficeUser& user, UnitId unit);
// Who holds the post of that title there; nobody: only the unit is set.
conference::Speaker holder_of(const OfficeUser& user, UnitId unit, std::string_view title);
std::string code_of_title(const organisation::State& state, std::string_view name);

std::string name_of(const OfficeUser& user, UnitId unit);
// "Uỷ ban tỉnh Lào Cai" is "Lào Cai" on a tile.
std::string short_name_of(const OfficeUser& user, UnitId unit);

}  // namespace diemcau::demo
