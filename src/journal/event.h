#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace diemcau::journal {

using Json = nlohmann::json;

// The place of an event in the one journal of this installation: 1, 2, 3 ... without a gap, over
// all streams. 0 stands before the first.
using Seq = Id<struct SeqTag, uint64_t>;

// Who does something, and from where. Ids, never names: names of people live in the organisation,
// where they can be erased.
struct Actor {
  std::string who;    // "account:12", "site:7", "system"
  std::string where;  // "device:3f0a", "address:192.0.2.7", empty for the system itself
  bool operator==(const Actor&) const = default;
};

// What decide() proposes: a fact of one stream, not yet stored.
//
// `stream` says which fold it belongs to: "organisation", "conference/4". `kind` names the fact in
// the past tense ("floor.granted") and never changes its meaning: a fact of a new shape gets a new
// kind. `body` holds its own fields only; who, where and when are the event's.
struct Draft {
  std::string stream;
  std::string kind;
  Json body;
  bool operator==(const Draft&) const = default;
};

// A fact as the journal keeps it.
struct Event {
  Seq seq;
  UnixTime at;
  Actor actor;
  std::string stream;
  std::string kind;
  Json body;
  bool operator==(const Event&) const = default;
};

// Why a command was not carried out. `code` is the key of a sentence that the pages have in both
// languages ("floor.taken"); `facts` fills its gaps ({"site": 7}). Nothing has changed.
struct Refusal {
  std::string code;
  Json facts = Json::object();
  bool operator==(const Refusal&) const = default;
};

inline Err<Refusal> refuse(std::string code, Json facts = Json::object()) {
  return Err{Refusal{std::move(code), std::move(facts)}};
}

// What decide() answers: facts in the order in which they come to hold, or the reason why not. No
// facts is fine: what was wanted holds already.
using Decision = Result<std::vector<Draft>, Refusal>;

}  // namespace diemcau::journal
