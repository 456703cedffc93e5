#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/address.h"
#include "base/bytes.h"
#include "base/random.h"
#include "base/time.h"
#include "transport/ice_lite.h"
#include "wire/stun.h"

namespace diemcau::transport {

// The controlling agent of our own client: one local address, the server's candidates in order of
// preference. Checks each until one answers, nominates it and asks for consent from then on
// (RFC 8445, RFC 7675). Ours is an ICE-lite server; the checks of one that is not are answered, and
// say nothing more, since this side decides. Owned by ClientTransport.
class IceControlling {
 public:
  IceControlling(IceSession session, const std::vector<Path>& candidates, SecureRandom& random);

  void start(Instant now);
  // True when it was an authentic answer to a check of ours, or an authentic check.
  bool handle_stun(Instant now, const Path& path, Bytes message);
  // Writes the next answer or check into `buffer`; nothing when none is due.
  bool poll_check(Instant now, MutableBytes buffer, Path& path, Bytes& check);
  Instant next_timeout() const;

  const std::optional<Path>& selected() const { return selected_; }
  // The nominated path is answered.
  bool connected() const { return nominated_; }
  // Consent was not renewed for 30 s, or nobody ever answered for as long.
  bool lost(Instant now) const;

 private:
  struct Check {
    Path path;
    wire::TransactionId transaction{};
    bool nominates = false;
    bool waiting = false;
    Duration interval{};
    Instant next = kNever;
  };
  static constexpr size_t kMaxAnswers = 8;
  struct Answer {
    Path path;
    wire::TransactionId transaction{};
  };
  bool handle_request(const Path& path, Bytes bytes, const wire::StunMessage& message);
  void send(Instant now, Check& check, MutableBytes buffer, Bytes& bytes);

  const IceSession session_;
  SecureRandom& random_;
  const uint64_t tie_breaker_;
  std::vector<Check> checks_;
  std::vector<Answer> answers_;  // to the other side's checks, that wait to be sent
  std::optional<Path> selected_;
  bool nominated_ = false;
  Instant last_consent_{};
};

}  // namespace diemcau::transport
