#pragma once

#include "api/door.h"

// Files of units and people before they come in, the search, and who has read what
// (docs/api/office.md, "Organisation").
namespace diemcau::api {

inline constexpr size_t kMaxImportBytes = 8u << 20;
inline constexpr size_t kMaxSearchBytes = 400;

void add_organisation_routes(http::Router& router, const Line& line);

// What a file, decoded already, would do.
http::HttpResponse preview_import(Clerk& clerk, const Visitor& visitor,
                                  organisation::ImportKind what, const std::string& csv,
                                  const char* encoding);
http::HttpResponse list_imports(Clerk& clerk, const Visitor& visitor);
http::HttpResponse find(Clerk& clerk, const Visitor& visitor, const std::string& wanted);
// Who has read `person`'s data; 0: that of who asks.
http::HttpResponse list_accesses(Clerk& clerk, const Visitor& visitor, PersonId person);

}  // namespace diemcau::api
