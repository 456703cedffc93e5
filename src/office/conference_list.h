#pragma once

#include "journal/plain.h"
#include "office/caller.h"
#include "office/folds.h"

namespace diemcau::office {

// A conference in somebody's list.
struct ConferenceLine {
  ConferenceId conference;
  std::string title;
  UnitId unit;
  conference::Phase phase = conference::Phase::kNone;
  UnixTime begins;
  uint32_t sites = 0;
  std::vector<conference::Role> standing;  // what the account is in it
  DIEMCAU_PLAIN(ConferenceLine, conference, title, unit, phase, begins, sites, standing)
};
struct ConferenceList {
  std::vector<ConferenceLine> conferences;  // those that begin last in front
  DIEMCAU_PLAIN(ConferenceList, conferences)
};

// Those that the account has to do with.
ConferenceList conferences_of(const Folds& folds, AccountId account);
// Those that a unit calls or takes part in, with what the account is in each; drafts are left out.
std::vector<ConferenceLine> conferences_with(const Folds& folds, AccountId account, UnitId unit);

// Who an account is: the person it stands for, and what it may.
Caller caller_of_account(const Folds& folds, AccountId account);

}  // namespace diemcau::office
