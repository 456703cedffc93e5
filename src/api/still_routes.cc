#include "api/still_routes.h"

#include <algorithm>

#include "api/answers.h"
#include "api/door.h"
#include "api/refusals.h"
#include "conference/commands.h"
#include "office/news_desk.h"
#include "store/digest.h"

namespace diemcau::api {
namespace {

using http::Answer;
using http::HttpRequest;
using http::HttpResponse;
using journal::Refusal;

struct StillWish {
  ConferenceId conference;
  conference::SiteId site;
};

std::optional<StillWish> wish_of(const HttpRequest& request) {
  const auto conference = number_of(request.query_value("conference").value_or(""));
  const auto site = number_of(request.query_value("site").value_or(""));
  if (!conference || !site) return {};
  return StillWish{{*conference}, {*site}};
}

bool is_nobody(const Visitor& visitor) {
  return visitor.session.empty() &&
         std::all_of(visitor.devices.begin(), visitor.devices.end(),
                     [](const std::string& secret) { return secret.empty(); });
}

Refusal refusal_of(picture::Problem problem) {
  switch (problem) {
    case picture::Problem::kNotAPicture:
      return {"still.not_a_picture"};
    case picture::Problem::kDamaged:
      return {"still.damaged"};
    case picture::Problem::kAnimated:
      return {"still.animated"};
    case picture::Problem::kTooLarge:
      return {"still.too_many_pixels", {{"max", picture::Limits{}.max_side}}};
    case picture::Problem::kTooSmall:
      break;
  }
  return {"still.too_small", {{"min", picture::Limits{}.min_side}}};
}

void take_route(const Line& line, const HttpRequest& request, const Answer& answer) {
  const auto wish = wish_of(request);
  const Visitor visitor = visitor_of(request);
  if (!wish) return answer(bad_request());
  // Nobody's file is not even read.
  if (is_nobody(visitor)) return answer(refused(401, Refusal{"caller.unknown"}));
  if (request.body.size() > kMaxStillBytes) {
    return answer(refused(413, Refusal{"still.too_large", {{"max", kMaxStillBytes >> 20}}}));
  }
  const auto later = back(line, answer);
  const bool taken = line.to_passwords([line, later, visitor, wish = *wish, file = request.body] {
    auto cleaned = picture::clean(as_bytes(file));
    if (!cleaned.ok()) return later(refused(409, refusal_of(cleaned.error())));
    const bool asked =
        line.to_office([later, visitor, wish, cleaned = std::move(*cleaned)](Clerk& clerk) {
          later(keep_still(clerk, visitor, wish.conference, wish.site, cleaned));
        });
    if (!asked) later(busy());
  });
  if (!taken) answer(busy());
}

// ── Showing ──────────────────────────────────────────────────────────────────────────────────────

// A room's device is somebody in its own conference alone.
bool may_see(Clerk& clerk, const Visitor& visitor, const std::string& file) {
  const auto& pictures = clerk.folds().news.pictures;
  return std::any_of(pictures.begin(), pictures.end(), [&](const auto& one) {
    if (one.second.spec.file != file) return false;
    const auto caller = clerk.caller_of(visitor, one.second.spec.conference);
    return caller.ok() && office::may_see_still(clerk.folds(), *caller, file);
  });
}

// A picture that was public may be withdrawn at any moment: whoever keeps a copy asks each time.
HttpResponse with_still_headers(HttpResponse response, const std::string& file, bool is_public) {
  response.with("ETag", "\"" + file + "\"")
      .with("Cache-Control", is_public ? "public, no-cache" : "private, no-cache")
      .with("X-Content-Type-Options", "nosniff")
      .with("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

// None and not yours are told alike: nobody learns what there is.
HttpResponse show_still(Clerk& clerk, const Visitor& visitor, const std::string& file,
                        const std::string& known) {
  const bool is_public = news::is_public(clerk.folds().news, file);
  if (!is_public && !may_see(clerk, visitor, file)) {
    return refused(404, Refusal{"still.unknown"});
  }
  if (known == "\"" + file + "\"") {
    return with_still_headers(HttpResponse{.status = 304}, file, is_public);
  }
  const auto bytes = clerk.store().files().get(file);
  if (!bytes.ok()) return failed(bytes.error());
  const auto type = store::sniff(*bytes);
  HttpResponse response;
  response.body.assign(as_text(*bytes));
  response.with("Content-Type",
                std::string(store::media_type(type.value_or(store::FileType::kJpeg))));
  return with_still_headers(std::move(response), file, is_public);
}

void show_route(const Line& line, const HttpRequest& request, const Answer& answer) {
  in_office(line, answer,
            [who = visitor_of(request), file = std::string(request.route_value("file")),
             known = std::string(request.header("if-none-match"))](Clerk& clerk) {
              return show_still(clerk, who, file, known);
            });
}

}  // namespace

HttpResponse keep_still(Clerk& clerk, const Visitor& visitor, ConferenceId conference,
                        conference::SiteId site, const picture::Cleaned& cleaned) {
  const auto caller = clerk.caller_of(visitor, conference);
  if (!caller.ok()) return failed(caller.error());
  const office::NewsWorld world(clerk.folds(), *caller);
  // Before anything is written: whoever has no business here cannot fill the disk.
  if (!world.keeps(conference) && !world.is_room(conference, {site.value})) {
    return refused(403, Refusal{"still.not_allowed"});
  }
  const std::string file = store::hex(store::sha256(cleaned.bytes));
  const bool was_there = clerk.store().files().has(file);
  const auto kept = clerk.store().files().put(cleaned.bytes, picture::media_type(cleaned.format));
  if (!kept.ok()) return answer_of(kept.error());
  const conference::StillTake take{site, kept->id};
  const auto reply = clerk.execute(
      {*caller, conference::stream_of(conference), conference::StillTake::kName, Json(take)});
  const auto* done = std::get_if<office::Done>(&reply);
  if (done == nullptr) {
    if (!was_there) (void)clerk.store().files().remove(file);
    return answer_of(reply);
  }
  return ok({{"seq", done->seq},
             {"picture", clerk.folds().news.last.picture},
             {"file", kept->id},
             {"width", cleaned.width},
             {"height", cleaned.height}});
}

void add_still_routes(http::Router& router, const Line& line) {
  add_post(router, kStillsPath, [line](const HttpRequest& request, const Answer& answer) {
    take_route(line, request, answer);
  });
  router.add_deferred("GET", "/api/stills/{file}",
                      [line](const HttpRequest& request, const Answer& answer) {
                        show_route(line, request, answer);
                      });
}

}  // namespace diemcau::api
