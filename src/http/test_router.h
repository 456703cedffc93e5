#pragma once

#include <gtest/gtest.h>

#include <optional>

#include "http/router.h"

namespace diemcau::http {

// The answer of a handler that answers at once.
inline HttpResponse answer_now(const Router& router, HttpRequest& request) {
  std::optional<HttpResponse> found;
  router.dispatch(request, [&](HttpResponse response) { found = std::move(response); });
  EXPECT_TRUE(found) << request.path << " was not answered at once";
  return found.value_or(HttpResponse{.status = 0});
}

}  // namespace diemcau::http
