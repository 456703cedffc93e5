#pragma once

#include "demo/cast.h"
#include "demo/conference_user.h"
#include "demo/demo.h"

// The news of the conference that was held before: the main item and two provinces' editions, each
// with a picture of its own room. Inside the folder only.
namespace diemcau::demo {

// While it goes on: of the centre, which is on the air, and by two provinces of their own rooms.
// Nothing where no pictures are kept.
void take_stills(OfficeUser& user, Conference& conference, const Cast& cast,
                 const DemoOptions& options);
// After its close: each unit writes, approves and publishes its own.
void publish_news(OfficeUser& user, const Conference& conference, const Cast& cast);

}  // namespace diemcau::demo
