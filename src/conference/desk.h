#pragma once

#include "conference/control_room.h"

// What the secretariat's desk shows of a conference that is being prepared: everything that was
// entered, and each room with its links.
namespace diemcau::conference {

// Without its hash: who sees the desk needs no secret's trace.
struct DeskLink {
  LinkId link;
  std::vector<DeviceRole> roles;
  UnixTime expires;
  uint32_t max_devices = 0;
  bool revoked = false;
  uint32_t devices = 0;  // that came by it
  DIEMCAU_PLAIN(DeskLink, link, roles, expires, max_devices, revoked, devices)
};

struct DeskSite {
  SiteId site;
  SiteSpec spec;
  bool checked_in = false;
  bool ready = false;
  std::vector<DeskLink> links;
  DIEMCAU_PLAIN(DeskSite, site, spec, checked_in, ready, links)
};

struct DeskView {
  ConferenceId conference;
  Seq seq;
  Call call;
  Phase phase = Phase::kNone;
  Official chair;
  std::vector<Official> co_chairs;
  std::vector<Official> secretaries;
  std::vector<Official> technicians;
  QuorumRule quorum;
  std::vector<ItemView> programme;
  std::vector<DeskSite> sites;
  DIEMCAU_PLAIN(DeskView, conference, seq, call, phase, chair, co_chairs, secretaries, technicians,
                quorum, programme, sites)
};

DeskView desk_view(const State& state);

}  // namespace diemcau::conference
