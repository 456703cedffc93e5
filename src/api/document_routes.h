#pragma once

#include "api/door.h"

// Documents as they lie on paper (docs/api/office.md, "Documents"): the facts are taken on the
// office thread, the document is written on a thread of its own.
namespace diemcau::api {

void add_document_routes(http::Router& router, Line line,
                         const std::function<std::string(const http::HttpRequest&)>& page_address);

}  // namespace diemcau::api
