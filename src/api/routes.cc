#include "api/routes.h"

#include <fmt/format.h>

#include "api/answers.h"
#include "api/body.h"
#include "api/document_routes.h"
#include "api/door.h"
#include "api/news_routes.h"
#include "api/organisation_routes.h"
#include "api/refusals.h"
#include "api/rooms.h"
#include "api/sign_in.h"
#include "api/still_routes.h"
#include "conference/commands.h"
#include "organisation/commands.h"

namespace diemcau::api {
namespace {

using http::Answer;
using http::HttpRequest;
using http::HttpResponse;
using journal::Refusal;

struct CommandBody {
  std::string stream;
  std::string command;
  Json body = Json::object();
};
struct LoginBody {
  std::string login;
  std::string password;
  DIEMCAU_PLAIN(LoginBody, login, password)
};
struct FirstBody {
  std::string secret;
  std::string login;
  std::string password;
  DIEMCAU_PLAIN(FirstBody, secret, login, password)
};
struct PasswordBody {
  std::string old_password;
  std::string new_password;
  DIEMCAU_PLAIN(PasswordBody, old_password, new_password)
};

std::optional<CommandBody> read_command(const HttpRequest& request) {
  auto json = json_body(request);
  if (!json || json->size() != 3) return {};
  const auto stream = json->find("stream");
  const auto command = json->find("command");
  const auto body = json->find("body");
  if (stream == json->end() || command == json->end() || body == json->end()) return {};
  if (!stream->is_string() || !command->is_string() || !body->is_object()) return {};
  return CommandBody{*stream, *command, std::move(*body)};
}

constexpr size_t kSmallBody = 64 * 1024;

// The API itself sends these, with the hash of a secret that somebody has shown, or of a picture
// that it has looked at.
bool is_for_the_api_only(std::string_view command) {
  if (command == conference::StillTake::kName) return true;
  return command == organisation::FirstAdministratorClaim::kName ||
         command == organisation::AccountClaim::kName;
}

// All routes; on the control thread but where a function says otherwise.
class Routes : public std::enable_shared_from_this<Routes> {
 public:
  Routes(RoutesConfig config, SecureRandom& random)
      : config_(std::move(config)),
        random_(random),
        logins_(config_.logins),
        tries_(config_.tries),
        names_(config_.names) {}

  void add_to(http::Router& router);

 private:
  void post_route(http::Router& router, const char* path,
                  void (Routes::*handler)(const HttpRequest&, Answer));

  void me(const HttpRequest& request, Answer answer);
  void login(const HttpRequest& request, Answer answer);
  void logout(const HttpRequest& request, Answer answer);
  void first_administrator(const HttpRequest& request, Answer answer);
  void claim_account(const HttpRequest& request, Answer answer);
  void look_at_invitation(const HttpRequest& request, Answer answer);
  void invite(const HttpRequest& request, Answer answer);
  using Claim = HttpResponse (*)(Clerk&, const Visitor&, const std::string& secret,
                                 const std::string& login, const std::string& password);
  void claim(const HttpRequest& request, Answer answer, Claim claim_by);
  Answer forgiving(const std::string& name, Answer answer);
  void password(const HttpRequest& request, Answer answer);
  void command(const HttpRequest& request, Answer answer);
  void submit(const Visitor& visitor, std::optional<CommandBody> body, AnswerOf later);
  void make_link(const HttpRequest& request, Answer answer);
  void look_at_link(const HttpRequest& request, Answer answer);
  void join_device(const HttpRequest& request, Answer answer);
  void media(const HttpRequest& request, Answer answer);

  void on_passwords(Answer answer, std::function<void(AnswerOf)> work);
  void check_and_open(const Visitor& visitor, const KnownLogin& known, const std::string& password,
                      AnswerOf answer);

  RoutesConfig config_;
  SecureRandom& random_;
  http::RateLimiter logins_;
  http::RateLimiter tries_;
  NameLimiter names_;
};

void Routes::on_passwords(Answer answer, std::function<void(AnswerOf)> work) {
  auto later = back(config_.line, answer);
  const bool taken = config_.line.to_passwords([later, work = std::move(work)] { work(later); });
  if (!taken) answer(busy());
}

void Routes::me(const HttpRequest& request, Answer answer) {
  DemoHint hint;
  if (config_.demo) {
    hint = [tell = config_.demo, request](AccountId account) { return tell(request, account); };
  }
  in_office(config_.line, answer,
            [who = visitor_of(request), hint](Clerk& clerk) { return api::me(clerk, who, hint); });
}

// A try that was right, or that could not be judged, does not count against the name.
Answer Routes::forgiving(const std::string& name, Answer answer) {
  return [self = shared_from_this(), name, answer](HttpResponse response) {
    if (response.status != 401) self->names_.give_back(name);
    answer(std::move(response));
  };
}

// Office (whose password is it?) → passwords (is it right?) → office (a session).
void Routes::login(const HttpRequest& request, Answer answer) {
  if (!logins_.allow(request.remote, request.received_at)) return answer(too_often());
  auto body = read_body<LoginBody>(request);
  if (!body || body->password.size() > store::kMaxPasswordBytes) return answer(bad_request());
  const std::string name = login_name(body->login).value_or("");
  if (!names_.take(name, request.received_at)) return answer(too_often());
  const auto later = back(config_.line, forgiving(name, std::move(answer)));
  const bool taken =
      config_.line.to_office([self = shared_from_this(), later, name, body = std::move(*body),
                              who = visitor_of(request)](Clerk& clerk) {
        const auto known = find_login(clerk, name);
        if (!known.ok()) return later(failed(known.error()));
        self->check_and_open(who, *known, body.password, later);
      });
  if (!taken) later(busy());
}

// On the office thread.
void Routes::check_and_open(const Visitor& visitor, const KnownLogin& known,
                            const std::string& password, AnswerOf answer) {
  const bool taken =
      config_.line.to_passwords([self = shared_from_this(), visitor, known, password, answer] {
        if (!store::verify_password(known.password, password, self->config_.password_cost)) {
          return answer(refused(401, Refusal{"login.wrong"}));
        }
        const bool open =
            self->config_.line.to_office([visitor, account = known.account, answer](Clerk& clerk) {
              answer(open_session(clerk, visitor, account));
            });
        if (!open) answer(busy());
      });
  if (!taken) answer(busy());
}

void Routes::logout(const HttpRequest& request, Answer answer) {
  in_office(config_.line, answer,
            [who = visitor_of(request)](Clerk& clerk) { return close_session(clerk, who); });
}

// Both one-time links: the new password's hash, then the office.
void Routes::claim(const HttpRequest& request, Answer answer, Claim claim_by) {
  if (!tries_.allow(request.remote, request.received_at)) return answer(too_often());
  auto body = read_body<FirstBody>(request);
  if (!body) return answer(bad_request());
  const auto login = login_name(body->login);
  if (!login) return answer(refused(409, Refusal{"login.name"}));
  if (const auto wrong = judge_password(body->password)) return answer(refused(409, *wrong));
  on_passwords(std::move(answer), [self = shared_from_this(), body = std::move(*body), claim_by,
                                   login = *login, who = visitor_of(request)](AnswerOf later) {
    auto hash = store::hash_password(body.password, self->config_.password_cost, self->random_);
    if (!hash.ok()) return later(failed(hash.error()));
    const bool taken = self->config_.line.to_office(
        [who, login, claim_by, secret = body.secret, hash = *hash, later](Clerk& clerk) {
          later(claim_by(clerk, who, secret, login, hash));
        });
    if (!taken) later(busy());
  });
}

void Routes::first_administrator(const HttpRequest& request, Answer answer) {
  claim(request, std::move(answer), claim_first);
}

void Routes::claim_account(const HttpRequest& request, Answer answer) {
  claim(request, std::move(answer), api::claim_account);
}

void Routes::look_at_invitation(const HttpRequest& request, Answer answer) {
  if (!tries_.allow(request.remote, request.received_at)) return answer(too_often());
  in_office(config_.line, answer,
            [secret = std::string(request.route_value("secret"))](Clerk& clerk) {
              return api::look_at_invitation(clerk, secret);
            });
}

void Routes::invite(const HttpRequest& request, Answer answer) {
  const auto account = number_of(request.route_value("account"));
  if (!account) return answer(bad_request());
  in_office(config_.line, answer,
            [account = AccountId{*account}, who = visitor_of(request),
             page = config_.page_address(request)](Clerk& clerk) {
              return api::invite(clerk, who, account, page);
            });
}

// Office (the old one) → passwords (right? then the new one's hash) → office (keep it).
void Routes::password(const HttpRequest& request, Answer answer) {
  if (!logins_.allow(request.remote, request.received_at)) return answer(too_often());
  auto body = read_body<PasswordBody>(request);
  if (!body || body->old_password.size() > store::kMaxPasswordBytes) return answer(bad_request());
  if (const auto wrong = judge_password(body->new_password)) return answer(refused(409, *wrong));
  const auto later = back(config_.line, answer);
  auto on_checked = [self = shared_from_this(), later, who = visitor_of(request),
                     next = body->new_password] {
    auto hash = store::hash_password(next, self->config_.password_cost, self->random_);
    if (!hash.ok()) return later(failed(hash.error()));
    const bool taken = self->config_.line.to_office(
        [who, hash = *hash, later](Clerk& clerk) { later(change_password(clerk, who, hash)); });
    if (!taken) later(busy());
  };
  const bool taken =
      config_.line.to_office([self = shared_from_this(), later, on_checked,
                              who = visitor_of(request), old = body->old_password](Clerk& clerk) {
        const auto known = own_login(clerk, who);
        if (!known.ok()) return later(failed(known.error()));
        const bool checking = self->config_.line.to_passwords([=] {
          if (!store::verify_password(known->password, old, self->config_.password_cost)) {
            return later(refused(401, Refusal{"login.wrong"}));
          }
          on_checked();
        });
        if (!checking) later(busy());
      });
  if (!taken) answer(busy());
}

// A file within a command is read where long work is done, and nobody's is not read at all.
void Routes::command(const HttpRequest& request, Answer answer) {
  const Visitor visitor = visitor_of(request);
  const auto later = back(config_.line, answer);
  if (request.body.size() <= kSmallBody) return submit(visitor, read_command(request), later);
  if (visitor.session.empty()) return answer(refused(401, Refusal{"caller.unknown"}));
  const bool taken =
      config_.line.to_passwords([self = shared_from_this(), visitor, later, request] {
        self->submit(visitor, read_command(request), later);
      });
  if (!taken) answer(busy());
}

// From any thread.
void Routes::submit(const Visitor& visitor, std::optional<CommandBody> body, AnswerOf later) {
  if (!body) return later(bad_request());
  if (is_for_the_api_only(body->command)) return later(refused(400, Refusal{"command.unknown"}));
  const bool taken =
      config_.line.to_office([later, visitor, body = std::move(*body)](Clerk& clerk) mutable {
        clerk.submit(visitor, std::move(body.stream), std::move(body.command), std::move(body.body),
                     later);
      });
  if (!taken) later(busy());
}

void Routes::make_link(const HttpRequest& request, Answer answer) {
  auto wish = read_body<LinkWish>(request);
  if (!wish) return answer(bad_request());
  in_office(
      config_.line, answer,
      [wish = std::move(*wish), who = visitor_of(request), page = config_.page_address(request)](
          Clerk& clerk) { return api::make_link(clerk, who, wish, page); });
}

void Routes::look_at_link(const HttpRequest& request, Answer answer) {
  if (!tries_.allow(request.remote, request.received_at)) return answer(too_often());
  in_office(config_.line, answer,
            [secret = std::string(request.route_value("secret"))](Clerk& clerk) {
              return api::look_at_link(clerk, secret);
            });
}

void Routes::join_device(const HttpRequest& request, Answer answer) {
  if (!tries_.allow(request.remote, request.received_at)) return answer(too_often());
  auto wish = read_body<DeviceWish>(request);
  if (!wish) return answer(bad_request());
  in_office(config_.line, answer,
            [wish = std::move(*wish), who = visitor_of(request)](Clerk& clerk) {
              return api::join_device(clerk, who, wish);
            });
}

void Routes::media(const HttpRequest& request, Answer answer) {
  auto wish = read_body<MediaWish>(request);
  if (!wish) return answer(bad_request());
  in_office(config_.line, answer,
            [self = shared_from_this(), wish = *wish, who = visitor_of(request),
             url = config_.media_url(request)](Clerk& clerk) {
              const auto ticket = media_ticket(clerk, who, wish);
              if (!ticket.ok()) return ticket.error();
              return ok({{"url", url},
                         {"token", self->config_.create_token(*ticket)},
                         {"room", ticket->room},
                         {"identity", ticket->identity}});
            });
}

void Routes::post_route(http::Router& router, const char* path,
                        void (Routes::*handler)(const HttpRequest&, Answer)) {
  add_post(router, path,
           [self = shared_from_this(), handler](const HttpRequest& request, Answer answer) {
             ((*self).*handler)(request, std::move(answer));
           });
}

void Routes::add_to(http::Router& router) {
  const auto self = shared_from_this();
  router.add_deferred("GET", "/api/me", [self](const HttpRequest& request, Answer answer) {
    self->me(request, std::move(answer));
  });
  router.add_deferred("GET", "/api/links/{secret}",
                      [self](const HttpRequest& request, Answer answer) {
                        self->look_at_link(request, std::move(answer));
                      });
  post_route(router, "/api/login", &Routes::login);
  post_route(router, "/api/logout", &Routes::logout);
  post_route(router, "/api/first_administrator", &Routes::first_administrator);
  post_route(router, "/api/accounts/claim", &Routes::claim_account);
  post_route(router, "/api/accounts/{account}/link", &Routes::invite);
  router.add_deferred("GET", "/api/accounts/links/{secret}",
                      [self](const HttpRequest& request, Answer answer) {
                        self->look_at_invitation(request, std::move(answer));
                      });
  add_organisation_routes(router, config_.line);
  add_still_routes(router, config_.line);
  add_news_routes(router, config_.line);
  add_document_routes(router, config_.line, config_.page_address);
  post_route(router, "/api/password", &Routes::password);
  post_route(router, "/api/commands", &Routes::command);
  post_route(router, "/api/links", &Routes::make_link);
  post_route(router, "/api/devices", &Routes::join_device);
  post_route(router, "/api/media", &Routes::media);
}

}  // namespace

std::vector<std::string> large_paths() {
  return {"/api/organisation/preview", "/api/commands", kStillsPath};
}

void add_routes(http::Router& router, RoutesConfig config, SecureRandom& random) {
  std::make_shared<Routes>(std::move(config), random)->add_to(router);
}

}  // namespace diemcau::api
