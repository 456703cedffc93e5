#pragma once

#include <optional>
#include <string_view>

#include "api/line.h"
#include "http/router.h"

// What every route of the office's API does alike.
namespace diemcau::api {

http::HttpResponse bad_request();
http::HttpResponse busy();       // the office has too much to do
http::HttpResponse too_often();  // a limit on tries

// A number in an address: digits only, not 0.
std::optional<uint32_t> number_of(std::string_view text);

// From any thread: the answer goes back to the control thread.
AnswerOf back(const Line& line, const http::Answer& answer);

// Asks the office; on the control thread. `work` runs on the office thread.
void in_office(const Line& line, const http::Answer& answer,
               std::function<http::HttpResponse(Clerk&)> work);

// A POST that only pages of this server may send, and programs that are no browser.
void add_post(http::Router& router, const char* path, http::DeferredHandler handler);

}  // namespace diemcau::api
