#include "office/caller.h"

#include <fmt/format.h>

namespace diemcau::office {
namespace {

std::string who(const Caller& caller) {
  if (caller.system) return "system";
  if (caller.account.value != 0) return fmt::format("account:{}", caller.account.value);
  if (caller.site.value != 0) {
    return fmt::format("site:{}/{}", caller.conference.value, caller.site.value);
  }
  return "nobody";
}

std::string where(const Caller& caller) {
  if (caller.system) return {};
  if (!caller.device_key.empty()) return "device:" + caller.device_key;
  return caller.address.empty() ? std::string{} : "address:" + caller.address;
}

}  // namespace

journal::Actor actor_of(const Caller& caller) { return {who(caller), where(caller)}; }

}  // namespace diemcau::office
