#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "journal/event.h"
#include "journal/plain.h"

// Words that all parts of the organisation share. `diemcau::Unit` (done, no value) is written in
// full here: Unit is a node of the tree.
namespace diemcau::organisation {

using journal::Json;
using journal::Seq;

// Numbers of what the organisation alone refers to; never reused, 0 is none.
using GrantId = Id<struct GrantTag>;
using ImportId = Id<struct ImportTag>;
using ExportId = Id<struct ExportTag>;
using ErasureId = Id<struct ErasureTag>;

// The event by which something came to hold.
struct Stamp {
  Seq seq;
  UnixTime at;
  std::string who;  // "account:12"
  DIEMCAU_PLAIN(Stamp, seq, at, who)
};

struct State;
struct Context;
struct Decided;

}  // namespace diemcau::organisation
