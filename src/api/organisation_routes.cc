#include "api/organisation_routes.h"

#include "api/answers.h"
#include "organisation/commands.h"
#include "organisation/preview.h"
#include "organisation/queries.h"
#include "organisation/refusals.h"
#include "text/encoding.h"
#include "text/refusals.h"

namespace diemcau::api {
namespace {

using http::Answer;
using http::HttpRequest;
using http::HttpResponse;
using journal::Refusal;
using organisation::ImportKind;
using organisation::Purpose;

constexpr size_t kMaxImportsShown = 100;
constexpr size_t kMaxAccesses = 500;

HttpResponse not_signed_in() { return refused(401, Refusal{"caller.unknown"}); }
HttpResponse not_allowed() { return refused(403, Refusal{"role.not_allowed"}); }

// Who asks, if somebody is signed in; else the answer.
Result<office::Caller, HttpResponse> signed_in(Clerk& clerk, const Visitor& visitor) {
  auto caller = clerk.caller_of(visitor, {});
  if (!caller.ok()) return Err{failed(caller.error())};
  if (caller->account.value == 0) return Err{not_signed_in()};
  return *caller;
}

organisation::Context context_of(const Clerk& clerk, const office::Caller& caller) {
  organisation::Context context;
  context.now = clerk.now();
  context.actor = office::actor_of(caller);
  context.account = caller.account;
  return context;
}

std::optional<ImportKind> kind_of(const HttpRequest& request) {
  const auto what = request.query_value("what");
  if (what == "units") return ImportKind::kUnits;
  if (what == "people") return ImportKind::kPeople;
  return {};
}

template <class Table>
void add_sentence(const Table& table, const std::string& code, Json& sentences) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.code == code; });
  if (found != table.end()) sentences[code] = {{"vi", found->vi}, {"en", found->en}};
}

Json sentences_of(const organisation::Preview& preview) {
  Json sentences = Json::object();
  const auto add = [&](const organisation::Remark& remark) {
    if (sentences.contains(remark.code)) return;
    add_sentence(organisation::kRefusals, remark.code, sentences);
    add_sentence(text::kProblems, remark.code, sentences);
  };
  for (const auto& remark : preview.refused) add(remark);
  for (const auto& row : preview.rows) std::for_each(row.remarks.begin(), row.remarks.end(), add);
  return sentences;
}

// "account:12" as people know it.
std::string name_of_actor(const organisation::State& state, const std::string& who) {
  constexpr std::string_view kAccount = "account:";
  if (!who.starts_with(kAccount)) return who;
  const auto id = number_of(std::string_view(who).substr(kAccount.size()));
  const auto* account = id ? organisation::find_account(state, AccountId{*id}) : nullptr;
  if (account == nullptr) return who;
  return account->person.value == 0 ? account->label
                                    : organisation::display_name(state, account->person);
}

Json line_of(const organisation::State& state, organisation::ImportId id,
             const organisation::Import& import, const organisation::Context& context) {
  const organisation::ImportUndo undo{id, "?"};
  const auto& summary = import.summary;
  return {{"import", id},
          {"what", summary.what},
          {"file", summary.file},
          {"created", summary.created},
          {"changed", summary.changed},
          {"left", summary.left},
          {"refused", summary.refused},
          {"done", import.done.at},
          {"by", name_of_actor(state, import.done.who)},
          {"undone", import.undone ? import.undone->at : UnixTime{}},
          {"can_undo", organisation::decide(state, undo, context).ok()}};
}

void preview_route(const Line& line, const HttpRequest& request, const Answer& answer) {
  const auto what = kind_of(request);
  const Visitor visitor = visitor_of(request);
  if (!what) return answer(bad_request());
  // Nobody's file is not even read.
  if (visitor.session.empty()) return answer(not_signed_in());
  if (request.body.size() > kMaxImportBytes) {
    return answer(refused(413, Refusal{"file.too_large", {{"max", kMaxImportBytes >> 20}}}));
  }
  const auto later = back(line, answer);
  const bool taken = line.to_passwords([line, later, visitor, what, file = request.body] {
    const Bytes bytes = as_bytes(file);
    auto csv = text::decode(bytes);
    if (!csv.ok()) {
      const text::Problem& why = csv.error();
      return later(refused(409, Refusal{why.code, {{"line", why.line}, {"max", why.max}}}));
    }
    const char* encoding = text::to_string(text::detect_encoding(bytes));
    const bool asked =
        line.to_office([later, visitor, what, csv = std::move(*csv), encoding](Clerk& clerk) {
          later(preview_import(clerk, visitor, *what, csv, encoding));
        });
    if (!asked) later(busy());
  });
  if (!taken) answer(busy());
}

void search_route(const Line& line, const HttpRequest& request, const Answer& answer) {
  const auto wanted = request.query_value("q");
  if (!wanted || wanted->size() > kMaxSearchBytes) return answer(bad_request());
  in_office(line, answer, [who = visitor_of(request), wanted = std::string(*wanted)](Clerk& clerk) {
    return find(clerk, who, wanted);
  });
}

void accesses_route(const Line& line, const HttpRequest& request, const Answer& answer) {
  const auto given = request.query_value("person");
  const auto person = given ? number_of(*given) : 0;
  if (!person) return answer(bad_request());
  in_office(line, answer, [who = visitor_of(request), person = PersonId{*person}](Clerk& clerk) {
    return list_accesses(clerk, who, person);
  });
}

}  // namespace

HttpResponse preview_import(Clerk& clerk, const Visitor& visitor, ImportKind what,
                            const std::string& csv, const char* encoding) {
  const auto caller = signed_in(clerk, visitor);
  if (!caller.ok()) return caller.error();
  const organisation::State& state = clerk.folds().organisation;
  if (organisation::branches_for(state, caller->account, Purpose::kImport).empty()) {
    return not_allowed();
  }
  const auto preview = organisation::preview(state, what, csv, context_of(clerk, *caller));
  return ok({{"preview", preview},
             {"csv", csv},
             {"encoding", encoding},
             {"sentences", sentences_of(preview)}});
}

HttpResponse list_imports(Clerk& clerk, const Visitor& visitor) {
  const auto caller = signed_in(clerk, visitor);
  if (!caller.ok()) return caller.error();
  const organisation::State& state = clerk.folds().organisation;
  if (organisation::branches_for(state, caller->account, Purpose::kImport).empty()) {
    return not_allowed();
  }
  // Who may import into a branch alone sees what they brought in themselves.
  const bool all = organisation::may(state, caller->account, Purpose::kImport, UnitId{});
  const auto context = context_of(clerk, *caller);
  Json imports = Json::array();
  for (auto one = state.imports.rbegin(); one != state.imports.rend(); ++one) {
    if (imports.size() == kMaxImportsShown) break;
    const auto& [id, import] = *one;
    if (!all && import.done.who != context.actor.who) continue;
    imports.push_back(line_of(state, id, import, context));
  }
  return ok({{"imports", std::move(imports)}});
}

HttpResponse find(Clerk& clerk, const Visitor& visitor, const std::string& wanted) {
  const auto caller = signed_in(clerk, visitor);
  if (!caller.ok()) return caller.error();
  return ok({{"found", organisation::search(clerk.folds().organisation, wanted, caller->account,
                                            day_in_vietnam(clerk.now()), clerk.collator())}});
}

HttpResponse list_accesses(Clerk& clerk, const Visitor& visitor, PersonId person) {
  const auto caller = signed_in(clerk, visitor);
  if (!caller.ok()) return caller.error();
  const organisation::State& state = clerk.folds().organisation;
  if (person.value == 0) person = caller->person;
  const bool own = person.value != 0 && person == caller->person;
  const Day today = day_in_vietnam(clerk.now());
  if (!own && !organisation::may(state, caller->account, Purpose::kAudit, person, today)) {
    return not_allowed();
  }
  const auto accesses = clerk.store().access_log().of_person(person, kMaxAccesses);
  if (!accesses.ok()) return failed(accesses.error());
  Json lines = Json::array();
  for (const store::Access& one : *accesses) {
    const std::string who = "account:" + std::to_string(one.reader.value);
    lines.push_back({{"reader", one.reader},
                     {"by", name_of_actor(state, who)},
                     {"purpose", one.purpose},
                     {"what", one.what},
                     {"at", one.at}});
  }
  return ok({{"person", person}, {"accesses", std::move(lines)}});
}

void add_organisation_routes(http::Router& router, const Line& line) {
  add_post(router, "/api/organisation/preview",
           [line](const HttpRequest& request, const Answer& answer) {
             preview_route(line, request, answer);
           });
  router.add_deferred(
      "GET", "/api/organisation/imports", [line](const HttpRequest& request, const Answer& answer) {
        in_office(line, answer,
                  [who = visitor_of(request)](auto& clerk) { return list_imports(clerk, who); });
      });
  router.add_deferred("GET", "/api/search",
                      [line](const HttpRequest& request, const Answer& answer) {
                        search_route(line, request, answer);
                      });
  router.add_deferred("GET", "/api/access_log",
                      [line](const HttpRequest& request, const Answer& answer) {
                        accesses_route(line, request, answer);
                      });
}

}  // namespace diemcau::api
