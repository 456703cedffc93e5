#include "demo/office_user.h"

#include <fmt/format.h>

#include "office/conference_list.h"

namespace diemcau::demo {

office::Caller OfficeUser::caller_of(AccountId account) const {
  return office::caller_of_account(folds(), account);
}

void OfficeUser::ask(const office::Request& request) {
  if (failed()) return;
  const auto reply = office_.execute(now_, std::span(&request, 1)).front();
  if (const auto* done = std::get_if<office::Done>(&reply)) {
    stream_ = done->stream;
  } else if (const auto* refusal = std::get_if<journal::Refusal>(&reply)) {
    trouble_ = fmt::format("The demo's {} was refused: {} {}", request.command, refusal->code,
                           refusal->facts.dump());
  } else {
    trouble_ = std::get<journal::LogFailure>(reply).sentence;
  }
}

}  // namespace diemcau::demo
