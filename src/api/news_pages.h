#pragma once

#include <optional>
#include <string>

#include "api/news_words.h"
#include "office/folds.h"

// The public pages of the news: written by the server, without a script. They show editions that
// are out and nothing else; of those only what the unit has approved, and pictures that stand.
namespace diemcau::api {

struct NewsAsked {
  ConferenceId conference;  // 0: a list
  UnitId unit;              // its own edition, or its own list
  uint32_t page = 0;        // of a list
  Language language = Language::kVietnamese;
};

// None: it is not there, for whatever reason.
std::optional<std::string> news_html(const office::Folds& folds, const NewsAsked& asked);
std::string missing_news_html(const office::Folds& folds, Language language);

}  // namespace diemcau::api
