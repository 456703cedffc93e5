#pragma once

#include <functional>

#include "api/clerk.h"

namespace diemcau::api {

// The ways between the threads. The composition root fills it; every function may be called from
// any thread.
struct Line {
  // False: the office has too much to do, and the work is not done.
  std::function<bool(std::function<void(Clerk&)>)> to_office;
  // For what computes long. False as above.
  std::function<bool(std::function<void()>)> to_passwords;
  // For writing documents, which nobody's sign-in shall wait for. False as above.
  std::function<bool(std::function<void()>)> to_paper;
  std::function<void(std::function<void()>)> to_control;
};

}  // namespace diemcau::api
