#pragma once

#include <filesystem>
#include <string>

#include "api/line.h"
#include "demo/demo.h"
#include "http/router.h"
#include "store/files.h"

namespace diemcau::server {

// Builds the demo in an empty journal, or finds it there; with its rooms' names in
// DATA/demo-sites.txt, one a line from site 1 on, for whoever makes their clips.
Result<demo::Demo, std::string> open_demo(office::Office& office, UnixTime now, uint32_t sites,
                                          store::Files& files, const std::filesystem::path& data);

// What a page of the demo tells its visitor (docs/api/office.md, GET /api/me): for the machine
// itself also the command that pulls the plug, for who came in by the secret the other ways in.
api::Json demo_hint(const demo::Demo& demo, const std::string& secret,
                    const http::HttpRequest& request, AccountId account);

// GET /enter/{secret}: whoever has the secret, which is printed at the start and lives as long as
// the process, is the demo's chair from then on; with ?as=province or ?as=commune who leads that.
void add_demo_entry(http::Router& router, const api::Line& line, const demo::Demo& demo,
                    const std::string& secret);

}  // namespace diemcau::server
