#pragma once

#include <string>

#include "base/id.h"
#include "conference/devices.h"
#include "journal/event.h"

namespace diemcau::office {

// Who asks, as the HTTP side has established it: a person with an account, a device of a room, or
// neither. Nothing here comes from the body of a request.
struct Caller {
  AccountId account;  // 0: nobody has signed in
  PersonId person;    // whom the account stands for

  ConferenceId conference;  // of the device
  conference::SiteId site;
  conference::DeviceId device;
  std::string device_key;

  bool system = false;  // diemcau itself: it notices that a line is gone
  std::string address;  // "192.0.2.7"
};

// The same for the journal: "account:12", "site:4/7", "system", "nobody".
journal::Actor actor_of(const Caller& caller);

}  // namespace diemcau::office
