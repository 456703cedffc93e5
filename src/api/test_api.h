#pragma once

#include <gtest/gtest.h>

#include <deque>

#include "api/clerk.h"
#include "api/routes.h"
#include "api/secret.h"
#include "api/sign_in.h"
#include "conference/commands.h"
#include "office/office_views.h"
#include "office/test_office.h"
#include "organisation/commands.h"
#include "store/open.h"
#include "store/test_directory.h"

// Inside the tests only: the whole door over a real store, with the threads as queues and the time
// as numbers.
namespace diemcau::api {

class TestSealer final : public organisation::Sealer {
 public:
  explicit TestSealer(store::PersonKeys& keys) : keys_(keys) {}
  std::string seal(PersonId person, std::string_view plain) override {
    return keys_.seal(person, plain).value();
  }
  std::optional<std::string> open(PersonId person, std::string_view sealed) const override {
    return keys_.open(person, sealed);
  }

 private:
  store::PersonKeys& keys_;
};

class TestApi {
 public:
  TestApi() {
    start();
    RoutesConfig config;
    config.line = line();
    config.password_cost = {1, 8};
    config.create_token = [](const MediaTicket& ticket) { return "token of " + ticket.identity; };
    config.media_url = [](const auto&) { return "ws://media"; };
    config.page_address = [](const auto&) { return "https://192.0.2.1:7880"; };
    add_routes(router, std::move(config), random);
  }

  // The office anew from what the disk holds.
  void start() {
    clerk.reset();
    screens.reset();
    office.reset();
    sealer.reset();
    store.reset();
    auto opened = store::open_store(directory.path(), random);
    ASSERT_TRUE(opened.ok()) << opened.error().sentence;
    store = std::move(*opened);
    sealer = std::make_unique<TestSealer>(store->person_keys());
    office = std::make_unique<office::Office>(store->journal(), *sealer, ballots);
    ASSERT_TRUE(office->open().ok());
    screens = std::make_unique<office::LiveViews>(views);
    Clerk::Parts parts{*store, *office, *screens, random, [this] { return now; }, {}, {}};
    parts.on_messages = [this](std::vector<office::ScreenMessage> sent) {
      messages.insert(messages.end(), sent.begin(), sent.end());
    };
    clerk = std::make_unique<Clerk>(std::move(parts));
  }

  Line line() {
    Line line;
    line.to_office = [this](std::function<void(Clerk&)> work) {
      if (office_is_full) return false;
      work_.push_back([this, work = std::move(work)] {
        work(*clerk);
        clerk->flush();
      });
      return true;
    };
    line.to_passwords = [this](std::function<void()> work) {
      if (passwords_are_full) return false;
      work_.push_back(std::move(work));
      return true;
    };
    line.to_paper = [this](std::function<void()> work) {
      work_.push_back(std::move(work));
      return true;
    };
    line.to_control = [this](std::function<void()> work) { work_.push_back(std::move(work)); };
    return line;
  }
  void run_all() {
    while (!work_.empty()) {
      const auto work = std::move(work_.front());
      work_.pop_front();
      work();
    }
  }
  void pass(Duration time) {
    steady += time;
    now.ms += std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
  }

  // As diemcau itself.
  template <class Command>
  void must(const Command& command, std::string stream = organisation::kStream) {
    office::Caller system;
    system.system = true;
    const auto reply = clerk->execute({system, std::move(stream), Command::kName, Json(command)});
    const auto* refusal = std::get_if<journal::Refusal>(&reply);
    ASSERT_TRUE(std::holds_alternative<office::Done>(reply))
        << Command::kName << " " << (refusal == nullptr ? "" : refusal->code);
  }
  const organisation::State& state() const { return clerk->folds().organisation; }

  // An account with a role over everything, and with a login name of its own.
  AccountId account(const std::string& login, organisation::Role role, UnitId branch = {},
                    PersonId person = {}) {
    must(organisation::AccountCreate{person, person.value == 0 ? "Bàn " + login : "", "thử"});
    const AccountId id{state().last.account};
    must(organisation::RoleGrant{id, role, branch, {}, "thử"});
    auto hash = store::hash_password(kPassword, {1, 8}, random);
    EXPECT_TRUE(store->credentials().put({id, login, hash.value()}).ok());
    return id;
  }
  UnitId unit(const char* code, const char* name, UnitId superior = {}) {
    must(organisation::UnitAdd{{code, name, "", "province", superior, {}, {}, {}}});
    return UnitId{state().last.unit};
  }
  PersonId person(const char* name, UnitId unit) {
    organisation::PersonAdd add;
    add.personal.name = name;
    add.post.unit = unit;
    add.post.title = "secretary";
    must(add);
    return PersonId{state().last.person};
  }

  static constexpr const char* kPassword = "mật khẩu thử nghiệm";

  store::TestDirectory directory;
  RepeatableRandom random{7};
  UnixTime now{1'764'000'000'000};  // 24 November 2025
  Instant steady{};
  std::unique_ptr<store::Store> store;
  std::unique_ptr<TestSealer> sealer;
  office::MemoryBallots ballots;
  std::unique_ptr<office::Office> office;
  office::OfficeViews views{[this] { return now; }};
  std::unique_ptr<office::LiveViews> screens;
  std::unique_ptr<Clerk> clerk;
  std::vector<office::ScreenMessage> messages;
  http::Router router;
  bool office_is_full = false;
  bool passwords_are_full = false;

 private:
  std::deque<std::function<void()>> work_;
};

// A browser: keeps its cookies, and says which page its requests come from.
class Browser {
 public:
  explicit Browser(TestApi& api, uint8_t address = 7) : api_(api), address_(address) {}

  struct Answer {
    int status = 0;
    Json body;
    std::string code() const { return body.is_object() ? body.value("code", "") : ""; }
    std::string cookie;
    std::string bytes = {};  // of what is not JSON
    std::string file = {};   // as what it is to be kept
    std::string etag = {};
  };
  Answer get(const std::string& target) { return ask("GET", target, ""); }
  Answer post(const std::string& target, const Json& body) {
    return ask("POST", target, body.dump());
  }
  Answer command(const std::string& stream, const std::string& command, const Json& body) {
    return post("/api/commands", {{"stream", stream}, {"command", command}, {"body", body}});
  }
  Answer sign_in(const std::string& login, const std::string& password = TestApi::kPassword) {
    return post("/api/login", {{"login", login}, {"password", password}});
  }

  Answer ask(std::string method, const std::string& target, std::string body) {
    http::HttpRequest request;
    request.method = std::move(method);
    request.target = target;
    request.body = std::move(body);
    request.headers = headers;
    request.headers.emplace_back("Host", "192.0.2.1:7880");
    request.headers.emplace_back("Content-Type", content_type);
    if (!cookies.empty()) request.headers.emplace_back("Cookie", cookie_header());
    request.remote = SocketAddress::v4(192, 0, 2, address_, 40'000);
    request.secure = true;
    request.received_at = api_.steady;
    EXPECT_TRUE(request.parse_target());
    std::optional<http::HttpResponse> response;
    api_.router.dispatch(request, [&](http::HttpResponse got) { response = std::move(got); });
    api_.run_all();
    EXPECT_TRUE(response) << target << " was not answered";
    return response ? take(*response) : Answer{};
  }

  std::map<std::string, std::string> cookies;
  std::vector<http::NamedValue> headers = {{"Sec-Fetch-Site", "same-origin"}};
  std::string content_type = "application/json";

 private:
  std::string cookie_header() const {
    std::string all;
    for (const auto& [name, value] : cookies) all += (all.empty() ? "" : "; ") + name + "=" + value;
    return all;
  }
  Answer take(const http::HttpResponse& response) {
    Answer answer{response.status, Json::parse(response.content(), nullptr, false),
                  std::string(response.header("Set-Cookie"))};
    answer.bytes = response.content();
    answer.file = response.header("Content-Disposition");
    answer.etag = response.header("ETag");
    const std::string& set = answer.cookie;
    if (!set.empty()) {
      const size_t equals = set.find('=');
      const std::string value = set.substr(equals + 1, set.find(';') - equals - 1);
      if (value.empty()) {
        cookies.erase(set.substr(0, equals));
      } else {
        cookies[set.substr(0, equals)] = value;
      }
    }
    return answer;
  }

  TestApi& api_;
  uint8_t address_;
};

}  // namespace diemcau::api
