#include "conference/desk.h"

#include <algorithm>

namespace diemcau::conference {
namespace {

DeskLink desk_link(const Devices& devices, LinkId id, const Link& link) {
  DeskLink view{id, link.roles, link.expires, link.max_devices, link.revoked};
  view.devices = static_cast<uint32_t>(
      std::count_if(devices.all.begin(), devices.all.end(),
                    [&](const auto& device) { return device.second.link == id; }));
  return view;
}

DeskSite desk_site(SiteId id, const Site& site) {
  DeskSite view{id, site.spec, site.checked_in, is_ready(site), {}};
  for (const auto& [link, what] : site.devices.links) {
    view.links.push_back(desk_link(site.devices, link, what));
  }
  return view;
}

}  // namespace

DeskView desk_view(const State& state) {
  DeskView view;
  view.conference = state.id;
  view.seq = state.seq;
  view.call = state.life.call;
  view.phase = state.life.phase;
  view.chair = state.life.chair;
  view.co_chairs = state.life.co_chairs;
  view.secretaries = state.life.secretaries;
  view.technicians = state.life.technicians;
  view.quorum = state.quorum.rule;
  view.programme = programme_view(state);
  for (const auto& [id, site] : state.sites) view.sites.push_back(desk_site(id, site));
  return view;
}

}  // namespace diemcau::conference
