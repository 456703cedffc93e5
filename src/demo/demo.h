#pragma once

#include <functional>
#include <string>
#include <vector>

#include "office/office.h"

// A made-up organisation and a conference of it in session, for who tries diemcau: made by the same
// commands that people give, so that everything in it can be carried on.
namespace diemcau::demo {

struct DemoOptions {
  uint32_t sites = 12;  // that are simulated: the centre's and provinces'
  uint32_t contributions = 18;
  // Keeps a picture and answers its SHA-256; none: there are no news.
  std::function<std::string(const std::vector<uint8_t>&)> keep = {};
};

struct Demo {
  ConferenceId conference;
  AccountId chair;     // presides, and keeps the papers
  AccountId province;  // leads a province that takes part
  AccountId commune;   // leads a commune of it
  UnitId province_unit;
  UnitId commune_unit;
  std::vector<std::string> site_names;  // of the simulated sites: site 1, 2, 3 …
  conference::SiteId phone;             // the room that waits for a visitor's phone
};

// Builds it in an office whose journal has no conference yet. A sentence if the journal failed.
Result<Demo, std::string> build(office::Office& office, UnixTime now, const DemoOptions& options);

// The demo that a journal holds already; nothing if it holds another conference or none.
std::optional<Demo> find(const office::Folds& folds);

}  // namespace diemcau::demo
