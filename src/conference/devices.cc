#include "conference/devices.h"

#include "conference/decided.h"

namespace diemcau::conference {

namespace {

std::pair<LinkId, const Link*> link_by_hash(const Devices& devices, const std::string& hash) {
  for (const auto& [id, link] : devices.links) {
    if (!hash.empty() && link.hash == hash) return {id, &link};
  }
  return {{}, nullptr};
}

DeviceId device_by_key(const Devices& devices, const std::string& key) {
  for (const auto& [id, device] : devices.all) {
    if (device.key == key) return id;
  }
  return {};
}

// Devices that ever came by a link: who left does not make a place free for somebody else.
size_t uses(const Devices& devices, LinkId link) {
  return static_cast<size_t>(
      std::count_if(devices.all.begin(), devices.all.end(),
                    [&](const auto& one) { return one.second.link == link; }));
}

Denial link_refuses(const Link& link, DeviceRole role, UnixTime now) {
  if (link.revoked) return deny("link.revoked");
  if (now >= link.expires) return deny("link.expired");
  if (std::find(link.roles.begin(), link.roles.end(), role) == link.roles.end()) {
    return deny("link.role", {{"role", role}});
  }
  return {};
}

Denial no_place(const Devices& devices, LinkId id, const Link& link, DeviceId known) {
  const bool came_by_it = known.value != 0 && devices.all.at(known).link == id;
  if (came_by_it || link.max_devices == 0 || uses(devices, id) < link.max_devices) return {};
  return deny("link.full", {{"max", link.max_devices}});
}

Denial held_by_another(const Devices& devices, DeviceId device) {
  if (devices.sound.value == 0 || devices.sound == device) return {};
  return deny("sound.held", {{"device", devices.sound}});
}

Denial not_here(const Devices& devices, DeviceId device) {
  const auto found = devices.all.find(device);
  if (found != devices.all.end() && found->second.here) return {};
  return deny("device.unknown", {{"device", device}});
}

// The device's own facts once the link has let it in.
Decided join(const Devices& devices, const DeviceJoined& joined) {
  std::vector<Fact> facts;
  const bool owns = devices.sound == joined.device;
  const bool wants = joined.role == DeviceRole::kSound;
  if (owns && !wants) facts.emplace_back(SoundReleased{joined.site, joined.device});
  facts.emplace_back(joined);
  if (wants && !owns) facts.emplace_back(SoundClaimed{joined.site, joined.device});
  return facts;
}

bool is_as_wanted(const Devices& devices, DeviceId known, LinkId link, DeviceRole role) {
  if (known.value == 0) return false;
  const Device& device = devices.all.at(known);
  const bool sound = role != DeviceRole::kSound || devices.sound == known;
  return device.here && device.link == link && device.role == role && sound;
}

void leave(Devices& devices, DeviceId id) {
  devices.all[id].here = false;
  if (devices.sound == id) devices.sound = {};
}

}  // namespace

Decided decide_one(const State& state, const LinkIssue& c, const Context& context) {
  const Devices& devices = state.sites.at(c.site).devices;
  if (Denial no = first_of(missing_or_too_long(c.hash, kKeyLetters, "hash"),
                           too_many(devices.links.size() + 1, kMaxLinks, "links"),
                           out_of_range(c.max_devices, kMaxDevices, "max_devices"),
                           too_many(c.roles.size(), 4, "roles"))) {
    return *no;
  }
  if (c.roles.empty()) return deny("text.missing", {{"field", "roles"}});
  if (c.expires <= context.now) return deny("value.out_of_range", {{"field", "expires"}});
  return LinkIssued{c.site, {state.last.link + 1}, c.hash, c.roles, c.expires, c.max_devices};
}

Decided decide_one(const State& state, const LinkRevoke& c, const Context&) {
  const Devices& devices = state.sites.at(c.site).devices;
  const auto found = devices.links.find(c.link);
  if (found == devices.links.end()) return deny("link.unknown");
  if (found->second.revoked) return nothing();
  return LinkRevoked{c.site, c.link};
}

Decided decide_one(const State& state, const DeviceJoin& c, const Context& context) {
  const Devices& devices = state.sites.at(c.site).devices;
  if (Denial no = missing_or_too_long(c.key, kKeyLetters, "key")) return *no;
  const auto [id, link] = link_by_hash(devices, c.hash);
  if (link == nullptr) return deny("link.unknown");
  if (Denial no = link_refuses(*link, c.role, context.now)) return *no;
  const DeviceId known = device_by_key(devices, c.key);
  if (Denial no = no_place(devices, id, *link, known)) return *no;
  const DeviceId device = known.value != 0 ? known : DeviceId{state.last.device + 1};
  if (c.role == DeviceRole::kSound) {
    if (Denial no = held_by_another(devices, device)) return *no;
  }
  if (known.value == 0) {
    if (Denial no = too_many(devices.all.size() + 1, kMaxDevices, "devices")) return *no;
  }
  if (is_as_wanted(devices, known, id, c.role)) return nothing();
  return join(devices, DeviceJoined{c.site, device, id, c.key, c.role});
}

Decided decide_one(const State& state, const DeviceLeave& c, const Context&) {
  const Devices& devices = state.sites.at(c.site).devices;
  if (!devices.all.contains(c.device)) return deny("device.unknown", {{"device", c.device}});
  if (!devices.all.at(c.device).here) return nothing();
  return DeviceLeft{c.site, c.device};
}

Decided decide_one(const State& state, const SoundClaim& c, const Context&) {
  const Devices& devices = state.sites.at(c.site).devices;
  if (Denial no = not_here(devices, c.device)) return *no;
  if (Denial no = held_by_another(devices, c.device)) return *no;
  if (devices.sound == c.device) return nothing();
  return SoundClaimed{c.site, c.device};
}

Decided decide_one(const State& state, const SoundTakeOver& c, const Context&) {
  const Devices& devices = state.sites.at(c.site).devices;
  if (Denial no = not_here(devices, c.device)) return *no;
  if (c.seen != devices.sound) return deny("sound.changed", {{"device", devices.sound}});
  if (devices.sound == c.device) return nothing();
  return SoundTakenOver{c.site, c.device, devices.sound};
}

Decided decide_one(const State& state, const SoundRelease& c, const Context&) {
  const Devices& devices = state.sites.at(c.site).devices;
  if (devices.sound.value == 0 || devices.sound != c.device) {
    return deny("sound.not_owner", {{"device", devices.sound}});
  }
  return SoundReleased{c.site, c.device};
}

void apply_one(State& state, const LinkIssued& f, const Stamp& stamp) {
  state.last.link = f.link.value;
  state.sites[f.site].devices.links[f.link] = {f.hash,        f.roles, f.expires,
                                               f.max_devices, false,   stamp};
}

void apply_one(State& state, const LinkRevoked& f, const Stamp&) {
  Devices& devices = state.sites[f.site].devices;
  devices.links[f.link].revoked = true;
  for (auto& [id, device] : devices.all) {
    if (device.link == f.link) leave(devices, id);
  }
}

void apply_one(State& state, const DeviceJoined& f, const Stamp& stamp) {
  state.last.device = std::max(state.last.device, f.device.value);
  state.sites[f.site].devices.all[f.device] = {f.key, f.link, f.role, true, stamp};
}

void apply_one(State& state, const DeviceLeft& f, const Stamp&) {
  leave(state.sites[f.site].devices, f.device);
}

void apply_one(State& state, const SoundClaimed& f, const Stamp&) {
  Devices& devices = state.sites[f.site].devices;
  devices.sound = f.device;
  devices.all[f.device].role = DeviceRole::kSound;
}

void apply_one(State& state, const SoundTakenOver& f, const Stamp&) {
  Devices& devices = state.sites[f.site].devices;
  if (devices.all.contains(f.from)) devices.all[f.from].role = DeviceRole::kStrip;
  devices.sound = f.device;
  devices.all[f.device].role = DeviceRole::kSound;
}

void apply_one(State& state, const SoundReleased& f, const Stamp&) {
  Devices& devices = state.sites[f.site].devices;
  devices.sound = {};
  devices.all[f.device].role = DeviceRole::kStrip;
}

}  // namespace diemcau::conference
