#include "api/visitor.h"

#include "api/cookies.h"
#include "http/url.h"

namespace diemcau::api {

using conference::DeviceRole;

const char* device_cookie(DeviceRole role) {
  static constexpr std::array<const char*, 4> kNames = {"diemcau_sound", "diemcau_display",
                                                        "diemcau_strip", "diemcau_phone"};
  return kNames[static_cast<size_t>(role)];
}

Visitor visitor_of(const http::HttpRequest& request) {
  Visitor visitor;
  visitor.session = cookie(request, kSessionCookie);
  for (size_t i = 0; i < visitor.devices.size(); ++i) {
    visitor.devices[i] = cookie(request, device_cookie(static_cast<DeviceRole>(i)));
  }
  visitor.address = request.remote.ip_string();
  visitor.secure = request.secure;
  return visitor;
}

bool is_from_own_page(const http::HttpRequest& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty()) return site == "same-origin";
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return true;
  const size_t host = origin.find("://");
  return host != origin.npos && !request.host().empty() &&
         origin.substr(host + 3) == request.host();
}

}  // namespace diemcau::api
