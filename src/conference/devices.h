#pragma once

#include <map>

#include "conference/context.h"

// How devices come into a room: by a link whose secret only the holder knows; one of them owns the
// room's sound, so that it cannot echo.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// kSound carries picture and sound of the room; kStrip is the operator's laptop beside it.
enum class DeviceRole : uint8_t { kSound, kDisplay, kStrip, kPhone };
DIEMCAU_WORDS(DeviceRole, "sound", "display", "strip", "phone")

// `hash` is that of a random secret of at least 128 bits; the secret itself is only on the paper.
struct Link {
  std::string hash;
  std::vector<DeviceRole> roles;  // what a device may be that comes by it
  UnixTime expires;
  uint32_t max_devices = 0;  // 0: any number, for the QR that delegates' phones use
  bool revoked = false;
  Stamp issued;
  DIEMCAU_PLAIN(Link, hash, roles, expires, max_devices, revoked, issued)
};

struct Device {
  std::string key;  // the browser's own lasting key, the same as in Actor::where
  LinkId link;
  DeviceRole role = DeviceRole::kStrip;
  bool here = true;  // false: left, or its link was revoked
  Stamp joined;
  DIEMCAU_PLAIN(Device, key, link, role, here, joined)
};

struct Devices {
  std::map<LinkId, Link> links;
  std::map<DeviceId, Device> all;
  DeviceId sound;  // who owns the room's sound; 0: nobody
  DIEMCAU_PLAIN(Devices, links, all, sound)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct LinkIssue {
  static constexpr const char* kName = "link.issue";
  SiteId site;
  std::string hash;
  std::vector<DeviceRole> roles;
  UnixTime expires;
  uint32_t max_devices = 0;
  DIEMCAU_PLAIN(LinkIssue, site, hash, roles, expires, max_devices)
};
struct LinkRevoke {
  static constexpr const char* kName = "link.revoke";
  SiteId site;
  LinkId link;
  DIEMCAU_PLAIN(LinkRevoke, site, link)
};
// The hash is the permission: whoever holds the secret may come, within the link's bounds. A device
// that comes again is the same device, and may come in another role that its link allows.
struct DeviceJoin {
  static constexpr const char* kName = "device.join";
  SiteId site;
  std::string hash;
  std::string key;
  DeviceRole role = DeviceRole::kStrip;
  DIEMCAU_PLAIN(DeviceJoin, site, hash, key, role)
};
struct DeviceLeave {
  static constexpr const char* kName = "device.leave";
  SiteId site;
  DeviceId device;
  DIEMCAU_PLAIN(DeviceLeave, site, device)
};
// Refused while another device owns the sound, saying which.
struct SoundClaim {
  static constexpr const char* kName = "sound.claim";
  SiteId site;
  DeviceId device;
  DIEMCAU_PLAIN(SoundClaim, site, device)
};
struct SoundTakeOver {
  static constexpr const char* kName = "sound.take_over";
  SiteId site;
  DeviceId device;
  DeviceId seen;  // who owned it, as the screen showed it
  DIEMCAU_PLAIN(SoundTakeOver, site, device, seen)
};
struct SoundRelease {
  static constexpr const char* kName = "sound.release";
  SiteId site;
  DeviceId device;
  DIEMCAU_PLAIN(SoundRelease, site, device)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct LinkIssued {
  static constexpr const char* kKind = "link.issued";
  SiteId site;
  LinkId link;
  std::string hash;
  std::vector<DeviceRole> roles;
  UnixTime expires;
  uint32_t max_devices = 0;
  DIEMCAU_PLAIN(LinkIssued, site, link, hash, roles, expires, max_devices)
};
// The devices that came by it are out with it.
struct LinkRevoked {
  static constexpr const char* kKind = "link.revoked";
  SiteId site;
  LinkId link;
  DIEMCAU_PLAIN(LinkRevoked, site, link)
};
struct DeviceJoined {
  static constexpr const char* kKind = "device.joined";
  SiteId site;
  DeviceId device;
  LinkId link;
  std::string key;
  DeviceRole role = DeviceRole::kStrip;
  DIEMCAU_PLAIN(DeviceJoined, site, device, link, key, role)
};
struct DeviceLeft {
  static constexpr const char* kKind = "device.left";
  SiteId site;
  DeviceId device;
  DIEMCAU_PLAIN(DeviceLeft, site, device)
};
struct SoundClaimed {
  static constexpr const char* kKind = "sound.claimed";
  SiteId site;
  DeviceId device;
  DIEMCAU_PLAIN(SoundClaimed, site, device)
};
// Who owned it before is a strip from now on: it neither sends nor plays sound.
struct SoundTakenOver {
  static constexpr const char* kKind = "sound.taken_over";
  SiteId site;
  DeviceId device;
  DeviceId from;
  DIEMCAU_PLAIN(SoundTakenOver, site, device, from)
};
struct SoundReleased {
  static constexpr const char* kKind = "sound.released";
  SiteId site;
  DeviceId device;
  DIEMCAU_PLAIN(SoundReleased, site, device)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

Decided decide_one(const State&, const LinkIssue&, const Context&);
Decided decide_one(const State&, const LinkRevoke&, const Context&);
Decided decide_one(const State&, const DeviceJoin&, const Context&);
Decided decide_one(const State&, const DeviceLeave&, const Context&);
Decided decide_one(const State&, const SoundClaim&, const Context&);
Decided decide_one(const State&, const SoundTakeOver&, const Context&);
Decided decide_one(const State&, const SoundRelease&, const Context&);

void apply_one(State&, const LinkIssued&, const Stamp&);
void apply_one(State&, const LinkRevoked&, const Stamp&);
void apply_one(State&, const DeviceJoined&, const Stamp&);
void apply_one(State&, const DeviceLeft&, const Stamp&);
void apply_one(State&, const SoundClaimed&, const Stamp&);
void apply_one(State&, const SoundTakenOver&, const Stamp&);
void apply_one(State&, const SoundReleased&, const Stamp&);

}  // namespace diemcau::conference
