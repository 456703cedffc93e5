#pragma once

#include "conference/state.h"

// The roll call as a report: every site with what it has and what stands below it, and the named
// roll of one site.
namespace diemcau::conference {

struct RollRow {
  SiteId site;
  SiteId parent;
  std::string name;
  UnitId unit;
  SiteLevel level = SiteLevel::kProvince;
  RollSums own;
  RollSums below;  // itself included
  uint32_t confirmed = 0;
  DIEMCAU_PLAIN(RollRow, site, parent, name, unit, level, own, below, confirmed)
};

struct RollView {
  ConferenceId conference;
  Seq seq;
  RollSums totals;
  QuorumRule rule;
  bool quorum = true;
  std::vector<RollRow> rows;
  DIEMCAU_PLAIN(RollView, conference, seq, totals, rule, quorum, rows)
};

RollView roll_view(const State& state);

struct SiteRollView {
  ConferenceId conference;
  Seq seq;
  SiteId site;  // 0: there is no such site
  RollSums own;
  Roll roll;
  DIEMCAU_PLAIN(SiteRollView, conference, seq, site, own, roll)
};

SiteRollView site_roll_view(const State& state, SiteId site);

}  // namespace diemcau::conference
