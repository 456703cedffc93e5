#pragma once

#include <vector>

#include "conference/types.h"

namespace diemcau::conference {

// What decide_one() answers: typed facts or a refusal (decided.h).
struct Decided;

// What somebody is in this conference. kSystem is diemcau itself: it notices that a line is gone.
enum class Role : uint8_t {
  kChair,
  kCoChair,
  kSecretary,
  kTechnician,
  kSiteChair,
  kSiteOperator,
  kDelegate,
  kViewer,
  kSystem,
};
DIEMCAU_WORDS(Role, "chair", "co_chair", "secretary", "technician", "site_chair", "site_operator",
              "delegate", "viewer", "system")

// A role and, for the roles of a site, whose. One person may stand in several: a co-chair who also
// chairs the room of a province.
struct Standing {
  Role role = Role::kViewer;
  SiteId site;
  DIEMCAU_PLAIN(Standing, role, site)
};

// All that decide() may know besides the state. `office/` fills it; nothing here comes from the
// body of a command.
struct Context {
  UnixTime now;
  journal::Actor actor;
  std::vector<Standing> standings;
  PersonId person;      // who acts, where known: 0 for a device of a room
  DelegateId delegate;  // whose phone it is, where it was bound to one delegate of the roll

  // For vote.close of a secret vote only: how many chose each label, counted by `store/` from the
  // ballots that no journal sees.
  std::vector<uint32_t> secret_counts;
};

}  // namespace diemcau::conference
