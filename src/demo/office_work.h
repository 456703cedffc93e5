#pragma once

#include "demo/cast.h"
#include "demo/office_user.h"
#include "tasks/types.h"

namespace diemcau::demo {

// What lies on the desks: tasks from that conclusion in every state, a draft with opinions, a
// review that waits for its appraisal.
void add_office_work(OfficeUser& user, const Cast& cast, const tasks::Source& source, UnixTime now);

}  // namespace diemcau::demo
