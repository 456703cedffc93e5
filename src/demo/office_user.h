#pragma once

#include <string>

#include "office/office.h"

namespace diemcau::demo {

// Gives an office commands one by one; the first that is not carried out stops all that follow.
class OfficeUser {
 public:
  OfficeUser(office::Office& office, UnixTime now) : office_(office), now_(now) {}

  template <class Command>
  void as_system(const std::string& stream, const Command& command) {
    office::Caller caller;
    caller.system = true;
    ask({std::move(caller), stream, Command::kName, journal::Json(command)});
  }
  template <class Command>
  void as_account(AccountId account, const std::string& stream, const Command& command) {
    ask({caller_of(account), stream, Command::kName, journal::Json(command)});
  }

  const office::Folds& folds() const { return office_.folds(); }
  UnixTime now() const { return now_; }
  // What follows is done then.
  void days_before(uint32_t days, UnixTime now) { now_ = {now.ms - days * kDayMs}; }
  bool failed() const { return !trouble_.empty(); }
  const std::string& trouble() const { return trouble_; }
  // Where the last command's facts went.
  const std::string& stream() const { return stream_; }

 private:
  office::Caller caller_of(AccountId account) const;
  void ask(const office::Request& request);

  static constexpr int64_t kDayMs = 86'400'000;

  office::Office& office_;
  UnixTime now_;
  std::string stream_;
  std::string trouble_;
};

}  // namespace diemcau::demo
