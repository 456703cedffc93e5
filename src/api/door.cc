#include "api/door.h"

#include <charconv>

#include "api/answers.h"

namespace diemcau::api {

using http::HttpRequest;
using http::HttpResponse;
using journal::Refusal;

HttpResponse bad_request() { return refused(400, Refusal{"request.bad"}); }
HttpResponse busy() { return refused(503, Refusal{"office.busy"}).with("Retry-After", "3"); }
HttpResponse too_often() {
  return refused(429, Refusal{"login.too_often"}).with("Retry-After", "60");
}

std::optional<uint32_t> number_of(std::string_view text) {
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return {};
  return number;
}

AnswerOf back(const Line& line, const http::Answer& answer) {
  return [to_control = line.to_control, answer](HttpResponse response) {
    to_control([answer, response = std::move(response)]() mutable { answer(std::move(response)); });
  };
}

void in_office(const Line& line, const http::Answer& answer,
               std::function<HttpResponse(Clerk&)> work) {
  auto later = back(line, answer);
  const bool taken =
      line.to_office([later, work = std::move(work)](Clerk& clerk) { later(work(clerk)); });
  if (!taken) answer(busy());
}

void add_post(http::Router& router, const char* path, http::DeferredHandler handler) {
  router.add_deferred(
      "POST", path,
      [handler = std::move(handler)](const HttpRequest& request, http::Answer answer) {
        if (!is_from_own_page(request)) return answer(refused(403, Refusal{"request.elsewhere"}));
        handler(request, std::move(answer));
      });
}

}  // namespace diemcau::api
