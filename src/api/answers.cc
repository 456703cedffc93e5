#include "api/answers.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "api/refusals.h"
#include "office/sentences.h"
#include "store/refusals.h"
#include "text/refusals.h"

namespace diemcau::api {
namespace {

using http::HttpResponse;
using journal::Refusal;

// The door's own, the store's and those of files; all others are the office's.
Json sentence_of(const Refusal& refusal) {
  Json json = office::to_json(refusal);
  const auto fill = [&](const auto& table) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const auto& one) { return one.code == refusal.code; });
    if (found == table.end()) return;
    json["message_vi"] = found->vi;
    json["message_en"] = found->en;
  };
  fill(kRefusals);
  fill(store::kRefusals);
  fill(text::kProblems);
  return json;
}

HttpResponse json_answer(int status, const Json& body) {
  return HttpResponse::json(status, body.dump(-1, ' ', false, Json::error_handler_t::replace))
      .with("Cache-Control", "no-store");
}

int status_of(const Refusal& refusal) {
  if (refusal.code == "caller.unknown" || refusal.code == "not_signed_in") return 401;
  if (refusal.code == "command.malformed" || refusal.code == "command.unknown") return 400;
  return 409;
}

}  // namespace

HttpResponse ok(const Json& body) { return json_answer(200, body); }

HttpResponse refused(int status, const Refusal& refusal) {
  return json_answer(status, sentence_of(refusal));
}

HttpResponse failed(const store::Failure& failure) {
  spdlog::error("office: {}", failure.sentence);
  return refused(503, Refusal{"journal.failed"});
}

HttpResponse answer_of(const office::Reply& reply) {
  if (const auto* done = std::get_if<office::Done>(&reply)) {
    return ok({{"seq", done->seq}, {"stream", done->stream}});
  }
  if (const auto* refusal = std::get_if<Refusal>(&reply)) {
    return refused(status_of(*refusal), *refusal);
  }
  return failed(std::get<journal::LogFailure>(reply));
}

HttpResponse answer_of(const store::NotDone& why) {
  if (const auto* refusal = std::get_if<Refusal>(&why)) return refused(409, *refusal);
  return failed(std::get<store::Failure>(why));
}

}  // namespace diemcau::api
