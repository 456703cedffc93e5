#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "office/caller.h"
#include "office/folds.h"

namespace diemcau::office {

using SubscriberId = Id<struct SubscriberTag, uint64_t>;

// To one screen, as JSON text:
//   {"view","seq","state"}          the whole picture
//   {"view","from","seq","patch"}   RFC 6902, from the picture at `from` to that at `seq`
//   {"view","seq","refused"}        it may not be seen, or no longer; nothing follows
struct ScreenMessage {
  SubscriberId to;
  std::shared_ptr<const std::string> text;  // the same bytes for all who see the same
};

// Somebody of whom a picture shows more than name and post: for what purpose it may be seen.
struct PersonShown {
  PersonId person;
  organisation::Purpose purpose = organisation::Purpose::kSeePersonal;
  auto operator<=>(const PersonShown&) const = default;
};

// It is about to be shown to a screen, and has to stand in the log first.
struct Reading {
  SubscriberId screen;
  AccountId reader;
  PersonShown shown;
  std::string view;
};

// What there is to see. A picture depends on the folds and on its own name alone, so that all its
// screens share one drawing. Most views ("conference/4/control") are one picture of that name; of
// one that is each caller's own, the picture's name says whose ("conferences/12").
class Views {
 public:
  virtual ~Views() = default;
  // Asked for each screen after each change: cheap.
  virtual Result<Unit, journal::Refusal> may_see(const Folds& folds, const Caller& caller,
                                                 const std::string& view) const = 0;
  virtual std::string picture_of(const std::string& view, const Caller& caller) const = 0;
  // Only of a view that somebody may see.
  virtual journal::Json draw(const Folds& folds, const std::string& picture) const = 0;
  virtual bool depends_on(const std::string& picture, const std::string& stream) const = 0;
  // Of whom the drawing shows personal data.
  virtual std::set<PersonShown> people_in(const std::string& picture,
                                          const journal::Json& drawn) const {
    (void)picture, (void)drawn;
    return {};
  }
};

// Screens that follow a view of the folds: the whole picture first, then what changes, with no gap
// and no repeat. A screen that was away names the last picture that it has (`after`) and gets the
// changes since, if they are still kept.
//
// Owner: the office thread's loop. Every change costs one drawing and one difference a view,
// however many screens show it.
class LiveViews {
 public:
  explicit LiveViews(const Views& views);

  // A screen shows one view at a time; the next takes the place of the last.
  void subscribe(const Folds& folds, SubscriberId screen, const Caller& caller, std::string view,
                 journal::Seq after);
  void unsubscribe(SubscriberId screen);
  // After the folds have gone forward by these events.
  void handle_events(const Folds& folds, std::span<const journal::Event> events);

  // What counts by days is counted anew: pictures change without an event, and are sent whole.
  void handle_new_day(const Folds& folds);
  // Whose data the messages hold that are to be sent. Nobody reads what is kept of themselves here.
  std::vector<Reading> poll_readings();
  // Shows a screen nothing of what waits for it, and says why.
  void withhold(SubscriberId screen, const journal::Refusal& why);
  // What is to be sent, in order; each is handed out once.
  std::vector<ScreenMessage> poll_messages();

  size_t screens() const { return screens_.size(); }

 private:
  struct Patch {
    journal::Seq from;
    journal::Seq seq;
    std::shared_ptr<const std::string> text;
  };
  struct Picture {
    std::string view;
    journal::Json state;
    journal::Seq seq;  // of the last change
    std::deque<Patch> patches;
    std::optional<journal::Seq> turned;  // a new day changed it then, under the same number
    size_t patch_bytes = 0;
    std::set<SubscriberId> screens;
    std::set<PersonShown> people;
  };
  struct Screen {
    Caller caller;
    std::string picture;
  };
  void draw(const Folds& folds, const std::string& name, Picture& picture);
  void note_readings(SubscriberId screen, const Picture& picture,
                     const std::set<PersonShown>& people);
  void refresh(const Folds& folds, const std::string& name, Picture& picture);
  void drop_forbidden(const Folds& folds, const Picture& picture);
  void remember(Picture& picture, Patch patch);
  void send_since(SubscriberId screen, const Picture& picture, journal::Seq after);
  void refuse(SubscriberId screen, const std::string& view, journal::Seq seq,
              const journal::Refusal& refusal);

  const Views& views_;
  std::map<std::string, Picture> pictures_;
  std::map<SubscriberId, Screen> screens_;
  std::vector<ScreenMessage> messages_;
  std::vector<Reading> readings_;
};

}  // namespace diemcau::office
