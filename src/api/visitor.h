#pragma once

#include <array>
#include <string>

#include "conference/devices.h"
#include "http/message.h"

namespace diemcau::api {

// What a request says of who sends it: cookies as they came, not looked at yet.
struct Visitor {
  std::string session;
  // A browser in a room, by what it is there: the laptop that drives the projector may also be the
  // operator's.
  std::array<std::string, 4> devices;  // by DeviceRole
  std::string address;                 // "192.0.2.7"
  bool secure = false;
};

Visitor visitor_of(const http::HttpRequest& request);

const char* device_cookie(conference::DeviceRole role);
inline constexpr const char* kSessionCookie = "diemcau_session";

// Whether a page of this server sends it, or a program that is no browser (Fetch Metadata; older
// browsers tell their origin).
bool is_from_own_page(const http::HttpRequest& request);

}  // namespace diemcau::api
