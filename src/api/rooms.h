#pragma once

#include "api/clerk.h"
#include "journal/plain.h"

// Links into rooms, the devices that come by them, and their tickets to the media.
namespace diemcau::api {

struct LinkWish {
  ConferenceId conference;
  conference::SiteId site;
  std::vector<conference::DeviceRole> roles;
  uint32_t hours = 72;
  uint32_t max_devices = 0;
  DIEMCAU_PLAIN(LinkWish, conference, site, roles, hours, max_devices)
};
struct DeviceWish {
  std::string secret;
  conference::DeviceRole role = conference::DeviceRole::kStrip;
  DIEMCAU_PLAIN(DeviceWish, secret, role)
};
struct MediaWish {
  ConferenceId conference;
  std::optional<conference::DeviceRole> role;  // as which of its devices; none: whatever it is
  DIEMCAU_PLAIN(MediaWish, conference, role)
};

// `page` is the address that the link is to have ("https://192.0.2.1:7880").
http::HttpResponse make_link(Clerk& clerk, const Visitor& visitor, const LinkWish& wish,
                             const std::string& page);
http::HttpResponse look_at_link(Clerk& clerk, const std::string& secret);
http::HttpResponse join_device(Clerk& clerk, const Visitor& visitor, const DeviceWish& wish);
Result<MediaTicket, http::HttpResponse> media_ticket(Clerk& clerk, const Visitor& visitor,
                                                     const MediaWish& wish);

// "conference-4" and "site-7": by these names the media side knows them.
std::string media_room(ConferenceId conference);
std::string site_identity(conference::SiteId site);

}  // namespace diemcau::api
