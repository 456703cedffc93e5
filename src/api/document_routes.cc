#include "api/document_routes.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/answers.h"
#include "api/body.h"
#include "api/ledger_paper.h"
#include "api/paper_names.h"
#include "api/secret.h"
#include "office/conference_views.h"
#include "office/draft_views.h"
#include "paper/docx.h"
#include "paper/guide.h"
#include "paper/pdf.h"

namespace diemcau::api {
namespace {

using http::Answer;
using http::HttpRequest;
using http::HttpResponse;
using journal::Refusal;

enum class Format : uint8_t { kDocx, kPdf };

// Writes a document from what was copied for it; on the paper thread.
using Writing = std::function<Result<paper::Document, paper::Problem>()>;
// On the office thread: what is to be written, or why not.
using Prepare = std::function<Result<Writing, HttpResponse>(Clerk&)>;

struct Sheet {
  Format format = Format::kPdf;
  std::string language = "vi";
  std::string file;  // its name without an end
};

struct GuideWish {
  std::string secret;
  DIEMCAU_PLAIN(GuideWish, secret)
};

struct Place {
  ConferenceId conference;
  conference::SiteId site;
};

// ── Writing ──────────────────────────────────────────────────────────────────────────────────────

HttpResponse not_written(const paper::Problem& problem) {
  spdlog::error("office: a document could not be written: {} {}", problem.code, problem.where);
  return HttpResponse::error(500, problem.code, paper::sentence(problem, "vi"),
                             paper::sentence(problem, "en"));
}

Result<std::string, paper::Problem> pdf_of(const paper::Document& document) {
  const auto fonts = paper::find_fonts();
  if (!fonts.ok()) return Err{fonts.error()};
  return paper::to_pdf(document, *fonts);
}

HttpResponse write(const Sheet& sheet, const Writing& writing) {
  const auto document = writing();
  if (!document.ok()) return not_written(document.error());
  const bool docx = sheet.format == Format::kDocx;
  auto bytes = docx ? paper::to_docx(*document) : pdf_of(*document);
  if (!bytes.ok()) return not_written(bytes.error());
  HttpResponse response;
  response.body = std::move(*bytes);
  response.with("Content-Type",
                docx ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                     : "application/pdf");
  // A PDF is read or printed where it opens.
  response.with("Content-Disposition",
                fmt::format("{}; filename=\"{}.{}\"", docx ? "attachment" : "inline", sheet.file,
                            docx ? "docx" : "pdf"));
  response.with("Cache-Control", "private, no-store");
  return response;
}

void document_route(const Line& line, Sheet sheet, const Answer& answer, Prepare prepare) {
  const auto later = back(line, answer);
  const bool taken = line.to_office(
      [line, later, sheet = std::move(sheet), prepare = std::move(prepare)](Clerk& clerk) {
        auto writing = prepare(clerk);
        if (!writing.ok()) return later(writing.error());
        const bool writes = line.to_paper(
            [later, sheet, writing = std::move(*writing)] { later(write(sheet, writing)); });
        if (!writes) later(busy());
      });
  if (!taken) answer(busy());
}

// ── Rights: a document is refused as the view is that shows the same ─────────────────────────────

HttpResponse refusal_for(const office::Caller& caller, const Refusal& why) {
  if (why.code == "view.unknown") return refused(404, why);
  const bool nobody = caller.account.value == 0 && caller.device.value == 0;
  return nobody ? refused(401, Refusal{"caller.unknown"}) : refused(403, why);
}

Result<const conference::State*, HttpResponse> seen_by(Clerk& clerk, const Visitor& visitor,
                                                       ConferenceId conference, const char* view) {
  const auto caller = clerk.caller_of(visitor, conference);
  if (!caller.ok()) return Err{failed(caller.error())};
  const std::string name = fmt::format("conference/{}/{}", conference.value, view);
  const auto allowed = office::ConferenceViews{}.may_see(clerk.folds(), *caller, name);
  if (!allowed.ok()) return Err{refusal_for(*caller, allowed.error())};
  return office::find_conference(clerk.folds(), conference);
}

// ── What is written ──────────────────────────────────────────────────────────────────────────────

Result<Writing, HttpResponse> minutes(Clerk& clerk, const Visitor& visitor, ConferenceId conference,
                                      const std::string& language) {
  const auto state = seen_by(clerk, visitor, conference, "control");
  if (!state.ok()) return Err{state.error()};
  const organisation::State& organisation = clerk.folds().organisation;
  auto facts = conference::minutes_facts(**state);
  CopiedNames names(facts, (*state)->notes, organisation);
  auto letterhead = minutes_letterhead(**state, organisation, clerk.now(), language);
  return Writing([facts = std::move(facts), names = std::move(names),
                  letterhead = std::move(letterhead), language] {
    return paper::minutes_document(facts, names, letterhead,
                                   paper::built_in_template("minutes", language));
  });
}

bool leads_to(const Clerk& clerk, const std::string& secret, const Place& place) {
  if (!looks_like_secret(secret)) return false;
  const auto& links = clerk.folds().links;
  const auto found = links.find(hash_of(secret));
  return found != links.end() && found->second.conference == place.conference &&
         found->second.site == place.site;
}

// `url`: where the room's link leads; empty: a guide without it.
Result<Writing, HttpResponse> guide(Clerk& clerk, const Visitor& visitor, const Place& place,
                                    const std::string& url, const std::string& language) {
  const auto state = seen_by(clerk, visitor, place.conference, "desk");
  if (!state.ok()) return Err{state.error()};
  const conference::Site* site = conference::find_site(**state, place.site);
  if (site == nullptr) return Err{refused(404, Refusal{"site.unknown"})};
  const conference::Call& call = (*state)->life.call;
  paper::Guide guide;
  guide.conference = call.title;
  guide.site = site->spec.name;
  if (!call.sittings.empty()) guide.begins = call.sittings.front().begins;
  guide.url = url;
  return Writing([guide = std::move(guide), language] {
    return paper::guide_document(guide, paper::built_in_template("guide", language));
  });
}

Result<Writing, HttpResponse> ledger(Clerk& clerk, const Visitor& visitor, documents::DraftId id,
                                     std::optional<UnitId> unit, const std::string& language) {
  const auto caller = clerk.caller_of(visitor, {});
  if (!caller.ok()) return Err{failed(caller.error())};
  const auto seen = office::ledger_seen_by(clerk.folds(), *caller, id, unit);
  if (!seen.ok()) return Err{refusal_for(*caller, seen.error())};
  auto paper = ledger_on_paper(*office::find_draft(clerk.folds(), id), *seen,
                               clerk.folds().organisation, clerk.now(), language);
  return Writing([paper = std::move(paper), language] {
    return paper::ledger_document(paper, paper::built_in_template("ledger", language));
  });
}

// ── Routes ───────────────────────────────────────────────────────────────────────────────────────

// None: a language that is not ours.
std::optional<Sheet> sheet_of(const HttpRequest& request, Format format, std::string file) {
  Sheet sheet{format, std::string(request.query_value("language").value_or("vi")), std::move(file)};
  if (sheet.language != "vi" && sheet.language != "en") return {};
  return sheet;
}

std::optional<Place> place_of(const HttpRequest& request) {
  const auto conference = number_of(request.route_value("conference"));
  const auto site = number_of(request.route_value("site"));
  if (!conference || !site) return {};
  return Place{{*conference}, {*site}};
}

void minutes_route(const Line& line, Format format, const HttpRequest& request,
                   const Answer& answer) {
  const auto number = number_of(request.route_value("conference"));
  auto sheet = sheet_of(request, format, fmt::format("bien-ban-{}", number.value_or(0)));
  if (!number || !sheet) return answer(bad_request());
  const std::string language = sheet->language;
  document_route(line, std::move(*sheet), answer,
                 [who = visitor_of(request), conference = ConferenceId{*number},
                  language](Clerk& clerk) { return minutes(clerk, who, conference, language); });
}

void ledger_route(const Line& line, const HttpRequest& request, const Answer& answer) {
  const auto draft = number_of(request.route_value("draft"));
  auto sheet =
      sheet_of(request, Format::kDocx, fmt::format("tiep-thu-giai-trinh-{}", draft.value_or(0)));
  const auto asked = request.query_value("unit");
  const auto unit = asked ? number_of(*asked) : std::nullopt;
  if (!draft || !sheet || (asked && !unit)) return answer(bad_request());
  const std::string language = sheet->language;
  document_route(line, std::move(*sheet), answer,
                 [who = visitor_of(request), draft = documents::DraftId{*draft},
                  unit = unit ? std::optional(UnitId{*unit}) : std::nullopt,
                  language](Clerk& clerk) { return ledger(clerk, who, draft, unit, language); });
}

void guide_route(const Line& line, const HttpRequest& request, std::string page, std::string secret,
                 const Answer& answer) {
  const auto place = place_of(request);
  if (!place) return answer(bad_request());
  const uint32_t conference = place->conference.value;
  auto sheet = sheet_of(request, Format::kPdf,
                        fmt::format("huong-dan-diem-cau-{}-{}", conference, place->site.value));
  if (!sheet) return answer(bad_request());
  const std::string language = sheet->language;
  document_route(
      line, std::move(*sheet), answer,
      [who = visitor_of(request), place = *place, page = std::move(page),
       secret = std::move(secret), language](Clerk& clerk) -> Result<Writing, HttpResponse> {
        if (secret.empty()) return guide(clerk, who, place, "", language);
        auto writing = guide(clerk, who, place, page + "/s/" + secret, language);
        if (writing.ok() && !leads_to(clerk, secret, place)) {
          return Err{refused(404, Refusal{"link.unknown"})};
        }
        return writing;
      });
}

}  // namespace

void add_document_routes(http::Router& router, Line line,
                         const std::function<std::string(const HttpRequest&)>& page_address) {
  const auto add_minutes = [&](const char* path, Format format) {
    router.add_deferred("GET", path,
                        [line, format](const HttpRequest& request, const Answer& answer) {
                          minutes_route(line, format, request, answer);
                        });
  };
  add_minutes("/api/conferences/{conference}/minutes.docx", Format::kDocx);
  add_minutes("/api/conferences/{conference}/minutes.pdf", Format::kPdf);
  router.add_deferred("GET", "/api/drafts/{draft}/ledger.docx",
                      [line](const HttpRequest& request, const Answer& answer) {
                        ledger_route(line, request, answer);
                      });
  constexpr const char* kGuide = "/api/conferences/{conference}/sites/{site}/guide.pdf";
  router.add_deferred("GET", kGuide, [line](const HttpRequest& request, const Answer& answer) {
    guide_route(line, request, "", "", answer);
  });
  add_post(router, kGuide, [line, page_address](const HttpRequest& request, const Answer& answer) {
    auto wish = read_body<GuideWish>(request);
    if (!wish || wish->secret.empty()) return answer(bad_request());
    guide_route(line, request, page_address(request), std::move(wish->secret), std::move(answer));
  });
}

}  // namespace diemcau::api
