#pragma once

#include "demo/cast.h"
#include "demo/demo.h"
#include "demo/office_user.h"
#include "tasks/types.h"

namespace diemcau::demo {

// A conference of three weeks ago that was held to its end: a course with named people in its
// rooms, a note, an adopted conclusion. Where that conclusion stands.
tasks::Source hold_earlier(OfficeUser& user, const Cast& cast, const DemoOptions& options,
                           UnixTime now);

}  // namespace diemcau::demo
