#pragma once

#include "api/line.h"
#include "http/router.h"
#include "picture/picture.h"

namespace diemcau::api {

inline constexpr size_t kMaxStillBytes = size_t{10} << 20;
inline constexpr const char* kStillsPath = "/api/stills";

// A cleaned picture of a room, taken by who may (`still.take`) and kept; on the office thread.
http::HttpResponse keep_still(Clerk& clerk, const Visitor& visitor, ConferenceId conference,
                              conference::SiteId site, const picture::Cleaned& cleaned);

// POST /api/stills, GET /api/stills/{file}: docs/api/office.md. By nothing else a picture comes in.
void add_still_routes(http::Router& router, const Line& line);

}  // namespace diemcau::api
