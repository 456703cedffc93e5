#pragma once

#include <functional>
#include <vector>

#include "api/reading_log.h"
#include "api/visitor.h"
#include "base/random.h"
#include "office/live_views.h"
#include "office/office.h"
#include "store/store.h"
#include "text/collation.h"

namespace diemcau::api {

using journal::Json;
using AnswerOf = std::function<void(http::HttpResponse)>;

// A ticket into a conference's media room, for whoever makes tokens.
struct MediaTicket {
  std::string room;
  std::string identity;
  std::string name;
  std::string metadata;
  bool publish = false;
};

// Between the door (requests with cookies) and the office (callers and commands): finds out who
// somebody is, gathers commands into turns, lets screens follow.
//
// Owner: the composition root; everything on the office thread. Commands wait until flush(), so
// that all that came meanwhile is stored with one sync; whoever drains the thread's queue calls it.
class Clerk {
 public:
  struct Parts {
    store::Store& store;
    office::Office& office;
    office::LiveViews& screens;
    SecureRandom& random;
    std::function<UnixTime()> now;
    // What came of a turn, after it was stored; and what screens are to be told.
    std::function<void(std::span<const journal::Event>)> on_events;
    std::function<void(std::vector<office::ScreenMessage>)> on_messages;
  };
  // Carries out first what a loss of power may have left undone (keeping.h).
  explicit Clerk(Parts parts);

  // Who a visitor is; in a conference also which of its devices (0: nowhere).
  Result<office::Caller, store::Failure> caller_of(const Visitor& visitor, ConferenceId conference);

  void submit(const Visitor& visitor, std::string stream, std::string command, Json body,
              AnswerOf answer);
  // For diemcau itself.
  void submit(office::Request request);
  void flush();
  // Lets screens follow the calendar. Called every minute or so.
  void handle_time();
  // At once, after all that waits.
  office::Reply execute(office::Request request);

  void show(office::SubscriberId screen, const Visitor& visitor, const std::string& view,
            journal::Seq after);
  void hide(office::SubscriberId screen);

  const office::Folds& folds() const { return parts_.office.folds(); }
  store::Store& store() { return parts_.store; }
  const text::Collator& collator() const { return collator_; }
  SecureRandom& random() { return parts_.random; }
  UnixTime now() const { return parts_.now(); }

 private:
  struct Waiting {
    office::Request request;
    AnswerOf answer;  // none: nobody waits
  };
  std::vector<office::Reply> run(std::span<const office::Request> requests);
  void send_messages();
  void log_readings();

  Parts parts_;
  ReadingLog readings_;
  text::Collator collator_;
  Day day_;  // that screens show
  std::vector<Waiting> waiting_;
};

}  // namespace diemcau::api
