#pragma once

#include <memory>
#include <string>

#include "api/feed.h"
#include "api/routes.h"
#include "base/random.h"
#include "http/server.h"
#include "runtime/worker.h"
#include "server/config.h"
#include "server/demo_entry.h"
#include "server/media_keeper.h"
#include "server/signalling.h"

namespace diemcau::server {

// The conference half at work: the store, the office on a thread of its own, its door on the
// control thread, and the keeper that makes the media follow.
//
// Owner: the composition root. Life: open() reads the journal; add_routes() and attach() before the
// HTTP server runs; stop() while it still lives: what was taken is stored and answered.
class Secretariat {
 public:
  struct Doors {
    std::function<std::string(const http::HttpRequest&)> media_url;
    std::function<std::string(const http::HttpRequest&)> page_address;
  };

  static Result<std::unique_ptr<Secretariat>, std::string> open(const Config& config,
                                                                SecureRandom& random);
  ~Secretariat();

  void add_routes(http::Router& router, Doors doors);
  void attach(http::HttpServer& server, Signalling& signalling);
  void stop();

  api::Feed& feed();
  // What happens in media rooms. Called from inside of the signalling, which it does not touch.
  void handle_later(const livekit::RoomEvent& event);

  // The one-time link of the first administrator; empty once somebody has used it.
  const std::string& first_secret() const { return first_secret_; }
  // By which the demo's chair comes in; empty: there is no demo.
  const std::string& demo_secret() const { return demo_secret_; }

 private:
  struct Office;
  Secretariat(const Config& config, SecureRandom& random);
  Result<Unit, std::string> open_office();
  Result<Unit, std::string> open_demo_conference();
  Result<Unit, std::string> offer_first_administrator();
  api::Line line();
  void publish(std::span<const journal::Event> events);
  void look_at_calendar();
  void follow(MediaPlan plan);
  void drain_keeper();

  Config config_;
  SecureRandom& random_;
  std::unique_ptr<Office> office_;  // the office thread's, once it runs
  std::string first_secret_;
  demo::Demo demo_;
  std::string demo_secret_;

  // The control thread's.
  std::unique_ptr<api::Feed> feed_;
  MediaKeeper keeper_;
  http::HttpServer* server_ = nullptr;
  Signalling* signalling_ = nullptr;
  http::TimerId timer_;
  http::TimerId calendar_;

  // Last: they use what stands above.
  std::unique_ptr<runtime::Worker> passwords_;
  std::unique_ptr<runtime::Worker> papers_;
  std::unique_ptr<runtime::Worker> office_thread_;
};

}  // namespace diemcau::server
