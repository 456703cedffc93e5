#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connection.h"
#include "foreign_answer.h"
#include "signalling.h"
#include "site_report.h"

namespace diemcau::sites {

// Where to open the WebSocket and with what.
struct SignalTarget {
  std::string target;         // path and query
  std::string authorization;  // the header's value
};

enum class SiteState : uint8_t {
  kWaiting,  // for the next attempt
  kOpening,  // the WebSocket
  kJoining,  // it is open; answer and media connection are on their way
  kLive,     // media flows
  kLeft,     // for good
};

// One simulated site without IO: signalling, media and coming back after whatever went wrong. The
// shell gives it time, frames and datagrams and takes what it has to send:
//   poll_connect → handle_opened | handle_closed → handle_frame*, poll_frame* → handle_closed
// There is one WebSocket at most; handle_closed() is due for each, also when the site asked for it
// by wants_close().
class SiteSession {
 public:
  static constexpr Duration kFirstBackoff = 250ms;
  static constexpr Duration kLongestBackoff = 2s;
  static constexpr Duration kJoinTimeout = 10s;

  // `context` and `random` outlive it.
  SiteSession(SiteConfig config, const transport::DtlsContext& context, SecureRandom& random,
              Instant now);

  // True once for each attempt.
  bool poll_connect(Instant now, UnixTime today, SignalTarget& out);
  void handle_opened(Instant now);
  // It is closed, or could not be opened; `why` is for people.
  void handle_closed(Instant now, const std::string& why = "closed");
  void handle_frame(Instant now, Bytes frame);
  bool poll_frame(Frame& out);
  // After the frames that are left: close it.
  bool wants_close() const { return wants_close_; }

  void handle_datagram(Instant now, const Path& path, MutableBytes datagram);
  bool poll_datagram(Instant now, Path& path, std::vector<uint8_t>& out);

  void handle_timeout(Instant now);
  Instant next_timeout() const;

  // Says goodbye. Poll datagrams and frames once more.
  void leave(Instant now);

  SiteState state() const { return state_; }
  bool has_media() const { return connection_ && connection_->has_media(); }
  const SiteConfig& config() const { return config_; }
  SiteReport report(Instant now) const;
  // Why the last attempt or connection ended.
  const std::string& last_trouble() const { return trouble_; }

 private:
  void on_message(Instant now, const Joined& joined);
  void on_message(Instant now, const Answered& answer);
  void on_message(Instant now, const Trickled& trickled);
  void take_answer(Instant now, const Answered& answer);
  void on_message(Instant now, const SectionsWanted& wanted);
  void on_message(Instant now, const ToldToLeave& leave);
  void on_message(Instant now, const Ponged& pong);
  void on_message(Instant, const RequestRefused&) {}
  void on_message(Instant, const TrackPublished&) {}
  void on_message(Instant, const OtherMessage&) {}
  void offer_again();
  void send_ping(Instant now);
  void follow_media(Instant now);
  void fail(Instant now, std::string why);
  void end_connection(Instant now);
  Duration backoff();
  std::string make_token(UnixTime today) const;

  SiteConfig config_;
  const transport::DtlsContext& context_;
  SecureRandom& random_;
  SiteState state_ = SiteState::kWaiting;
  Instant next_attempt_;
  uint32_t failures_in_a_row_ = 0;
  std::string trouble_;

  // One attempt.
  std::unique_ptr<Connection> connection_;
  bool socket_exists_ = false;
  bool wants_close_ = false;
  std::deque<Frame> frames_;
  uint32_t offer_id_ = 0;
  uint32_t answered_id_ = 0;
  bool offer_wanted_ = false;
  ForeignAnswer foreign_;
  std::optional<Answered> without_candidates_;  // until the first comes
  std::optional<Joined> joined_;
  Instant attempt_began_{};
  Instant last_heard_{};
  Instant next_ping_ = kNever;
  Duration rtt_{};

  // All attempts.
  std::optional<Instant> first_attempt_;
  std::optional<Instant> media_lost_;
  SiteReport totals_;
};

}  // namespace diemcau::sites
