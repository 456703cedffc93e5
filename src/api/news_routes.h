#pragma once

#include "api/line.h"
#include "http/router.h"

namespace diemcau::api {

// GET /news, /news/units/{unit}, /news/{conference}, /news/{conference}/units/{unit}: for
// everybody.
void add_news_routes(http::Router& router, const Line& line);

}  // namespace diemcau::api
