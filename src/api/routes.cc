#include "api/routes.h"

#include <fmt/format.h>

#include "api/answers.h"
#include "api/body.h"
#include "api/refusals.h"
#include "api/rooms.h"
#include "api/sign_in.h"

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

HttpResponse bad() { return refused(400, Refusal{"request.bad"}); }
HttpResponse busy() { return refused(503, Refusal{"office.busy"}).with("Retry-After", "3"); }
HttpResponse too_often() {
  return refused(429, Refusal{"login.too_often"}).with("Retry-After", "60");
}

// All routes; on the control thread but where a function says otherwise.
class Routes : public std::enable_shared_from_this<Routes> {
 public:
  Routes(RoutesConfig config, SecureRandom& random)
      : config_(std::move(config)),
        random_(random),
        logins_(config_.logins),
        tries_(config_.tries) {}

  void add_to(http::Router& router);

 private:
  using InOffice = std::function<HttpResponse(Clerk&)>;
  void post_route(http::Router& router, const char* path,
                  void (Routes::*handler)(const HttpRequest&, Answer));

  void me(const HttpRequest& request, Answer answer);
  void login(const HttpRequest& request, Answer answer);
  void logout(const HttpRequest& request, Answer answer);
  void first_administrator(const HttpRequest& request, Answer answer);
  void password(const HttpRequest& request, Answer answer);
  void command(const HttpRequest& request, Answer answer);
  void make_link(const HttpRequest& request, Answer answer);
  void look_at_link(const HttpRequest& request, Answer answer);
  void join_device(const HttpRequest& request, Answer answer);
  void media(const HttpRequest& request, Answer answer);

  // From any thread: an answer goes back to the control thread.
  AnswerOf back(Answer answer) const;
  void in_office(Answer answer, InOffice work);
  void on_passwords(Answer answer, std::function<void(AnswerOf)> work);
  void check_and_open(const Visitor& visitor, const KnownLogin& known, const std::string& password,
                      AnswerOf answer);

  RoutesConfig config_;
  SecureRandom& random_;
  http::RateLimiter logins_;
  http::RateLimiter tries_;
};

AnswerOf Routes::back(Answer answer) const {
  return [to_control = config_.line.to_control, answer](HttpResponse response) {
    to_control([answer, response = std::move(response)]() mutable { answer(std::move(response)); });
  };
}

void Routes::in_office(Answer answer, InOffice work) {
  auto later = back(answer);
  const bool taken =
      config_.line.to_office([later, work = std::move(work)](Clerk& clerk) { later(work(clerk)); });
  if (!taken) answer(busy());
}

void Routes::on_passwords(Answer answer, std::function<void(AnswerOf)> work) {
  auto later = back(answer);
  const bool taken = config_.line.to_passwords([later, work = std::move(work)] { work(later); });
  if (!taken) answer(busy());
}

void Routes::me(const HttpRequest& request, Answer answer) {
  in_office(std::move(answer),
            [who = visitor_of(request), demo = config_.demo ? config_.demo(request) : Json()](
                Clerk& clerk) { return api::me(clerk, who, demo); });
}

// Office (whose password is it?) → passwords (is it right?) → office (a session).
void Routes::login(const HttpRequest& request, Answer answer) {
  if (!logins_.allow(request.remote, request.received_at)) return answer(too_often());
  auto body = read_body<LoginBody>(request);
  if (!body || body->password.size() > store::kMaxPasswordBytes) return answer(bad());
  const auto later = back(answer);
  const bool taken =
      config_.line.to_office([self = shared_from_this(), later, body = std::move(*body),
                              who = visitor_of(request)](Clerk& clerk) {
        const auto known = find_login(clerk, login_name(body.login).value_or(""));
        if (!known.ok()) return later(failed(known.error()));
        self->check_and_open(who, *known, body.password, later);
      });
  if (!taken) answer(busy());
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
  in_office(std::move(answer),
            [who = visitor_of(request)](Clerk& clerk) { return close_session(clerk, who); });
}

void Routes::first_administrator(const HttpRequest& request, Answer answer) {
  if (!tries_.allow(request.remote, request.received_at)) return answer(too_often());
  auto body = read_body<FirstBody>(request);
  if (!body) return answer(bad());
  const auto login = login_name(body->login);
  if (!login) return answer(refused(409, Refusal{"login.name"}));
  if (const auto wrong = judge_password(body->password)) return answer(refused(409, *wrong));
  on_passwords(std::move(answer), [self = shared_from_this(), body = std::move(*body),
                                   login = *login, who = visitor_of(request)](AnswerOf later) {
    auto hash = store::hash_password(body.password, self->config_.password_cost, self->random_);
    if (!hash.ok()) return later(failed(hash.error()));
    const bool taken = self->config_.line.to_office(
        [who, login, secret = body.secret, hash = *hash, later](Clerk& clerk) {
          later(claim_first(clerk, who, secret, login, hash));
        });
    if (!taken) later(busy());
  });
}

// Office (the old one) → passwords (right? then the new one's hash) → office (keep it).
void Routes::password(const HttpRequest& request, Answer answer) {
  if (!logins_.allow(request.remote, request.received_at)) return answer(too_often());
  auto body = read_body<PasswordBody>(request);
  if (!body || body->old_password.size() > store::kMaxPasswordBytes) return answer(bad());
  if (const auto wrong = judge_password(body->new_password)) return answer(refused(409, *wrong));
  const auto later = back(answer);
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

void Routes::command(const HttpRequest& request, Answer answer) {
  auto body = read_command(request);
  if (!body) return answer(bad());
  const auto later = back(answer);
  const bool taken = config_.line.to_office([later, who = visitor_of(request),
                                             body = std::move(*body)](Clerk& clerk) mutable {
    clerk.submit(who, std::move(body.stream), std::move(body.command), std::move(body.body), later);
  });
  if (!taken) answer(busy());
}

void Routes::make_link(const HttpRequest& request, Answer answer) {
  auto wish = read_body<LinkWish>(request);
  if (!wish) return answer(bad());
  in_office(std::move(answer), [wish = std::move(*wish), who = visitor_of(request),
                                page = config_.page_address(request)](Clerk& clerk) {
    return api::make_link(clerk, who, wish, page);
  });
}

void Routes::look_at_link(const HttpRequest& request, Answer answer) {
  if (!tries_.allow(request.remote, request.received_at)) return answer(too_often());
  in_office(std::move(answer), [secret = std::string(request.route_value("secret"))](Clerk& clerk) {
    return api::look_at_link(clerk, secret);
  });
}

void Routes::join_device(const HttpRequest& request, Answer answer) {
  if (!tries_.allow(request.remote, request.received_at)) return answer(too_often());
  auto wish = read_body<DeviceWish>(request);
  if (!wish) return answer(bad());
  in_office(std::move(answer), [wish = std::move(*wish), who = visitor_of(request)](Clerk& clerk) {
    return api::join_device(clerk, who, wish);
  });
}

void Routes::media(const HttpRequest& request, Answer answer) {
  auto wish = read_body<MediaWish>(request);
  if (!wish) return answer(bad());
  in_office(std::move(answer), [self = shared_from_this(), wish = *wish, who = visitor_of(request),
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
  router.add_deferred(
      "POST", path,
      [self = shared_from_this(), handler](const HttpRequest& request, Answer answer) {
        if (!is_from_own_page(request)) return answer(refused(403, Refusal{"request.elsewhere"}));
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
  post_route(router, "/api/password", &Routes::password);
  post_route(router, "/api/commands", &Routes::command);
  post_route(router, "/api/links", &Routes::make_link);
  post_route(router, "/api/devices", &Routes::join_device);
  post_route(router, "/api/media", &Routes::media);
}

}  // namespace

void add_routes(http::Router& router, RoutesConfig config, SecureRandom& random) {
  std::make_shared<Routes>(std::move(config), random)->add_to(router);
}

}  // namespace diemcau::api
